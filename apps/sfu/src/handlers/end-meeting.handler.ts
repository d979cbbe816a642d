import type { RoomHandler } from './room-handler.js';

export const endMeeting: RoomHandler<'endMeeting'> = async ({
  room,
  seat,
  records,
  endRoom,
  logger,
}) => {
  // Written down first, so that nobody who was told can join the ended meeting again.
  await records.ended(room.id, seat.participantId);
  logger.info({ by: seat.participantId }, 'A chair ended the meeting.');
  room.emit('meetingEnded', {
    durationSeconds: Math.round((Date.now() - room.openedAt) / 1000),
  });
  await endRoom();
  return {};
};
