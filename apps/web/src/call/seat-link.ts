import type { RequestOf, ResponseOf } from '@meridian/protocol';
import { MeridianError } from '@meridian/protocol';
import { backoffMs } from './backoff.js';
import type { ReportError } from './failure.js';
import { codeOf, isTransient } from './failure.js';
import { RoomSequencer } from './room-sequencer.js';
import type { RoomState } from './room-state.js';
import type { RequestOptions } from './signalling-client.js';
import { SignallingClient } from './signalling-client.js';
import type { ParsedEvent, SeatEvent } from './signalling-event.js';
import { parseEvent } from './signalling-event.js';
import type { SignallingSocketOptions } from './signalling-socket.js';
import { SignallingSocket } from './signalling-socket.js';
import type { Cancel } from './timers.js';
import { Timers } from './timers.js';

export type JoinAnswer = ResponseOf<'join'>;
export type JoinData = RequestOf<'join'>;

export interface SeatLinkHandlers {
  /** The seat is taken (again). Requests that wait go out once this has resolved. */
  onSeated(answer: JoinAnswer, room: RoomState, serverOffsetMs: number): Promise<void>;
  /** Requests flow again. */
  onReady(): void;
  /** The seat's socket is lost; it is being brought back. */
  onLost(): void;
  onRoom(room: RoomState): void;
  onSeatEvent(event: SeatEvent): void;
  /** Refused for good, at the handshake or by `join`. */
  onRefused(error: MeridianError): void;
}

export interface SeatLinkOptions extends SignallingSocketOptions {
  readonly checkRequests: boolean;
  /** Read at every join, so that a changed name survives a reconnect. */
  readonly joinData: () => JoinData;
}

const JOIN_TIMEOUT_MS = 8_000;
/** On a doubtful connection: rather connect anew than wait. */
const PROBE_TIMEOUT_MS = 3_000;
const RESYNC_PAUSE_MS = 1_000;
const JOIN_RETRY = { firstMs: 500, maxMs: 5_000 } as const;

/**
 * One seat in a room: connects, joins, keeps the room state in step with the server and takes
 * the seat again after every loss. Several reasons to join at once make one `join`.
 */
export class SeatLink {
  readonly client: SignallingClient;
  readonly #socket: SignallingSocket;
  readonly #options: SeatLinkOptions;
  readonly #handlers: SeatLinkHandlers;
  readonly #report: ReportError;
  readonly #sequencer = new RoomSequencer();
  readonly #timers = new Timers();
  #seated = false;
  #everSeated = false;
  #losses = 0;
  #joining = false;
  #joinAgain = false;
  #joinFailures = 0;
  #probing = false;
  #resyncedAt = 0;
  #cancelResync: Cancel | null = null;
  #closed = false;

  constructor(options: SeatLinkOptions, handlers: SeatLinkHandlers, report: ReportError) {
    this.#options = options;
    this.#handlers = handlers;
    this.#report = report;
    this.#socket = new SignallingSocket(options, {
      onUp: () => {
        this.client.connectionChanged();
        this.#join();
      },
      onDown: () => this.#lost(),
      onRefused: (error) => this.#handlers.onRefused(error),
      onMessage: (name, argument) => this.#receive(parseEvent(name, argument)),
    });
    this.client = new SignallingClient(this.#socket, options.checkRequests);
  }

  get seated(): boolean {
    return this.#seated;
  }

  connect(): void {
    this.#socket.connect();
  }

  /** Drops the socket and connects anew at once. */
  reconnect(delayMs = 0): void {
    this.#socket.reconnect(delayMs);
  }

  /**
   * The network may have changed, or media has gone silent: finds out soon whether signalling
   * still works, by joining again with little patience; hurries an attempt that is under way.
   */
  probe(): void {
    if (this.#closed) return;
    if (!this.#socket.up) {
      this.#socket.reconnect();
      return;
    }
    this.#probing = true;
    this.#join();
  }

  /** Says good-bye when that is possible without waiting. */
  async leave(): Promise<void> {
    const options: RequestOptions = { tries: 1, timeoutMs: 1_500, whenLost: 'fail' };
    if (!this.#seated) return;
    try {
      await this.client.request('leave', {}, options);
    } catch (error) {
      this.#report(error, 'leaving the room');
    }
  }

  close(): void {
    if (this.#closed) return;
    this.#closed = true;
    this.#losses += 1;
    this.#seated = false;
    this.#timers.close();
    this.client.close();
    this.#socket.close();
  }

  #lost(): void {
    this.#losses += 1;
    this.#seated = false;
    this.client.setSeated(false);
    this.client.connectionChanged();
    this.#handlers.onLost();
  }

  #join(): void {
    if (this.#joining) {
      this.#joinAgain = true;
      return;
    }
    void this.#joinUntilSeated();
  }

  async #joinUntilSeated(): Promise<void> {
    this.#joining = true;
    do {
      this.#joinAgain = false;
      this.#sequencer.awaitSnapshot();
      const probing = this.#probing;
      this.#probing = false;
      try {
        await this.#joinOnce(probing ? PROBE_TIMEOUT_MS : JOIN_TIMEOUT_MS);
        this.#joinFailures = 0;
      } catch (error) {
        if (this.#closed) break;
        if (await this.#afterFailedJoin(error)) this.#joinAgain = true;
      }
    } while (this.#joinAgain && !this.#closed && this.#socket.up);
    this.#joining = false;
  }

  async #joinOnce(timeoutMs: number): Promise<void> {
    const sentAt = Date.now();
    // Only the first join is a person's wish; the later ones are a machine's, which must not win
    // the seat back from another device that the person went to meanwhile.
    const data = { ...this.#options.joinData(), ...(this.#everSeated ? {} : { takeOver: true }) };
    const answer = await this.client.request('join', data, {
      timeoutMs,
      tries: 1,
      whenLost: 'fail',
    });
    const serverOffsetMs = Math.round(answer.room.serverTime - (sentAt + Date.now()) / 2);
    // A missing event between snapshot and what was held: take what is there, then ask again.
    if (!this.#sequencer.takeSnapshot(answer.room)) this.#joinAgain = true;
    const room = this.#sequencer.room;
    if (!room || this.#closed || !this.#socket.up) return;
    this.#everSeated = true;
    const losses = this.#losses;
    await this.#handlers.onSeated(answer, room, serverOffsetMs);
    if (losses !== this.#losses) return;
    this.#seated = true;
    this.client.setSeated(true);
    this.#handlers.onReady();
  }

  /** @returns whether to try again on this socket */
  async #afterFailedJoin(error: unknown): Promise<boolean> {
    const code = codeOf(error);
    // Lost meanwhile: the next connection joins by itself.
    if (!this.#socket.up) return false;
    if (code === 'timeout') {
      this.#socket.reconnect();
      return false;
    }
    const faultOfServer = code === 'internal' && this.#everSeated;
    if (error instanceof MeridianError && !isTransient(error) && !faultOfServer) {
      this.#handlers.onRefused(error);
      return false;
    }
    this.#report(error, 'joining the room');
    this.#joinFailures += 1;
    const pause = backoffMs(this.#joinFailures - 1, JOIN_RETRY);
    await new Promise<void>((resolve) => this.#timers.after(pause, resolve));
    return true;
  }

  #receive(parsed: ParsedEvent): void {
    if (this.#closed) return;
    switch (parsed.kind) {
      case 'seat':
        if (parsed.event.name === 'mediaReset') this.#join();
        else if (parsed.event.name === 'serverClosing') {
          this.reconnect(parsed.event.data.reconnectInMs);
        } else this.#handlers.onSeatEvent(parsed.event);
        return;
      case 'room': {
        const { epoch, seq } = parsed.event;
        this.#sequence(this.#sequencer.receive({ epoch, seq, event: parsed.event }));
        return;
      }
      case 'unknown':
        if (parsed.seq === null) return;
        this.#sequence(
          this.#sequencer.receive({ epoch: parsed.epoch, seq: parsed.seq, event: null }),
        );
        return;
      case 'malformed':
        // What it wanted to say is lost: only a snapshot tells.
        this.#report(parsed.reason, 'reading an event');
        this.#resync();
    }
  }

  /** Asks for a snapshot, but not in a tight loop when something stays wrong. */
  #resync(): void {
    const now = Date.now();
    if (this.#cancelResync) return;
    const pause = Math.max(0, this.#resyncedAt + RESYNC_PAUSE_MS - now);
    this.#resyncedAt = now + pause;
    if (pause === 0) {
      this.#join();
      return;
    }
    this.#cancelResync = this.#timers.after(pause, () => {
      this.#cancelResync = null;
      this.#join();
    });
  }

  #sequence(receipt: ReturnType<RoomSequencer['receive']>): void {
    if (receipt === 'gap') this.#resync();
    else if (receipt === 'applied' && this.#sequencer.room) {
      this.#handlers.onRoom(this.#sequencer.room);
    }
  }
}
