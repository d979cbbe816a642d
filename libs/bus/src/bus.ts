import type { CommandDefinition } from '@meridian/protocol';
import type { z } from 'zod';

/** Something that was opened and is closed once; closing again does nothing. */
export interface Closeable {
  close: () => Promise<void>;
}

/** Milliseconds a request waits for its answer unless told otherwise. */
export const defaultTimeoutMs = 5_000;

/** Whom a command is for: any node that offers the service, or one node. */
export type Target = { readonly service: string } | { readonly node: string };

export interface RequestOptions {
  /** Milliseconds until the request fails with `timeout`. Default {@link defaultTimeoutMs}. */
  readonly timeoutMs?: number;
}

/**
 * How Meridian's parts speak to each other: in memory when they share a process, over Redis when
 * they do not. Both are held to one contract suite (`bus.contract.ts`).
 *
 * Commands are parsed on both ends. A handler's `MeridianError` arrives at the caller with its
 * code; any other error arrives as `internal`. A handler may be called again for a request
 * whose answer was lost, so handlers are idempotent or keyed by a request id.
 */
export interface Bus extends Closeable {
  /** Id of this node, unique among the running ones. */
  readonly nodeId: string;

  /**
   * Answers a command: requests for this node, and a share of those for the service, which is
   * the part of the command's name before the dot.
   */
  handle<Request extends z.ZodType, Response extends z.ZodType>(
    command: CommandDefinition<string, Request, Response>,
    handler: (request: z.output<Request>) => Promise<z.input<Response>>,
  ): Promise<Closeable>;

  /**
   * Asks and waits for the answer. Fails with `unavailable` when nobody serves the target and
   * with `timeout` when nobody answers in time.
   */
  request<Request extends z.ZodType, Response extends z.ZodType>(
    target: Target,
    command: CommandDefinition<string, Request, Response>,
    request: z.input<Request>,
    options?: RequestOptions,
  ): Promise<z.output<Response>>;

  /** Tells every subscriber of the topic, on every node, in the order of publishing per node. */
  publish(topic: string, event: unknown): Promise<void>;

  /** Listens from now on. A handler's error is logged and does not stop the stream. */
  subscribe(topic: string, handler: (event: unknown) => void): Promise<Closeable>;
}
