import { z } from 'zod';
import { defineMessage } from '../message.js';
import { uuid } from '../shapes/identity.shape.js';

export const pauseConsumer = defineMessage({
  name: 'pauseConsumer',
  summary: 'Pauses an own consumer.',
  permission: 'media.receive',
  request: z.strictObject({ consumerId: uuid }),
  response: z.strictObject({}),
});
