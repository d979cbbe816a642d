import type { ReportError } from './failure.js';
import { nameOf } from './failure.js';

/** The part of `HTMLAudioElement` that playing a remote track needs. */
export interface SoundElement {
  srcObject: MediaProvider | null;
  autoplay: boolean;
  volume: number;
  play(): Promise<void>;
  pause(): void;
  /** Missing in browsers that cannot choose a speaker. */
  setSinkId?(deviceId: string): Promise<void>;
}

export interface SoundFactory {
  createElement(): SoundElement;
  createStream(track: MediaStreamTrack): MediaProvider;
}

/**
 * Plays the sound of everybody: one hidden element per remote track, all on the chosen speaker.
 * Browsers refuse to play before the person has pressed something; then `blocked` is true and
 * `enable()`, called from a click, starts everything.
 */
export class SoundOutput {
  readonly #factory: SoundFactory;
  readonly #report: ReportError;
  readonly #onBlockedChange: (blocked: boolean) => void;
  readonly #elements = new Map<string, SoundElement>();
  #speakerId: string | null = null;
  #blocked = false;

  constructor(
    factory: SoundFactory,
    onBlockedChange: (blocked: boolean) => void,
    report: ReportError,
  ) {
    this.#factory = factory;
    this.#onBlockedChange = onBlockedChange;
    this.#report = report;
  }

  get playing(): number {
    return this.#elements.size;
  }

  attach(producerId: string, track: MediaStreamTrack): void {
    this.detach(producerId);
    const element = this.#factory.createElement();
    element.autoplay = true;
    element.srcObject = this.#factory.createStream(track);
    this.#elements.set(producerId, element);
    void this.#route(element);
    void this.#play(element);
  }

  detach(producerId: string): void {
    const element = this.#elements.get(producerId);
    if (!element) return;
    this.#elements.delete(producerId);
    element.pause();
    element.srcObject = null;
  }

  /** @param deviceId null for the system's default */
  async setSpeaker(deviceId: string | null): Promise<void> {
    this.#speakerId = deviceId;
    await Promise.all([...this.#elements.values()].map((element) => this.#route(element)));
  }

  async enable(): Promise<void> {
    this.#setBlocked(false);
    await Promise.all([...this.#elements.values()].map((element) => this.#play(element)));
  }

  close(): void {
    for (const producerId of [...this.#elements.keys()]) this.detach(producerId);
    this.#setBlocked(false);
  }

  async #route(element: SoundElement): Promise<void> {
    try {
      await element.setSinkId?.(this.#speakerId ?? '');
    } catch (error) {
      // The speaker was unplugged: sound goes on where the system sends it.
      this.#report(error, 'choosing the speaker');
    }
  }

  async #play(element: SoundElement): Promise<void> {
    try {
      await element.play();
    } catch (error) {
      const name = nameOf(error);
      if (name === 'NotAllowedError') this.#setBlocked(true);
      // `AbortError`: detached while starting, as when somebody leaves at once.
      else if (name !== 'AbortError') this.#report(error, 'playing sound');
    }
  }

  #setBlocked(blocked: boolean): void {
    if (this.#blocked === blocked) return;
    this.#blocked = blocked;
    this.#onBlockedChange(blocked);
  }
}
