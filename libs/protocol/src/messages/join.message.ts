import { z } from 'zod';
import { defineMessage } from '../message.js';
import { displayName, languageTag, uuid } from '../shapes/identity.shape.js';
import { iceServer, rtpCapabilities } from '../shapes/media.shape.js';
import { roomSnapshot } from '../shapes/room.shape.js';

/** What the SFU still holds of a participant whose signalling came back. */
export const keptMedia = z.strictObject({
  transportIds: z.array(uuid).max(8),
  producerIds: z.array(uuid).max(8),
  consumerIds: z.array(uuid).max(4000),
});
export type KeptMedia = z.infer<typeof keptMedia>;

export const join = defineMessage({
  name: 'join',
  summary:
    'Takes the seat of the join link, or takes it back after a lost connection. Answers with the whole room.',
  permission: 'room.join',
  request: z.strictObject({
    displayName,
    spokenLanguage: languageTag,
    captionLanguage: languageTag.nullable(),
    /**
     * The person asks for the seat, also from another device that took it from this one. A tab that
     * merely reconnects says nothing and gets `seat_taken`, or two tabs would fight for the seat.
     */
    takeOver: z.boolean().exactOptional(),
  }),
  response: z.strictObject({
    participantId: uuid,
    /** True when the seat had been kept and media may still be flowing. */
    resumed: z.boolean(),
    kept: keptMedia,
    room: roomSnapshot,
    routerRtpCapabilities: rtpCapabilities,
    iceServers: z.array(iceServer).max(8),
  }),
});
