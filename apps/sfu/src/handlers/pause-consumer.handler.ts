import type { RoomHandler } from './room-handler.js';

export const pauseConsumer: RoomHandler<'pauseConsumer'> = async ({ seat }, { consumerId }) => {
  await seat.media.withConsumer(consumerId, (consumer) => consumer.pause());
  return {};
};
