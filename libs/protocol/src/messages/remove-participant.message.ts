import { z } from 'zod';
import { defineMessage } from '../message.js';
import { uuid } from '../shapes/identity.shape.js';

export const removeParticipant = defineMessage({
  name: 'removeParticipant',
  summary: 'Ends the participation of somebody, who may or may not come back with the same link.',
  permission: 'participant.remove',
  request: z.strictObject({ participantId: uuid, mayReturn: z.boolean() }),
  response: z.strictObject({}),
});
