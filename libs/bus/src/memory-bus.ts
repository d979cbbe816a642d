import { MeridianError, type CommandDefinition } from '@meridian/protocol';
import type { Logger } from 'pino';
import type { z } from 'zod';
import type { Bus, Closeable, RequestOptions, Target } from './bus.js';
import { defaultTimeoutMs } from './bus.js';
import { closeOnce } from './close-once.js';
import { HandlerTable, serviceOf, unwrap, type Answer } from './handler-table.js';
import type { MemoryBroker } from './memory-broker.js';

/** The bus of parts that share a process: no copy, no serialisation, the same order. */
export class MemoryBus implements Bus {
  readonly #handlers: HandlerTable;
  readonly #subscriptions = new Set<Closeable>();
  readonly #logger: Logger;
  #closed = false;

  constructor(
    readonly nodeId: string,
    private readonly broker: MemoryBroker,
    logger: Logger,
  ) {
    if (broker.nodes.has(nodeId)) throw new Error(`A node named ${nodeId} is already running.`);
    this.#logger = logger.child({ part: 'bus', nodeId });
    this.#handlers = new HandlerTable(this.#logger);
    broker.nodes.set(nodeId, this);
  }

  handle<Request extends z.ZodType, Response extends z.ZodType>(
    command: CommandDefinition<string, Request, Response>,
    handler: (request: z.output<Request>) => Promise<z.input<Response>>,
  ): Promise<Closeable> {
    const remove = this.#handlers.add(command, handler);
    return Promise.resolve(
      closeOnce(() => {
        remove();
        return Promise.resolve();
      }),
    );
  }

  async request<Request extends z.ZodType, Response extends z.ZodType>(
    target: Target,
    command: CommandDefinition<string, Request, Response>,
    request: z.input<Request>,
    options: RequestOptions = {},
  ): Promise<z.output<Response>> {
    if (this.#closed) throw new MeridianError('unavailable', 'This node is shutting down.');
    const node = this.#find(target, command.name);
    if (!node) {
      throw new MeridianError('unavailable', `No node answers ${command.name}.`);
    }
    const answer = await within(
      options.timeoutMs ?? defaultTimeoutMs,
      command.name,
      node.#handlers.answer(command.name, request),
    );
    return unwrap(command, answer);
  }

  publish(topic: string, event: unknown): Promise<void> {
    if (this.#closed) throw new MeridianError('unavailable', 'This node is shutting down.');
    for (const deliver of this.broker.subscriptions.get(topic) ?? []) {
      // A microtask keeps the order and never re-enters the publisher's stack.
      queueMicrotask(() => deliver(event));
    }
    return Promise.resolve();
  }

  subscribe(topic: string, handler: (event: unknown) => void): Promise<Closeable> {
    let open = true;
    const deliver = (event: unknown): void => {
      if (!open) return;
      try {
        handler(event);
      } catch (error) {
        this.#logger.error({ err: error, topic }, 'An event handler failed.');
      }
    };
    const listeners = this.broker.subscriptions.get(topic) ?? new Set();
    listeners.add(deliver);
    this.broker.subscriptions.set(topic, listeners);
    const subscription = closeOnce(() => {
      open = false;
      listeners.delete(deliver);
      if (listeners.size === 0) this.broker.subscriptions.delete(topic);
      this.#subscriptions.delete(subscription);
      return Promise.resolve();
    });
    this.#subscriptions.add(subscription);
    return Promise.resolve(subscription);
  }

  async close(): Promise<void> {
    if (this.#closed) return;
    this.#closed = true;
    this.#handlers.clear();
    await Promise.all([...this.#subscriptions].map((subscription) => subscription.close()));
    this.broker.nodes.delete(this.nodeId);
  }

  #find(target: Target, commandName: string): MemoryBus | undefined {
    if ('node' in target) return this.broker.nodes.get(target.node);
    const service = target.service || serviceOf(commandName);
    const offering = [...this.broker.nodes.values()].filter((node) =>
      node.#handlers.offers(service),
    );
    return offering[Math.floor(Math.random() * offering.length)];
  }
}

function within(ms: number, name: string, answer: Promise<Answer>): Promise<Answer> {
  return new Promise((resolve, reject) => {
    const timer = setTimeout(
      () => reject(new MeridianError('timeout', `${name} was not answered within ${ms} ms.`)),
      ms,
    );
    void answer.then((value) => {
      clearTimeout(timer);
      resolve(value);
    });
  });
}
