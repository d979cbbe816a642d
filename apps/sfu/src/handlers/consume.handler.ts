import type { RoomHandler } from './room-handler.js';

export const consume: RoomHandler<'consume'> = async ({ seat }, request) => {
  const consumer = await seat.media.consume(request);
  return {
    consumerId: consumer.id,
    producerId: consumer.producerId,
    kind: consumer.kind,
    type: consumer.type,
    rtpParameters: consumer.rtpParameters,
    producerPaused: consumer.producerPaused,
  };
};
