import { chmod, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { AuthModule, JoinTokens, type JoinGrant } from '@meridian/auth';
import { BUS, BusModule, type Bus } from '@meridian/bus';
import { PersistenceModule } from '@meridian/persistence';
import { startApp, type RunningApp } from '@meridian/platform';
import { Module, type DynamicModule } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { DemoMeeting, type DemoLink } from '../demo/demo-meeting.js';
import { MeetingsModule } from '../meetings.module.js';
import { serveApiDocs } from '../rest/api-docs.js';

@Module({})
class TestRoot {}

/** The meetings service over a real database in a folder of its own, for one test file. */
export class MeetingsApp {
  private running: RunningApp | undefined;

  private constructor(private readonly dataDir: string) {}

  static async create(): Promise<MeetingsApp> {
    const dataDir = await mkdtemp(join(tmpdir(), 'meridian-meetings-'));
    await chmod(dataDir, 0o755);
    return new MeetingsApp(dataDir);
  }

  async start(env: Record<string, string> = {}): Promise<void> {
    this.running = await startApp(
      ({ logger }): DynamicModule => ({
        module: TestRoot,
        imports: [
          PersistenceModule.forRoot(),
          AuthModule.forRoot(),
          BusModule.forRoot({ logger }),
          MeetingsModule,
        ],
      }),
      { PORT: '0', HOST: '127.0.0.1', DATA_DIR: this.dataDir, LOG_LEVEL: 'silent', ...env },
      { configure: serveApiDocs },
    );
  }

  /** Stops and starts it, as the next day does. */
  async restart(env: Record<string, string> = {}): Promise<void> {
    await this.stop();
    await this.start(env);
  }

  async stop(): Promise<void> {
    await this.running?.close();
    this.running = undefined;
  }

  /** Takes every row away. */
  async empty(): Promise<void> {
    await this.database.query('TRUNCATE centers, meetings CASCADE');
  }

  async remove(): Promise<void> {
    await this.stop();
    await rm(this.dataDir, { recursive: true, force: true });
  }

  private get started(): RunningApp {
    if (this.running === undefined) throw new Error('The app is not started.');
    return this.running;
  }

  get url(): string {
    return this.started.url.replace('localhost', '127.0.0.1');
  }
  get database(): DataSource {
    return this.started.app.get(DataSource);
  }
  get bus(): Bus {
    return this.started.app.get<Bus>(BUS);
  }
  get tokens(): JoinTokens {
    return this.started.app.get(JoinTokens);
  }

  async links(publicUrl = ''): Promise<DemoLink[]> {
    return await this.started.app.get(DemoMeeting, { strict: false }).links(publicUrl);
  }

  /** The token of a demo link, and what it vouches for. */
  async grantOf(link: DemoLink | undefined): Promise<{ token: string; grant: JoinGrant }> {
    const token = new URL(link?.url ?? '', 'http://x').searchParams.get('token') ?? '';
    return { token, grant: await this.tokens.verify(token) };
  }

  /** The nth person of a role in the demo. */
  async person(role: string, nth = 0): Promise<{ token: string; grant: JoinGrant }> {
    return await this.grantOf((await this.links()).filter((link) => link.role === role)[nth]);
  }

  /** `GET /api/v1/join/:code` */
  async join(code: string, token?: string): Promise<Response> {
    return await fetch(`${this.url}/api/v1/join/${code}`, {
      headers: token === undefined ? {} : { authorization: `Bearer ${token}` },
    });
  }
}
