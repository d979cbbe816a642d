import { producerSource } from '@meridian/protocol';
import type { types } from 'mediasoup-client';
import { z } from 'zod';
import type { RecoveryAction } from './connection-recovery.js';
import { ConnectionRecovery } from './connection-recovery.js';
import type { ReportError } from './failure.js';
import { codeOf, isTransient } from './failure.js';
import { groundLost } from './reconciler.js';
import type { Requester } from './signalling-client.js';
import type { Cancel, Timers } from './timers.js';

export type Direction = 'send' | 'recv';

/** What opening a transport needs of the media session. */
export interface TransportFactory {
  readonly requester: Requester;
  /** Builds the local half. Throws when no device is loaded. */
  build(direction: Direction, options: types.TransportOptions): types.Transport;
}

export interface TransportSlotHandlers {
  /** A transport appeared, went away, or its recovery moved on. */
  onChange(): void;
  /** The server did not answer a restart: signalling itself may be dead. */
  onSilence(): void;
}

/** What `OwnSource` hands along to the `produce` request through mediasoup-client. */
const produceAppData = z.object({ source: producerSource, paused: z.boolean() });

/** Media is silent already; a slow answer now means that signalling is silent as well. */
const RESTART_ANSWER_MS = 3_000;

/**
 * The place of one transport. Whoever needs it acquires it; the slot opens it once, watches its
 * connection, restarts ICE or replaces it. Replacing closes what ran over it; those who need it
 * acquire the next one.
 */
export class TransportSlot {
  readonly #direction: Direction;
  readonly #factory: TransportFactory;
  readonly #handlers: TransportSlotHandlers;
  readonly #timers: Timers;
  readonly #report: ReportError;
  readonly #recovery = new ConnectionRecovery();
  #transport: types.Transport | null = null;
  #opening: Promise<types.Transport> | null = null;
  #generation = 0;
  #cancelDue: Cancel | null = null;

  constructor(
    direction: Direction,
    factory: TransportFactory,
    handlers: TransportSlotHandlers,
    timers: Timers,
    report: ReportError,
  ) {
    this.#direction = direction;
    this.#factory = factory;
    this.#handlers = handlers;
    this.#timers = timers;
    this.#report = report;
  }

  get current(): types.Transport | null {
    return this.#transport;
  }

  /** Since when media is away; null while it flows or nobody needs this transport. */
  get lostAt(): number | null {
    return this.#transport || this.#opening ? this.#recovery.lostAt : null;
  }

  get gaveUp(): boolean {
    return this.#recovery.phase === 'gave-up';
  }

  acquire(): Promise<types.Transport> {
    if (this.#transport) return Promise.resolve(this.#transport);
    this.#opening ??= this.#open(this.#generation).finally(() => {
      this.#opening = null;
    });
    return this.#opening;
  }

  /** After a rejoin: keeps the transport when the server does too. */
  keepOnly(transportIds: readonly string[]): void {
    if (!this.#transport || transportIds.includes(this.#transport.id)) return;
    this.#discard();
    this.#recovery.replaced(Date.now());
    this.#settle(null);
  }

  signalling(up: boolean): void {
    this.#settle(this.#recovery.signalling(up, Date.now()));
  }

  hint(): void {
    this.#settle(this.#recovery.hint(Date.now()));
  }

  /** Closes the transport; the slot can be used again. */
  drop(): void {
    this.#discard();
    this.#recovery.reset();
    this.#settle(null);
  }

  async #open(generation: number): Promise<types.Transport> {
    const { transportId, ...parameters } = await this.#factory.requester.request(
      'createTransport',
      { direction: this.#direction },
    );
    if (generation !== this.#generation) throw groundLost('The transport');
    const transport = this.#factory.build(this.#direction, {
      id: transportId,
      ...parameters,
    });
    this.#transport = transport;
    this.#listen(transport);
    this.#handlers.onChange();
    return transport;
  }

  #listen(transport: types.Transport): void {
    transport.on('connect', ({ dtlsParameters }, done, failed) => {
      this.#factory.requester
        .request('connectTransport', { transportId: transport.id, dtlsParameters })
        .then(done, (error: unknown) => {
          failed(error instanceof Error ? error : new Error(String(error)));
          // Half connected, it is of no use to anybody; the next one starts clean.
          if (this.#transport === transport) this.#replace();
        });
    });
    if (this.#direction === 'send') this.#listenToProduce(transport);
    transport.on('connectionstatechange', (state) => {
      if (this.#transport !== transport) return;
      this.#settle(this.#recovery.connectionState(state, Date.now()));
    });
  }

  #listenToProduce(transport: types.Transport): void {
    transport.on('produce', ({ kind, rtpParameters, appData }, done, failed) => {
      const { source, paused } = produceAppData.parse(appData);
      this.#factory.requester
        .request('produce', { transportId: transport.id, kind, source, rtpParameters, paused })
        .then(
          ({ producerId }) => done({ id: producerId }),
          (error: unknown) => failed(error instanceof Error ? error : new Error(String(error))),
        );
    });
  }

  #settle(action: RecoveryAction | null): void {
    if (action === 'restart-ice') void this.#restartIce();
    if (action === 'rebuild') this.#discard();
    this.#cancelDue?.();
    this.#cancelDue = null;
    const { dueAt } = this.#recovery;
    if (dueAt !== null) {
      this.#cancelDue = this.#timers.after(Math.max(0, dueAt - Date.now()), () => this.#due());
    }
    this.#handlers.onChange();
  }

  #due(): void {
    // Discarded, and nobody wanted another one: then there is nothing to recover.
    if (!this.#transport && !this.#opening) this.#recovery.reset();
    this.#settle(this.#recovery.elapsed(Date.now()));
  }

  async #restartIce(): Promise<void> {
    const transport = this.#transport;
    if (!transport) {
      this.#settle(this.#recovery.restartFailed(Date.now()));
      return;
    }
    try {
      const { iceParameters } = await this.#factory.requester.request(
        'restartIce',
        { transportId: transport.id },
        { tries: 1, timeoutMs: RESTART_ANSWER_MS, whenLost: 'fail' },
      );
      if (this.#transport !== transport) return;
      await transport.restartIce({ iceParameters: withoutUndefined(iceParameters) });
      this.#recovery.restartSent(Date.now());
      this.#settle(null);
    } catch (error) {
      if (this.#transport !== transport) return;
      if (codeOf(error) === 'timeout') this.#handlers.onSilence();
      if (isTransient(error)) return;
      this.#report(error, 'restarting the media connection');
      this.#settle(this.#recovery.restartFailed(Date.now()));
    }
  }

  #replace(): void {
    this.#discard();
    this.#recovery.replaced(Date.now());
    this.#settle(null);
  }

  #discard(): void {
    this.#generation += 1;
    const transport = this.#transport;
    this.#transport = null;
    transport?.close();
  }
}

/** zod says `value?: T | undefined`, mediasoup-client `value?: T`. */
function withoutUndefined(parameters: {
  usernameFragment: string;
  password: string;
  iceLite?: boolean | undefined;
}): types.IceParameters {
  const { usernameFragment, password, iceLite } = parameters;
  return { usernameFragment, password, ...(iceLite === undefined ? {} : { iceLite }) };
}
