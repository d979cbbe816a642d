import type { MessageName, RequestOf, ResponseOf } from '@meridian/protocol';
import { ack, MeridianError, messages } from '@meridian/protocol';
import type { SignallingSocket } from './signalling-socket.js';
import { Timers } from './timers.js';

export interface RequestOptions {
  /** For one try. */
  readonly timeoutMs?: number;
  readonly tries?: number;
  /**
   * `wait`: when the connection is lost, send again (same id) once the seat is back.
   * `fail`: give up at once, because the answer would be of no use then.
   */
  readonly whenLost?: 'wait' | 'fail';
}

/** What the other parts of a call need of signalling. */
export interface Requester {
  request<Name extends MessageName>(
    name: Name,
    data: RequestOf<Name>,
    options?: RequestOptions,
  ): Promise<ResponseOf<Name>>;
}

const TRY_MS = 10_000;
const TRIES = 3;
/** A seat is kept for 30 s; a request that waited longer belongs to a call that is no more. */
const DEADLINE_MS = 30_000;

/**
 * Requests with answers over a socket that comes and goes. Every request has a random id; a
 * repetition carries the same id and the server answers it once. All requests but `join` wait
 * until the seat is taken.
 */
export class SignallingClient implements Requester {
  readonly #socket: Pick<SignallingSocket, 'up' | 'exchange'>;
  readonly #checkRequests: boolean;
  readonly #timers = new Timers();
  #waiting = new Set<() => void>();
  #seated = false;
  #closed = false;
  #roundTripMs: number | null = null;

  /** @param checkRequests validate own requests too: for development and tests */
  constructor(socket: Pick<SignallingSocket, 'up' | 'exchange'>, checkRequests: boolean) {
    this.#socket = socket;
    this.#checkRequests = checkRequests;
  }

  /** Smoothed time from request to answer in milliseconds; null until the first answer. */
  get roundTripMs(): number | null {
    return this.#roundTripMs;
  }

  /** The seat is taken, or lost: requests may flow, or must wait. */
  setSeated(seated: boolean): void {
    this.#seated = seated;
    this.#wakeAll();
  }

  /** The socket came or went. */
  connectionChanged(): void {
    this.#wakeAll();
  }

  async request<Name extends MessageName>(
    name: Name,
    data: RequestOf<Name>,
    options: RequestOptions = {},
  ): Promise<ResponseOf<Name>> {
    if (this.#checkRequests) this.#check(name, data);
    const envelope = { id: crypto.randomUUID(), data };
    const deadline = Date.now() + DEADLINE_MS;
    const tries = options.tries ?? TRIES;
    let failures = 0;
    for (;;) {
      await this.#mayEmit(name, deadline, options.whenLost ?? 'wait');
      const sentAt = performance.now();
      let answer: unknown;
      try {
        answer = await this.#socket.exchange(name, envelope, options.timeoutMs ?? TRY_MS);
      } catch (cause) {
        if (this.#closed) throw this.#closedError(cause);
        if (!this.#socket.up) continue;
        failures += 1;
        if (failures < tries) continue;
        throw new MeridianError('timeout', `No answer to ${name}.`, { cause });
      }
      if (failures === 0) this.#measured(performance.now() - sentAt);
      return this.#read(name, answer);
    }
  }

  close(): void {
    this.#closed = true;
    this.#timers.close();
    this.#wakeAll();
  }

  #check(name: MessageName, data: unknown): void {
    const checked = messages[name].request.safeParse(data);
    if (checked.success) return;
    throw new MeridianError('invalid_request', `Own request ${name} is malformed.`, {
      cause: checked.error,
    });
  }

  #read<Name extends MessageName>(name: Name, answer: unknown): ResponseOf<Name> {
    const parsed = ack.safeParse(answer);
    if (!parsed.success) {
      throw new MeridianError('internal', `Malformed answer to ${name}.`, { cause: parsed.error });
    }
    if (!parsed.data.ok) {
      const { code, message, details } = parsed.data.error;
      throw new MeridianError(code, message, details ? { details } : {});
    }
    const response = messages[name].response.safeParse(parsed.data.data);
    if (!response.success) {
      throw new MeridianError('internal', `Malformed answer to ${name}.`, {
        cause: response.error,
      });
    }
    // Parsed by the schema of this very name; TypeScript cannot correlate the two.
    return response.data as ResponseOf<Name>;
  }

  async #mayEmit(name: MessageName, deadline: number, whenLost: 'wait' | 'fail'): Promise<void> {
    for (;;) {
      if (this.#closed) throw this.#closedError();
      if (this.#socket.up && (this.#seated || name === 'join')) return;
      if (whenLost === 'fail') throw new MeridianError('unavailable', 'The connection is away.');
      const left = deadline - Date.now();
      if (left <= 0) throw new MeridianError('timeout', `The connection is away: ${name}.`);
      await this.#change(left);
    }
  }

  #change(withinMs: number): Promise<void> {
    return new Promise((resolve) => {
      const wake = (): void => {
        cancel();
        this.#waiting.delete(wake);
        resolve();
      };
      const cancel = this.#timers.after(withinMs, wake);
      this.#waiting.add(wake);
    });
  }

  #wakeAll(): void {
    for (const wake of [...this.#waiting]) wake();
  }

  #measured(milliseconds: number): void {
    const before = this.#roundTripMs;
    this.#roundTripMs = before === null ? milliseconds : before * 0.7 + milliseconds * 0.3;
  }

  #closedError(cause?: unknown): MeridianError {
    return new MeridianError('unavailable', 'The call is closed.', { cause });
  }
}
