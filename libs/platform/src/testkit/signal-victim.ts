/** An app as a process of its own, with a service that ends as its argument says. */
import { Injectable, Module, type OnApplicationShutdown } from '@nestjs/common';
import { runApp } from '../run-app.js';

const ending = process.argv[2];

@Injectable()
class Service implements OnApplicationShutdown {
  async onApplicationShutdown(): Promise<void> {
    process.stdout.write('closing\n');
    await new Promise<void>((resolve) => {
      if (ending !== 'hang') setTimeout(resolve, 50);
    });
    process.stdout.write('closed\n');
  }
}

@Module({ providers: [Service] })
class VictimModule {}

const { url } = await runApp(() => VictimModule);
process.stdout.write(`ready ${url}\n`);
if (ending === 'throw') {
  setTimeout(() => {
    throw new Error('Nobody catches this.');
  }, 20);
}
if (ending === 'reject') void Promise.reject(new Error('Nobody awaits this.'));
