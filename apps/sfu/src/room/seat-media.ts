import {
  MeridianError,
  type KeptMedia,
  type ProducerSource,
  type ProducerView,
} from '@meridian/protocol';
import type {
  Consumer,
  DtlsParameters,
  MediaKind,
  Producer,
  Router,
  RtpCapabilities,
  RtpParameters,
  WebRtcServer,
  WebRtcTransport,
} from 'mediasoup/types';

type Direction = 'send' | 'recv';

export interface MediaLimits {
  /** Bits per second one participant may send, all sources together. */
  readonly maxIncomingBitrate: number;
  /** Consumers one participant may hold. */
  readonly maxConsumers: number;
}

/** What a seat's media tells the room. */
export interface SeatMediaEvents {
  producerOpened(producer: Producer, view: ProducerView): void;
  producerClosed(view: ProducerView): void;
  producerScored(source: ProducerSource, score: number): void;
  consumerClosed(consumerId: string): void;
  consumerLayersChanged(consumerId: string, spatialLayer: number | null): void;
}

interface OwnProducer {
  readonly producer: Producer;
  readonly source: ProducerSource;
}

/** Bits per second assumed towards a client until its bandwidth has been measured. */
const initialOutgoingBitrate = 1_000_000;

/** The transports, producers and consumers of one participant. Closing it closes them all. */
export class SeatMedia {
  readonly #transports = new Map<Direction, WebRtcTransport>();
  readonly #producers = new Map<ProducerSource, OwnProducer>();
  readonly #consumers = new Map<string, Consumer>();
  #closed = false;

  constructor(
    private readonly participantId: string,
    private readonly router: Router,
    private readonly webRtcServer: WebRtcServer,
    private readonly limits: MediaLimits,
    private readonly events: SeatMediaEvents,
  ) {}

  get kept(): KeptMedia {
    return {
      transportIds: [...this.#transports.values()].map(({ id }) => id),
      producerIds: [...this.#producers.values()].map(({ producer }) => producer.id),
      consumerIds: [...this.#consumers.keys()],
    };
  }

  get counts(): { transports: number; producers: number; consumers: number } {
    return {
      transports: this.#transports.size,
      producers: this.#producers.size,
      consumers: this.#consumers.size,
    };
  }

  producers(): ProducerView[] {
    return [...this.#producers.values()].map((own) => this.#view(own));
  }

  producerOf(source: ProducerSource): Producer | undefined {
    return this.#producers.get(source)?.producer;
  }

  /** Opens the transport of a direction; an older one goes first, with all that hung on it. */
  async createTransport(direction: Direction): Promise<WebRtcTransport> {
    this.#transports.get(direction)?.close();
    this.#transports.delete(direction);
    const transport = await this.router.createWebRtcTransport({
      webRtcServer: this.webRtcServer,
      enableUdp: true,
      enableTcp: true,
      preferUdp: true,
      initialAvailableOutgoingBitrate: initialOutgoingBitrate,
      appData: { direction },
    });
    if (this.#closed) {
      transport.close();
      throw new MeridianError('not_joined', 'The participant left while a transport was opened.');
    }
    this.#transports.get(direction)?.close();
    this.#transports.set(direction, transport);
    transport.observer.once('close', () => {
      if (this.#transports.get(direction) === transport) this.#transports.delete(direction);
    });
    if (direction === 'send') {
      await transport.setMaxIncomingBitrate(this.limits.maxIncomingBitrate);
    }
    return transport;
  }

  async connectTransport(transportId: string, dtlsParameters: DtlsParameters): Promise<void> {
    const transport = this.#transport(transportId);
    // A retry of a connect that had gone through finds the transport connected already.
    if (transport.dtlsState !== 'new') return;
    await transport.connect({ dtlsParameters });
  }

  restartIce(transportId: string): ReturnType<WebRtcTransport['restartIce']> {
    return this.#transport(transportId).restartIce();
  }

  async produce(request: {
    transportId: string;
    kind: MediaKind;
    source: ProducerSource;
    rtpParameters: RtpParameters;
    paused: boolean;
  }): Promise<string> {
    const transport = this.#transport(request.transportId, 'send');
    this.#producers.get(request.source)?.producer.close();
    const producer = await transport
      .produce({
        kind: request.kind,
        rtpParameters: request.rtpParameters,
        paused: request.paused,
        // Enough for a new viewer to see a picture at once, few enough to spare the sender.
        keyFrameRequestDelay: 1_000,
        appData: { participantId: this.participantId, source: request.source },
      })
      .catch((cause: unknown) => {
        throw new MeridianError('invalid_request', 'The media parameters do not fit this room.', {
          cause,
        });
      });
    this.#producers.get(request.source)?.producer.close();
    const own = { producer, source: request.source };
    this.#producers.set(request.source, own);
    producer.observer.once('close', () => {
      if (this.#producers.get(own.source) === own) this.#producers.delete(own.source);
      this.events.producerClosed(this.#view(own));
    });
    producer.on('score', (scores) => {
      // Simulcast layers that are not being sent score 0; the best one is what viewers get.
      this.events.producerScored(own.source, Math.max(0, ...scores.map(({ score }) => score)));
    });
    this.events.producerOpened(producer, this.#view(own));
    return producer.id;
  }

  async setProducerPaused(producerId: string, paused: boolean): Promise<ProducerView> {
    const own = this.#ownProducer(producerId);
    await (paused ? own.producer.pause() : own.producer.resume()).catch((cause: unknown) => {
      throw new MeridianError('producer_not_found', 'The producer is gone.', { cause });
    });
    return this.#view(own);
  }

  closeProducer(producerId: string): void {
    this.#ownProducer(producerId).producer.close();
  }

  async consume(request: {
    transportId: string;
    producerId: string;
    rtpCapabilities: RtpCapabilities;
  }): Promise<Consumer> {
    const transport = this.#transport(request.transportId, 'recv');
    if (this.#consumers.size >= this.limits.maxConsumers) {
      throw new MeridianError('rate_limited', 'Too many consumers.', {
        details: { limit: this.limits.maxConsumers },
      });
    }
    const { producerId, rtpCapabilities } = request;
    if (!this.router.canConsume({ producerId, rtpCapabilities })) {
      throw new MeridianError('cannot_consume', 'This browser cannot play what is being sent.');
    }
    const consumer = await transport
      .consume({ producerId, rtpCapabilities, paused: true, enableRtx: true })
      .catch((cause: unknown) => {
        throw new MeridianError('producer_not_found', 'The producer is gone.', { cause });
      });
    this.#consumers.set(consumer.id, consumer);
    consumer.observer.once('close', () => {
      // A consumer closed by its owner was taken out before; anything else is news to the owner.
      if (this.#consumers.delete(consumer.id)) this.events.consumerClosed(consumer.id);
    });
    consumer.on('layerschange', (layers) => {
      this.events.consumerLayersChanged(consumer.id, layers?.spatialLayer ?? null);
    });
    return consumer;
  }

  /** Does something to a consumer, which may be going away in the worker at this moment. */
  async withConsumer(
    consumerId: string,
    act: (consumer: Consumer) => Promise<void>,
  ): Promise<void> {
    await act(this.#consumer(consumerId)).catch((cause: unknown) => {
      throw new MeridianError('consumer_not_found', 'The consumer is gone.', { cause });
    });
  }

  closeConsumer(consumerId: string): void {
    const consumer = this.#consumer(consumerId);
    this.#consumers.delete(consumerId);
    consumer.close();
  }

  close(): void {
    if (this.#closed) return;
    this.#closed = true;
    // The owner of the consumers is gone: nobody needs to be told of each.
    const consumers = [...this.#consumers.values()];
    this.#consumers.clear();
    for (const consumer of consumers) consumer.close();
    for (const transport of [...this.#transports.values()]) transport.close();
  }

  #transport(transportId: string, direction?: Direction): WebRtcTransport {
    for (const [key, transport] of this.#transports) {
      if (transport.id === transportId && (direction === undefined || direction === key)) {
        return transport;
      }
    }
    throw new MeridianError('transport_not_found', 'There is no such transport.');
  }

  #consumer(consumerId: string): Consumer {
    const consumer = this.#consumers.get(consumerId);
    if (!consumer) throw new MeridianError('consumer_not_found', 'There is no such consumer.');
    return consumer;
  }

  #ownProducer(producerId: string): OwnProducer {
    for (const own of this.#producers.values()) {
      if (own.producer.id === producerId) return own;
    }
    throw new MeridianError('producer_not_found', 'There is no such producer of yours.');
  }

  #view({ producer, source }: OwnProducer): ProducerView {
    return {
      producerId: producer.id,
      participantId: this.participantId,
      kind: producer.kind,
      source,
      paused: producer.paused,
    };
  }
}
