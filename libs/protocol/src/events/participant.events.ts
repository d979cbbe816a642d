import { z } from 'zod';
import { defineEvent } from '../message.js';
import { uuid } from '../shapes/identity.shape.js';
import { participantView } from '../shapes/room.shape.js';

export const participantJoined = defineEvent({
  name: 'participantJoined',
  audience: 'room',
  summary: 'Somebody took a seat. Not sent when a kept seat is taken back.',
  payload: z.strictObject({ participant: participantView }),
});

export const participantUpdated = defineEvent({
  name: 'participantUpdated',
  audience: 'room',
  summary: 'Something a participant shows has changed: name, languages, hand, connection, quality.',
  payload: z.strictObject({ participant: participantView }),
});

export const participantLeft = defineEvent({
  name: 'participantLeft',
  audience: 'room',
  summary: 'Somebody gave up or lost the seat; their producers are gone with it.',
  payload: z.strictObject({
    participantId: uuid,
    reason: z.enum(['left', 'lost', 'removed']),
  }),
});

export const activeSpeakerChanged = defineEvent({
  name: 'activeSpeakerChanged',
  audience: 'room',
  summary: 'Who speaks now, loudest first, and who is the dominant speaker.',
  payload: z.strictObject({
    dominant: uuid.nullable(),
    speaking: z.array(uuid).max(16),
  }),
});
