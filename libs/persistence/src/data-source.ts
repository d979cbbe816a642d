import { messageOf, StartError, systemErrorCode } from '@meridian/platform';
import { DatabaseError } from 'pg';
import type { Logger } from 'pino';
import { DataSource, type Logger as TypeOrmLogger } from 'typeorm';
import { entities } from './entities/index.js';
import { migrations } from './migrations/index.js';

/** Milliseconds an outside database may take to come up beside us. */
const connectPatienceMs = 20_000;
const retryMs = 500;
/** Table of the migrations that were run. */
export const migrationsTable = 'schema_migrations';
/** The oldest PostgreSQL whose features we use, as `server_version_num` counts. */
const oldestVersion = 140_000;

/** TypeORM's own messages, without the values of queries, which may be anybody's personal data. */
class QueryLog implements TypeOrmLogger {
  constructor(private readonly logger: Logger) {}

  logQuery(): void {
    // One line per query would drown everything else.
  }
  logQueryError(error: string | Error, query: string): void {
    this.logger.debug({ err: error, query }, 'A query failed.');
  }
  logQuerySlow(ms: number, query: string): void {
    this.logger.warn({ ms, query }, 'A query was slow.');
  }
  logSchemaBuild(message: string): void {
    this.logger.debug(message);
  }
  logMigration(message: string): void {
    this.logger.debug(message);
  }
  log(level: 'log' | 'info' | 'warn', message: unknown): void {
    this.logger[level === 'warn' ? 'warn' : 'debug']({ details: message }, 'TypeORM');
  }
}

/** A pool with bounds: no statement, lock or forgotten transaction holds others up for long. */
export function createDataSource(url: string, logger: Logger): DataSource {
  return new DataSource({
    type: 'postgres',
    url,
    entities: [...entities],
    migrations: [...migrations],
    migrationsTableName: migrationsTable,
    synchronize: false,
    installExtensions: false,
    applicationName: 'meridian',
    poolSize: 12,
    connectTimeoutMS: 5_000,
    poolErrorHandler: (error: unknown) => {
      logger.warn({ err: error }, 'A database connection broke; the pool opens another.');
    },
    logger: new QueryLog(logger),
    maxQueryExecutionTime: 1_000,
    extra: {
      statement_timeout: 15_000,
      lock_timeout: 10_000,
      idle_in_transaction_session_timeout: 30_000,
      idleTimeoutMillis: 30_000,
      keepAlive: true,
    },
  });
}

/** Errors of a server that is not there yet; anything else is a mistake that waiting does not mend. */
function mayComeUp(error: unknown): boolean {
  const code = error instanceof DatabaseError ? error.code : systemErrorCode(error);
  const early = ['ECONNREFUSED', 'ECONNRESET', 'ENOTFOUND', 'EAI_AGAIN', 'ETIMEDOUT', '57P03'];
  return code !== undefined && early.includes(code);
}

/**
 * Opens the pool, waiting for a server that starts beside us.
 *
 * @throws StartError when it cannot be reached, is too old, or does not store UTF-8
 */
export async function connect(dataSource: DataSource, logger: Logger): Promise<void> {
  const deadline = performance.now() + connectPatienceMs;
  let told = false;
  while (!dataSource.isInitialized) {
    try {
      await dataSource.initialize();
    } catch (error) {
      if (!mayComeUp(error) || performance.now() > deadline) {
        throw new StartError(`The database cannot be reached: ${messageOf(error)}`, {
          mend: 'start it, or set DATABASE_URL right (host, port, user, password, database name).',
          cause: error,
        });
      }
      if (!told) logger.warn('The database is not there yet; waiting for it.');
      told = true;
      await new Promise((resolve) => setTimeout(resolve, retryMs));
    }
  }
  const [facts] = await dataSource.query<{ version: number; encoding: string }[]>(
    `SELECT current_setting('server_version_num')::int AS version,
            current_setting('server_encoding') AS encoding`,
  );
  if ((facts?.version ?? 0) < oldestVersion) {
    throw new StartError('The database is older than PostgreSQL 14.', {
      mend: 'use PostgreSQL 14 or newer, or leave DATABASE_URL out for the embedded one.',
    });
  }
  if (facts?.encoding !== 'UTF8') {
    throw new StartError(`The database stores ${String(facts?.encoding)}, not UTF8.`, {
      mend: "make it with `CREATE DATABASE meridian ENCODING 'UTF8' TEMPLATE template0`.",
    });
  }
}
