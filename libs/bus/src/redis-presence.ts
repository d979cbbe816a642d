import type { Logger } from 'pino';
import type { Closeable } from './bus.js';
import { closeOnce } from './close-once.js';
import type { Presence } from './presence.js';
import type { RedisClient } from './redis-connection.js';

const prefix = 'meridian:presence:';
/** A member that has not repeated itself for this long is gone, in milliseconds. */
const ttlMs = 6_000;

/** An announcement that can be repeated at once when its facts have changed. */
export interface Announcement extends Closeable {
  repeat: () => Promise<void>;
}

export class RedisPresence implements Presence {
  constructor(
    private readonly client: RedisClient,
    private readonly logger: Logger,
  ) {}

  async announce(scope: string, member: string, info: () => unknown): Promise<Announcement> {
    const repeat = async (): Promise<void> => {
      await Promise.all([
        this.client.set(`${prefix}${scope}:${member}`, JSON.stringify(info()), {
          expiration: { type: 'PX', value: ttlMs },
        }),
        this.client.sAdd(`${prefix}${scope}`, member),
      ]);
    };
    await repeat();
    const timer = setInterval(() => {
      repeat().catch((error: unknown) => {
        this.logger.debug({ err: error, scope }, 'Presence could not be repeated; trying again.');
      });
    }, ttlMs / 4);
    timer.unref();
    const { close } = closeOnce(async () => {
      clearInterval(timer);
      // While Redis is away the member simply lapses.
      if (!this.client.isReady) return;
      await Promise.all([
        this.client.del(`${prefix}${scope}:${member}`),
        this.client.sRem(`${prefix}${scope}`, member),
      ]);
    });
    return { repeat, close };
  }

  async list(scope: string): Promise<ReadonlyMap<string, unknown>> {
    const members = await this.client.sMembers(`${prefix}${scope}`);
    if (members.length === 0) return new Map();
    const infos = await this.client.mGet(members.map((member) => `${prefix}${scope}:${member}`));
    const present = new Map<string, unknown>();
    const lapsed: string[] = [];
    members.forEach((member, index) => {
      const info = infos[index];
      if (typeof info === 'string') present.set(member, JSON.parse(info));
      else lapsed.push(member);
    });
    if (lapsed.length > 0) await this.client.sRem(`${prefix}${scope}`, lapsed);
    return present;
  }
}
