import type { Closeable } from './bus.js';
import { closeOnce } from './close-once.js';
import type { MemoryBroker } from './memory-broker.js';
import type { Presence } from './presence.js';

export class MemoryPresence implements Presence {
  constructor(private readonly broker: MemoryBroker) {}

  announce(scope: string, member: string, info: () => unknown): Promise<Closeable> {
    const members = this.broker.presence.get(scope) ?? new Map<string, () => unknown>();
    members.set(member, info);
    this.broker.presence.set(scope, members);
    return Promise.resolve(
      closeOnce(() => {
        if (members.get(member) === info) members.delete(member);
        return Promise.resolve();
      }),
    );
  }

  list(scope: string): Promise<ReadonlyMap<string, unknown>> {
    const members = this.broker.presence.get(scope) ?? new Map<string, () => unknown>();
    return Promise.resolve(new Map([...members].map(([member, info]) => [member, info()])));
  }
}
