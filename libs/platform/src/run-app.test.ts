import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { createServer, type AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import {
  Controller,
  Get,
  Injectable,
  Module,
  Post,
  type OnApplicationShutdown,
} from '@nestjs/common';
import { startApp, type RunAppOptions, type RunningApp } from './run-app.js';
import { serveWebApp } from './web-app.js';

const ended: string[] = [];

@Injectable()
class Service implements OnApplicationShutdown {
  onApplicationShutdown(): void {
    ended.push('service');
  }
}

@Controller('api/v1/things')
class ThingsController {
  @Get('fine')
  fine(): { fine: boolean } {
    return { fine: true };
  }
  @Get('broken')
  broken(): never {
    throw new Error('geheim: the wiring');
  }
  @Post()
  take(): { taken: boolean } {
    return { taken: true };
  }
}

@Module({ controllers: [ThingsController], providers: [Service] })
class ThingsModule {}

let folder: string;
let running: RunningApp | undefined;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'meridian-app-'));
  await mkdir(join(folder, 'web', 'assets'), { recursive: true });
  await writeFile(join(folder, 'web', 'index.html'), '<!doctype html><title>Meridian</title>');
  await writeFile(join(folder, 'web', 'icon.svg'), '<svg xmlns="http://www.w3.org/2000/svg"/>');
  await writeFile(join(folder, 'web', 'assets', 'index-abc123.js'), 'export {};');
});
afterEach(async () => {
  await running?.close();
  running = undefined;
});
afterAll(async () => {
  await rm(folder, { recursive: true });
});

async function start(
  env: Record<string, string> = {},
  options: RunAppOptions = { configure: (app) => serveWebApp(app, join(folder, 'web')) },
): Promise<RunningApp> {
  const settings = {
    PORT: '0',
    HOST: '127.0.0.1',
    DATA_DIR: join(folder, 'data'),
    LOG_LEVEL: 'silent',
  };
  running = await startApp(() => ThingsModule, { ...settings, ...env }, options);
  return running;
}

const local = ({ url }: RunningApp, path: string): string =>
  `${url.replace('localhost', '127.0.0.1')}${path}`;
const html = { headers: { accept: 'text/html,application/xhtml+xml' } };

describe('startApp', () => {
  it('answers with strict headers and nothing about the framework', async () => {
    const response = await fetch(local(await start(), '/api/v1/things/fine'));
    expect(await response.json()).toEqual({ fine: true });
    const policy = response.headers.get('content-security-policy') ?? '';
    expect(policy).toContain("script-src 'self';");
    expect(policy).toContain("frame-ancestors 'none'");
    expect(policy).not.toMatch(/unsafe|https:|\*/);
    expect(response.headers.get('referrer-policy')).toBe('no-referrer');
    expect(response.headers.get('permissions-policy')).toContain('camera=(self), ');
    expect(response.headers.get('permissions-policy')).toContain('geolocation=()');
    expect(response.headers.has('x-powered-by')).toBe(false);
    expect(response.headers.has('strict-transport-security')).toBe(false);
  });

  it('insists on TLS only where people come over TLS', async () => {
    const app = await start({ PUBLIC_URL: 'https://meet.example.org' });
    expect(app.url).toBe('https://meet.example.org');
    const { port } = (app.app.getHttpServer() as { address(): AddressInfo }).address();
    const response = await fetch(`http://127.0.0.1:${port}/health/live`);
    expect(response.headers.get('strict-transport-security')).toBe('max-age=31536000');
  });

  it.each([
    ['/api/v1/unknown', {}, 404, 'not_found'],
    ['/api/v1/unknown', html, 404, 'not_found'],
    ['/api/v1/things/broken', {}, 500, 'internal'],
    [
      '/api/v1/things',
      { method: 'POST', body: '{', headers: { 'content-type': 'application/json' } },
      400,
      'bad_request',
    ],
    [
      '/api/v1/things',
      {
        method: 'POST',
        body: JSON.stringify('a'.repeat(300_000)),
        headers: { 'content-type': 'application/json' },
      },
      413,
      'payload_too_large',
    ],
  ])('answers %s with a problem document', async (path, init: RequestInit, status, code) => {
    const response = await fetch(local(await start(), path), init);
    expect(response.status).toBe(status);
    expect(response.headers.get('content-type')).toContain('application/problem+json');
    const text = await response.text();
    expect(JSON.parse(text)).toMatchObject({
      status,
      code,
      requestId: response.headers.get('x-request-id'),
    });
    expect(text).not.toContain('geheim');
  });

  it('keeps the request id of a known proxy only', async () => {
    const headers = { 'x-request-id': 'proxy-id-1234' };
    const plain = await fetch(local(await start(), '/health/live'), { headers });
    expect(plain.headers.get('x-request-id')).not.toBe('proxy-id-1234');
    await running?.close();
    const behind = await fetch(local(await start({ TRUST_PROXY: '1' }), '/health/live'), {
      headers,
    });
    expect(behind.headers.get('x-request-id')).toBe('proxy-id-1234');
  });

  it('serves health and metrics, with requests counted by route and not by address', async () => {
    const app = await start();
    expect((await fetch(local(app, '/health/live'))).status).toBe(200);
    expect((await fetch(local(app, '/health/ready'))).status).toBe(200);
    await fetch(local(app, '/api/v1/things/fine'));
    await fetch(local(app, '/api/v1/no-such-thing'));
    const text = await (await fetch(local(app, '/metrics'))).text();
    expect(text).toContain(
      'meridian_http_request_duration_seconds_count{method="GET",route="/api/v1/things/fine",status="200"} 1',
    );
    expect(text).not.toContain('no-such-thing');
  });

  it('closes once however often it is asked, and runs the hooks', async () => {
    ended.length = 0;
    const app = await start();
    await Promise.all([app.close(), app.close()]);
    await app.close();
    expect(ended).toEqual(['service']);
    await expect(fetch(local(app, '/health/live'))).rejects.toThrow();
  });

  it('names a taken port in one line and starts nothing', async () => {
    const other = createServer();
    await new Promise<void>((resolve) => other.listen(0, '127.0.0.1', resolve));
    const { port } = other.address() as AddressInfo;
    ended.length = 0;
    await expect(start({ PORT: String(port) })).rejects.toMatchObject({
      name: 'StartError',
      message: `Port ${port} is in use by another program.`,
      mend: expect.stringContaining('PORT'),
    });
    expect(ended).toEqual([]);
    await new Promise((resolve) => other.close(resolve));
  });

  it('says that HOST is not of this machine', async () => {
    await expect(start({ HOST: '192.0.2.1', PORT: '39999' })).rejects.toThrow(
      /not an address of this/,
    );
  });

  it('closes what it had opened when the last step of the start fails', async () => {
    ended.length = 0;
    const broken = { configure: () => Promise.reject(new Error('no')) };
    await expect(start({}, broken)).rejects.toThrow('no');
    expect(ended).toEqual(['service']);
  });
});

describe('serveWebApp', () => {
  it('keeps hashed files for ever and asks for pages anew', async () => {
    const app = await start();
    const asset = await fetch(local(app, '/assets/index-abc123.js'));
    expect(asset.headers.get('cache-control')).toBe('public, max-age=31536000, immutable');
    for (const path of ['/', '/m/abc-defg-hij?token=x', '/m/abc-defg-hij/room']) {
      const page = await fetch(local(app, path), html);
      expect(page.status).toBe(200);
      expect(page.headers.get('cache-control')).toBe('no-cache');
      expect(page.headers.get('content-security-policy')).toContain("default-src 'self'");
      expect(await page.text()).toContain('<title>Meridian</title>');
    }
    expect((await fetch(local(app, '/icon.svg'))).headers.get('cache-control')).toBe('no-cache');
  });

  it.each(['/api/x', '/health/x', '/metrics/x', '/socket.io/', '/rtc/x', '/assets/old-123.js'])(
    'does not pass the page off as %s',
    async (path) => {
      expect((await fetch(local(await start(), path), html)).status).toBe(404);
    },
  );

  it('gives the page only to those who ask for a page', async () => {
    const app = await start();
    expect((await fetch(local(app, '/m/x'), { headers: { accept: '*/*' } })).status).toBe(404);
    expect((await fetch(local(app, '/m/x'), { ...html, method: 'POST' })).status).toBe(404);
    expect((await fetch(local(app, '/..%2f..%2fetc/passwd'))).status).toBe(404);
  });

  it('says that the client is not built', async () => {
    await expect(
      start({}, { configure: (app) => serveWebApp(app, join(folder, 'nowhere')) }),
    ).rejects.toThrow(/web client is not built/);
  });
});
