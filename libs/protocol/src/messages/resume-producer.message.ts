import { z } from 'zod';
import { defineMessage } from '../message.js';
import { uuid } from '../shapes/identity.shape.js';

export const resumeProducer = defineMessage({
  name: 'resumeProducer',
  summary: 'Resumes an own producer.',
  permission: 'media.receive',
  request: z.strictObject({ producerId: uuid }),
  response: z.strictObject({}),
});
