import { z } from 'zod';
import { centerCode, displayName, meetingRole, uuid } from '../shapes/identity.shape.js';
import { meetingView } from '../shapes/room.shape.js';

/** Answer of `GET /api/v1/join/:code` to the bearer of a join link: what the pre-join page shows. */
export const joinView = z.strictObject({
  meeting: meetingView,
  invitee: z.strictObject({
    participantId: uuid,
    displayName: displayName.nullable(),
    role: meetingRole,
    centerCode: centerCode.nullable(),
  }),
  /** Server clock in milliseconds since the epoch. */
  serverTime: z.number().int(),
});
export type JoinView = z.infer<typeof joinView>;
