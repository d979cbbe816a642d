import { MeridianError } from '@meridian/protocol';
import { backoffMs } from './backoff.js';
import { codeOf, isTransient } from './failure.js';
import type { Cancel, Timers } from './timers.js';

export type Step = 'again' | 'settled';

/** Errors that are neither the server's refusal nor plainly transient are retried this often. */
const UNKNOWN_ERROR_TRIES = 5;
const RETRY = { firstMs: 300, maxMs: 5_000 } as const;

/**
 * Drives one thing towards its wanted state, one change at a time. `step` compares what is
 * wanted with what is, makes at most one change and says whether to look again. What was asked
 * while a step ran is seen by the next one, so quick toggles end in the last wanted state.
 */
export class Reconciler {
  readonly #step: () => Promise<Step>;
  readonly #onGiveUp: (error: unknown) => void;
  readonly #timers: Timers;
  #running = false;
  #dirty = false;
  #hurried = false;
  #closed = false;
  #failures = 0;
  #cancelRetry: Cancel | null = null;
  #waiters: (() => void)[] = [];

  /**
   * @param onGiveUp called when the server refuses for good, or an unknown error persists;
   *   nothing more is tried until the next `poke` or `hurry`.
   */
  constructor(timers: Timers, step: () => Promise<Step>, onGiveUp: (error: unknown) => void) {
    this.#timers = timers;
    this.#step = step;
    this.#onGiveUp = onGiveUp;
  }

  /** What is wanted has changed, or waiting has lost its reason: look now. */
  hurry(): void {
    this.#cancelRetry?.();
    this.#cancelRetry = null;
    this.#hurried = true;
    this.poke();
  }

  /** Something real has changed: look, but a pause after a failure is kept. */
  poke(): void {
    if (this.#closed || this.#cancelRetry) return;
    this.#dirty = true;
    if (!this.#running) void this.#run();
  }

  /** Resolves when nothing is being changed: reached, refused, or waiting for a later try. */
  idle(): Promise<void> {
    if (!this.#running) return Promise.resolve();
    return new Promise((resolve) => this.#waiters.push(resolve));
  }

  close(): void {
    this.#closed = true;
    this.#cancelRetry?.();
    this.#cancelRetry = null;
  }

  async #run(): Promise<void> {
    this.#running = true;
    while (this.#dirty && !this.#closed) {
      this.#dirty = false;
      this.#hurried = false;
      try {
        if ((await this.#step()) === 'again') this.#dirty = true;
        this.#failures = 0;
      } catch (error) {
        this.#afterFailure(error);
      }
    }
    this.#running = false;
    for (const resolve of this.#waiters.splice(0)) resolve();
  }

  #afterFailure(error: unknown): void {
    if (this.#closed) return;
    this.#failures += 1;
    const refused = codeOf(error) !== null && !isTransient(error) && codeOf(error) !== 'internal';
    if (refused || (!isTransient(error) && this.#failures >= UNKNOWN_ERROR_TRIES)) {
      this.#failures = 0;
      this.#onGiveUp(error);
      return;
    }
    if (this.#hurried) return;
    // A poke that came meanwhile is answered by the retry; the failure itself may have caused it.
    this.#dirty = false;
    this.#cancelRetry = this.#timers.after(backoffMs(this.#failures - 1, RETRY), () => {
      this.#cancelRetry = null;
      this.poke();
    });
  }
}

/** Thrown by a step that found its ground gone (a closed transport): try again soon. */
export function groundLost(what: string, cause?: unknown): MeridianError {
  return new MeridianError('unavailable', `${what} is gone.`, { cause });
}
