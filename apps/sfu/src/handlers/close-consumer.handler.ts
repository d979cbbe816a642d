import type { RoomHandler } from './room-handler.js';

export const closeConsumer: RoomHandler<'closeConsumer'> = ({ seat }, { consumerId }) => {
  seat.media.closeConsumer(consumerId);
  return {};
};
