import type { types } from 'mediasoup-client';
import type { ErrorCode, ProducerSource, ProducerView } from '@meridian/protocol';
import { cameraEncodings, preferVp8, screenEncodings } from './camera-encodings.js';
import type { ReportError } from './failure.js';
import { codeOf, nameOf } from './failure.js';
import type { MediaSession } from './media-session.js';
import type { Step } from './reconciler.js';
import { groundLost, Reconciler } from './reconciler.js';
import type { Requester } from './signalling-client.js';
import type { Timers } from './timers.js';

export interface OwnSourceContext {
  readonly session: MediaSession;
  readonly requester: Requester;
  readonly timers: Timers;
  readonly report: ReportError;
  /** False before the first join and after the last: nothing is sent then. */
  readonly active: () => boolean;
  readonly onChange: () => void;
}

type ProduceOptions = Omit<types.ProducerOptions, 'track'>;

/**
 * One of the own sources (microphone, camera, screen, sound of the screen): what should be sent
 * against what is. Local effects are immediate, the server follows as soon as it can be reached,
 * and after a reconnect the two are brought together again.
 */
export class OwnSource {
  readonly source: ProducerSource;
  readonly #context: OwnSourceContext;
  readonly #onRefused: () => void;
  readonly #reconciler: Reconciler;
  #track: MediaStreamTrack | null = null;
  #paused = false;
  /** Keep the (paused) producer when the track is gone, as for a vanished microphone. */
  #keepProducer = false;
  #producer: types.Producer | null = null;
  #serverPaused = false;
  #producing = false;
  #sentOnce = false;
  #refused: ErrorCode | null = null;

  /** @param onRefused the server takes it not: whoever opened the device should close it */
  constructor(source: ProducerSource, context: OwnSourceContext, onRefused: () => void) {
    this.source = source;
    this.#context = context;
    this.#onRefused = onRefused;
    this.#reconciler = new Reconciler(
      context.timers,
      () => this.#step(),
      (error) => this.#giveUp(error),
    );
  }

  get track(): MediaStreamTrack | null {
    return this.#track;
  }

  get producerId(): string | null {
    return this.#producer && !this.#producer.closed ? this.#producer.id : null;
  }

  /** A request to produce is on its way: the server may know an id that we do not yet. */
  get producing(): boolean {
    return this.#producing;
  }

  get refused(): ErrorCode | null {
    return this.#refused;
  }

  /** `starting` until the first producer stands; a reconnect later does not show as such. */
  get state(): 'off' | 'starting' | 'live' | 'muted' {
    if (!this.#track) return this.#keepProducer ? 'muted' : 'off';
    if (this.#refused) return this.#producer ? 'muted' : 'off';
    if (this.#paused) return 'muted';
    return this.#sentOnce ? 'live' : 'starting';
  }

  /**
   * Sets what should be sent. Resolves when the server has it, refuses it, or cannot be reached
   * for now; never rejects.
   */
  async set(track: MediaStreamTrack | null, paused: boolean, keepProducer = false): Promise<void> {
    // Asking again is worth a new try; only taking back is not.
    if (track && (track !== this.#track || (this.#paused && !paused))) this.#refused = null;
    if (!track && !keepProducer) this.#sentOnce = false;
    this.#track = track;
    this.#paused = paused;
    this.#keepProducer = keepProducer;
    this.#applyLocally();
    this.#reconciler.hurry();
    this.#context.onChange();
    await this.#reconciler.idle();
  }

  /** A chair paused it on the server: follow, so that the next resume is the participant's own. */
  pausedByServer(): void {
    this.#paused = true;
    this.#serverPaused = true;
    this.#applyLocally();
    this.#context.onChange();
  }

  /**
   * After a rejoin: drops a producer the server lost, and compares what it says of a kept one.
   * @returns true when somebody else paused it while we were away
   */
  rejoined(keptIds: readonly string[], views: readonly ProducerView[]): boolean {
    const producer = this.#producer;
    this.#reconciler.hurry();
    if (!producer) return false;
    if (producer.closed || !keptIds.includes(producer.id)) {
      if (!producer.closed) producer.close();
      this.#producer = null;
      return false;
    }
    const view = views.find((one) => one.producerId === producer.id);
    if (!view) return false;
    const pausedByOther = view.paused && !this.#serverPaused && !this.#paused;
    this.#serverPaused = view.paused;
    return pausedByOther;
  }

  /** The ground has changed (joined, a transport came or went): look again. */
  poke(): void {
    if (this.#producer?.closed) this.#producer = null;
    this.#reconciler.poke();
  }

  close(): void {
    this.#reconciler.close();
    this.#producer?.close();
    this.#producer = null;
    this.#track = null;
  }

  #applyLocally(): void {
    const producer = this.#producer;
    if (producer && !producer.closed && producer.paused !== this.#paused) {
      if (this.#paused) producer.pause();
      else producer.resume();
    }
    // Silence must not wait for the server, nor for a producer that is still being made.
    if (this.#track) this.#track.enabled = !this.#paused;
  }

  async #step(): Promise<Step> {
    if (!this.#context.active() || this.#refused) return 'settled';
    if (this.#producer?.closed) this.#producer = null;
    const producer = this.#producer;
    const track = this.#track?.readyState === 'ended' ? null : this.#track;
    if (!producer) return track ? this.#produce(track) : 'settled';
    if (!track && !this.#keepProducer) return this.#closeProducer(producer);
    if (producer.track !== track) {
      await producer.replaceTrack({ track });
      this.#applyLocally();
      return 'again';
    }
    const paused = this.#paused;
    if (this.#serverPaused === paused) return 'settled';
    const name = paused ? 'pauseProducer' : 'resumeProducer';
    await this.#tell(producer, name);
    this.#serverPaused = paused;
    return 'again';
  }

  async #produce(track: MediaStreamTrack): Promise<Step> {
    this.#producing = true;
    const slot = this.#context.session.send;
    let transport: types.Transport | null = null;
    try {
      transport = await slot.acquire();
      if (track !== this.#track) return 'again';
      if (transport.closed) throw groundLost('The send transport');
      const paused = this.#paused;
      const producer = await transport.produce({
        ...this.#options(track),
        track,
        // Tracks belong to the devices; mediasoup-client must not stop them.
        stopTracks: false,
        appData: { source: this.source, paused },
      });
      this.#producer = producer;
      this.#serverPaused = paused;
      this.#sentOnce = true;
      producer.on('transportclose', () => this.#context.onChange());
      this.#applyLocally();
      this.#context.onChange();
      return 'again';
    } catch (error) {
      // mediasoup-client's own closed-state errors: the transport went away under our hands.
      if (nameOf(error) === 'InvalidStateError') {
        throw groundLost('The send transport', error);
      }
      if (codeOf(error) === 'transport_not_found') {
        // Only the one that was used: meanwhile another may stand in its place.
        if (slot.current === transport) slot.drop();
        throw groundLost('The send transport', error);
      }
      throw error;
    } finally {
      this.#producing = false;
    }
  }

  async #closeProducer(producer: types.Producer): Promise<Step> {
    producer.close();
    this.#producer = null;
    this.#context.onChange();
    await this.#tell(producer, 'closeProducer');
    return 'again';
  }

  async #tell(
    producer: types.Producer,
    name: 'pauseProducer' | 'resumeProducer' | 'closeProducer',
  ): Promise<void> {
    try {
      await this.#context.requester.request(name, { producerId: producer.id });
    } catch (error) {
      if (codeOf(error) !== 'producer_not_found') throw error;
      // The server closed it with its transport; what is still wanted is produced anew.
      if (!producer.closed) producer.close();
    }
  }

  #options(track: MediaStreamTrack): ProduceOptions {
    if (track.kind === 'audio') {
      const voice = this.source === 'microphone';
      return {
        // Silence costs nothing with DTX; FEC and NACK keep words whole on a lossy path.
        codecOptions: { opusStereo: !voice, opusDtx: voice, opusFec: true, opusNack: true },
      };
    }
    const codec = preferVp8(this.#context.session.device.sendRtpCapabilities);
    const { width = 1280, height = 720 } = track.getSettings();
    return {
      encodings: this.source === 'screen' ? screenEncodings() : cameraEncodings({ width, height }),
      codecOptions: { videoGoogleStartBitrate: 1_000 },
      ...(codec ? { codec } : {}),
    };
  }

  #giveUp(error: unknown): void {
    this.#refused = codeOf(error) ?? 'internal';
    this.#paused = true;
    this.#applyLocally();
    this.#context.report(error, `sending the ${this.source}`);
    this.#onRefused();
    this.#context.onChange();
  }
}
