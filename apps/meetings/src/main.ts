import { AuthModule } from '@meridian/auth';
import { BusModule } from '@meridian/bus';
import { PersistenceModule } from '@meridian/persistence';
import { runApp, type AppContext } from '@meridian/platform';
import { Module, type DynamicModule } from '@nestjs/common';
import { DemoMeeting } from './demo/demo-meeting.js';
import { MeetingsModule } from './meetings.module.js';
import { serveApiDocs } from './rest/api-docs.js';

@Module({})
class MeetingsRoot {
  static forRoot({ config, logger }: AppContext): DynamicModule {
    return {
      module: MeetingsRoot,
      // Global modules are closed in the reverse of this order.
      imports: [
        PersistenceModule.forRoot(),
        AuthModule.forRoot(),
        BusModule.forRoot({ redisUrl: config.redis.url, nodeId: config.node.id, logger }),
        MeetingsModule,
      ],
    };
  }
}

const { app, url } = await runApp((context) => MeetingsRoot.forRoot(context), {
  configure: (application) => {
    serveApiDocs(application);
  },
});
process.stdout.write(`The meetings service is ready at ${url}\n`);
for (const link of await app.get(DemoMeeting, { strict: false }).links(url)) {
  process.stdout.write(`${link.role}: ${link.url}\n`);
}
