import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { digestFiles, listFiles, readStamp, writeStamp } from './digest.mjs';

describe('the digest of a step’s inputs', () => {
  let root: string;
  const write = (file: string, text: string): void => {
    fs.mkdirSync(path.dirname(path.join(root, file)), { recursive: true });
    fs.writeFileSync(path.join(root, file), text);
  };

  beforeEach(() => {
    root = fs.mkdtempSync(path.join(os.tmpdir(), 'meridian-digest-'));
    write('libs/a/one.ts', 'one');
    write('libs/b/two.ts', 'two');
    write('.swcrc', '{}');
  });

  afterEach(() => fs.rmSync(root, { recursive: true }));

  const digest = (): string => digestFiles(root, ['libs', '.swcrc', 'not-there']);

  it('stays the same when a file is only touched', () => {
    const before = digest();
    fs.utimesSync(path.join(root, 'libs/a/one.ts'), 1, 1);
    expect(digest()).toBe(before);
  });

  it.each<[string, () => void]>([
    ['a file has other contents of the same length', () => write('libs/a/one.ts', 'eno')],
    ['a file comes', () => write('libs/a/three.ts', '')],
    ['a file goes', () => fs.rmSync(path.join(root, 'libs/b/two.ts'))],
    ['an input comes that was missing', () => write('not-there', '')],
    [
      'a file moves',
      () => fs.renameSync(path.join(root, 'libs/a/one.ts'), path.join(root, 'libs/b/one.ts')),
    ],
  ])('changes when %s', (_what, change) => {
    const before = digest();
    change();
    expect(digest()).not.toBe(before);
  });

  it('leaves out what is not asked for, and installed packages', () => {
    write('libs/a/one.test.ts', '');
    write('libs/node_modules/x/index.js', '');
    const included = listFiles(root, 'libs', (file) => !file.endsWith('.test.ts'));
    expect(included).toEqual(['libs/a/one.ts', 'libs/b/two.ts']);
  });

  it('is remembered in a stamp', () => {
    const stamp = path.join(root, 'dist/.stamps/server');
    expect(readStamp(stamp)).toBeUndefined();
    writeStamp(stamp, digest());
    expect(readStamp(stamp)).toBe(digest());
    expect(fs.readdirSync(path.dirname(stamp))).toEqual(['server']);
  });
});
