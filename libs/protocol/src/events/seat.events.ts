import { z } from 'zod';
import { defineEvent } from '../message.js';
import { uuid } from '../shapes/identity.shape.js';

export const consumerClosed = defineEvent({
  name: 'consumerClosed',
  audience: 'seat',
  summary: 'An own consumer is gone because its producer or transport is.',
  payload: z.strictObject({ consumerId: uuid }),
});

export const consumerLayersChanged = defineEvent({
  name: 'consumerLayersChanged',
  audience: 'seat',
  summary: 'The layer forwarded to an own consumer; null while none fits the bandwidth.',
  payload: z.strictObject({
    consumerId: uuid,
    spatialLayer: z.number().int().min(0).max(8).nullable(),
  }),
});

export const mutedByChair = defineEvent({
  name: 'mutedByChair',
  audience: 'seat',
  summary: 'A chair paused an own producer; resuming it is up to the participant.',
  payload: z.strictObject({ source: z.enum(['microphone', 'camera', 'screen']) }),
});

export const seatTaken = defineEvent({
  name: 'seatTaken',
  audience: 'seat',
  summary:
    'The same link was opened elsewhere and took this seat. The socket is closed after this.',
  payload: z.strictObject({}),
});

export const removed = defineEvent({
  name: 'removed',
  audience: 'seat',
  summary: 'A chair ended the participation. The socket is closed after this.',
  payload: z.strictObject({ mayReturn: z.boolean() }),
});

export const mediaReset = defineEvent({
  name: 'mediaReset',
  audience: 'seat',
  summary: 'The media node lost this room; join again to be placed on a new one.',
  payload: z.strictObject({}),
});

export const serverClosing = defineEvent({
  name: 'serverClosing',
  audience: 'seat',
  summary: 'The server is about to restart; the client reconnects by itself.',
  payload: z.strictObject({
    /** Suggested wait in milliseconds, spread so that clients do not return all at once. */
    reconnectInMs: z.number().int().min(0).max(60_000),
  }),
});
