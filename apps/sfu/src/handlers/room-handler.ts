import type { MessageName, RequestOf, ResponseOf } from '@meridian/protocol';
import type { Logger } from 'pino';
import type { MeetingRecords } from '../room/meeting-records.js';
import type { Room } from '../room/room.js';
import type { Seat } from '../room/seat.js';

/** What a handler of a client's message works with: the room, the sender's seat, the records. */
export interface RoomContext {
  readonly room: Room;
  readonly seat: Seat;
  readonly records: MeetingRecords;
  /** Ends the room on this node once everybody has been told. */
  readonly endRoom: () => Promise<void>;
  readonly logger: Logger;
}

/** `join` opens rooms and has its own way; everything else happens inside one. */
export type RoomMessageName = Exclude<MessageName, 'join'>;

export type RoomHandler<Name extends RoomMessageName> = (
  context: RoomContext,
  request: RequestOf<Name>,
) => Promise<ResponseOf<Name>> | ResponseOf<Name>;
