import { execFileSync } from 'node:child_process';
import { once } from 'node:events';
import fs from 'node:fs';
import { createServer, type RequestListener, type Server } from 'node:http';
import { type AddressInfo } from 'node:net';
import os from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { fetchPrebuilt, prebuiltUrl } from './prebuilt-worker.mjs';
import { applyPatches, WORKER_PATCHES } from './source-patches.mjs';
import { installWorker, worthlessBecause } from './worker-binary.mjs';
import { workerKey, workerPaths } from './worker-recipe.mjs';

let folder: string;
const script = (name: string, text: string): string => {
  const file = path.join(folder, name);
  fs.writeFileSync(file, text, { mode: 0o755 });
  return file;
};
const silent = (): void => {};

beforeEach(() => {
  folder = fs.mkdtempSync(path.join(os.tmpdir(), 'meridian-worker-'));
});
afterEach(() => fs.rmSync(folder, { recursive: true }));

describe('the place of a worker in the cache', () => {
  const made = { platform: 'linux', arch: 'x64', recipe: 'a'.repeat(64) };

  it('is named after all that makes it what it is', () => {
    expect(workerKey('3.27.1', made)).toBe('3.27.1-linux-x64-aaaaaaaaaaaa');
    const others = [
      workerKey('3.27.2', made),
      workerKey('3.27.1', { ...made, platform: 'darwin' }),
      workerKey('3.27.1', { ...made, arch: 'arm64' }),
      workerKey('3.27.1', { ...made, recipe: 'b'.repeat(64) }),
    ];
    expect(new Set([workerKey('3.27.1', made), ...others]).size).toBe(5);
  });

  it('is the same every time', () => {
    expect(workerKey('3.27.1')).toBe(workerKey('3.27.1'));
  });
});

describe('a worker’s binary', () => {
  it('is good when it asks for the version with exit code 41', () => {
    expect(worthlessBecause(script('good', '#!/bin/sh\nexit 41\n'))).toBeUndefined();
  });

  it.each([
    ['exits with another code', '#!/bin/sh\necho broken >&2\nexit 127\n', 'exit code 127'],
    ['is cut short', '', 'worker'],
  ])('is of no use when it %s', (_what, text, reason) => {
    expect(worthlessBecause(script('bad', text))).toContain(reason);
  });

  it('is of no use when it is not there', () => {
    expect(worthlessBecause(path.join(folder, 'none'))).toContain('does not exist');
  });

  it('gets into its place only when it is good', () => {
    const { binary } = workerPaths(folder, 'key');
    expect(() => installWorker(script('bad', '#!/bin/sh\nexit 1\n'), binary)).toThrow(
      'exit code 1',
    );
    expect(fs.existsSync(binary)).toBe(false);
    installWorker(script('good', '#!/bin/sh\nexit 41\n'), binary);
    expect(worthlessBecause(binary)).toBeUndefined();
  });
});

describe('the patches', () => {
  const patch = { file: 'a.txt', find: 'one', replace: '$& two', why: 'because' };

  it('replace what they look for, to the letter', () => {
    fs.writeFileSync(path.join(folder, 'a.txt'), 'zero one three');
    applyPatches(folder, [patch]);
    expect(fs.readFileSync(path.join(folder, 'a.txt'), 'utf8')).toBe('zero $& two three');
  });

  it.each([
    ['is gone', 'zero', '0 places'],
    ['is there twice', 'one one', '2 places'],
  ])('fail loudly when the text %s', (_what, text, message) => {
    fs.writeFileSync(path.join(folder, 'a.txt'), text);
    expect(() => applyPatches(folder, [patch])).toThrow(message);
    expect(fs.readFileSync(path.join(folder, 'a.txt'), 'utf8')).toBe(text);
  });

  it('fit the installed mediasoup', () => {
    for (const { file } of WORKER_PATCHES) {
      fs.mkdirSync(path.dirname(path.join(folder, file)), { recursive: true });
      fs.copyFileSync(path.join('node_modules/mediasoup/worker', file), path.join(folder, file));
    }
    expect(() => applyPatches(folder, WORKER_PATCHES)).not.toThrow();
  });
});

describe('the prebuilt worker', () => {
  let server: Server;
  const serve = async (listener: RequestListener): Promise<string> => {
    server = createServer(listener).listen(0, '127.0.0.1');
    await once(server, 'listening');
    const { port } = server.address() as AddressInfo;
    return prebuiltUrl('3.27.1', {
      MEDIASOUP_WORKER_PREBUILT_DOWNLOAD_BASE_URL: `http://127.0.0.1:${port}`,
    });
  };
  const archiveOf = (text: string): Buffer => {
    script('mediasoup-worker', text);
    return execFileSync('tar', ['-czf', '-', '-C', folder, 'mediasoup-worker']);
  };
  const fetchInto = async (url: string, limits = {}): Promise<string | undefined> =>
    fetchPrebuilt(url, workerPaths(path.join(folder, 'cache'), 'key').binary, silent, limits);
  const cached = (): string[] => fs.readdirSync(path.join(folder, 'cache/mediasoup-worker'));

  afterEach(async () => {
    server.closeAllConnections();
    server.close();
    await once(server, 'close');
  });

  it('is fetched, unpacked and put into its place', async () => {
    const archive = archiveOf('#!/bin/sh\nexit 41\n');
    let asked = '';
    const url = await serve((request, response) => {
      asked = request.url ?? '';
      response.end(archive);
    });
    expect(await fetchInto(url)).toBeUndefined();
    expect(asked).toMatch(/^\/3\.27\.1\/mediasoup-worker-3\.27\.1-.*\.tgz$/);
    expect(cached()).toEqual(['key']);
  });

  it('is refused when it does not run here', async () => {
    const archive = archiveOf('#!/bin/sh\nexit 1\n');
    const url = await serve((_request, response) => response.end(archive));
    expect(await fetchInto(url)).toContain('does not run on this machine');
    expect(cached()).toEqual([]);
  });

  it('is not waited for when nobody answers', async () => {
    const url = await serve(() => {});
    expect(await fetchInto(url, { answerWithinMs: 50 })).toContain('no answer within 0.05 s');
  });

  it('is given up when it comes too slowly', async () => {
    const url = await serve((_request, response) => void response.write('x'));
    expect(await fetchInto(url, { finishWithinMs: 100 })).toContain('no answer within 0.1 s');
  });

  it('is done without when there is none for this machine', async () => {
    const url = await serve((_request, response) => response.writeHead(404).end());
    expect(await fetchInto(url)).toContain('answered 404');
  });

  it('is done without when what comes is no archive', async () => {
    const url = await serve((_request, response) => response.end('<html>sign in</html>'));
    expect(await fetchInto(url)).toContain('cannot be unpacked');
    expect(cached()).toEqual([]);
  });
});
