import { z } from 'zod';
import { defineEvent } from '../message.js';
import { uuid } from '../shapes/identity.shape.js';
import { producerView } from '../shapes/room.shape.js';

export const producerOpened = defineEvent({
  name: 'producerOpened',
  audience: 'room',
  summary: 'A participant started to send; subscribe with `consume`.',
  payload: z.strictObject({ producer: producerView }),
});

export const producerUpdated = defineEvent({
  name: 'producerUpdated',
  audience: 'room',
  summary: 'A producer was paused or resumed.',
  payload: z.strictObject({ producer: producerView }),
});

export const producerClosed = defineEvent({
  name: 'producerClosed',
  audience: 'room',
  summary: 'A participant stopped to send; consumers of it are gone.',
  payload: z.strictObject({ producerId: uuid, participantId: uuid }),
});
