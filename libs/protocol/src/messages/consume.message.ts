import { z } from 'zod';
import { defineMessage } from '../message.js';
import { uuid } from '../shapes/identity.shape.js';
import { mediaKind, rtpCapabilities, rtpParameters } from '../shapes/media.shape.js';

export const consume = defineMessage({
  name: 'consume',
  summary:
    'Subscribes to a producer. The consumer starts paused; resume it once the track is attached.',
  permission: 'media.receive',
  request: z.strictObject({ transportId: uuid, producerId: uuid, rtpCapabilities }),
  response: z.strictObject({
    consumerId: uuid,
    producerId: uuid,
    kind: mediaKind,
    type: z.enum(['simple', 'simulcast', 'svc', 'pipe']),
    rtpParameters,
    producerPaused: z.boolean(),
  }),
});
