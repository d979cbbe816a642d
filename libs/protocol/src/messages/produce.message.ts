import { z } from 'zod';
import { assertUnreachable } from '../assert-unreachable.js';
import { defineMessage } from '../message.js';
import type { Permission } from '../permissions.js';
import { uuid } from '../shapes/identity.shape.js';
import { mediaKind, producerSource, rtpParameters } from '../shapes/media.shape.js';
import type { ProducerSource } from '../shapes/media.shape.js';

function permissionToProduce(source: ProducerSource): Permission {
  switch (source) {
    case 'microphone':
      return 'media.sendAudio';
    case 'camera':
      return 'media.sendVideo';
    case 'screen':
    case 'screenAudio':
      return 'media.share';
    default:
      return assertUnreachable(source);
  }
}

export const produce = defineMessage({
  name: 'produce',
  summary: 'Starts sending a camera, microphone or screen; replaces an older one of that source.',
  permission: (request) => permissionToProduce(request.source),
  request: z
    .strictObject({
      transportId: uuid,
      kind: mediaKind,
      source: producerSource,
      rtpParameters,
      paused: z.boolean(),
    })
    .refine(
      ({ kind, source }) =>
        (kind === 'audio') === (source === 'microphone' || source === 'screenAudio'),
      { message: 'The kind does not fit the source.', path: ['source'] },
    ),
  response: z.strictObject({ producerId: uuid }),
});
