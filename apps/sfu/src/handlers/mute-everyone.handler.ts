import { muteSeat } from './mute-participant.handler.js';
import type { RoomHandler } from './room-handler.js';

export const muteEveryone: RoomHandler<'muteEveryone'> = async ({ room, seat, logger }) => {
  const others = [...room.seats.values()].filter(({ invitee }) => invitee.role !== 'chair');
  await Promise.all(others.map((other) => muteSeat(room, other, 'microphone')));
  logger.info({ by: seat.participantId }, 'A chair muted everyone.');
  return {};
};
