import { z } from 'zod';
import { errorCodeList } from './errors.js';
import type { Permission } from './permissions.js';

/** A request a client may send, with everything both sides need to know about it. */
export interface MessageDefinition<
  Name extends string = string,
  Request extends z.ZodType = z.ZodType,
  Response extends z.ZodType = z.ZodType,
> {
  readonly name: Name;
  /** One sentence for docs/protocol.md. */
  readonly summary: string;
  /**
   * What the sender's role must allow. A function where it depends on the request
   * (producing audio is not producing a screen share).
   */
  readonly permission: Permission | ((request: z.output<Request>) => Permission);
  readonly request: Request;
  readonly response: Response;
}

export function defineMessage<
  const Name extends string,
  Request extends z.ZodType,
  Response extends z.ZodType,
>(
  definition: MessageDefinition<Name, Request, Response>,
): MessageDefinition<Name, Request, Response> {
  return definition;
}

/** Something the server tells; `room` events reach everybody in the room, `seat` events one participant. */
export interface EventDefinition<
  Name extends string = string,
  Audience extends 'room' | 'seat' = 'room' | 'seat',
  Payload extends z.ZodType = z.ZodType,
> {
  readonly name: Name;
  readonly audience: Audience;
  /** One sentence for docs/protocol.md. */
  readonly summary: string;
  readonly payload: Payload;
}

export function defineEvent<
  const Name extends string,
  const Audience extends 'room' | 'seat',
  Payload extends z.ZodType,
>(definition: EventDefinition<Name, Audience, Payload>): EventDefinition<Name, Audience, Payload> {
  return definition;
}

/** Id a client gives a request. The same id again is a retry and gets the first answer. */
export const requestId = z.string().regex(/^[A-Za-z0-9_-]{8,64}$/);

/** What travels as the argument of a socket.io event from client to server. */
export const requestEnvelope = z.strictObject({ id: requestId, data: z.unknown() });
export type RequestEnvelope = z.infer<typeof requestEnvelope>;

/** What travels as the argument of a socket.io event from server to client. */
export const eventEnvelope = z.strictObject({
  /** Room incarnation the event belongs to; clients ignore other ones. */
  epoch: z.number().int().min(0),
  /** Number in the room's event order; null for `seat` events, which have no order. */
  seq: z.number().int().min(0).nullable(),
  data: z.unknown(),
});
export type EventEnvelope = z.infer<typeof eventEnvelope>;

export const errorBody = z.strictObject({
  code: z.enum(errorCodeList),
  message: z.string(),
  details: z.record(z.string(), z.union([z.string(), z.number(), z.boolean()])).optional(),
});
export type ErrorBody = z.infer<typeof errorBody>;

export const ack = z.discriminatedUnion('ok', [
  z.strictObject({ ok: z.literal(true), data: z.unknown() }),
  z.strictObject({ ok: z.literal(false), error: errorBody }),
]);
export type Ack<T = unknown> = { ok: true; data: T } | { ok: false; error: ErrorBody };
