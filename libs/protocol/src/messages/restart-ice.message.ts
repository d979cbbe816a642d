import { z } from 'zod';
import { defineMessage } from '../message.js';
import { uuid } from '../shapes/identity.shape.js';
import { iceParameters } from '../shapes/media.shape.js';

export const restartIce = defineMessage({
  name: 'restartIce',
  summary: 'New ICE credentials for a transport whose path was lost.',
  permission: 'media.receive',
  request: z.strictObject({ transportId: uuid }),
  response: z.strictObject({ iceParameters }),
});
