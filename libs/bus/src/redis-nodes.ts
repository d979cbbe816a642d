import { MeridianError } from '@meridian/protocol';
import type { Logger } from 'pino';
import { z } from 'zod';
import type { RedisClient } from './redis-connection.js';
import { RedisPresence, type Announcement } from './redis-presence.js';

const nodeInfo = z.object({ services: z.array(z.string()) });
/** How long a list of nodes is used before it is asked for again, in milliseconds. */
const freshMs = 1_000;

/** Which nodes are there and what services each offers. */
export class RedisNodes {
  readonly #presence: RedisPresence;
  #announcement: Announcement | undefined;
  #services = new Map<string, readonly string[]>();
  #readAt = 0;

  constructor(
    private readonly nodeId: string,
    client: RedisClient,
    private readonly ownServices: () => string[],
    private readonly logger: Logger,
  ) {
    this.#presence = new RedisPresence(client, logger);
  }

  async start(): Promise<void> {
    this.#announcement = await this.#presence.announce('nodes', this.nodeId, () => ({
      services: this.ownServices(),
    }));
  }

  async repeat(): Promise<void> {
    await this.#announcement?.repeat();
  }

  async close(): Promise<void> {
    await this.#announcement?.close();
  }

  /** The node, if it is alive; this one always is. */
  async require(nodeId: string): Promise<string> {
    if (nodeId === this.nodeId) return nodeId;
    await this.#read(freshMs);
    if (!this.#services.has(nodeId)) await this.#read(0);
    if (!this.#services.has(nodeId)) {
      throw new MeridianError('unavailable', `Node ${nodeId} is not there.`);
    }
    return nodeId;
  }

  /** Any node that offers the service. */
  async pick(service: string): Promise<string> {
    let offering = await this.#offering(service, freshMs);
    if (offering.length === 0) offering = await this.#offering(service, 0);
    const node = offering[Math.floor(Math.random() * offering.length)];
    if (node === undefined) {
      throw new MeridianError('unavailable', `No node offers the service ${service}.`);
    }
    return node;
  }

  async #offering(service: string, maxAgeMs: number): Promise<string[]> {
    if (this.ownServices().includes(service)) return [this.nodeId];
    await this.#read(maxAgeMs);
    return [...this.#services]
      .filter(([, services]) => services.includes(service))
      .map(([node]) => node);
  }

  async #read(maxAgeMs: number): Promise<void> {
    if (Date.now() - this.#readAt < maxAgeMs) return;
    try {
      const nodes = await this.#presence.list('nodes');
      this.#services = new Map(
        [...nodes].map(([node, info]) => [node, nodeInfo.parse(info).services]),
      );
      this.#readAt = Date.now();
    } catch (error) {
      // While Redis is away the last known nodes are the best guess there is.
      this.logger.debug({ err: error }, 'The list of nodes could not be read.');
    }
  }
}
