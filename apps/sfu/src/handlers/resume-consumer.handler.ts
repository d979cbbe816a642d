import type { RoomHandler } from './room-handler.js';

export const resumeConsumer: RoomHandler<'resumeConsumer'> = async ({ seat }, { consumerId }) => {
  await seat.media.withConsumer(consumerId, (consumer) => consumer.resume());
  return {};
};
