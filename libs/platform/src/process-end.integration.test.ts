import { spawn, type ChildProcess } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';

const loader = fileURLToPath(new URL('./testkit/run-typescript.mjs', import.meta.url));
const victimFile = fileURLToPath(new URL('./testkit/signal-victim.ts', import.meta.url));
const sleep = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms));

let dataDir: string;
const children = new Set<ChildProcess>();
beforeAll(async () => {
  dataDir = await mkdtemp(join(tmpdir(), 'meridian-end-'));
});
afterEach(() => {
  for (const child of children) child.kill('SIGKILL');
  children.clear();
});
afterAll(async () => {
  await rm(dataDir, { recursive: true });
});

class Victim {
  readonly child: ChildProcess;
  readonly ended: Promise<number | null>;
  out = '';
  err = '';

  constructor(ending: string, env: Record<string, string> = {}) {
    this.child = spawn(process.execPath, ['--import', loader, victimFile, ending], {
      env: { ...process.env, PORT: '0', DATA_DIR: dataDir, LOG_FORMAT: 'json', ...env },
      cwd: dataDir,
    });
    children.add(this.child);
    this.child.stdout?.on('data', (data: Buffer) => (this.out += data.toString()));
    this.child.stderr?.on('data', (data: Buffer) => (this.err += data.toString()));
    this.ended = new Promise((resolve) => this.child.once('close', resolve));
  }

  async says(word: string): Promise<void> {
    while (!this.out.includes(word)) {
      if (this.child.exitCode !== null) throw new Error(`It ended: ${this.err}`);
      await sleep(20);
    }
  }
}

describe('a process of ours', () => {
  it.each(['SIGTERM', 'SIGINT'] as const)(
    'closes in order on %s and exits with 0',
    async (signal) => {
      const victim = new Victim('well');
      await victim.says('ready http://localhost:');
      victim.child.kill(signal);
      expect(await victim.ended).toBe(0);
      expect(victim.out).toContain('closing\nclosed\n');
      expect(victim.err).toContain('Meridian has stopped.');
    },
  );

  it('takes the same Ctrl-C, told twice, for one', async () => {
    const victim = new Victim('well');
    await victim.says('ready');
    victim.child.kill('SIGINT');
    victim.child.kill('SIGINT');
    expect(await victim.ended).toBe(0);
    expect(victim.out).toContain('closed');
  });

  it('leaves at once on a second signal', async () => {
    const victim = new Victim('hang');
    await victim.says('ready');
    victim.child.kill('SIGINT');
    await victim.says('closing');
    await sleep(1_100);
    const started = performance.now();
    victim.child.kill('SIGINT');
    expect(await victim.ended).toBe(1);
    expect(performance.now() - started).toBeLessThan(2_000);
  });

  it('does not hang for ever when something does not close', async () => {
    const victim = new Victim('hang');
    await victim.says('ready');
    const started = performance.now();
    victim.child.kill('SIGTERM');
    expect(await victim.ended).toBe(1);
    expect(performance.now() - started).toBeGreaterThan(9_000);
    expect(victim.err).toContain('took too long');
  });

  it.each([
    ['throw', 'Nobody catches this.'],
    ['reject', 'Nobody awaits this.'],
  ])('closes in order and exits with 1 after a fault (%s)', async (ending, message) => {
    const victim = new Victim(ending);
    expect(await victim.ended).toBe(1);
    expect(victim.out).toContain('closed');
    expect(victim.err).toContain(message);
    expect(victim.err).toContain('"level":"fatal"');
  });

  it('explains wrong settings without a stack and exits with 78', async () => {
    const victim = new Victim('well', { PORT: 'abc', DEMO: 'perhaps' });
    expect(await victim.ended).toBe(78);
    expect(victim.err).toMatch(/PORT: "abc".*\n.*DEMO: "perhaps"/);
    expect(victim.err).not.toContain('    at ');
  });

  it('explains a taken port without a stack and exits with 1', async () => {
    const first = new Victim('well');
    await first.says('ready');
    const port = /localhost:(\d+)/.exec(first.out)?.[1] ?? '';
    const second = new Victim('well', { PORT: port });
    expect(await second.ended).toBe(1);
    expect(second.err).toContain(`Port ${port} is in use`);
    expect(second.err).not.toContain('    at ');
  });
});
