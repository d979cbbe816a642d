import { randomBytes } from 'node:crypto';
import { realpath } from 'node:fs/promises';
import { join } from 'node:path';
import { readOrCreateSecret, StartError } from '@meridian/platform';
import { Client, DatabaseError } from 'pg';
import type { Logger } from 'pino';
import { DataFolder, superuser } from './data-folder.js';
import { OwnerLock } from './owner-lock.js';
import { findPostgresBinaries, type PostgresBinaries } from './postgres-binaries.js';
import { PostgresServer } from './postgres-server.js';
import { findServerAccount, type ServerAccount } from './server-account.js';

/** Role and database of the application; the role is no superuser. */
const appName = 'meridian';

/** Waits before a server that fell over is started again, in milliseconds; then we give up. */
const restartDelaysMs = [100, 500, 1_000, 2_000, 5_000, 10_000];

/**
 * PostgreSQL inside Meridian: made on first use, listening on this machine only, stopped with us.
 * After a crash of ours the server that was left behind is stopped in order and started anew, so
 * that nothing committed is lost.
 */
export class EmbeddedPostgres {
  private readonly leaving = new AbortController();
  private closing: Promise<void> | undefined;
  private restarting: Promise<void> | undefined;

  private constructor(
    private readonly lock: OwnerLock,
    private readonly run: (port?: number) => Promise<PostgresServer>,
    private server: PostgresServer,
    private readonly password: string,
    private readonly logger: Logger,
  ) {
    this.watch(server);
  }

  /** Address for the application's role. Its password is new at every start and kept nowhere. */
  get url(): string {
    return `postgres://${appName}:${this.password}@127.0.0.1:${this.server.port}/${appName}`;
  }

  /**
   * @param dataDir the folder of all data, which exists; the database takes `postgres/` in it
   * @throws StartError when the folder is in use, of another version, or cannot be used
   */
  static async start(dataDir: string, logger: Logger): Promise<EmbeddedPostgres> {
    const home = await realpath(dataDir);
    const lock = await OwnerLock.acquire(join(home, 'postgres.lock'), `The data folder ${home}`);
    let server: PostgresServer | undefined;
    try {
      const binaries = await findPostgresBinaries();
      const account = await findServerAccount(binaries.postgres, home);
      const superPassword = await readOrCreateSecret(join(home, 'keys', 'postgres.password'));
      const run = await EmbeddedPostgres.prepare(home, binaries, account, superPassword, logger);
      server = await run();
      const password = randomBytes(24).toString('base64url');
      await provision(server.port, superPassword, password);
      return new EmbeddedPostgres(lock, run, server, password, logger);
    } catch (error) {
      await server?.stop();
      await lock.release();
      throw error;
    }
  }

  private static async prepare(
    home: string,
    binaries: PostgresBinaries,
    account: ServerAccount,
    superPassword: string,
    logger: Logger,
  ): Promise<(port?: number) => Promise<PostgresServer>> {
    const folder = new DataFolder(join(home, 'postgres'), binaries, account, logger);
    await folder.prepare(superPassword);
    return async (port) => {
      await folder.endEarlierServer();
      return await PostgresServer.start(folder, binaries, account, logger, port);
    };
  }

  private watch(server: PostgresServer): void {
    server.onUnexpectedEnd(() => {
      if (this.leaving.signal.aborted) return;
      this.logger.error('The embedded PostgreSQL ended unexpectedly; starting it again.');
      this.restarting = this.restart(server.port);
    });
  }

  /** On the same port, so that the pool's next connection finds it. */
  private async restart(port: number): Promise<void> {
    for (const delay of restartDelaysMs) {
      await pause(delay, this.leaving.signal);
      if (this.leaving.signal.aborted) return;
      if (!(await this.lock.isHeld())) {
        // Whatever server is there now belongs to somebody else.
        this.logger.fatal('The data folder was deleted or taken by another Meridian.');
        return;
      }
      try {
        this.server = await this.run(port);
        this.watch(this.server);
        this.logger.info('The embedded PostgreSQL is back.');
        return;
      } catch (error) {
        this.logger.error({ err: error }, 'The embedded PostgreSQL could not be started again.');
      }
    }
    this.logger.fatal('The embedded PostgreSQL stays down; restart Meridian.');
  }

  /** Idempotent. */
  close(): Promise<void> {
    return (this.closing ??= this.end());
  }

  private async end(): Promise<void> {
    this.leaving.abort();
    await this.restarting;
    await this.server.stop();
    await this.lock.release();
  }
}

/** Waits, but not longer than until the signal. */
function pause(ms: number, signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    const done = (): void => {
      clearTimeout(timer);
      signal.removeEventListener('abort', done);
      resolve();
    };
    const timer = setTimeout(done, ms);
    signal.addEventListener('abort', done);
  });
}

/** Gives the application its role, with this start's password, and its database. */
async function provision(port: number, superPassword: string, password: string): Promise<void> {
  const client = new Client({
    host: '127.0.0.1',
    port,
    user: superuser,
    password: superPassword,
    database: 'postgres',
    connectionTimeoutMillis: 10_000,
  });
  // Without a listener a connection that breaks would end the process; the query reports it anyway.
  client.on('error', () => undefined);
  try {
    await client.connect();
    const role = client.escapeIdentifier(appName);
    const { rowCount: roles } = await client.query('SELECT FROM pg_roles WHERE rolname = $1', [
      appName,
    ]);
    await client.query(
      `${roles === 0 ? 'CREATE' : 'ALTER'} ROLE ${role} LOGIN PASSWORD ${client.escapeLiteral(password)}`,
    );
    const { rowCount: databases } = await client.query(
      'SELECT FROM pg_database WHERE datname = $1',
      [appName],
    );
    if (databases === 0) {
      await client.query(`CREATE DATABASE ${role} OWNER ${role}`);
    }
  } catch (error) {
    // 28P01: invalid_password.
    if (error instanceof DatabaseError && error.code === '28P01') {
      throw new StartError('keys/postgres.password in DATA_DIR does not fit the database there.', {
        mend: 'restore the keys folder and the postgres folder from the same backup.',
        cause: error,
      });
    }
    throw error;
  } finally {
    await client.end();
  }
}
