import type { Logger } from 'pino';
import { z } from 'zod';
import type { RedisClient } from './redis-connection.js';

/** XREAD's answer: null when nothing came while it blocked. */
const readReply = z
  .array(
    z.object({
      name: z.string(),
      messages: z.array(z.object({ id: z.string(), message: z.record(z.string(), z.string()) })),
    }),
  )
  .nullable();

type OnEntry = (key: string, fields: Record<string, string>) => void;

/** Reads several Redis streams through one blocking call on a connection of its own. */
export class RedisStreamReader {
  readonly #positions = new Map<string, string>();
  #closed = false;
  #running: Promise<void> | undefined;

  constructor(
    private readonly client: RedisClient,
    private readonly onEntry: OnEntry,
    private readonly logger: Logger,
  ) {}

  /** Entries with an id above `after` will be read. The call in flight does not know of it yet. */
  watch(key: string, after: string): void {
    this.#positions.set(key, after);
    this.#running ??= this.#run();
  }

  unwatch(key: string): void {
    this.#positions.delete(key);
  }

  async close(): Promise<void> {
    this.#closed = true;
    this.client.destroy();
    await this.#running;
  }

  async #run(): Promise<void> {
    for (;;) {
      if (this.#closed) return;
      try {
        await this.#readOnce();
      } catch (error) {
        this.logger.debug({ err: error }, 'Reading from Redis failed; trying again.');
        await new Promise((resolve) => setTimeout(resolve, 50));
      }
    }
  }

  async #readOnce(): Promise<void> {
    const streams = [...this.#positions].map(([key, id]) => ({ key, id }));
    const reply = readReply.parse(await this.client.xRead(streams, { BLOCK: 1_000, COUNT: 500 }));
    for (const { name, messages } of reply ?? []) {
      for (const { id, message } of messages) {
        if (!this.#positions.has(name)) break;
        this.#positions.set(name, id);
        this.onEntry(name, message);
      }
    }
  }
}
