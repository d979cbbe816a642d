import { execFile } from 'node:child_process';
import { chmod, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { chromium, type BrowserContext, type Page } from 'playwright-core';
import type { TestMediaFiles } from './test-media.js';

export const chromiumPath = process.env['CHROMIUM_PATH'] ?? '/usr/bin/chromium';

export interface BrowserOptions {
  readonly media?: TestMediaFiles | undefined;
  /** Size of the window in CSS pixels. */
  readonly viewport?: { readonly width: number; readonly height: number } | undefined;
  readonly locale?: string | undefined;
  readonly colorScheme?: 'light' | 'dark' | undefined;
  /** Name of a network namespace to run in. */
  readonly networkNamespace?: string | undefined;
  /** An http origin that is to count as secure, since cameras need a secure one. */
  readonly trustOrigin?: string | undefined;
  /** Two of Chromium's own fake cameras instead of files. */
  readonly plainFakeCameras?: boolean | undefined;
  /** More switches of Chromium. */
  readonly args?: readonly string[] | undefined;
  /** False: no camera and no microphone is granted without asking. */
  readonly grantDevices?: boolean | undefined;
}

/** A real Chromium with a profile of its own. */
export class TestBrowser {
  readonly consoleErrors: string[] = [];
  /** Addresses of every request the pages made. */
  readonly requests: string[] = [];

  private constructor(
    readonly context: BrowserContext,
    private readonly directory: string,
  ) {}

  static async launch(options: BrowserOptions = {}): Promise<TestBrowser> {
    const directory = await mkdtemp(join(tmpdir(), 'meridian-browser-'));
    const executablePath = await executable(directory, options.networkNamespace);
    const context = await chromium.launchPersistentContext(join(directory, 'profile'), {
      executablePath,
      headless: true,
      viewport: options.viewport ?? { width: 1280, height: 800 },
      locale: options.locale ?? 'en-US',
      colorScheme: options.colorScheme ?? 'light',
      args: [
        '--no-sandbox',
        '--disable-gpu',
        '--disable-quic',
        `--use-fake-device-for-media-stream=fps=12${options.plainFakeCameras ? ',device-count=2' : ''}`,
        ...(options.grantDevices === false ? [] : ['--use-fake-ui-for-media-stream']),
        '--autoplay-policy=no-user-gesture-required',
        '--disable-background-networking',
        '--disable-component-update',
        '--disable-sync',
        '--no-first-run',
        '--disable-backgrounding-occluded-windows',
        '--disable-renderer-backgrounding',
        ...(options.media && !options.plainFakeCameras
          ? [
              `--use-file-for-fake-video-capture=${options.media.video}`,
              `--use-file-for-fake-audio-capture=${options.media.audio}`,
            ]
          : []),
        ...(options.trustOrigin
          ? [`--unsafely-treat-insecure-origin-as-secure=${options.trustOrigin}`]
          : []),
        ...(options.args ?? []),
      ],
    });
    const browser = new TestBrowser(context, directory);
    await context.addInitScript(watchPeerConnections);
    context.on('request', (request) => browser.requests.push(request.url()));
    context.on('page', (page) => browser.#watch(page));
    for (const page of context.pages()) browser.#watch(page);
    return browser;
  }

  async page(): Promise<Page> {
    return this.context.pages()[0] ?? this.context.newPage();
  }

  async close(): Promise<void> {
    await this.context.close();
    await rm(this.directory, { recursive: true, force: true });
  }

  #watch(page: Page): void {
    page.on('console', (message) => {
      if (message.type() === 'error') this.consoleErrors.push(message.text());
    });
    page.on('pageerror', (error) => this.consoleErrors.push(String(error)));
  }
}

/** Keeps the page's peer connections where a test can ask them for statistics. */
function watchPeerConnections(): void {
  const all: RTCPeerConnection[] = [];
  const Native = window.RTCPeerConnection;
  window.RTCPeerConnection = class extends Native {
    constructor(configuration?: RTCConfiguration) {
      super(configuration);
      all.push(this);
    }
  };
  Object.assign(window, { testPeerConnections: all });
}

/** Chromium itself, or a small script that starts it inside a network namespace. */
async function executable(directory: string, namespace: string | undefined): Promise<string> {
  if (namespace === undefined) return chromiumPath;
  const script = join(directory, 'chromium-in-namespace');
  await writeFile(script, `#!/bin/sh\nexec ip netns exec ${namespace} ${chromiumPath} "$@"\n`);
  await chmod(script, 0o755);
  return script;
}

const run = promisify(execFile);

/** A network namespace joined to this machine by a pair of virtual interfaces. */
export class NetworkNamespace {
  private constructor(
    readonly name: string,
    private readonly link: string,
    /** Address of this machine as seen from inside. */
    readonly hostAddress: string,
  ) {}

  static async create(index: number): Promise<NetworkNamespace> {
    const name = `meridian-${process.pid}-${index}`;
    const link = `mrd${process.pid % 10_000}-${index}`;
    const subnet = `10.213.${(process.pid + index) % 250}`;
    const made = new NetworkNamespace(name, link, `${subnet}.1`);
    const ip = (...args: string[]): Promise<unknown> => run('ip', args);
    await ip('netns', 'add', name);
    try {
      await ip('link', 'add', link, 'type', 'veth', 'peer', 'name', 'eth0', 'netns', name);
      await ip('addr', 'add', `${subnet}.1/24`, 'dev', link);
      await ip('link', 'set', link, 'up');
      await ip('-n', name, 'addr', 'add', `${subnet}.2/24`, 'dev', 'eth0');
      await ip('-n', name, 'link', 'set', 'eth0', 'up');
      await ip('-n', name, 'link', 'set', 'lo', 'up');
    } catch (error) {
      await made.close();
      throw error;
    }
    return made;
  }

  async cut(): Promise<void> {
    await run('ip', ['link', 'set', this.link, 'down']);
  }
  async mend(): Promise<void> {
    await run('ip', ['link', 'set', this.link, 'up']);
  }
  async close(): Promise<void> {
    await run('ip', ['netns', 'del', this.name]);
  }
}
