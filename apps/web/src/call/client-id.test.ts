import { describe, expect, test } from '@jest/globals';
import type { ClientIdStorage } from './client-id.js';
import { claimClientId } from './client-id.js';

/** Stands in for one tab's `sessionStorage`, which node does not have. */
class TabStorage implements ClientIdStorage {
  readonly #items: Map<string, string>;
  constructor(copyOf?: TabStorage) {
    this.#items = new Map(copyOf ? copyOf.#items : []);
  }
  getItem(key: string): string | null {
    return this.#items.get(key) ?? null;
  }
  setItem(key: string, value: string): void {
    this.#items.set(key, value);
  }
}

// Node's own Web Locks, the same interface as in browsers.
const { locks } = navigator;

describe('claimClientId', () => {
  test('a reload of the tab keeps its id', async () => {
    const storage = new TabStorage();
    const before = await claimClientId(storage, locks);
    before.release();
    const after = await claimClientId(storage, locks);
    expect(after.clientId).toBe(before.clientId);
    after.release();
  });

  test('a reload whose old page is slow to go keeps it too', async () => {
    const storage = new TabStorage();
    const before = await claimClientId(storage, locks);
    setTimeout(() => before.release(), 100);
    const after = await claimClientId(storage, locks);
    expect(after.clientId).toBe(before.clientId);
    after.release();
  });

  test('a duplicated tab, which copies the storage, gets an id of its own', async () => {
    const storage = new TabStorage();
    const original = await claimClientId(storage, locks);
    const copiedStorage = new TabStorage(storage);
    const copy = await claimClientId(copiedStorage, locks);
    expect(copy.clientId).not.toBe(original.clientId);
    copy.release();
    // And from then on the copy keeps that one.
    const copyReloaded = await claimClientId(copiedStorage, locks);
    expect(copyReloaded.clientId).toBe(copy.clientId);
    copyReloaded.release();
    original.release();
  });

  test('ids fit the handshake, with and without a place to keep them', async () => {
    const homeless = await claimClientId(null, null);
    expect(homeless.clientId).toMatch(/^[A-Za-z0-9_-]{8,64}$/);
    const broken = new TabStorage();
    broken.setItem('meridian.client-id', '<script>');
    const lease = await claimClientId(broken, locks);
    expect(lease.clientId).toMatch(/^[A-Za-z0-9_-]{8,64}$/);
    lease.release();
  });
});
