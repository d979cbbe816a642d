import type { MemoryBus } from './memory-bus.js';

export interface LeaseRecord {
  nodeId: string;
  token: number;
  expiresAt: number;
}

/**
 * What nodes of one process share in place of Redis. `standalone` has one node on one broker;
 * the contract suite puts several on it.
 */
export class MemoryBroker {
  readonly nodes = new Map<string, MemoryBus>();
  readonly subscriptions = new Map<string, Set<(event: unknown) => void>>();
  readonly presence = new Map<string, Map<string, () => unknown>>();
  readonly leases = new Map<string, LeaseRecord>();
  #lastToken = 0;

  /** Rising number, also across restarts of the process (microseconds of the clock). */
  nextToken(): number {
    this.#lastToken = Math.max(Date.now() * 1000, this.#lastToken + 1);
    return this.#lastToken;
  }
}
