import { z } from 'zod';
import { defineMessage } from '../message.js';
import { uuid } from '../shapes/identity.shape.js';

export const closeProducer = defineMessage({
  name: 'closeProducer',
  summary: 'Closes an own producer.',
  permission: 'media.receive',
  request: z.strictObject({ producerId: uuid }),
  response: z.strictObject({}),
});
