import type { RoomHandler } from './room-handler.js';

export const restartIce: RoomHandler<'restartIce'> = async ({ seat }, { transportId }) => ({
  iceParameters: await seat.media.restartIce(transportId),
});
