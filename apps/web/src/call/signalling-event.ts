import type { EventName, PayloadOf, RoomEventName, SeatEventName } from '@meridian/protocol';
import { eventEnvelope, events, isEventName } from '@meridian/protocol';

/** An event of the room, numbered in the room's one order. */
export type RoomEvent = {
  [Name in RoomEventName]: {
    readonly name: Name;
    readonly epoch: number;
    readonly seq: number;
    readonly data: PayloadOf<Name>;
  };
}[RoomEventName];

/** An event for this participant alone; it has no place in the room's order. */
export type SeatEvent = {
  [Name in SeatEventName]: {
    readonly name: Name;
    readonly epoch: number;
    readonly data: PayloadOf<Name>;
  };
}[SeatEventName];

export type ParsedEvent =
  | { readonly kind: 'room'; readonly event: RoomEvent }
  | { readonly kind: 'seat'; readonly event: SeatEvent }
  /** Of a newer server: its place in the order counts, its meaning is unknown. */
  | { readonly kind: 'unknown'; readonly epoch: number; readonly seq: number | null }
  | { readonly kind: 'malformed'; readonly reason: Error };

function isRoomEventName(name: EventName): name is RoomEventName {
  return events[name].audience === 'room';
}

/** Checks what arrived under `name` against the protocol. */
export function parseEvent(name: string, argument: unknown): ParsedEvent {
  const envelope = eventEnvelope.safeParse(argument);
  if (!envelope.success) return malformed(name, envelope.error);
  const { epoch, seq } = envelope.data;
  if (!isEventName(name)) return { kind: 'unknown', epoch, seq };
  const payload = events[name].payload.safeParse(envelope.data.data);
  if (!payload.success) return malformed(name, payload.error);
  // The payload was parsed by the schema of this very name; TypeScript cannot correlate the two.
  if (isRoomEventName(name)) {
    if (seq === null) return malformed(name, new Error('A room event came without a number.'));
    return { kind: 'room', event: { name, epoch, seq, data: payload.data } as RoomEvent };
  }
  return { kind: 'seat', event: { name, epoch, data: payload.data } as SeatEvent };
}

function malformed(name: string, cause: Error): ParsedEvent {
  return { kind: 'malformed', reason: new Error(`Malformed event ${name}.`, { cause }) };
}
