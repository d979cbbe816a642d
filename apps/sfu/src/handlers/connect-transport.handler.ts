import type { RoomHandler } from './room-handler.js';

export const connectTransport: RoomHandler<'connectTransport'> = async (
  { seat },
  { transportId, dtlsParameters },
) => {
  await seat.media.connectTransport(transportId, dtlsParameters);
  return {};
};
