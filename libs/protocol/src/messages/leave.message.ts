import { z } from 'zod';
import { defineMessage } from '../message.js';

export const leave = defineMessage({
  name: 'leave',
  summary: 'Gives the seat up at once; the room is told.',
  permission: 'room.leave',
  request: z.strictObject({}),
  response: z.strictObject({}),
});
