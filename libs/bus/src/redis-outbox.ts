import type { Logger } from 'pino';
import type { RedisClient } from './redis-connection.js';

interface Entry {
  readonly key: string;
  readonly fields: Record<string, string>;
  readonly keepMs: number;
}

/** More than this waiting means Redis has been away too long; the oldest are given up. */
const mostWaiting = 20_000;
/** Streams are cut to about this many entries; readers are far closer than that. */
const longestStream = 10_000;
const batchSize = 200;

/**
 * Appends to Redis streams in order, at least once. What cannot be written while Redis is away
 * waits here; an entry whose reply was lost is written again, and readers drop the double.
 */
export class RedisOutbox {
  readonly #waiting: Entry[] = [];
  #pumping: Promise<void> | undefined;
  #closed = false;
  #givenUp = 0;

  constructor(
    private readonly client: RedisClient,
    private readonly logger: Logger,
  ) {}

  /** @param keepMs how long the stream is kept by Redis after its last entry, in milliseconds. */
  push(key: string, fields: Record<string, string>, keepMs: number): void {
    if (this.#closed) return;
    this.#waiting.push({ key, fields, keepMs });
    if (this.#waiting.length > mostWaiting) {
      this.#waiting.shift();
      if (this.#givenUp++ % 1000 === 0) {
        this.logger.error(
          { givenUp: this.#givenUp },
          'Redis is away too long; giving up messages.',
        );
      }
    }
    this.#pumping ??= this.#pump().finally(() => (this.#pumping = undefined));
  }

  /** Waits until what was pushed is written, at most `ms` milliseconds. */
  async flush(ms: number): Promise<void> {
    const until = Date.now() + ms;
    while (this.#waiting.length > 0 && Date.now() < until) {
      await new Promise((resolve) => setTimeout(resolve, 10));
    }
  }

  close(): void {
    this.#closed = true;
    this.#waiting.length = 0;
  }

  async #pump(): Promise<void> {
    while (this.#waiting.length > 0 && !this.#closed) {
      const batch = this.#waiting.slice(0, batchSize);
      try {
        await Promise.all(batch.flatMap((entry) => this.#write(entry)));
        this.#waiting.splice(0, batch.length);
      } catch (error) {
        this.logger.debug({ err: error }, 'Redis did not take a message; trying again.');
        await new Promise((resolve) => setTimeout(resolve, 50));
      }
    }
  }

  #write(entry: Entry): Promise<unknown>[] {
    return [
      this.client.xAdd(entry.key, '*', entry.fields, {
        TRIM: { strategy: 'MAXLEN', strategyModifier: '~', threshold: longestStream },
      }),
      this.client.pExpire(entry.key, entry.keepMs),
    ];
  }
}
