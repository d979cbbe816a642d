export type { Bus, Closeable, RequestOptions, Target } from './bus.js';
export {
  BUS,
  BusModule,
  Coordination,
  PRESENCE,
  ROOM_DIRECTORY,
  type BusOptions,
} from './bus.module.js';
export { closeOnce } from './close-once.js';
export { MemoryBroker } from './memory-broker.js';
export { MemoryBus } from './memory-bus.js';
export { MemoryPresence } from './memory-presence.js';
export { MemoryRoomDirectory } from './memory-room-directory.js';
export type { Presence } from './presence.js';
export type { Lease, RoomDirectory } from './room-directory.js';
