import { z } from 'zod';
import { defineMessage } from '../message.js';

export const muteEveryone = defineMessage({
  name: 'muteEveryone',
  summary: 'Pauses every microphone but those of the chairs.',
  permission: 'participant.mute',
  request: z.strictObject({}),
  response: z.strictObject({}),
});
