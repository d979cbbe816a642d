import type { RoomHandler } from './room-handler.js';

export const resumeProducer: RoomHandler<'resumeProducer'> = async ({ room, seat }, request) => {
  const producer = await seat.media.setProducerPaused(request.producerId, false);
  room.emit('producerUpdated', { producer });
  return {};
};
