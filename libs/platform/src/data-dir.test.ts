import { mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { prepareDataDir } from './data-dir.js';

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'meridian-data-'));
});
afterEach(async () => {
  await rm(folder, { recursive: true });
});

describe('prepareDataDir', () => {
  it('makes the folder, also when several start at once, and leaves nothing in it', async () => {
    const path = join(folder, 'a', 'b', 'c');
    await Promise.all([prepareDataDir(path), prepareDataDir(path), prepareDataDir(path)]);
    expect(await readdir(path)).toEqual([]);
  });

  it('says why it cannot', async () => {
    await writeFile(join(folder, 'file'), '');
    await expect(prepareDataDir(join(folder, 'file', 'x'))).rejects.toMatchObject({
      name: 'StartError',
      message: expect.stringContaining('part of the path is a file'),
    });
    await expect(prepareDataDir('/proc/meridian')).rejects.toMatchObject({
      name: 'StartError',
      message: expect.stringContaining('cannot be written'),
    });
  });
});
