import type { ConnectionQuality } from '@meridian/protocol';
import { assertUnreachable } from '@meridian/protocol';
import type { CallEnvironment } from './call-environment.js';
import type { Devices } from './call-model.js';
import { ConsumeQueue } from './consume-queue.js';
import type { ReportError } from './failure.js';
import { nameOf } from './failure.js';
import { LinkStats } from './link-stats.js';
import { MediaSession } from './media-session.js';
import { OwnMedia } from './own-media.js';
import { QualityFilter, rateLink } from './quality.js';
import { RemoteSources } from './remote-sources.js';
import type { RoomState } from './room-state.js';
import type { JoinAnswer } from './seat-link.js';
import type { SeatEvent } from './signalling-event.js';
import type { Requester } from './signalling-client.js';
import { SoundOutput } from './sound-output.js';
import { Timers } from './timers.js';

export interface CallMediaHandlers {
  /** Something shown has changed. */
  onChange(): void;
  onSoundBlocked(blocked: boolean): void;
  /** Media is silent and the server does not answer either. */
  onSilence(): void;
}

const QUALITY_MS = 2_000;

/** All media of one call: own sources, the others' sources, the transports under both. */
export class CallMedia {
  readonly own: OwnMedia;
  readonly sound: SoundOutput;
  readonly remote: RemoteSources;
  readonly #session: MediaSession;
  readonly #handlers: CallMediaHandlers;
  readonly #report: ReportError;
  readonly #timers = new Timers();
  readonly #stats = new LinkStats();
  readonly #filter = new QualityFilter();
  #active = false;
  #entering = Promise.resolve();
  #quality: ConnectionQuality = 'unknown';
  #poking = false;
  #closed = false;

  constructor(
    requester: Requester,
    devices: Devices,
    environment: CallEnvironment,
    handlers: CallMediaHandlers,
    report: ReportError,
  ) {
    this.#handlers = handlers;
    this.#report = report;
    const timers = this.#timers;
    this.#session = new MediaSession(
      requester,
      environment.createDevice,
      { onChange: () => this.#groundChanged(), onSilence: () => handlers.onSilence() },
      timers,
      report,
    );
    const context = {
      session: this.#session,
      requester,
      timers,
      report,
      active: () => this.#active,
      onChange: () => this.#changed(),
    };
    this.own = new OwnMedia(devices, environment.mediaDevices, context);
    this.sound = new SoundOutput(
      environment.sound,
      (blocked) => handlers.onSoundBlocked(blocked),
      report,
    );
    this.remote = new RemoteSources({ ...context, queue: new ConsumeQueue() }, this.sound);
    timers.every(QUALITY_MS, () => void this.#measure());
  }

  get quality(): ConnectionQuality {
    return this.#quality;
  }

  get lostAt(): number | null {
    return this.#active ? this.#session.lostAt : null;
  }

  get gaveUp(): boolean {
    return this.#active && this.#session.gaveUp;
  }

  /** The seat was taken (again): keep what the server kept, build the rest. Never rejects. */
  seated(answer: JoinAnswer, room: RoomState): Promise<void> {
    // One after the other: a second join while a device loads must not overtake the first.
    this.#entering = this.#entering
      .then(() => this.#enter(answer, room))
      .catch((error: unknown) => this.#report(error, 'preparing media'));
    return this.#entering;
  }

  room(room: RoomState, selfId: string): void {
    this.remote.sync(room.producers, selfId);
    this.#changed();
  }

  seatEvent(event: SeatEvent): void {
    switch (event.name) {
      case 'consumerClosed':
        this.remote.consumerClosed(event.data.consumerId);
        break;
      case 'consumerLayersChanged':
        this.remote.layerChanged(event.data.consumerId, event.data.spatialLayer);
        break;
      case 'mutedByChair':
        this.own.chairMuted(event.data.source);
        break;
      case 'seatTaken':
      case 'removed':
      case 'mediaReset':
      case 'serverClosing':
        // Of the seat, not of its media.
        return;
      default:
        assertUnreachable(event);
    }
    this.#changed();
  }

  signallingBack(): void {
    this.#session.signalling(true);
  }

  signallingLost(): void {
    this.#session.signalling(false);
  }

  hint(): void {
    this.#session.hint();
  }

  /** Ends sending and receiving; `seated` starts both again. */
  async stop(): Promise<void> {
    this.#active = false;
    await this.own.stop();
    this.#session.drop();
    this.remote.close();
    this.#quality = 'unknown';
    this.#changed();
  }

  close(): void {
    this.#closed = true;
    this.#active = false;
    this.own.close();
    this.remote.close();
    this.sound.close();
    this.#session.drop();
    this.#timers.close();
  }

  async #enter(answer: JoinAnswer, room: RoomState): Promise<void> {
    const { kept, participantId: selfId } = answer;
    await this.#session.enter(answer);
    if (this.#closed) return;
    this.#active = true;
    const own = room.producers.filter((one) => one.participantId === selfId);
    this.own.rejoined(kept, own);
    this.remote.rejoined(kept.consumerIds);
    this.remote.sync(room.producers, selfId);
    this.#groundChanged();
  }

  /** A transport came or went, or the seat was taken: everything looks again, once. */
  #groundChanged(): void {
    if (this.#poking || this.#closed) return;
    this.#poking = true;
    // Sources may be in the middle of the very change that led here.
    queueMicrotask(() => {
      this.#poking = false;
      this.remote.poke();
      this.own.poke();
      this.#changed();
    });
  }

  #changed(): void {
    this.remote.playSound();
    this.#handlers.onChange();
  }

  async #measure(): Promise<void> {
    const { send, receive } = this.#session;
    if (!this.#active || !(send.current ?? receive.current)) return;
    try {
      const [sent, received] = await Promise.all([
        send.current?.getStats() ?? null,
        receive.current?.getStats() ?? null,
      ]);
      const sample = this.#stats.sample(sent, received, this.own.sendingVideo);
      this.#quality = this.#filter.next(rateLink(sample));
      this.#handlers.onChange();
    } catch (error) {
      // A transport that was replaced meanwhile is measured next time.
      if (nameOf(error) === 'InvalidStateError') return;
      this.#report(error, 'measuring the connection');
    }
  }
}
