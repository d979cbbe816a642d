import { z } from 'zod';
import { defineMessage } from '../message.js';
import { uuid } from '../shapes/identity.shape.js';

export const setPreferredLayers = defineMessage({
  name: 'setPreferredLayers',
  summary: 'Chooses the simulcast layer of a consumer by the size of its tile.',
  permission: 'media.receive',
  request: z.strictObject({
    consumerId: uuid,
    spatialLayer: z.number().int().min(0).max(2),
    temporalLayer: z.number().int().min(0).max(2).optional(),
  }),
  response: z.strictObject({}),
});
