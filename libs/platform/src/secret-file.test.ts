import { mkdtemp, readdir, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { readOrCreateSecret } from './secret-file.js';
import { StartError } from './start-error.js';

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'meridian-secret-'));
});
afterEach(async () => {
  await rm(folder, { recursive: true });
});

describe('readOrCreateSecret', () => {
  it('makes one secret for all who ask at once, readable by its owner only', async () => {
    const path = join(folder, 'keys', 'a.key');
    const secrets = await Promise.all(Array.from({ length: 20 }, () => readOrCreateSecret(path)));
    expect(new Set(secrets).size).toBe(1);
    expect(Buffer.from(secrets[0] ?? '', 'base64url')).toHaveLength(32);
    expect((await stat(path)).mode & 0o777).toBe(0o600);
    expect((await stat(join(folder, 'keys'))).mode & 0o777).toBe(0o700);
    expect(await readdir(join(folder, 'keys'))).toEqual(['a.key']);
  });

  it('makes another for another file', async () => {
    const one = await readOrCreateSecret(join(folder, 'one.key'));
    expect(await readOrCreateSecret(join(folder, 'two.key'))).not.toBe(one);
    expect(await readOrCreateSecret(join(folder, 'one.key'))).toBe(one);
  });

  it.each(['', 'short', 'not base64url at all, though long enough to hold a key'])(
    'does not work with a damaged file (%j)',
    async (content) => {
      const path = join(folder, 'bad.key');
      await writeFile(path, content);
      await expect(readOrCreateSecret(path)).rejects.toThrow(StartError);
    },
  );
});
