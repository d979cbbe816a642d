import type { RoomHandler } from './room-handler.js';

export const raiseHand: RoomHandler<'raiseHand'> = ({ room, seat }, { raised }) => {
  // Raising a raised hand keeps its place in the queue.
  const next = raised ? (seat.handRaisedAt ?? Date.now()) : null;
  if (next === seat.handRaisedAt) return {};
  seat.handRaisedAt = next;
  room.announce(seat);
  return {};
};
