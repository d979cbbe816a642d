import type { Closeable } from './bus.js';

/** Who is there: members announce themselves with some facts and vanish when they stop. */
export interface Presence {
  /**
   * Announces a member until closed, repeating itself in the background. `info` is asked for at
   * each repeat, so it may carry a current load.
   */
  announce(scope: string, member: string, info: () => unknown): Promise<Closeable>;
  /** The members of a scope that announced themselves lately, with their latest facts. */
  list(scope: string): Promise<ReadonlyMap<string, unknown>>;
}
