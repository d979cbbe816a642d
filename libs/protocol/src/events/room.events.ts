import { z } from 'zod';
import { defineEvent } from '../message.js';

export const roomLocked = defineEvent({
  name: 'roomLocked',
  audience: 'room',
  summary: 'The room was locked or unlocked.',
  payload: z.strictObject({ locked: z.boolean() }),
});

export const meetingEnded = defineEvent({
  name: 'meetingEnded',
  audience: 'room',
  summary: 'A chair ended the meeting for everyone.',
  payload: z.strictObject({
    /** Length of the call in seconds. */
    durationSeconds: z.number().int().min(0),
  }),
});
