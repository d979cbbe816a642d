import { randomUUID } from 'node:crypto';
import { MeridianError, type CommandDefinition } from '@meridian/protocol';
import type { Logger } from 'pino';
import { z } from 'zod';
import {
  defaultTimeoutMs,
  type Bus,
  type Closeable,
  type RequestOptions,
  type Target,
} from './bus.js';
import { closeOnce } from './close-once.js';
import { HandlerTable, serviceOf, unwrap, type Answer } from './handler-table.js';
import { RedisNodes } from './redis-nodes.js';
import { connectRedis, type RedisClient } from './redis-connection.js';
import { RedisOutbox } from './redis-outbox.js';
import { RedisStreamReader } from './redis-stream-reader.js';
import { RedisTopics } from './redis-topics.js';

const inboxKey = (nodeId: string): string => `meridian:inbox:${nodeId}`;
/** An inbox nobody writes to is forgotten after this long, in milliseconds. */
const keepInboxMs = 60_000;
const rememberedRequests = 2_000;

const inboxEntry = z.discriminatedUnion('kind', [
  z.object({
    kind: z.literal('request'),
    id: z.string(),
    from: z.string(),
    name: z.string(),
    /** Milliseconds since the epoch after which nobody waits for the answer any more. */
    deadline: z.coerce.number(),
    body: z.string(),
  }),
  z.object({ kind: z.literal('answer'), id: z.string(), body: z.string() }),
  /** Ends a blocking read so that it starts again with the streams of now. */
  z.object({ kind: z.literal('wake') }),
]);

/**
 * The bus of parts in several processes. Each node has an inbox stream for requests and answers;
 * each topic is a stream. Streams keep what was written while a reader is away, which Redis'
 * publish/subscribe does not.
 */
export class RedisBus implements Bus {
  readonly #handlers: HandlerTable;
  readonly #pending = new Map<string, (answer: Answer) => void>();
  readonly #seen = new Set<string>();
  readonly #outbox: RedisOutbox;
  readonly #reader: RedisStreamReader;
  readonly #topics: RedisTopics;
  readonly #nodes: RedisNodes;
  readonly #logger: Logger;
  #closing: Promise<void> | undefined;

  private constructor(
    readonly nodeId: string,
    private readonly client: RedisClient,
    readerClient: RedisClient,
    logger: Logger,
  ) {
    this.#logger = logger.child({ part: 'bus', nodeId });
    this.#handlers = new HandlerTable(this.#logger);
    this.#outbox = new RedisOutbox(client, this.#logger);
    this.#nodes = new RedisNodes(nodeId, client, () => this.#handlers.services(), this.#logger);
    this.#reader = new RedisStreamReader(
      readerClient,
      (key, fields) => this.#onEntry(key, fields),
      this.#logger,
    );
    this.#topics = new RedisTopics(client, this.#reader, this.#outbox, this.#logger);
  }

  /** Connects and announces the node. `client` stays the caller's: it is shared and not closed. */
  static async connect(
    nodeId: string,
    url: string,
    client: RedisClient,
    logger: Logger,
  ): Promise<RedisBus> {
    const readerClient = await connectRedis(url, `meridian-reader-${nodeId}`, logger);
    const bus = new RedisBus(nodeId, client, readerClient, logger);
    // What an earlier process of the same name left unread is nobody's any more.
    await client.del(inboxKey(nodeId));
    bus.#reader.watch(inboxKey(nodeId), '0-0');
    await bus.#nodes.start();
    return bus;
  }

  async handle<Request extends z.ZodType, Response extends z.ZodType>(
    command: CommandDefinition<string, Request, Response>,
    handler: (request: z.output<Request>) => Promise<z.input<Response>>,
  ): Promise<Closeable> {
    const remove = this.#handlers.add(command, handler);
    await this.#nodes.repeat();
    return closeOnce(() => {
      remove();
      return this.#closing ? Promise.resolve() : this.#nodes.repeat();
    });
  }

  async request<Request extends z.ZodType, Response extends z.ZodType>(
    target: Target,
    command: CommandDefinition<string, Request, Response>,
    request: z.input<Request>,
    options: RequestOptions = {},
  ): Promise<z.output<Response>> {
    if (this.#closing) throw new MeridianError('unavailable', 'This node is shutting down.');
    const node =
      'node' in target
        ? await this.#nodes.require(target.node)
        : await this.#nodes.pick(target.service || serviceOf(command.name));
    const answer = await this.#ask(node, command.name, request, options.timeoutMs);
    return unwrap(command, answer);
  }

  publish(topic: string, event: unknown): Promise<void> {
    if (this.#closing) {
      return Promise.reject(new MeridianError('unavailable', 'This node is shutting down.'));
    }
    this.#topics.publish(topic, event);
    return Promise.resolve();
  }

  async subscribe(topic: string, handler: (event: unknown) => void): Promise<Closeable> {
    const subscription = await this.#topics.subscribe(topic, handler);
    this.#outbox.push(inboxKey(this.nodeId), { kind: 'wake' }, keepInboxMs);
    return subscription;
  }

  close(): Promise<void> {
    this.#closing ??= this.#close();
    return this.#closing;
  }

  async #close(): Promise<void> {
    await this.#nodes.close();
    await this.#outbox.flush(1_000);
    this.#handlers.clear();
    this.#topics.clear();
    this.#outbox.close();
    await this.#reader.close();
    for (const settle of this.#pending.values())
      settle(notAnswered('unavailable', 'Shutting down.'));
    if (this.client.isReady) await this.client.del(inboxKey(this.nodeId));
  }

  #ask(
    node: string,
    name: string,
    request: unknown,
    timeoutMs = defaultTimeoutMs,
  ): Promise<Answer> {
    if (node === this.nodeId) {
      return Promise.race([
        this.#handlers.answer(name, request),
        this.#expire(randomUUID(), name, timeoutMs),
      ]);
    }
    const id = randomUUID();
    this.#outbox.push(
      inboxKey(node),
      {
        kind: 'request',
        id,
        from: this.nodeId,
        name,
        deadline: String(Date.now() + timeoutMs),
        body: JSON.stringify(request),
      },
      keepInboxMs,
    );
    return this.#expire(id, name, timeoutMs);
  }

  /** Settles with what {@link #pending} is told under this id, or with a time-out. */
  #expire(id: string, name: string, timeoutMs: number): Promise<Answer> {
    return new Promise((resolve) => {
      const settle = (answer: Answer): void => {
        clearTimeout(timer);
        this.#pending.delete(id);
        resolve(answer);
      };
      const timer = setTimeout(
        () => settle(notAnswered('timeout', `${name} was not answered within ${timeoutMs} ms.`)),
        timeoutMs,
      );
      timer.unref();
      this.#pending.set(id, settle);
    });
  }

  #onEntry(key: string, fields: Record<string, string>): void {
    if (key !== inboxKey(this.nodeId)) {
      this.#topics.deliver(key, fields);
      return;
    }
    const entry = inboxEntry.safeParse(fields);
    if (!entry.success) {
      this.#logger.warn({ err: entry.error }, 'An unreadable message came over the bus.');
      return;
    }
    switch (entry.data.kind) {
      case 'wake':
        return;
      case 'answer':
        this.#pending.get(entry.data.id)?.(JSON.parse(entry.data.body) as Answer);
        return;
      case 'request': {
        const { id, from, name, deadline, body } = entry.data;
        if (Date.now() > deadline || !this.#firstTime(id)) return;
        void this.#handlers.answer(name, JSON.parse(body)).then((answer) => {
          this.#outbox.push(
            inboxKey(from),
            { kind: 'answer', id, body: JSON.stringify(answer) },
            keepInboxMs,
          );
        });
      }
    }
  }

  /** An entry whose write was repeated arrives twice under one id; only the first counts. */
  #firstTime(id: string): boolean {
    if (this.#seen.has(id)) return false;
    this.#seen.add(id);
    if (this.#seen.size > rememberedRequests) {
      for (const oldest of this.#seen) {
        this.#seen.delete(oldest);
        break;
      }
    }
    return true;
  }
}

function notAnswered(code: 'timeout' | 'unavailable', message: string): Answer {
  return { ok: false, error: { code, message } };
}
