import { z } from 'zod';
import { defineMessage } from '../message.js';
import { uuid } from '../shapes/identity.shape.js';

export const closeConsumer = defineMessage({
  name: 'closeConsumer',
  summary: 'Closes an own consumer.',
  permission: 'media.receive',
  request: z.strictObject({ consumerId: uuid }),
  response: z.strictObject({}),
});
