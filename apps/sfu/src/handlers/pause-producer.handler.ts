import type { RoomHandler } from './room-handler.js';

export const pauseProducer: RoomHandler<'pauseProducer'> = async ({ room, seat }, request) => {
  const producer = await seat.media.setProducerPaused(request.producerId, true);
  room.emit('producerUpdated', { producer });
  return {};
};
