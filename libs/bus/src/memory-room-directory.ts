import type { MemoryBroker } from './memory-broker.js';
import type { Lease, RoomDirectory } from './room-directory.js';

export class MemoryRoomDirectory implements RoomDirectory {
  constructor(
    private readonly nodeId: string,
    private readonly broker: MemoryBroker,
  ) {}

  claim(roomId: string, ttlMs: number): Promise<Lease | null> {
    const current = this.#current(roomId);
    if (current && current.nodeId !== this.nodeId) return Promise.resolve(null);
    const token = current?.token ?? this.broker.nextToken();
    this.broker.leases.set(roomId, { nodeId: this.nodeId, token, expiresAt: Date.now() + ttlMs });
    return Promise.resolve({ roomId, nodeId: this.nodeId, token });
  }

  renew(lease: Lease, ttlMs: number): Promise<boolean> {
    const current = this.broker.leases.get(lease.roomId);
    if (current && current.token !== lease.token) return Promise.resolve(false);
    this.broker.leases.set(lease.roomId, {
      nodeId: lease.nodeId,
      token: lease.token,
      expiresAt: Date.now() + ttlMs,
    });
    return Promise.resolve(true);
  }

  release(lease: Lease): Promise<void> {
    if (this.broker.leases.get(lease.roomId)?.token === lease.token) {
      this.broker.leases.delete(lease.roomId);
    }
    return Promise.resolve();
  }

  lookup(roomId: string): Promise<Lease | null> {
    const current = this.#current(roomId);
    return Promise.resolve(
      current ? { roomId, nodeId: current.nodeId, token: current.token } : null,
    );
  }

  #current(roomId: string): { nodeId: string; token: number } | undefined {
    const record = this.broker.leases.get(roomId);
    return record && record.expiresAt > Date.now() ? record : undefined;
  }
}
