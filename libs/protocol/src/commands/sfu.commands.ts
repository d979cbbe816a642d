import { z } from 'zod';
import { defineCommand } from '../command.js';
import { requestId } from '../message.js';
import { join } from '../messages/join.message.js';
import { messageNames } from '../messages/names.js';
import { uuid } from '../shapes/identity.shape.js';
import { meetingView } from '../shapes/room.shape.js';
import { invitee } from './meetings.commands.js';

/** Where a seat's socket lives, so that the room can speak to it and tell a stale one apart. */
export const seatRef = z.strictObject({
  roomId: uuid,
  participantId: uuid,
  clientId: z.string(),
  /** Id of the gateway's connection; a newer one of the same participant replaces it. */
  connectionId: z.string(),
  /** Node that holds the connection; when it dies, its seats are as good as dropped. */
  gatewayId: z.string(),
});
export type SeatRef = z.infer<typeof seatRef>;

export const joinRoom = defineCommand({
  name: 'sfu.join',
  summary:
    'Seats a participant in a room, opening the room when it is new. Fails with room_moved when another node holds it.',
  request: z.strictObject({
    seat: seatRef,
    requestId,
    meeting: meetingView,
    invitee,
    join: join.request,
  }),
  response: join.response,
});

export const roomRequest = defineCommand({
  name: 'sfu.request',
  summary: 'A client message for a room, already parsed and authorised by the gateway.',
  request: z.strictObject({
    seat: seatRef,
    requestId,
    name: z.enum(messageNames),
    data: z.unknown(),
  }),
  response: z.unknown(),
});

export const seatDropped = defineCommand({
  name: 'sfu.seatDropped',
  summary: 'The socket of a seat is gone; the seat is kept for a while.',
  request: z.strictObject({ seat: seatRef }),
  response: z.strictObject({}),
});
