import { z } from 'zod';
import { defineMessage } from '../message.js';
import { uuid } from '../shapes/identity.shape.js';

export const muteParticipant = defineMessage({
  name: 'muteParticipant',
  summary:
    "Pauses a participant's microphone, camera or screen on the server. Only they can resume it.",
  permission: 'participant.mute',
  request: z.strictObject({
    participantId: uuid,
    source: z.enum(['microphone', 'camera', 'screen']),
  }),
  response: z.strictObject({}),
});
