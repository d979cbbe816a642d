import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { describe, expect, it } from '@jest/globals';

const RUN = path.resolve('infra/bootstrap/run.mjs');
const FOREGROUND = pathToFileURL(path.resolve('infra/bootstrap/foreground.mjs')).href;

describe('the entry of the npm scripts', () => {
  it('refuses a Node.js that is too old, and says what to do', () => {
    const pretend =
      'Object.defineProperty(process, "versions", { value: { ...process.versions, node: "20.16.9" } })';
    const options = ['--import', `data:text/javascript,${encodeURIComponent(pretend)}`];
    const result = spawnSync(process.execPath, [...options, RUN, 'start'], { encoding: 'utf8' });
    expect(result.status).toBe(1);
    expect(result.stderr).toContain('needs Node.js 20.17 or newer');
    expect(result.stderr).toContain('this is 20.16.9');
    expect(result.stderr).toContain('How to mend it: nvm install 24');
  });

  it('names its goals when asked for another', () => {
    const result = spawnSync(process.execPath, [RUN, 'fly'], { encoding: 'utf8' });
    expect(result.status).toBe(2);
    expect(result.stderr).toContain('start|dev|test|bench|faults|screenshots');
  });
});

describe('the program that the set-up was for', () => {
  /** Runs `program` in the foreground of a process of its own, which exits with the answer. */
  const wrap = (program: string): ReturnType<typeof spawn> =>
    spawn(
      process.execPath,
      [
        '--input-type=module',
        '-e',
        `import { runInForeground } from ${JSON.stringify(FOREGROUND)};
         const options = { cwd: process.cwd(), env: process.env, ownGroup: true };
         const args = ['-e', ${JSON.stringify(program)}];
         process.exit(await runInForeground(process.execPath, args, options));`,
      ],
      { stdio: ['ignore', 'pipe', 'inherit'], env: { ...process.env, npm_lifecycle_event: '' } },
    );
  const exitCode = async (child: ReturnType<typeof spawn>): Promise<number> =>
    Number((await once(child, 'exit'))[0]);

  it('hands its exit code on', async () => {
    expect(await exitCode(wrap('process.exit(7)'))).toBe(7);
  });

  it('counts as 128 + n when signal n ended it', async () => {
    expect(await exitCode(wrap('process.kill(process.pid, "SIGKILL")'))).toBe(137);
  });

  it.each(['SIGINT', 'SIGTERM'] as const)('is told of %s once', async (signal) => {
    const child = wrap(
      `let told = 0;
       process.on(${JSON.stringify(signal)}, () => { told += 1; setTimeout(() => process.exit(10 + told), 200); });
       setInterval(() => {}, 1000);
       console.log('listening');`,
    );
    if (child.stdout) await once(child.stdout, 'data');
    child.kill(signal);
    setTimeout(() => child.kill(signal), 50);
    expect(await exitCode(child)).toBe(11);
  });
});
