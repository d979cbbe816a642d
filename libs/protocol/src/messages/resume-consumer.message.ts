import { z } from 'zod';
import { defineMessage } from '../message.js';
import { uuid } from '../shapes/identity.shape.js';

export const resumeConsumer = defineMessage({
  name: 'resumeConsumer',
  summary: 'Resumes an own consumer.',
  permission: 'media.receive',
  request: z.strictObject({ consumerId: uuid }),
  response: z.strictObject({}),
});
