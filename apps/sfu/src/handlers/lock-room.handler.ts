import type { RoomHandler } from './room-handler.js';

export const lockRoom: RoomHandler<'lockRoom'> = ({ room, seat, logger }, { locked }) => {
  room.setLocked(locked);
  logger.info({ by: seat.participantId, locked }, 'A chair locked or unlocked the room.');
  return {};
};
