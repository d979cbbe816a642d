/** The right to hold a room, until it lapses. */
export interface Lease {
  readonly roomId: string;
  readonly nodeId: string;
  /**
   * Fencing token: higher for every later claim of the room. What a node says of a room carries
   * its token, and listeners ignore a lower one, so that a node which was paused and comes back
   * cannot act on a room that has moved.
   */
  readonly token: number;
}

/** Which node holds which room. Leases lapse unless renewed, so a dead node's rooms become free. */
export interface RoomDirectory {
  /** Takes a free room. Null when another node holds it; the same node gets its own lease back. */
  claim(roomId: string, ttlMs: number): Promise<Lease | null>;
  /**
   * Prolongs a lease. `false` when it was lost to another node. A lease that merely lapsed, or
   * that the directory forgot because its store restarted empty, is restored with its token.
   */
  renew(lease: Lease, ttlMs: number): Promise<boolean>;
  /** Gives the room up; does nothing when the lease is no longer the current one. */
  release(lease: Lease): Promise<void>;
  lookup(roomId: string): Promise<Lease | null>;
}
