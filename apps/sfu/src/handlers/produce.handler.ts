import type { RoomHandler } from './room-handler.js';

export const produce: RoomHandler<'produce'> = async ({ seat }, request) => ({
  producerId: await seat.media.produce(request),
});
