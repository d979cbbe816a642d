import { randomUUID } from 'node:crypto';
import type { Logger } from 'pino';
import type { Closeable } from './bus.js';
import { closeOnce } from './close-once.js';
import type { RedisClient } from './redis-connection.js';
import type { RedisOutbox } from './redis-outbox.js';
import type { RedisStreamReader } from './redis-stream-reader.js';

const prefix = 'meridian:topic:';
/** A topic is forgotten this long after its last event, in milliseconds. */
const keepTopicMs = 600_000;

type Handler = (event: unknown) => void;

interface Topic {
  readonly handlers: Set<Handler>;
  /** Highest number seen from each publishing node, to drop repeated writes. */
  readonly lastFrom: Map<string, number>;
  readonly ready: Promise<void>;
}

export class RedisTopics {
  readonly #topics = new Map<string, Topic>();
  #published = 0;
  /** Counts start anew with each process, so the publisher's name does too. */
  readonly #publisher = randomUUID();

  constructor(
    private readonly client: RedisClient,
    private readonly reader: RedisStreamReader,
    private readonly outbox: RedisOutbox,
    private readonly logger: Logger,
  ) {}

  publish(topic: string, event: unknown): void {
    this.outbox.push(
      prefix + topic,
      { from: this.#publisher, number: String(++this.#published), body: JSON.stringify(event) },
      keepTopicMs,
    );
  }

  async subscribe(topic: string, handler: Handler): Promise<Closeable> {
    const key = prefix + topic;
    let entry = this.#topics.get(key);
    if (!entry) {
      entry = { handlers: new Set(), lastFrom: new Map(), ready: this.#watchFromNow(key) };
      this.#topics.set(key, entry);
    }
    const { handlers, ready } = entry;
    handlers.add(handler);
    try {
      await ready;
    } catch (error) {
      this.#remove(key, handler);
      throw error;
    }
    return closeOnce(() => {
      this.#remove(key, handler);
      return Promise.resolve();
    });
  }

  deliver(key: string, fields: Record<string, string>): void {
    const topic = this.#topics.get(key);
    const { from, number, body } = fields;
    if (!topic || from === undefined || body === undefined) return;
    if (Number(number) <= (topic.lastFrom.get(from) ?? 0)) return;
    topic.lastFrom.set(from, Number(number));
    const event: unknown = JSON.parse(body);
    for (const handler of topic.handlers) {
      try {
        handler(event);
      } catch (error) {
        this.logger.error({ err: error, topic: key }, 'An event handler failed.');
      }
    }
  }

  clear(): void {
    for (const key of this.#topics.keys()) this.reader.unwatch(key);
    this.#topics.clear();
  }

  /** Notes the stream's end before returning, so that nothing published afterwards is missed. */
  async #watchFromNow(key: string): Promise<void> {
    const newest = await this.client.xRevRange(key, '+', '-', { COUNT: 1 });
    this.reader.watch(key, newest?.[0]?.id ?? '0-0');
  }

  #remove(key: string, handler: Handler): void {
    const topic = this.#topics.get(key);
    if (!topic) return;
    topic.handlers.delete(handler);
    if (topic.handlers.size > 0) return;
    this.#topics.delete(key);
    this.reader.unwatch(key);
  }
}
