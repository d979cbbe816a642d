import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { installedMatchesLock, namesEveryPlatform, packageVersion } from './lock-file.mjs';

describe('package-lock.json', () => {
  let root: string;
  const write = (file: string, packages: object): void => {
    fs.mkdirSync(path.dirname(path.join(root, file)), { recursive: true });
    fs.writeFileSync(path.join(root, file), JSON.stringify({ packages }));
  };
  const wanted = (packages: object): void => write('package-lock.json', packages);
  const installed = (packages: object): void => write('node_modules/.package-lock.json', packages);
  const zod = { version: '4.0.0', integrity: 'sha512-a' };

  beforeEach(() => {
    root = fs.mkdtempSync(path.join(os.tmpdir(), 'meridian-npm-'));
  });
  afterEach(() => fs.rmSync(root, { recursive: true }));

  it('is compared with what is installed', () => {
    const mac = { version: '1.0.0', optional: true };
    wanted({ '': {}, 'node_modules/zod': zod, 'node_modules/swc-mac': mac });
    expect(installedMatchesLock(root)).toBe(false);
    installed({ 'node_modules/zod': zod });
    expect(installedMatchesLock(root)).toBe(true);
    installed({ 'node_modules/zod': { ...zod, integrity: 'sha512-b' } });
    expect(installedMatchesLock(root)).toBe(false);
    installed({ 'node_modules/zod': zod, 'node_modules/more': zod });
    expect(installedMatchesLock(root)).toBe(false);
    installed({ 'node_modules/swc-mac': mac });
    expect(installedMatchesLock(root)).toBe(false);
  });

  it('names every platform, or not', () => {
    const asks = { optionalDependencies: { 'swc-mac': '1.0.0' } };
    wanted({ 'node_modules/a/node_modules/@x/b': asks });
    expect(namesEveryPlatform(root)).toBe(false);
    for (const place of ['node_modules', 'node_modules/a/node_modules']) {
      wanted({ 'node_modules/a/node_modules/@x/b': asks, [`${place}/swc-mac`]: {} });
      expect(namesEveryPlatform(root)).toBe(true);
    }
    wanted({ 'node_modules/a/node_modules/@x/b': asks, 'node_modules/c/node_modules/swc-mac': {} });
    expect(namesEveryPlatform(root)).toBe(false);
  });

  it('tells the version of a package', () => {
    wanted({ 'node_modules/zod': zod });
    expect(packageVersion(root, 'zod')).toBe('4.0.0');
    expect(() => packageVersion(root, 'node')).toThrow('does not name node');
  });
});
