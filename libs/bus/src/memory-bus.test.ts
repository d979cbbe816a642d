import { pino } from 'pino';
import { coordinationContract } from './bus.contract.js';
import { MemoryBroker } from './memory-broker.js';
import { MemoryBus } from './memory-bus.js';
import { MemoryPresence } from './memory-presence.js';
import { MemoryRoomDirectory } from './memory-room-directory.js';

const logger = pino({ level: 'silent' });
let broker = new MemoryBroker();

coordinationContract('memory', (nodeId) => {
  if (nodeId.startsWith('one-')) broker = new MemoryBroker();
  const bus = new MemoryBus(nodeId, broker, logger);
  return Promise.resolve({
    bus,
    presence: new MemoryPresence(broker),
    rooms: new MemoryRoomDirectory(nodeId, broker),
    close: () => bus.close(),
  });
});
