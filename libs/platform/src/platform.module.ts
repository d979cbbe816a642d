import { Global, Module, type DynamicModule } from '@nestjs/common';
import { APP_FILTER } from '@nestjs/core';
import type { Logger } from 'pino';
import type { MeridianConfig } from './config.js';
import { HealthController, HealthRegistry } from './health.js';
import { createLogger } from './logger.js';
import { Metrics, MetricsController } from './metrics.js';
import { ProblemFilter } from './problem.js';
import { LOGGER, MERIDIAN_CONFIG } from './tokens.js';

/** What every Meridian process has: settings, log, metrics, health, and one form of error answers. */
@Global()
@Module({})
export class PlatformModule {
  static forRoot(config: MeridianConfig, logger: Logger = createLogger(config.log)): DynamicModule {
    return {
      module: PlatformModule,
      controllers: [HealthController, MetricsController],
      providers: [
        { provide: MERIDIAN_CONFIG, useValue: config },
        { provide: LOGGER, useValue: logger },
        { provide: APP_FILTER, useClass: ProblemFilter },
        Metrics,
        HealthRegistry,
      ],
      exports: [MERIDIAN_CONFIG, LOGGER, Metrics, HealthRegistry],
    };
  }
}
