import { GatewayModule } from '../../gateway/src/gateway.module.js';
import { MeetingsModule } from '../../meetings/src/meetings.module.js';
import { SfuModule } from '../../sfu/src/sfu.module.js';
import { AuthModule } from '@meridian/auth';
import { BusModule } from '@meridian/bus';
import { PersistenceModule } from '@meridian/persistence';
import type { AppContext } from '@meridian/platform';
import { Module, type DynamicModule } from '@nestjs/common';

/** Every server module in one process; with REDIS_URL it is one node of several all the same. */
@Module({})
export class StandaloneModule {
  static forRoot({ config, logger }: AppContext): DynamicModule {
    return {
      module: StandaloneModule,
      // Global modules are closed in the reverse of this order.
      imports: [
        PersistenceModule.forRoot(),
        AuthModule.forRoot(),
        BusModule.forRoot({ redisUrl: config.redis.url, nodeId: config.node.id, logger }),
        MeetingsModule,
        SfuModule,
        GatewayModule,
      ],
    };
  }
}
