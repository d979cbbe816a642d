import type { DeviceProblem } from './call-model.js';
import type { MediaDevicesApi } from './device-capture.js';
import type { ReportError } from './failure.js';
import { nameOf } from './failure.js';
import type { OwnSource } from './own-source.js';

/** Own screen: picture and, where the browser gives it, the sound that belongs to it. */
export class ScreenShare {
  readonly #mediaDevices: MediaDevicesApi | null;
  readonly #picture: OwnSource;
  readonly #sound: OwnSource;
  readonly #report: ReportError;
  #starting = false;
  /** Raised by every start and stop, so that a choice made too late is recognised. */
  #turn = 0;
  #tracks: MediaStreamTrack[] = [];
  #problem: DeviceProblem | null = null;

  constructor(
    mediaDevices: MediaDevicesApi | null,
    picture: OwnSource,
    sound: OwnSource,
    report: ReportError,
  ) {
    this.#mediaDevices = mediaDevices;
    this.#picture = picture;
    this.#sound = sound;
    this.#report = report;
  }

  get starting(): boolean {
    return this.#starting;
  }

  get problem(): DeviceProblem | null {
    return this.#problem;
  }

  /** Lets the person choose what to share. Resolves when it is shared, or was thought better of. */
  async start(): Promise<void> {
    if (!this.#mediaDevices || this.#starting || this.#tracks.length > 0) return;
    this.#starting = true;
    const turn = ++this.#turn;
    this.#problem = null;
    try {
      const stream = await this.#mediaDevices.getDisplayMedia({
        video: { frameRate: { ideal: 15, max: 30 } },
        // The sound of a film, not of a voice: processing meant for speech would spoil it.
        audio: { echoCancellation: false, noiseSuppression: false, autoGainControl: false },
      });
      // Stopped (left, removed) while the person was choosing.
      if (turn !== this.#turn) {
        for (const track of stream.getTracks()) track.stop();
        return;
      }
      this.#starting = false;
      await this.#share(stream);
    } catch (error) {
      this.#problem = problemOfSharing(error);
      if (this.#problem) this.#report(error, 'sharing the screen');
    } finally {
      this.#starting = false;
    }
  }

  async stop(): Promise<void> {
    this.#turn += 1;
    this.#starting = false;
    for (const track of this.#tracks.splice(0)) {
      track.removeEventListener('ended', this.#onEnded);
      track.stop();
    }
    await Promise.all([this.#picture.set(null, false), this.#sound.set(null, false)]);
  }

  async #share(stream: MediaStream): Promise<void> {
    const [picture] = stream.getVideoTracks();
    const [sound] = stream.getAudioTracks();
    this.#tracks = stream.getTracks();
    if (!picture) {
      await this.stop();
      return;
    }
    // Sharp letters matter more than smooth motion.
    picture.contentHint = 'detail';
    picture.addEventListener('ended', this.#onEnded);
    await Promise.all([
      this.#picture.set(picture, false),
      sound ? this.#sound.set(sound, false) : Promise.resolve(),
    ]);
  }

  /** The browser's own "stop sharing", or the shared window was closed. */
  readonly #onEnded = (): void => {
    void this.stop();
  };
}

/** Closing the browser's picker is no problem; the system forbidding capture is one. */
function problemOfSharing(error: unknown): DeviceProblem | null {
  switch (nameOf(error)) {
    case 'NotAllowedError':
      return String(error).toLowerCase().includes('system') ? 'permission-denied' : null;
    case 'NotReadableError':
      return 'device-busy';
    default:
      return 'device-failed';
  }
}
