import {
  Global,
  Inject,
  Module,
  type DynamicModule,
  type OnApplicationShutdown,
  type OnModuleInit,
} from '@nestjs/common';
import { HealthRegistry, LOGGER, MERIDIAN_CONFIG, type MeridianConfig } from '@meridian/platform';
import type { Logger } from 'pino';
import { DataSource } from 'typeorm';
import { Database } from './database.js';

/**
 * Gives every module the `DataSource`. Being global, and imported before the other global modules
 * but `PlatformModule`, it is closed after everything that may still write.
 */
@Global()
@Module({})
export class PersistenceModule implements OnModuleInit, OnApplicationShutdown {
  constructor(
    @Inject(Database) private readonly database: Database,
    @Inject(HealthRegistry) private readonly health: HealthRegistry,
  ) {}

  static forRoot(): DynamicModule {
    return {
      module: PersistenceModule,
      providers: [
        {
          provide: Database,
          useFactory: (config: MeridianConfig, logger: Logger) => Database.open(config, logger),
          inject: [MERIDIAN_CONFIG, LOGGER],
        },
        {
          provide: DataSource,
          useFactory: (database: Database) => database.dataSource,
          inject: [Database],
        },
      ],
      exports: [Database, DataSource],
    };
  }

  onModuleInit(): void {
    this.health.register('database', () => this.database.check());
  }

  async onApplicationShutdown(): Promise<void> {
    await this.database.close();
  }
}
