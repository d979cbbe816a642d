import type { MeridianConfig } from '@meridian/platform';
import type { Logger } from 'pino';
import type { DataSource } from 'typeorm';
import { connect, createDataSource } from './data-source.js';
import { EmbeddedPostgres } from './embedded/embedded-postgres.js';
import { migrate } from './migrate.js';

/** The database, ready for use, and what has to be closed with it. */
export class Database {
  private closing: Promise<void> | undefined;

  private constructor(
    readonly dataSource: DataSource,
    /** Undefined when an outside server is used. */
    private readonly embedded: EmbeddedPostgres | undefined,
  ) {}

  /** The embedded server is ours to fill; an outside one belongs to somebody. */
  get origin(): 'embedded' | 'outside' {
    return this.embedded === undefined ? 'outside' : 'embedded';
  }

  /** Starts the embedded server unless `DATABASE_URL` names another, connects and migrates. */
  static async open(
    config: Pick<MeridianConfig, 'database' | 'dataDir'>,
    logger: Logger,
  ): Promise<Database> {
    const embedded =
      config.database.url === undefined
        ? await EmbeddedPostgres.start(config.dataDir, logger)
        : undefined;
    try {
      const dataSource = createDataSource(config.database.url ?? embedded?.url ?? '', logger);
      try {
        await connect(dataSource, logger);
        await migrate(dataSource, logger);
        return new Database(dataSource, embedded);
      } catch (error) {
        if (dataSource.isInitialized) await dataSource.destroy();
        throw error;
      }
    } catch (error) {
      await embedded?.close();
      throw error;
    }
  }

  /** Health check: rejects when the database does not answer. */
  async check(): Promise<void> {
    await this.dataSource.query('SELECT 1');
  }

  /** Idempotent. The pool first, then the server. */
  close(): Promise<void> {
    return (this.closing ??= this.end());
  }

  private async end(): Promise<void> {
    try {
      await this.dataSource.destroy();
    } finally {
      await this.embedded?.close();
    }
  }
}
