import { MeridianError } from '@meridian/protocol';
import type { RoomHandler } from './room-handler.js';

export const removeParticipant: RoomHandler<'removeParticipant'> = async (
  { room, seat, records, logger },
  { participantId, mayReturn },
) => {
  const other = room.seatById(participantId);
  if (other.invitee.role === 'chair') {
    throw new MeridianError('forbidden', 'Chairs have equal rights: neither removes the other.');
  }
  // Written down first: whoever is told of the removal can no longer come back by the link.
  await records.removed(room.id, participantId, seat.participantId, mayReturn);
  room.tell(other, 'removed', { mayReturn }, { disconnect: true });
  room.removeSeat(other, 'removed');
  logger.info({ by: seat.participantId, participantId, mayReturn }, 'A chair removed somebody.');
  return {};
};
