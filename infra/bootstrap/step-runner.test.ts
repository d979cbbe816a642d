import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { Writable } from 'node:stream';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { SetupFailure } from './setup-failure.mjs';
import { runStep } from './step-runner.mjs';

class Screen extends Writable {
  text = '';

  override _write(chunk: Buffer, _encoding: string, done: () => void): void {
    this.text += chunk.toString();
    done();
  }
}

describe('a set-up step', () => {
  let screen: Screen;
  let folder: string;

  beforeEach(() => {
    screen = new Screen();
    folder = fs.mkdtempSync(path.join(os.tmpdir(), 'meridian-step-'));
  });

  afterEach(() => fs.rmSync(folder, { recursive: true }));

  it('is not done again when it is up to date', async () => {
    const step = {
      title: 'Server build',
      upToDate: () => true,
      run: () => Promise.reject(new Error('must not run')),
    };
    expect(await runStep(step, { command: 'npm start', out: screen })).toBe(true);
    expect(screen.text).toBe('▸ Server build … skipped (up to date)\n');
  });

  it('shows how long it took', async () => {
    const step = { title: 'Server build', upToDate: () => false, run: () => Promise.resolve() };
    expect(await runStep(step, { command: 'npm start', out: screen })).toBe(true);
    expect(screen.text).toMatch(/▸ Server build … done \(0\.\d s\)\n$/);
  });

  it('says what failed, why, and how to mend it, and shows no stack', async () => {
    const failure = new SetupFailure({
      what: 'Installing the npm packages',
      why: 'the registry refused\nwith two lines',
      mend: 'npm ping',
    });
    const step = { title: 'npm packages', run: () => Promise.reject(failure) };
    expect(await runStep(step, { command: 'npm start', out: screen })).toBe(false);
    expect(screen.text.split('\n').slice(2)).toEqual([
      '  What failed:    Installing the npm packages',
      '  Why:            the registry refused',
      '                  with two lines',
      '  How to mend it: npm ping',
      '',
    ]);
  });

  it('shows the stack when debugging', async () => {
    const step = { title: 'npm packages', run: () => Promise.reject(new Error('odd')) };
    await runStep(step, { command: 'npm start', out: screen, debug: true });
    expect(screen.text).toContain('step-runner.test.ts');
  });

  it('turns an error nobody foresaw into the same three lines', async () => {
    const missing = Object.assign(new Error('ENOENT: no such file'), { code: 'ENOENT' });
    const step = {
      title: 'Server build',
      run: () => Promise.reject(missing),
    };
    await runStep(step, { command: 'npm start', out: screen });
    expect(screen.text).toContain('What failed:    The step "Server build"');
    expect(screen.text).toContain('ENOENT');
    expect(screen.text).toContain('How to mend it: DEBUG=1 npm start');
  });

  it('advises on a full disk', async () => {
    const full = Object.assign(new Error('no space left'), { code: 'ENOSPC', path: '/data/x' });
    await runStep(
      { title: 'Server build', run: () => Promise.reject(full) },
      { command: 'npm start', out: screen },
    );
    expect(screen.text).toContain("df -h '/data/x'");
  });

  it('is done once when two set-ups meet', async () => {
    const done = path.join(folder, 'done');
    let runs = 0;
    const step = {
      title: 'Media worker',
      lock: path.join(folder, 'lock'),
      upToDate: () => fs.existsSync(done),
      run: async () => {
        runs += 1;
        await new Promise((resolve) => setTimeout(resolve, 50));
        fs.writeFileSync(done, '');
      },
    };
    const options = { command: 'npm start', out: screen };
    expect(await Promise.all([runStep(step, options), runStep(step, options)])).toEqual([
      true,
      true,
    ]);
    expect(runs).toBe(1);
    expect(screen.text).toContain('done by another set-up');
  });
});
