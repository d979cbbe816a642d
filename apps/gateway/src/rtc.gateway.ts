import { JoinTokens } from '@meridian/auth';
import {
  BUS,
  PRESENCE,
  ROOM_DIRECTORY,
  type Bus,
  type Presence,
  type RoomDirectory,
} from '@meridian/bus';
import { LOGGER } from '@meridian/platform';
import {
  MeridianError,
  seatDropped,
  toErrorBody,
  type Ack,
  type EventEnvelope,
} from '@meridian/protocol';
import { Inject, type BeforeApplicationShutdown } from '@nestjs/common';
import {
  WebSocketGateway,
  type OnGatewayConnection,
  type OnGatewayDisconnect,
  type OnGatewayInit,
} from '@nestjs/websockets';
import type { Logger } from 'pino';
import type { ExtendedError, Namespace, Socket } from 'socket.io';
import { Connection } from './connection.js';
import { Dispatcher } from './dispatcher.js';
import { GatewayMetrics } from './gateway.metrics.js';
import { authenticate } from './handshake.js';
import { RateLimits } from './rate-limit.js';
import { RoomListeners } from './room-listeners.js';
import { RoomRoutes } from './room-routes.js';
import { RoomWatch } from './room-watch.js';

/** Clients return spread over this many milliseconds after a restart, not all at once. */
const returnSpreadMs = 2_000;
/** Failed handshakes allowed from one address: 30 at once, then one every two seconds. */
const failedHandshakes = new RateLimits(30, 0.5);

/** The edge: handshake, dispatch and fan-out of the signalling namespace `/rtc`. */
@WebSocketGateway({
  namespace: '/rtc',
  pingInterval: 5_000,
  pingTimeout: 5_000,
  // Far above what the schemas allow, so that a too large request is answered and not just cut.
  maxHttpBufferSize: 2 * 1024 * 1024,
  serveClient: false,
})
export class RtcGateway
  implements OnGatewayInit, OnGatewayConnection, OnGatewayDisconnect, BeforeApplicationShutdown
{
  readonly #connections = new Map<string, Connection>();
  readonly #logger: Logger;
  #namespace: Namespace | undefined;
  #listeners: RoomListeners | undefined;
  #dispatcher: Dispatcher | undefined;
  #watch: RoomWatch | undefined;
  #closing = false;

  constructor(
    @Inject(BUS) private readonly bus: Bus,
    @Inject(PRESENCE) private readonly presence: Presence,
    @Inject(ROOM_DIRECTORY) private readonly directory: RoomDirectory,
    @Inject(JoinTokens) private readonly tokens: JoinTokens,
    @Inject(GatewayMetrics) private readonly metrics: GatewayMetrics,
    @Inject(LOGGER) logger: Logger,
  ) {
    this.#logger = logger.child({ part: 'gateway' });
  }

  afterInit(namespace: Namespace): void {
    this.#namespace = namespace;
    this.#listeners = new RoomListeners(this.bus, namespace, this.#logger);
    const routes = new RoomRoutes(this.presence, this.directory, this.bus);
    this.#dispatcher = new Dispatcher(this.bus, routes, this.#listeners);
    this.#watch = new RoomWatch(this.presence, this.bus, this.#listeners, this.#logger);
    this.#watch.start();
    namespace.use((socket, next) => void this.#admit(socket, next));
  }

  handleConnection(socket: Socket): void {
    const { grant, clientId } = socket.data as Awaited<ReturnType<typeof authenticate>>;
    const connection = new Connection(socket, grant, clientId, this.bus.nodeId);
    this.#connections.set(socket.id, connection);
    this.metrics.connections.set(this.#connections.size);
    socket.onAny(
      (name: string, ...args: unknown[]) => void this.#onRequest(connection, name, args),
    );
  }

  async handleDisconnect(socket: Socket): Promise<void> {
    const connection = this.#connections.get(socket.id);
    if (!connection) return;
    this.#connections.delete(socket.id);
    this.metrics.connections.set(this.#connections.size);
    const { nodeId, seat } = connection;
    try {
      await this.#dispatcher?.forget(connection);
      if (nodeId !== undefined) await this.bus.request({ node: nodeId }, seatDropped, { seat });
    } catch (error) {
      // The media node finds out by itself when it is away now: its sweep misses the connection.
      this.#logger.warn({ err: error, participantId: seat.participantId }, 'A drop was not told.');
    }
  }

  /** Says goodbye before the sockets close, so that clients wait instead of being surprised. */
  async beforeApplicationShutdown(): Promise<void> {
    this.#closing = true;
    await this.#watch?.close();
    const envelope = (): EventEnvelope => ({
      epoch: 0,
      seq: null,
      data: { reconnectInMs: 500 + Math.round(Math.random() * returnSpreadMs) },
    });
    for (const { socket } of this.#connections.values()) socket.emit('serverClosing', envelope());
    if (this.#connections.size > 0) await new Promise((resolve) => setTimeout(resolve, 200));
    this.#namespace?.disconnectSockets(true);
  }

  async #admit(socket: Socket, next: (error?: ExtendedError) => void): Promise<void> {
    try {
      this.#refuseWhileClosing();
      socket.data = await authenticate(socket.handshake.auth, this.tokens);
      next();
    } catch (error) {
      // Who is told to come back later has done nothing wrong.
      const waitMs = this.#closing
        ? 0
        : failedHandshakes.take(socket.handshake.address, performance.now());
      const told =
        waitMs === 0
          ? error
          : new MeridianError('rate_limited', 'Too many failed attempts.', {
              details: { retryAfterMs: waitMs },
            });
      const body = toErrorBody(told);
      if (body.code === 'internal') this.#logger.error({ err: error }, 'A handshake failed.');
      else this.#logger.info({ code: body.code }, 'A handshake was refused.');
      this.metrics.refusedHandshakes.inc({ code: body.code });
      next(Object.assign(new Error(body.code), { data: body }));
    }
  }

  async #onRequest(connection: Connection, name: string, args: unknown[]): Promise<void> {
    const reply = args.at(-1);
    // Without an acknowledgement there is nobody to answer; such a packet asks for nothing.
    if (typeof reply !== 'function' || !this.#dispatcher) return;
    const done = this.metrics.startRequest(name);
    let ack: Ack;
    try {
      this.#refuseWhileClosing();
      ack = { ok: true, data: await this.#dispatcher.answer(connection, name, args[0]) };
    } catch (error) {
      ack = { ok: false, error: toErrorBody(error) };
      this.#logRefusal(connection, name, error);
    }
    done(ack.ok ? 'ok' : ack.error.code);
    (reply as (answer: Ack) => void)(ack);
    if (connection.isAbusive) {
      this.#logger.warn({ participantId: connection.grant.participantId }, 'Flooding; cut off.');
      connection.socket.disconnect(true);
    }
  }

  /** A room opened now would keep the shutdown waiting and die with it. */
  #refuseWhileClosing(): void {
    if (this.#closing) throw new MeridianError('shutting_down', 'This server is shutting down.');
  }

  #logRefusal(connection: Connection, name: string, error: unknown): void {
    const context = { participantId: connection.grant.participantId, message: name.slice(0, 64) };
    if (!(error instanceof MeridianError)) {
      this.#logger.error({ err: error, ...context }, 'A request failed.');
    } else if (error.code !== 'rate_limited') {
      this.#logger.info({ code: error.code, ...context }, 'A request was refused.');
    }
  }
}
