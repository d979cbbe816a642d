import { z } from 'zod';
import { defineMessage } from '../message.js';
import { uuid } from '../shapes/identity.shape.js';

export const pauseProducer = defineMessage({
  name: 'pauseProducer',
  summary: 'Pauses an own producer.',
  permission: 'media.receive',
  request: z.strictObject({ producerId: uuid }),
  response: z.strictObject({}),
});
