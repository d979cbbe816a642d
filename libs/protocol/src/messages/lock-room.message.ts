import { z } from 'zod';
import { defineMessage } from '../message.js';

export const lockRoom = defineMessage({
  name: 'lockRoom',
  summary:
    'Locks or unlocks the room: while locked, nobody new gets a seat; kept seats stay valid.',
  permission: 'room.lock',
  request: z.strictObject({ locked: z.boolean() }),
  response: z.strictObject({}),
});
