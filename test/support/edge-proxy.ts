import { once } from 'node:events';
import { createReadStream, existsSync, statSync } from 'node:fs';
import { createServer, request, type IncomingMessage, type ServerResponse } from 'node:http';
import { connect, type Socket } from 'node:net';
import { extname, join, normalize } from 'node:path';
import { freePort } from './redis-server.js';

const webRoot = 'dist/apps/web/public';
const types: Record<string, string> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.svg': 'image/svg+xml',
  '.json': 'application/json',
};

/**
 * What a reverse proxy such as Caddy is in production, where the parts are processes of their own:
 * pages from disk, `/api` to the meetings service, signalling to one gateway. One origin.
 */
export class EdgeProxy {
  readonly #sockets = new Set<Socket>();

  private constructor(
    readonly port: number,
    private readonly server: ReturnType<typeof createServer>,
  ) {}

  static async start(gatewayPort: number, meetingsPort: number): Promise<EdgeProxy> {
    const port = await freePort();
    const target = (url: string): number | null => {
      if (url.startsWith('/socket.io')) return gatewayPort;
      if (url.startsWith('/health')) return gatewayPort;
      return url.startsWith('/api') ? meetingsPort : null;
    };
    const server = createServer((incoming, response) => {
      const to = target(incoming.url ?? '/');
      if (to === null) servePage(incoming, response);
      else pass(incoming, response, to);
    });
    const proxy = new EdgeProxy(port, server);
    server.on('connection', (socket: Socket) => proxy.#keep(socket));
    server.on('upgrade', (incoming, socket: Socket, head: Buffer) => {
      const upstream = connect(gatewayPort, '127.0.0.1', () => {
        const headers = Object.entries(incoming.headers).map(
          ([name, value]) => `${name}: ${String(value)}\r\n`,
        );
        upstream.write(`GET ${incoming.url} HTTP/1.1\r\n${headers.join('')}\r\n`);
        upstream.write(head);
        socket.pipe(upstream).pipe(socket);
      });
      proxy.#keep(upstream);
      // One end going away takes the other along.
      upstream.on('error', () => socket.destroy());
      socket.on('error', () => upstream.destroy());
      upstream.on('close', () => socket.destroy());
      socket.on('close', () => upstream.destroy());
    });
    server.listen(port, '127.0.0.1');
    await once(server, 'listening');
    return proxy;
  }

  get url(): string {
    return `http://localhost:${this.port}`;
  }

  async close(): Promise<void> {
    this.server.close();
    for (const socket of this.#sockets) socket.destroy();
    if (this.server.listening) await once(this.server, 'close');
  }

  #keep(socket: Socket): void {
    this.#sockets.add(socket);
    socket.once('close', () => this.#sockets.delete(socket));
  }
}

function pass(incoming: IncomingMessage, response: ServerResponse, port: number): void {
  const { method, url, headers } = incoming;
  const upstream = request({ host: '127.0.0.1', port, method, path: url, headers }, (answer) => {
    response.writeHead(answer.statusCode ?? 502, answer.headers);
    answer.pipe(response);
  });
  upstream.on('error', () => {
    if (!response.headersSent) response.writeHead(502);
    response.end();
  });
  incoming.pipe(upstream);
}

function servePage(incoming: IncomingMessage, response: ServerResponse): void {
  const { pathname } = new URL(incoming.url ?? '/', 'http://localhost');
  const asked = join(webRoot, normalize(pathname));
  const file = existsSync(asked) && statSync(asked).isFile() ? asked : join(webRoot, 'index.html');
  response.writeHead(200, {
    'content-type': types[extname(file)] ?? 'application/octet-stream',
    'content-security-policy':
      "default-src 'self'; img-src 'self' data: blob:; media-src 'self' blob:",
  });
  createReadStream(file).pipe(response);
}
