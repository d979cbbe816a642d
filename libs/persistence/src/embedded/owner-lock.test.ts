import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { OwnerLock } from './owner-lock.js';

let folder: string;
let path: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'meridian-lock-'));
  path = join(folder, 'postgres.lock');
});
afterEach(async () => {
  await rm(folder, { recursive: true });
});

const contenders = (count: number) =>
  Promise.allSettled(Array.from({ length: count }, () => OwnerLock.acquire(path, 'The folder')));

describe('OwnerLock', () => {
  it('lets one in of many that come at once, and the next after it left', async () => {
    const results = await contenders(20);
    const winners = results.filter((result) => result.status === 'fulfilled');
    expect(winners).toHaveLength(1);
    await winners[0]?.value.release();
    expect(await readdir(folder)).toEqual([]);
    const next = await OwnerLock.acquire(path, 'The folder');
    await next.release();
  });

  it.each([
    ['a dead process', JSON.stringify({ pid: 2 ** 31 - 1, identity: 'x', nonce: 'n' })],
    [
      'a number that belongs to another process by now',
      JSON.stringify({ pid: 1, identity: 'x', nonce: 'n' }),
    ],
    ['nobody, being damaged', '{"pid":'],
  ])('is taken over from %s, by one of many', async (_what, content) => {
    await writeFile(path, content);
    const results = await contenders(20);
    expect(results.filter((result) => result.status === 'fulfilled')).toHaveLength(1);
    expect(await readdir(folder)).toEqual(['postgres.lock']);
  });

  it('releases once, and never the lock of somebody else', async () => {
    const lock = await OwnerLock.acquire(path, 'The folder');
    await rm(path);
    expect(await lock.isHeld()).toBe(false);
    const other = await OwnerLock.acquire(path, 'The folder');
    await lock.release();
    await lock.release();
    expect(await other.isHeld()).toBe(true);
    expect(await readFile(path, 'utf8')).toContain(String(process.pid));
    await other.release();
    expect(await other.isHeld()).toBe(false);
  });
});
