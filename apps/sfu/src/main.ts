import { BusModule } from '@meridian/bus';
import { runApp, type AppContext } from '@meridian/platform';
import { Module, type DynamicModule } from '@nestjs/common';
import { SfuModule } from './sfu.module.js';

/** A media node as a process of its own. */
@Module({})
class SfuApp {
  static forRoot({ config, logger }: AppContext): DynamicModule {
    return {
      module: SfuApp,
      imports: [
        BusModule.forRoot({ redisUrl: config.redis.url, nodeId: config.node.id, logger }),
        SfuModule,
      ],
    };
  }
}

await runApp((context) => SfuApp.forRoot(context));
