import { z } from 'zod';
import { defineMessage } from '../message.js';
import { uuid } from '../shapes/identity.shape.js';
import {
  dtlsParameters,
  iceCandidate,
  iceParameters,
  transportDirection,
} from '../shapes/media.shape.js';

export const createTransport = defineMessage({
  name: 'createTransport',
  summary: 'Opens the WebRTC transport of one direction; an older one of that direction is closed.',
  permission: 'media.receive',
  request: z.strictObject({ direction: transportDirection }),
  response: z.strictObject({
    transportId: uuid,
    iceParameters,
    iceCandidates: z.array(iceCandidate).max(32),
    dtlsParameters,
  }),
});
