import type { RoomHandler } from './room-handler.js';

export const leave: RoomHandler<'leave'> = ({ room, seat }) => {
  room.removeSeat(seat, 'left');
  return {};
};
