/** Where the id outlives a reload of the tab: `sessionStorage`. */
export type ClientIdStorage = Pick<Storage, 'getItem' | 'setItem'>;
export type ClientIdLocks = Pick<LockManager, 'request'>;

export interface ClientIdLease {
  readonly clientId: string;
  /** Lets another document use the id. Idempotent. */
  release(): void;
}

const KEY = 'meridian.client-id';
/** A reloading document may still hold its lock for a moment; a duplicated tab holds it for good. */
const RELOAD_GRACE_MS = 300;

/**
 * The id of this tab. It is kept in `sessionStorage`, so a reload takes the same seat back
 * silently. Duplicating a tab copies `sessionStorage` too; a Web Lock named after the id tells
 * the copy from a reload, and the copy gets an id of its own. Where there are no locks (pages
 * without https, old browsers) the id is new for every load: a reload then takes the seat over.
 */
export async function claimClientId(
  storage: ClientIdStorage | null,
  locks: ClientIdLocks | null,
  random: () => string = () => crypto.randomUUID(),
): Promise<ClientIdLease> {
  if (!storage || !locks) return { clientId: random(), release: () => undefined };
  const remembered = storage.getItem(KEY);
  if (remembered !== null && /^[A-Za-z0-9_-]{8,64}$/.test(remembered)) {
    const release = await holdLock(locks, remembered);
    if (release) return { clientId: remembered, release };
  }
  const clientId = random();
  storage.setItem(KEY, clientId);
  const release = await holdLock(locks, clientId);
  return { clientId, release: release ?? (() => undefined) };
}

/** @returns a function that lets go, or null when somebody else holds it. */
async function holdLock(locks: ClientIdLocks, clientId: string): Promise<(() => void) | null> {
  const giveUp = new AbortController();
  const timer = setTimeout(() => giveUp.abort(), RELOAD_GRACE_MS);
  return new Promise((resolve, reject) => {
    locks
      .request(`meridian-client-${clientId}`, { signal: giveUp.signal }, () => {
        clearTimeout(timer);
        return new Promise<void>((release) => resolve(() => release()));
      })
      .then(undefined, (error: unknown) => {
        clearTimeout(timer);
        if (giveUp.signal.aborted) resolve(null);
        else reject(error instanceof Error ? error : new Error(String(error)));
      });
  });
}
