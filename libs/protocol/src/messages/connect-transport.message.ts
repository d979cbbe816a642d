import { z } from 'zod';
import { defineMessage } from '../message.js';
import { uuid } from '../shapes/identity.shape.js';
import { dtlsParameters } from '../shapes/media.shape.js';

export const connectTransport = defineMessage({
  name: 'connectTransport',
  summary: 'Hands over the client side of DTLS of a transport.',
  permission: 'media.receive',
  request: z.strictObject({ transportId: uuid, dtlsParameters }),
  response: z.strictObject({}),
});
