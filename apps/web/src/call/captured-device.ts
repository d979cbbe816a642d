import type { DeviceNotice, DeviceProblem } from './call-model.js';
import type { DeviceKind, MediaDevicesApi } from './device-capture.js';
import { openDevice, problemOf } from './device-capture.js';
import type { ReportError } from './failure.js';
import { nameOf } from './failure.js';
import type { Timers } from './timers.js';

export interface CaptureHandlers {
  onChange(track: MediaStreamTrack | null, problem: DeviceProblem | null): void;
  onNotice(notice: Omit<DeviceNotice, 'id'>): void;
}

/** The sender takes over the new track within this time; until then the old one still runs. */
const HANDOVER_MS = 400;

/** The camera or the microphone: at most one live track, replaced by itself when unplugged. */
export class CapturedDevice {
  readonly #kind: DeviceKind;
  readonly #mediaDevices: MediaDevicesApi | null;
  readonly #handlers: CaptureHandlers;
  readonly #timers: Timers;
  readonly #report: ReportError;
  #track: MediaStreamTrack | null = null;
  /** Replaced ones that still feed the sender for a moment. */
  readonly #retiring = new Set<MediaStreamTrack>();
  #requestedId: string | null = null;
  #lastProblem: DeviceProblem | null = null;
  /** Raised by every use and stop, so that an answer that comes too late is recognised. */
  #turn = 0;

  constructor(
    kind: DeviceKind,
    mediaDevices: MediaDevicesApi | null,
    handlers: CaptureHandlers,
    timers: Timers,
    report: ReportError,
  ) {
    this.#kind = kind;
    this.#mediaDevices = mediaDevices;
    this.#handlers = handlers;
    this.#timers = timers;
    this.#report = report;
  }

  get track(): MediaStreamTrack | null {
    return this.#track;
  }

  /** Opens the device, or returns its track when it is the one in use. Never rejects. */
  async use(deviceId: string | null): Promise<MediaStreamTrack | null> {
    if (this.#isInUse(deviceId)) return this.#track;
    const mediaDevices = this.#mediaDevices;
    if (!mediaDevices) return null;
    const turn = ++this.#turn;
    try {
      const track = await this.#open(mediaDevices, deviceId);
      if (turn !== this.#turn) {
        track.stop();
        return this.#track;
      }
      this.#requestedId = deviceId;
      this.#hold(track);
      return track;
    } catch (error) {
      if (turn !== this.#turn) return this.#track;
      this.#fail(problemOf(this.#kind, error), error);
      return this.#track;
    }
  }

  /** Takes a track that was opened together with another device. */
  adopt(track: MediaStreamTrack, deviceId: string | null): void {
    this.#turn += 1;
    this.#requestedId = deviceId;
    this.#hold(track);
  }

  fail(error: unknown): void {
    this.#fail(problemOf(this.#kind, error), error);
  }

  /** Switches the device off (its light goes out). */
  stop(): void {
    this.#turn += 1;
    for (const track of this.#retiring) this.#retire(track);
    if (!this.#track) return;
    this.#release(this.#track);
    this.#track = null;
    this.#handlers.onChange(null, null);
  }

  /** Devices came or went: notices an ended track whose event the browser forgot. */
  check(): void {
    if (this.#track?.readyState === 'ended') this.#onEnded();
  }

  #isInUse(deviceId: string | null): boolean {
    if (this.#track?.readyState !== 'live') return false;
    const inUse = this.#track.getSettings().deviceId;
    return deviceId === null || deviceId === inUse || deviceId === this.#requestedId;
  }

  async #open(mediaDevices: MediaDevicesApi, deviceId: string | null): Promise<MediaStreamTrack> {
    try {
      return await openDevice(mediaDevices, this.#kind, deviceId);
    } catch (error) {
      // Many phones cannot open a second camera while the first runs: let go of it first.
      if (nameOf(error) !== 'NotReadableError' || !this.#track) throw error;
      this.#release(this.#track);
      this.#track = null;
      return openDevice(mediaDevices, this.#kind, deviceId);
    }
  }

  #hold(track: MediaStreamTrack): void {
    const previous = this.#track;
    this.#track = track;
    this.#lastProblem = null;
    track.addEventListener('ended', this.#onEnded);
    this.#handlers.onChange(track, null);
    if (!previous) return;
    previous.removeEventListener('ended', this.#onEnded);
    this.#retiring.add(previous);
    this.#timers.after(HANDOVER_MS, () => this.#retire(previous));
  }

  #retire(track: MediaStreamTrack): void {
    this.#retiring.delete(track);
    track.stop();
  }

  #release(track: MediaStreamTrack): void {
    track.removeEventListener('ended', this.#onEnded);
    track.stop();
  }

  #fail(problem: DeviceProblem, cause: unknown): void {
    this.#lastProblem = problem;
    this.#report(cause, `opening the ${this.#kind}`);
    // A failed switch leaves the old device running; the person is told all the same.
    this.#handlers.onChange(this.#track, problem);
  }

  /** Fired by unplugging and by withdrawn permission, never by our own `stop()`. */
  readonly #onEnded = (): void => {
    const lost = this.#track;
    if (!lost) return;
    lost.removeEventListener('ended', this.#onEnded);
    void this.#replace(lost);
  };

  async #replace(lost: MediaStreamTrack): Promise<void> {
    this.#requestedId = null;
    const turn = this.#turn;
    const next = await this.use(null);
    if (next && next !== lost) {
      this.#handlers.onNotice({ kind: 'switched', device: this.#kind, label: next.label });
      return;
    }
    if (this.#track !== lost || this.#turn !== turn + 1) return;
    this.#track = null;
    const missing: DeviceProblem = this.#kind === 'camera' ? 'no-camera' : 'no-microphone';
    this.#handlers.onChange(null, this.#lastProblem ?? missing);
    this.#handlers.onNotice({ kind: 'lost', device: this.#kind, label: lost.label });
  }
}
