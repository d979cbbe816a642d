import type { z } from 'zod';
import { events } from './events/index.js';
import type { Permission } from './permissions.js';
import { messages } from './messages/index.js';

export type Messages = typeof messages;
export type MessageName = keyof Messages;
export type RequestOf<Name extends MessageName> = z.output<Messages[Name]['request']>;
export type ResponseOf<Name extends MessageName> = z.output<Messages[Name]['response']>;

export type Events = typeof events;
export type EventName = keyof Events;
export type PayloadOf<Name extends EventName> = z.output<Events[Name]['payload']>;

/** Names of the events that go to everybody in the room, in one order. */
export type RoomEventName = {
  [Name in EventName]: Events[Name]['audience'] extends 'room' ? Name : never;
}[EventName];
/** Names of the events that go to one participant. */
export type SeatEventName = Exclude<EventName, RoomEventName>;

export const eventNames = Object.keys(events) as EventName[];

export function isMessageName(name: string): name is MessageName {
  return Object.hasOwn(messages, name);
}
export function isEventName(name: string): name is EventName {
  return Object.hasOwn(events, name);
}

/** What a role must be allowed in order to send this request. */
export function permissionOf<Name extends MessageName>(
  name: Name,
  request: RequestOf<Name>,
): Permission {
  const permission: Permission | ((request: never) => Permission) = messages[name].permission;
  // `request` was parsed by the schema of the same message; the table cannot express that.
  return typeof permission === 'function' ? permission(request as never) : permission;
}
