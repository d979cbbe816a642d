import type { RoomHandler } from './room-handler.js';

export const pauseConsumer: RoomHandler<'pauseConsumer'> = async ({ seat }, { consumerId }) => {
  await seat.media.consumer(consumerId).pause();
  return {};
};
