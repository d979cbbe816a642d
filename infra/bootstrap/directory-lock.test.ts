import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { withLock } from './directory-lock.mjs';

const MODULE = pathToFileURL(path.resolve('infra/bootstrap/directory-lock.mjs')).href;

describe('the lock between set-ups', () => {
  let folder: string;
  let lock: string;

  beforeEach(() => {
    folder = fs.mkdtempSync(path.join(os.tmpdir(), 'meridian-lock-'));
    lock = path.join(folder, 'cache', 'x.lock');
  });

  afterEach(() => fs.rmSync(folder, { recursive: true }));

  const silent = (): void => {};
  const inAnotherProcess = (body: string): ReturnType<typeof spawn> =>
    spawn(process.execPath, [
      '--input-type=module',
      '-e',
      `import { withLock } from ${JSON.stringify(MODULE)};
       import fs from 'node:fs';
       const [lock, log] = ${JSON.stringify([lock, path.join(folder, 'log')])};
       const pause = (ms) => new Promise((resolve) => setTimeout(resolve, ms));
       ${body}`,
    ]);

  it('lets processes in one after another', async () => {
    const body = `
      await withLock(lock, () => {}, async () => {
        fs.appendFileSync(log, 'in\\n'); await pause(60); fs.appendFileSync(log, 'out\\n');
      });`;
    const exits = [1, 2, 3, 4].map(() => once(inAnotherProcess(body), 'exit'));
    expect((await Promise.all(exits)).map(([code]) => Number(code))).toEqual([0, 0, 0, 0]);
    expect(fs.readFileSync(path.join(folder, 'log'), 'utf8')).toBe('in\nout\n'.repeat(4));
    expect(fs.readdirSync(path.dirname(lock))).toEqual([]);
  });

  it('names whom it waits for', async () => {
    const holder = inAnotherProcess(`await withLock(lock, () => {}, async () => {
      fs.writeFileSync(log, ''); await pause(400); });`);
    while (!fs.existsSync(path.join(folder, 'log'))) await new Promise((go) => setTimeout(go, 10));
    const owners: string[] = [];
    const waited = await withLock(
      lock,
      (owner) => owners.push(owner),
      (had) => Promise.resolve(had),
    );
    expect(waited).toBe(true);
    expect(owners[0]).toBe(`another set-up (process ${holder.pid})`);
  });

  it('is taken over from a holder that was killed', async () => {
    const holder = inAnotherProcess(
      `await withLock(lock, () => {}, async () => { process.kill(process.pid, 'SIGKILL'); await pause(1000); });`,
    );
    await once(holder, 'exit');
    expect(fs.existsSync(lock)).toBe(true);
    expect(await withLock(lock, silent, () => Promise.resolve('mine'))).toBe('mine');
  });

  it('is taken over from a holder elsewhere that has been silent for a minute', async () => {
    fs.mkdirSync(lock, { recursive: true });
    const owner = { token: 'x', pid: process.pid, host: 'another-container' };
    fs.writeFileSync(path.join(lock, 'owner.json'), JSON.stringify(owner));
    const minuteAgo = new Date(Date.now() - 61_000);
    fs.utimesSync(lock, minuteAgo, minuteAgo);
    expect(await withLock(lock, silent, () => Promise.resolve('mine'))).toBe('mine');
  });

  it('is given back when the work fails, and when the process leaves in the middle', async () => {
    const failing = withLock(lock, silent, () => Promise.reject(new Error('no')));
    await expect(failing).rejects.toThrow('no');
    expect(fs.existsSync(lock)).toBe(false);
    const leaving = `import { withLock } from ${JSON.stringify(MODULE)};
      await withLock(${JSON.stringify(lock)}, () => {}, async () => process.exit(3));`;
    const left = spawnSync(process.execPath, ['--input-type=module', '-e', leaving]);
    expect(left.status).toBe(3);
    expect(fs.existsSync(lock)).toBe(false);
  });
});
