import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { freePort } from './redis-server.js';

/** A join link as printed at the start. */
export interface PrintedLink {
  readonly role: string;
  readonly url: string;
}

/** Milliseconds a process may take to get ready: two cores that are busy with browsers. */
const startMs = 60_000;

/** One process of Meridian, built in dist/, as an operator starts it. */
export class MeridianProcess {
  readonly log: string[] = [];
  readonly links: PrintedLink[] = [];
  #child: ChildProcess | undefined;

  private constructor(
    private readonly app: string,
    readonly env: Readonly<Record<string, string>>,
    readonly port: number,
  ) {}

  static async start(app: string, env: Record<string, string>): Promise<MeridianProcess> {
    const port = env['PORT'] === undefined ? await freePort() : Number(env['PORT']);
    const process = new MeridianProcess(
      app,
      { PORT: String(port), LOG_FORMAT: 'json', LOG_LEVEL: 'debug', ...env },
      port,
    );
    await process.up();
    return process;
  }

  get url(): string {
    return this.env['PUBLIC_URL'] ?? `http://localhost:${this.port}`;
  }
  get pid(): number | undefined {
    return this.#child?.pid;
  }

  async up(): Promise<void> {
    this.links.length = 0;
    const child = spawn(process.execPath, [`dist/apps/${this.app}/src/main.js`], {
      env: { ...process.env, NODE_ENV: 'production', ...this.env },
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    this.#child = child;
    child.once('exit', () => {
      if (this.#child === child) this.#child = undefined;
    });
    createInterface({ input: child.stderr }).on('line', (line) => this.log.push(line));
    createInterface({ input: child.stdout }).on('line', (line) => {
      this.log.push(line);
      const link = /^(\w+): (https?:\/\/\S+)$/.exec(line);
      if (link?.[1] && link[2]) this.links.push({ role: link[1], url: link[2] });
    });
    await this.#untilReady();
  }

  /** Asks the process to end, as a service manager does, and waits. */
  async stop(signal: NodeJS.Signals = 'SIGTERM'): Promise<void> {
    const child = this.#child;
    if (!child) return;
    const exit = once(child, 'exit');
    child.kill(signal);
    await exit;
  }

  /** Lines of the log at level error and above. */
  errors(): string[] {
    return this.log.filter((line) => /"level":(50|60)|"level":"(error|fatal)"/.test(line));
  }

  async #untilReady(): Promise<void> {
    const end = Date.now() + startMs;
    while (Date.now() < end) {
      if (!this.#child) break;
      const ready = await fetch(`http://127.0.0.1:${this.port}/health/ready`).then(
        ({ ok }) => ok,
        () => false,
      );
      // The announcement is printed once the doors are open; the links follow in the same breath.
      if (ready && this.#announced()) return;
      await new Promise((resolve) => setTimeout(resolve, 50));
    }
    throw new Error(`${this.app} did not get ready:\n${this.log.slice(-30).join('\n')}`);
  }

  #announced(): boolean {
    const ready = this.log.some((line) => line.startsWith('Meridian is ready at '));
    switch (this.app) {
      case 'standalone':
        return ready && (this.env['DEMO'] === 'off' || this.links.length >= 6);
      case 'meetings':
        return this.env['DEMO'] !== 'on' || this.links.length >= 6;
      default:
        return true;
    }
  }
}

/** A folder of its own for a process's data, removed by `close`. */
export async function temporaryDirectory(): Promise<{ path: string; close: () => Promise<void> }> {
  const path = await mkdtemp(join(tmpdir(), 'meridian-data-'));
  return { path, close: () => rm(path, { recursive: true, force: true }) };
}
