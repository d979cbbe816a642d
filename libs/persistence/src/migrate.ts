import { StartError } from '@meridian/platform';
import { DatabaseError } from 'pg';
import type { Logger } from 'pino';
import { MigrationExecutor, type DataSource, type QueryRunner } from 'typeorm';
import { migrationsTable } from './data-source.js';

/** Key of the advisory lock, any number that no other program at this database is likely to use. */
const lockKey = 7_316_447_029;
/** How long another process may take for its migrations before we stop waiting for it. */
const lockPatience = '5min';

/** Migrations in the database that this program does not know: a newer one was here. */
async function unknownMigrations(dataSource: DataSource, runner: QueryRunner): Promise<string[]> {
  if (!(await runner.hasTable(migrationsTable))) return [];
  const done = (await runner.query(`SELECT name FROM ${migrationsTable} ORDER BY id`)) as {
    name: string;
  }[];
  const known = new Set(
    dataSource.migrations.map(({ name, constructor }) => name ?? constructor.name),
  );
  return done.map(({ name }) => name).filter((name) => !known.has(name));
}

async function lock(runner: QueryRunner): Promise<void> {
  try {
    await runner.query(`SET statement_timeout = '${lockPatience}'`);
    await runner.query(`SET lock_timeout = 0`);
    await runner.query('SELECT pg_advisory_lock($1)', [lockKey]);
    await runner.query('SET statement_timeout = 0');
  } catch (error) {
    // 57014: query_canceled, by the time-out.
    if (error instanceof Error && 'driverError' in error && isCode(error.driverError, '57014')) {
      throw new StartError('Another Meridian has been changing the database for five minutes.', {
        mend: 'wait until it is done, or end it when it hangs, and start again.',
        cause: error,
      });
    }
    throw error;
  }
}

const isCode = (error: unknown, code: string): boolean =>
  error instanceof DatabaseError && error.code === code;

/**
 * Brings the schema up to date. Of several processes that start at once, one does it and the
 * others wait. Each migration is a transaction of its own.
 *
 * @returns the names of the migrations that were run
 */
export async function migrate(dataSource: DataSource, logger: Logger): Promise<string[]> {
  const runner = dataSource.createQueryRunner();
  await runner.connect();
  try {
    await lock(runner);
    try {
      const unknown = await unknownMigrations(dataSource, runner);
      if (unknown.length > 0) {
        throw new StartError(
          `The database was changed by a newer Meridian (${unknown.join(', ')}).`,
          { mend: 'start that newer Meridian, or restore a backup from before the change.' },
        );
      }
      const executor = new MigrationExecutor(dataSource, runner);
      executor.transaction = 'each';
      const done = (await executor.executePendingMigrations()).map(({ name }) => name);
      if (done.length > 0) logger.info({ migrations: done }, 'Brought the database up to date.');
      return done;
    } finally {
      await runner.query('SELECT pg_advisory_unlock($1)', [lockKey]);
      await runner.query('RESET statement_timeout');
      await runner.query('RESET lock_timeout');
    }
  } finally {
    await runner.release();
  }
}
