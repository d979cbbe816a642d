import type { ProducerView, ResponseOf } from '@meridian/protocol';
import type { types } from 'mediasoup-client';
import type { TileSize } from './call-model.js';
import { spatialLayersOf } from './camera-encodings.js';
import type { ConsumeQueue } from './consume-queue.js';
import type { ReportError } from './failure.js';
import { codeOf, nameOf } from './failure.js';
import { layerForHeight, pictureHeight } from './layer-policy.js';
import type { MediaSession } from './media-session.js';
import type { Step } from './reconciler.js';
import { groundLost, Reconciler } from './reconciler.js';
import type { Requester } from './signalling-client.js';
import type { Cancel, Timers } from './timers.js';

export interface RemoteSourceContext {
  readonly session: MediaSession;
  readonly requester: Requester;
  readonly timers: Timers;
  readonly queue: ConsumeQueue;
  readonly report: ReportError;
  readonly active: () => boolean;
  readonly onChange: () => void;
}

/** A tile that is scrolled away for a moment keeps its picture; layout settles within this time. */
const HIDE_AFTER_MS = 500;
const RESIZE_AFTER_MS = 150;

/** Somebody else's producer: subscribed when wanted, paused when not, in the layer that fits. */
export class RemoteSource {
  readonly #context: RemoteSourceContext;
  readonly #reconciler: Reconciler;
  #view: ProducerView;
  #wanted: boolean;
  #layer: number | null = null;
  #height: number | null = null;
  #consumer: types.Consumer | null = null;
  #layers = 1;
  #running = false;
  #sentLayer: number | null = null;
  #arrivingLayer: number | null = null;
  #cancelHide: Cancel | null = null;
  #cancelResize: Cancel | null = null;
  #gaveUp = false;
  #closed = false;

  constructor(view: ProducerView, context: RemoteSourceContext) {
    this.#view = view;
    this.#context = context;
    this.#wanted = view.kind === 'audio';
    this.#reconciler = new Reconciler(
      context.timers,
      () => this.#step(),
      (error) => {
        this.#gaveUp = true;
        // It was closed while we asked; the room's event is on its way.
        if (codeOf(error) === 'producer_not_found') return;
        context.report(error, `receiving the ${view.source}`);
      },
    );
  }

  get view(): ProducerView {
    return this.#view;
  }

  get consumerId(): string | null {
    return this.#consumer && !this.#consumer.closed ? this.#consumer.id : null;
  }

  get track(): MediaStreamTrack | null {
    return this.#consumer && !this.#consumer.closed ? this.#consumer.track : null;
  }

  /** Layer that arrives now; null while paused or not simulcast. */
  get spatialLayer(): number | null {
    return this.#running && this.#layers > 1 ? this.#arrivingLayer : null;
  }

  setView(view: ProducerView): void {
    this.#view = view;
  }

  /** How the picture is drawn; null when it is not. */
  setTile(size: TileSize | null): void {
    const visible = size !== null && size.visible && size.height > 0;
    if (!visible) {
      this.#cancelHide ??= this.#context.timers.after(HIDE_AFTER_MS, () => {
        this.#cancelHide = null;
        this.#want(false);
      });
      return;
    }
    this.#cancelHide?.();
    this.#cancelHide = null;
    this.#height = pictureHeight(size);
    if (!this.#wanted) {
      this.#chooseLayer();
      this.#want(true);
      return;
    }
    this.#cancelResize ??= this.#context.timers.after(RESIZE_AFTER_MS, () => {
      this.#cancelResize = null;
      this.#chooseLayer();
    });
  }

  /** The server told which layer it forwards. */
  layerArrives(spatialLayer: number | null): void {
    this.#arrivingLayer = spatialLayer;
  }

  /** After a rejoin: drops a consumer the server lost. */
  rejoined(keptIds: readonly string[]): void {
    this.#gaveUp = false;
    this.#reconciler.hurry();
    if (this.#consumer && !keptIds.includes(this.#consumer.id)) this.consumerGone();
  }

  /** The server closed the consumer; a wanted one is made anew. */
  consumerGone(): void {
    this.#dropConsumer();
    this.#context.onChange();
    this.#reconciler.poke();
  }

  poke(): void {
    if (this.#consumer?.closed) this.#dropConsumer();
    this.#reconciler.poke();
  }

  close(): void {
    this.#closed = true;
    this.#cancelHide?.();
    this.#cancelResize?.();
    this.#reconciler.close();
    this.#dropConsumer();
  }

  #want(wanted: boolean): void {
    this.#wanted = wanted;
    this.#gaveUp = false;
    this.#reconciler.hurry();
  }

  #chooseLayer(): void {
    if (this.#height === null) return;
    const layer = layerForHeight(this.#height, this.#layer);
    if (layer === this.#layer) return;
    this.#layer = layer;
    this.#reconciler.poke();
  }

  #dropConsumer(): void {
    if (this.#consumer && !this.#consumer.closed) this.#consumer.close();
    this.#consumer = null;
    this.#running = false;
    this.#sentLayer = null;
    this.#arrivingLayer = null;
  }

  async #step(): Promise<Step> {
    if (!this.#context.active() || this.#gaveUp) return 'settled';
    if (this.#consumer?.closed) this.#dropConsumer();
    const consumer = this.#consumer;
    if (!consumer) return this.#wanted ? this.#consume() : 'settled';
    const layer = this.#layer === null ? null : Math.min(this.#layer, this.#layers - 1);
    if (this.#wanted && this.#layers > 1 && layer !== null && layer !== this.#sentLayer) {
      await this.#tell(() =>
        this.#context.requester.request('setPreferredLayers', {
          consumerId: consumer.id,
          spatialLayer: layer,
        }),
      );
      this.#sentLayer = layer;
      return 'again';
    }
    const wanted = this.#wanted;
    if (this.#running === wanted) return 'settled';
    const name = wanted ? 'resumeConsumer' : 'pauseConsumer';
    await this.#tell(() => this.#context.requester.request(name, { consumerId: consumer.id }));
    if (this.#consumer === consumer) this.#running = wanted;
    this.#context.onChange();
    return 'again';
  }

  async #consume(): Promise<Step> {
    const { queue, session, requester } = this.#context;
    const priority = this.#view.kind === 'audio' ? 'sound' : 'picture';
    await queue.run(priority, async () => {
      if (!this.#wanted || !this.#context.active()) return;
      let transport: types.Transport | null = null;
      try {
        transport = await session.receive.acquire();
        const answer = await requester.request('consume', {
          transportId: transport.id,
          producerId: this.#view.producerId,
          rtpCapabilities: session.device.recvRtpCapabilities,
        });
        if (transport.closed) throw groundLost('The receive transport');
        const consumer = await transport.consume(consumeOptions(answer, this.#view));
        if (this.#closed) {
          consumer.close();
          return;
        }
        consumer.on('transportclose', () => this.#context.onChange());
        this.#layers = spatialLayersOf(consumer.rtpParameters);
        this.#consumer = consumer;
        this.#context.onChange();
      } catch (error) {
        if (nameOf(error) === 'InvalidStateError') {
          throw groundLost('The receive transport', error);
        }
        if (codeOf(error) === 'transport_not_found') {
          // Only the one that was used: meanwhile another may stand in its place.
          if (session.receive.current === transport) session.receive.drop();
          throw groundLost('The receive transport', error);
        }
        throw error;
      }
    });
    return 'again';
  }

  async #tell(request: () => Promise<unknown>): Promise<void> {
    try {
      await request();
    } catch (error) {
      if (codeOf(error) !== 'consumer_not_found') throw error;
      this.#dropConsumer();
      throw groundLost('The consumer', error);
    }
  }
}

/** Sound and picture of one participant share a stream id, so that browsers keep lips in time. */
function consumeOptions(answer: ResponseOf<'consume'>, view: ProducerView): types.ConsumerOptions {
  const part = view.source === 'screen' || view.source === 'screenAudio' ? 'screen' : 'person';
  return {
    id: answer.consumerId,
    producerId: answer.producerId,
    kind: answer.kind,
    // The schema bounds what mediasoup-client declares more narrowly.
    rtpParameters: answer.rtpParameters as types.RtpParameters,
    streamId: `${view.participantId}-${part}`,
  };
}
