import type { RoomHandler } from './room-handler.js';

export const updateSelf: RoomHandler<'updateSelf'> = ({ room, seat }, request) => {
  seat.choose(request);
  room.announce(seat);
  return {};
};
