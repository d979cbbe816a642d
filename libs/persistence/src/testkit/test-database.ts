import { chmod, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pino } from 'pino';
import { EmbeddedPostgres } from '../embedded/embedded-postgres.js';

/** A real PostgreSQL in a folder of its own, for one test file. */
export class TestDatabase {
  private constructor(
    readonly dataDir: string,
    private readonly postgres: EmbeddedPostgres,
  ) {}

  /** Address of an empty database. */
  get url(): string {
    return this.postgres.url;
  }

  static async start(): Promise<TestDatabase> {
    const dataDir = await mkdtemp(join(tmpdir(), 'meridian-test-'));
    await chmod(dataDir, 0o755);
    return new TestDatabase(
      dataDir,
      await EmbeddedPostgres.start(dataDir, pino({ level: 'silent' })),
    );
  }

  async close(): Promise<void> {
    await this.postgres.close();
    await rm(this.dataDir, { recursive: true, force: true });
  }
}
