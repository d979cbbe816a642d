import { EdgeProxy } from './edge-proxy.js';
import { MeridianProcess, temporaryDirectory } from './meridian-process.js';
import { freePort, RedisServer } from './redis-server.js';

/** Two gateways, a media node and the meetings service, each a process, over a real Redis. */
export interface SplitDeployment {
  readonly redis: RedisServer;
  readonly meetings: MeridianProcess;
  readonly sfu: MeridianProcess;
  readonly gateways: readonly [MeridianProcess, MeridianProcess];
  /** Link of the n-th person of a role, by way of one of the two gateways. */
  link(gateway: 0 | 1, role: string, index?: number): string;
  errors(): string[];
  close(): Promise<void>;
}

export async function startSplitDeployment(): Promise<SplitDeployment> {
  const [data, redis] = await Promise.all([temporaryDirectory(), RedisServer.start()]);
  const shared = { DATA_DIR: data.path, REDIS_URL: redis.url };
  // The meetings service makes the key of the join links, which the gateways then find.
  const meetings = await MeridianProcess.start('meetings', { ...shared, DEMO: 'on' });
  const [sfu, ...gateways] = await Promise.all([
    MeridianProcess.start('sfu', {
      ...shared,
      RTC_PORT: String(await freePort()),
      RTC_WORKERS: '1',
      RTC_ANNOUNCED_ADDRESS: '127.0.0.1',
    }),
    MeridianProcess.start('gateway', shared),
    MeridianProcess.start('gateway', shared),
  ] as const);
  const edges = await Promise.all(
    gateways.map((gateway) => EdgeProxy.start(gateway.port, meetings.port)),
  );
  const all = [...gateways, sfu, meetings];
  return {
    redis,
    meetings,
    sfu,
    gateways,
    link: (gateway, role, index = 0) => {
      const link = meetings.links.filter((one) => one.role === role)[index];
      const edge = edges[gateway];
      if (!link || !edge) throw new Error(`The demo printed no ${role} number ${index}.`);
      return link.url.replace(/^https?:\/\/[^/]+/, edge.url);
    },
    errors: () => all.flatMap((process) => process.errors()),
    close: async () => {
      await Promise.all(edges.map((edge) => edge.close()));
      for (const process of all) await process.stop();
      await redis.close();
      await data.close();
    },
  };
}
