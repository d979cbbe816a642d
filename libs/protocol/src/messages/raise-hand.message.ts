import { z } from 'zod';
import { defineMessage } from '../message.js';

export const raiseHand = defineMessage({
  name: 'raiseHand',
  summary: 'Raises or lowers the own hand.',
  permission: 'hand.raise',
  request: z.strictObject({ raised: z.boolean() }),
  response: z.strictObject({}),
});
