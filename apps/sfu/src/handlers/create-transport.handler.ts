import type { RoomHandler } from './room-handler.js';

export const createTransport: RoomHandler<'createTransport'> = async ({ seat }, { direction }) => {
  const transport = await seat.media.createTransport(direction);
  return {
    transportId: transport.id,
    iceParameters: transport.iceParameters,
    iceCandidates: transport.iceCandidates,
    dtlsParameters: transport.dtlsParameters,
  };
};
