import { execFile, type SpawnOptions } from 'node:child_process';
import { stat } from 'node:fs/promises';
import { dirname } from 'node:path';
import { promisify } from 'node:util';
import { exitStatusOf, StartError, systemErrorCode } from '@meridian/platform';

const run = promisify(execFile);

/** Name of the system user that packages of PostgreSQL use as well. */
const userName = 'postgres';

/** PostgreSQL refuses to run as root. This says as whom, and how, its programs are started. */
export interface ServerAccount {
  /** Owner its files must have; undefined when it runs as ourselves. */
  readonly owner: { readonly uid: number; readonly gid: number } | undefined;
  command(program: string, args: readonly string[]): readonly [string, readonly string[]];
  readonly spawnOptions: Pick<SpawnOptions, 'uid' | 'gid' | 'cwd'>;
}

async function lookUp(): Promise<{ uid: number; gid: number } | undefined> {
  try {
    const [uid, gid] = await Promise.all([
      run('id', ['-u', userName]),
      run('id', ['-g', userName]),
    ]);
    return { uid: Number(uid.stdout), gid: Number(gid.stdout) };
  } catch (error) {
    // `id` exits with 1 when there is no such user.
    if (exitStatusOf(error) === 1) return undefined;
    throw error;
  }
}

async function findOrCreateUser(): Promise<{ uid: number; gid: number }> {
  const existing = await lookUp();
  if (existing) return existing;
  const shell = '/usr/sbin/nologin';
  try {
    await run('useradd', [
      '--system',
      '--user-group',
      '--no-create-home',
      '--shell',
      shell,
      userName,
    ]);
  } catch (error) {
    // Another process may have been faster.
    const created = await lookUp();
    if (created) return created;
    throw new StartError(
      'PostgreSQL refuses to run as root, and no system user could be made for it.',
      {
        mend: 'run Meridian as an ordinary user, or make the user with `useradd --system --user-group postgres`, or set DATABASE_URL.',
        cause: error,
      },
    );
  }
  const created = await lookUp();
  if (!created) throw new Error(`The system user ${userName} was made but cannot be found.`);
  return created;
}

async function succeeds(
  command: string,
  args: readonly string[],
  options: SpawnOptions,
): Promise<boolean> {
  try {
    await run(command, [...args], { ...options, shell: false });
    return true;
  } catch (error) {
    if (exitStatusOf(error) !== undefined || systemErrorCode(error) !== undefined) return false;
    throw error;
  }
}

/** The highest folder above the path that others may not pass. */
async function closedFolder(path: string): Promise<string | undefined> {
  const parent = dirname(path);
  const above = parent === path ? undefined : await closedFolder(parent);
  if (above !== undefined) return above;
  const { mode } = await stat(path);
  return (mode & 0o001) === 0 ? path : undefined;
}

/**
 * Run as root, starts what belongs to root's own home (`/root` is closed to others) with the one
 * capability it lacks there: to pass folders and read files. It can write nothing but its own.
 */
function withPassage(uid: number, gid: number): ServerAccount['command'] {
  return (program, args) => [
    'setpriv',
    [
      `--reuid=${uid}`,
      `--regid=${gid}`,
      '--clear-groups',
      '--inh-caps=-all,+dac_read_search',
      '--ambient-caps=-all,+dac_read_search',
      '--no-new-privs',
      '--',
      program,
      ...args,
    ],
  ];
}

const asIs: ServerAccount['command'] = (program, args) => [program, args];

/**
 * Chooses the account: ourselves, or for root a system user, made when missing.
 *
 * @param program one of PostgreSQL's programs, which the account must be able to run
 * @param dataDir the folder, a real path, that will hold the database's own
 */
export async function findServerAccount(program: string, dataDir: string): Promise<ServerAccount> {
  if (process.getuid?.() !== 0) {
    return { owner: undefined, command: asIs, spawnOptions: { cwd: '/' } };
  }
  const owner = await findOrCreateUser();
  const plain: SpawnOptions = { ...owner, cwd: '/' };
  if (
    (await succeeds(program, ['--version'], plain)) &&
    (await succeeds('test', ['-x', dataDir], plain))
  ) {
    return { owner, command: asIs, spawnOptions: { ...owner, cwd: '/' } };
  }
  const command = withPassage(owner.uid, owner.gid);
  if (await succeeds(...command(program, ['--version']), { cwd: '/' })) {
    return { owner, command, spawnOptions: { cwd: '/' } };
  }
  const closed = (await closedFolder(program)) ?? (await closedFolder(dataDir)) ?? dataDir;
  throw new StartError(
    `PostgreSQL runs as the system user ${userName}, who may not pass the folder ${closed}.`,
    {
      mend: `let others pass it with \`chmod o+x ${closed}\`, or run Meridian as an ordinary user, or set DATABASE_URL.`,
    },
  );
}
