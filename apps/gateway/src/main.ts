import { AuthModule } from '@meridian/auth';
import { BusModule } from '@meridian/bus';
import { runApp, type AppContext } from '@meridian/platform';
import { Module, type DynamicModule } from '@nestjs/common';
import { GatewayModule } from './gateway.module.js';

/** The signalling edge as a process of its own. */
@Module({})
class GatewayApp {
  static forRoot({ config, logger }: AppContext): DynamicModule {
    return {
      module: GatewayApp,
      imports: [
        BusModule.forRoot({ redisUrl: config.redis.url, nodeId: config.node.id, logger }),
        AuthModule.forRoot(),
        GatewayModule,
      ],
    };
  }
}

await runApp((context) => GatewayApp.forRoot(context));
