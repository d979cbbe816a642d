import { errorBody, MeridianError, protocolVersion } from '@meridian/protocol';
import type { Socket } from 'socket.io-client';
import { io } from 'socket.io-client';
import { backoffMs } from './backoff.js';
import { isTransient } from './failure.js';
import type { Cancel } from './timers.js';
import { Timers } from './timers.js';

export interface SignallingSocketOptions {
  /** Origin of the server; the page's own in production. */
  readonly url: string;
  readonly token: string;
  readonly clientId: string;
}

export interface SignallingSocketHandlers {
  /** Connected and admitted by the handshake; a seat is yet to be taken. */
  onUp(): void;
  onDown(): void;
  /** The handshake was refused for good; nothing more is tried. */
  onRefused(error: MeridianError): void;
  onMessage(name: string, argument: unknown): void;
}

/** From the brief outage to the long one: seldom enough for a server that is really down. */
const EARLY = { firstMs: 500, maxMs: 2_500 } as const;
const LATE = { firstMs: 500, maxMs: 5_000 } as const;
const EARLY_MS = 30_000;
/** One attempt, from opening the connection to the server's answer to the handshake. */
const ATTEMPT_MS = 8_000;
const OPEN_MS = 5_000;
/** Silence beyond the server's ping interval after which the socket counts as dead. */
const SILENCE_SLACK_MS = 2_500;
const WATCH_MS = 1_000;

/**
 * One socket.io connection that is brought back whenever it is lost, until closed or refused.
 * socket.io's own reconnection is off: it cannot be hurried when the network returns, and it
 * does not retry a handshake that was refused for now.
 */
export class SignallingSocket {
  readonly #socket: Socket;
  readonly #handlers: SignallingSocketHandlers;
  readonly #timers = new Timers();
  #closed = false;
  #attempt = 0;
  #downSince = 0;
  #nextDelay: number | null = null;
  #cancelNext: Cancel | null = null;
  #cancelAttempt: Cancel | null = null;
  #lastHeardAt = 0;
  #pingIntervalMs: number | null = null;
  #lastWatchAt = 0;

  constructor(options: SignallingSocketOptions, handlers: SignallingSocketHandlers) {
    this.#handlers = handlers;
    const { token, clientId } = options;
    this.#socket = io(`${options.url}/rtc`, {
      auth: { protocolVersion, token, clientId },
      transports: ['websocket', 'polling'],
      tryAllTransports: true,
      autoConnect: false,
      reconnection: false,
      forceNew: true,
      timeout: OPEN_MS,
    });
    this.#socket.on('connect', this.#onConnect);
    this.#socket.on('disconnect', this.#onDisconnect);
    this.#socket.on('connect_error', this.#onConnectError);
    this.#socket.onAny(this.#onAny);
  }

  get up(): boolean {
    return !this.#closed && this.#socket.connected;
  }

  connect(): void {
    if (this.#closed || this.#downSince > 0) return;
    this.#downSince = Date.now();
    this.#timers.every(WATCH_MS, this.#watch);
    this.#open();
  }

  /** Sends once and waits for the answer; rejects when none comes in time or the socket is lost. */
  exchange(name: string, argument: unknown, timeoutMs: number): Promise<unknown> {
    return new Promise((resolve, reject) => {
      if (!this.up) {
        reject(new MeridianError('unavailable', 'The connection is away.'));
        return;
      }
      this.#socket
        .timeout(timeoutMs)
        .emit(name, argument, (error: Error | null, answer: unknown) => {
          if (error) reject(error);
          else resolve(answer);
        });
    });
  }

  /** Drops what there is and connects anew: now, or when the server says it will be back. */
  reconnect(delayMs = 0): void {
    if (this.#closed) return;
    this.#nextDelay = delayMs;
    if (this.up) {
      // Closing the engine, not the socket: a DISCONNECT packet would read as leaving.
      this.#socket.io.engine.close();
      // The engine may wait for bytes that a dead connection never takes.
      if (this.#socket.connected) this.#socket.disconnect();
      return;
    }
    this.#attempt = 0;
    this.#abandonAttempt();
    this.#scheduleNext();
  }

  close(): void {
    if (this.#closed) return;
    this.#closed = true;
    this.#timers.close();
    this.#socket.off();
    this.#socket.offAny(this.#onAny);
    this.#socket.disconnect();
  }

  #open(): void {
    if (this.#closed) return;
    // A proxy that swallows WebSockets without an answer would be tried for ever: every second
    // attempt therefore starts with polling.
    this.#socket.io.opts.transports =
      this.#attempt % 2 === 0 ? ['websocket', 'polling'] : ['polling', 'websocket'];
    this.#cancelAttempt = this.#timers.after(ATTEMPT_MS, () => {
      this.#abandonAttempt();
      this.#scheduleNext();
    });
    this.#socket.connect();
    const engine = this.#socket.io.engine;
    engine.on('packet', this.#onPacket);
    engine.on('handshake', ({ pingInterval }) => {
      this.#pingIntervalMs = pingInterval;
    });
  }

  #abandonAttempt(): void {
    this.#cancelAttempt?.();
    this.#cancelAttempt = null;
    if (!this.#socket.connected) this.#socket.disconnect();
  }

  #scheduleNext(): void {
    this.#cancelNext?.();
    const range = Date.now() - this.#downSince < EARLY_MS ? EARLY : LATE;
    const delay = this.#nextDelay ?? backoffMs(this.#attempt, range);
    this.#nextDelay = null;
    this.#attempt += 1;
    this.#cancelNext = this.#timers.after(delay, () => this.#open());
  }

  readonly #onConnect = (): void => {
    this.#cancelAttempt?.();
    this.#cancelNext?.();
    this.#attempt = 0;
    this.#lastHeardAt = Date.now();
    this.#handlers.onUp();
  };

  readonly #onDisconnect = (): void => {
    if (this.#closed) return;
    this.#downSince = Date.now();
    this.#scheduleNext();
    this.#handlers.onDown();
  };

  readonly #onConnectError = (error: Error & { data?: unknown }): void => {
    if (this.#closed) return;
    this.#abandonAttempt();
    const body = errorBody.safeParse(error.data);
    if (body.success) {
      const refusal = new MeridianError(body.data.code, body.data.message, { cause: error });
      if (!isTransient(refusal)) {
        this.#handlers.onRefused(refusal);
        return;
      }
    }
    this.#scheduleNext();
  };

  readonly #onAny = (name: string, argument: unknown): void => {
    this.#handlers.onMessage(name, argument);
  };

  readonly #onPacket = (): void => {
    this.#lastHeardAt = Date.now();
  };

  /**
   * Finds a dead socket sooner than socket.io does (ping interval plus time-out): the server
   * pings regularly, so silence beyond its own interval means the path is gone.
   */
  readonly #watch = (): void => {
    const now = Date.now();
    const slept = now - this.#lastWatchAt > 2 * WATCH_MS;
    this.#lastWatchAt = now;
    // After a suspended or throttled page the packets are still in the queue behind this timer.
    if (slept || !this.up || this.#pingIntervalMs === null) return;
    if (now - this.#lastHeardAt > this.#pingIntervalMs + SILENCE_SLACK_MS) this.reconnect();
  };
}
