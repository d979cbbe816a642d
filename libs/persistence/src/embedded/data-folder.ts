import { execFile } from 'node:child_process';
import {
  chmod,
  chown,
  mkdir,
  mkdtemp,
  readFile,
  rename,
  rm,
  stat,
  writeFile,
} from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { messageOf, StartError, systemErrorCode } from '@meridian/platform';
import type { Logger } from 'pino';
import type { PostgresBinaries } from './postgres-binaries.js';
import { isPostmasterOf, waitForEnd } from './process-identity.js';
import type { ServerAccount } from './server-account.js';

const run = promisify(execFile);

export const superuser = 'postgres';

/** The data folder of the embedded server, and what an earlier run may have left in it. */
export class DataFolder {
  constructor(
    /** A real path: the server's own idea of it is compared with this one. */
    readonly path: string,
    private readonly binaries: PostgresBinaries,
    private readonly account: ServerAccount,
    private readonly logger: Logger,
  ) {}

  /** Makes the folder on first use; refuses one that another major version has written. */
  async prepare(password: string): Promise<void> {
    await this.claim();
    const version = await this.version();
    if (version === undefined) {
      await this.initialise(password);
    } else if (version !== this.binaries.majorVersion) {
      throw new StartError(
        `The database in ${this.path} was written by PostgreSQL ${version}; this Meridian brings ${this.binaries.majorVersion}.`,
        {
          mend: `dump it with PostgreSQL ${version}'s pg_dumpall, move the folder away, start Meridian and load the dump; or go back to the earlier Meridian.`,
        },
      );
    }
  }

  private async version(): Promise<number | undefined> {
    try {
      return Number(await readFile(join(this.path, 'PG_VERSION'), 'utf8'));
    } catch (error) {
      if (systemErrorCode(error) === 'ENOENT') return undefined;
      throw error;
    }
  }

  /**
   * The server opens only a folder of its own user. Root may have become another one since (a new
   * image gives the system user another number) and hands the folder over; nobody else can.
   */
  private async claim(): Promise<void> {
    let uid: number;
    try {
      ({ uid } = await stat(this.path));
    } catch (error) {
      if (systemErrorCode(error) === 'ENOENT') return;
      throw error;
    }
    const { owner } = this.account;
    if (uid === (owner?.uid ?? process.getuid?.())) return;
    if (owner === undefined) {
      throw new StartError(
        `The database in ${this.path} belongs to another user (number ${uid}).`,
        {
          mend: `start Meridian as that user, or hand it over with \`sudo chown -R "$(id -u)" ${this.path}\`.`,
        },
      );
    }
    this.logger.warn({ from: uid, to: owner.uid }, 'Handing the database over to its new user.');
    await run('chown', ['-R', `${owner.uid}:${owner.gid}`, this.path]);
  }

  /**
   * Runs `initdb` aside and moves the result into place, so that a crash never leaves half a
   * database. The built-in C.UTF-8 locale knows the letters of every script and, unlike the
   * system's locales, sorts the same on every machine.
   */
  private async initialise(password: string): Promise<void> {
    const draft = `${this.path}.new`;
    const secrets = await mkdtemp(join(tmpdir(), 'meridian-initdb-'));
    const passwordFile = join(secrets, 'password');
    try {
      await rm(draft, { recursive: true, force: true });
      await mkdir(draft, { mode: 0o700 });
      await chmod(secrets, 0o700);
      await writeFile(passwordFile, `${password}\n`, { mode: 0o600 });
      await Promise.all([draft, secrets, passwordFile].map((path) => this.handOver(path)));
      const [command, args] = this.account.command(this.binaries.initdb, [
        `--pgdata=${draft}`,
        `--username=${superuser}`,
        `--pwfile=${passwordFile}`,
        '--auth=scram-sha-256',
        '--encoding=UTF8',
        '--locale=C',
        '--locale-provider=builtin',
        '--builtin-locale=C.UTF-8',
        '--no-instructions',
      ]);
      await run(command, [...args], { ...this.account.spawnOptions, env: serverEnvironment() });
      await rename(draft, this.path);
    } catch (error) {
      const words = messageOf(error).trim().split('\n').slice(1);
      throw new StartError(
        `The embedded database could not be made in ${this.path}. ${words.join(' ')}`.trim(),
        {
          mend: 'remove what the message names and start again, or set DATABASE_URL to a PostgreSQL of your own.',
          cause: error,
        },
      );
    } finally {
      await rm(secrets, { recursive: true, force: true });
    }
    this.logger.info({ folder: this.path }, 'Made the embedded database.');
  }

  private async handOver(path: string): Promise<void> {
    if (this.account.owner) await chown(path, this.account.owner.uid, this.account.owner.gid);
  }

  /**
   * Clears the way after a crash. A server that outlived its Meridian is stopped in order, which
   * loses nothing. Call only while holding the folder's owner lock.
   */
  async endEarlierServer(): Promise<void> {
    const pidFile = join(this.path, 'postmaster.pid');
    let text: string;
    try {
      text = await readFile(pidFile, 'utf8');
    } catch (error) {
      if (systemErrorCode(error) === 'ENOENT') return;
      throw error;
    }
    const [first = '', ...rest] = text.split('\n');
    const pid = Number(first);
    if (!Number.isInteger(pid) || pid <= 0) {
      // Written in two steps; a crash in between leaves it empty.
      await rm(pidFile, { force: true });
      return;
    }
    if (await isPostmasterOf(pid, this.path)) {
      this.logger.warn(
        { pid },
        'A PostgreSQL of an earlier run still holds the data; stopping it.',
      );
      await endServer(pid);
      return;
    }
    if (isTaken(pid)) {
      // The number belongs to another program by now, or to a dead server that nobody has buried (a
      // container without an init); PostgreSQL would think that its server lives. The rest of the
      // file must stay: by it PostgreSQL sees whether workers of the old server still use the data.
      // So only the number becomes one that no process can have.
      this.logger.warn({ pid }, 'The database was not closed in order; its old lock is stale.');
      await writeFile(pidFile, [String(2 ** 31 - 1), ...rest].join('\n'));
    }
  }
}

/** Whether the system knows a process of that number, alive or not. */
function isTaken(pid: number): boolean {
  try {
    return process.kill(pid, 0);
  } catch (error) {
    return systemErrorCode(error) === 'EPERM';
  }
}

/** Ways to stop PostgreSQL, from kind to certain: fast, immediate (recovers at start), kill. */
const stopSignals = [
  ['SIGINT', 20_000],
  ['SIGQUIT', 5_000],
  ['SIGKILL', 5_000],
] as const;

export async function endServer(pid: number): Promise<void> {
  for (const [signal, timeoutMs] of stopSignals) {
    try {
      process.kill(pid, signal);
    } catch (error) {
      if (systemErrorCode(error) === 'ESRCH') return;
      throw error;
    }
    if (await waitForEnd(pid, timeoutMs)) return;
  }
  throw new Error(`PostgreSQL (process ${pid}) cannot be stopped.`);
}

/** Nothing of ours leaks into the server; messages are in English, since we read them. */
export function serverEnvironment(): NodeJS.ProcessEnv {
  return { PATH: process.env['PATH'], LC_ALL: 'C', TZ: 'UTC' };
}
