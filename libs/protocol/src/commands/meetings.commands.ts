import { z } from 'zod';
import { defineCommand } from '../command.js';
import { centerCode, displayName, meetingRole, uuid } from '../shapes/identity.shape.js';
import { meetingView } from '../shapes/room.shape.js';

/** A person on a meeting's list, as the meetings service vouches for them. */
export const invitee = z.strictObject({
  participantId: uuid,
  displayName: displayName.nullable(),
  role: meetingRole,
  centerCode: centerCode.nullable(),
  head: z.boolean(),
});
export type Invitee = z.infer<typeof invitee>;

export const admitParticipant = defineCommand({
  name: 'meetings.admit',
  summary:
    'May this invitee enter now? Fails with link_revoked, removed, meeting_not_found, meeting_ended or meeting_cancelled.',
  request: z.strictObject({ meetingId: uuid, participantId: uuid }),
  response: z.strictObject({ meeting: meetingView, invitee }),
});

export const recordRemoval = defineCommand({
  name: 'meetings.recordRemoval',
  summary: 'A chair removed a participant; without `mayReturn` the link admits no more.',
  request: z.strictObject({
    meetingId: uuid,
    participantId: uuid,
    byParticipantId: uuid,
    mayReturn: z.boolean(),
  }),
  response: z.strictObject({}),
});

export const recordStarted = defineCommand({
  name: 'meetings.recordStarted',
  summary: 'The first participant entered: the meeting is live. Repeating it changes nothing.',
  request: z.strictObject({ meetingId: uuid, at: z.iso.datetime() }),
  response: z.strictObject({}),
});

export const recordEnded = defineCommand({
  name: 'meetings.recordEnded',
  summary: 'A chair ended the meeting for everyone; its links admit no more.',
  request: z.strictObject({ meetingId: uuid, byParticipantId: uuid, at: z.iso.datetime() }),
  response: z.strictObject({}),
});
