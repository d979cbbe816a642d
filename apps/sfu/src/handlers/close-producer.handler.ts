import type { RoomHandler } from './room-handler.js';

export const closeProducer: RoomHandler<'closeProducer'> = ({ seat }, { producerId }) => {
  seat.media.closeProducer(producerId);
  return {};
};
