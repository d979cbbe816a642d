import type { types } from 'mediasoup-client';
import { assertUnreachable } from '@meridian/protocol';
import { backoffMs } from './backoff.js';

export type RecoveryPhase =
  /** No transport, or one that has nothing to carry yet. */
  | 'idle'
  /** The first connection is being made. */
  | 'connecting'
  | 'healthy'
  /** The path is silent; it often comes back by itself. */
  | 'suspect'
  /** New ICE credentials are being tried on the same transport. */
  | 'restarting'
  /** The transport is being replaced by a new one. */
  | 'rebuilding'
  | 'gave-up';

export type RecoveryAction = 'restart-ice' | 'rebuild';

const SUSPECT_MS = 2_000;
/** Time for the server to answer and for new candidates to connect. */
const RESTART_MS = 5_000;
/** ICE over TCP and TURN needs several round trips more than UDP. */
const CONNECT_MS = 10_000;
const REBUILDS = 6;
const REBUILD_BACKOFF = { firstMs: 1_000, maxMs: 8_000 } as const;

/**
 * Decides how the media path of one transport is brought back: wait a little, then restart ICE,
 * then rebuild the transport, with growing pauses, then give up until something changes.
 * It holds no timer: the owner calls `elapsed` at `dueAt` and does the returned action.
 * Nothing is done while signalling is away, since every step needs the server.
 */
export class ConnectionRecovery {
  #phase: RecoveryPhase = 'idle';
  #dueAt: number | null = null;
  #lostAt: number | null = null;
  #rebuilds = 0;
  #signalling = true;
  readonly #random: () => number;

  constructor(random: () => number = Math.random) {
    this.#random = random;
  }

  get phase(): RecoveryPhase {
    return this.#phase;
  }

  /** When `elapsed` wants to be called, in the clock of `now`; null for never. */
  get dueAt(): number | null {
    return this.#dueAt;
  }

  /** Since when media is away for certain; null while it flows or only hesitates. */
  get lostAt(): number | null {
    return this.#phase === 'suspect' && this.#dueAt !== null ? null : this.#lostAt;
  }

  connectionState(state: types.ConnectionState, now: number): RecoveryAction | null {
    switch (state) {
      case 'new':
      case 'closed':
        return null;
      case 'connecting':
        // A restart passes through `connecting` too; only the first connection counts here.
        if (this.#phase === 'idle') this.#enter('connecting', now + CONNECT_MS);
        else if (this.#phase === 'rebuilding') this.#dueAt = now + CONNECT_MS;
        return null;
      case 'connected':
        this.#rebuilds = 0;
        this.#lostAt = null;
        this.#enter('healthy', null);
        return null;
      case 'disconnected':
        if (this.#phase !== 'healthy') return null;
        this.#lostAt = now;
        this.#enter('suspect', now + SUSPECT_MS);
        return null;
      case 'failed':
        this.#lostAt ??= now;
        if (this.#phase === 'healthy' || this.#phase === 'suspect') return this.#restart(now);
        if (this.#phase === 'gave-up' || this.#phase === 'idle') return null;
        return this.#rebuildLater(now);
      default:
        return assertUnreachable(state);
    }
  }

  /** `dueAt` has come. */
  elapsed(now: number): RecoveryAction | null {
    if (this.#dueAt === null || now < this.#dueAt) return null;
    switch (this.#phase) {
      case 'suspect':
        return this.#restart(now);
      case 'restarting':
      case 'connecting':
        this.#lostAt ??= now;
        return this.#rebuildNow(now);
      case 'rebuilding':
        return this.#rebuildNow(now);
      case 'idle':
      case 'healthy':
      case 'gave-up':
        return null;
      default:
        return assertUnreachable(this.#phase);
    }
  }

  /** The server has answered the restart: from now on candidates have their time to connect. */
  restartSent(now: number): void {
    if (this.#phase === 'restarting') this.#dueAt = now + RESTART_MS;
  }

  /** The server knows the transport no more, or the browser refused the restart. */
  restartFailed(now: number): RecoveryAction | null {
    return this.#phase === 'restarting' ? this.#rebuildNow(now) : null;
  }

  /** The transport is closed and nothing asks for a new one. */
  reset(): void {
    this.#lostAt = null;
    this.#rebuilds = 0;
    this.#enter('idle', null);
  }

  /** The server holds the transport no more; its successor is being made by the owner. */
  replaced(now: number): void {
    this.#lostAt ??= now;
    this.#enter('rebuilding', now + CONNECT_MS);
  }

  signalling(up: boolean, now: number): RecoveryAction | null {
    this.#signalling = up;
    if (!up) {
      if (this.#phase === 'restarting') this.#enter('suspect', null);
      else if (this.#phase !== 'suspect') this.#dueAt = null;
      return null;
    }
    return this.hint(now);
  }

  /** The network may have changed or the page was shown again: do not wait for a pause to end. */
  hint(now: number): RecoveryAction | null {
    if (!this.#signalling) return null;
    switch (this.#phase) {
      case 'suspect':
        return this.#restart(now);
      case 'connecting':
        this.#dueAt ??= now + CONNECT_MS;
        return null;
      case 'rebuilding':
      case 'gave-up':
        this.#rebuilds = 0;
        return this.#rebuildNow(now);
      case 'restarting':
      case 'idle':
      case 'healthy':
        return null;
      default:
        return assertUnreachable(this.#phase);
    }
  }

  #restart(now: number): RecoveryAction | null {
    if (!this.#signalling) {
      this.#enter('suspect', null);
      return null;
    }
    this.#enter('restarting', now + RESTART_MS);
    return 'restart-ice';
  }

  #rebuildLater(now: number): RecoveryAction | null {
    if (this.#rebuilds === 0) return this.#rebuildNow(now);
    if (this.#rebuilds >= REBUILDS) return this.#giveUp();
    const pause = backoffMs(this.#rebuilds - 1, REBUILD_BACKOFF, this.#random);
    this.#enter('rebuilding', this.#signalling ? now + pause : null);
    return null;
  }

  #rebuildNow(now: number): RecoveryAction | null {
    if (this.#rebuilds >= REBUILDS) return this.#giveUp();
    if (!this.#signalling) {
      this.#enter('rebuilding', null);
      return null;
    }
    this.#rebuilds += 1;
    // Once more when the new transport does not even begin to connect.
    this.#enter('rebuilding', now + CONNECT_MS);
    return 'rebuild';
  }

  #giveUp(): null {
    this.#enter('gave-up', null);
    return null;
  }

  #enter(phase: RecoveryPhase, dueAt: number | null): void {
    this.#phase = phase;
    this.#dueAt = dueAt;
  }
}
