import type { Room } from '../room/room.js';
import type { Seat } from '../room/seat.js';
import type { RoomHandler } from './room-handler.js';

/** Pauses a producer on the server, whatever the client does, and tells its owner and the room. */
export async function muteSeat(
  room: Room,
  seat: Seat,
  source: 'microphone' | 'camera' | 'screen',
): Promise<void> {
  const producer = seat.media.producerOf(source);
  if (!producer || producer.paused) return;
  const view = await seat.media.setProducerPaused(producer.id, true);
  room.emit('producerUpdated', { producer: view });
  room.tell(seat, 'mutedByChair', { source });
}

export const muteParticipant: RoomHandler<'muteParticipant'> = async (
  { room, seat, logger },
  { participantId, source },
) => {
  await muteSeat(room, room.seatById(participantId), source);
  logger.info({ by: seat.participantId, participantId, source }, 'A chair muted a participant.');
  return {};
};
