import type { MessageName, ProducerView } from '@meridian/protocol';
import { MeridianError, messages } from '@meridian/protocol';
import * as fakeParameters from 'mediasoup-client/fakeParameters';

interface FakeConsumer {
  readonly participantId: string;
  readonly transportId: string;
  readonly producerId: string;
  paused: boolean;
  spatialLayer: number | null;
}

export interface Outcome {
  readonly answer: unknown;
  readonly opened?: ProducerView;
  readonly updated?: ProducerView;
  readonly closed?: ProducerView;
}

/** Pretends to be mediasoup: keeps the books of transports, producers and consumers, no media. */
export class FakeSfu {
  readonly capabilities = fakeParameters.generateRouterRtpCapabilities();
  readonly transports = new Map<string, { participantId: string; direction: 'send' | 'recv' }>();
  readonly producers = new Map<string, ProducerView>();
  readonly consumers = new Map<string, FakeConsumer>();

  clear(): void {
    this.transports.clear();
    this.producers.clear();
    this.consumers.clear();
  }

  ownProducer(participantId: string, source: ProducerView['source']): ProducerView | undefined {
    return [...this.producers.values()].find(
      (one) => one.participantId === participantId && one.source === source,
    );
  }

  consumerOf(producerId: string): FakeConsumer | undefined {
    return [...this.consumers.values()].find((one) => one.producerId === producerId);
  }

  kept(participantId: string): object {
    const mine = (books: Map<string, { participantId: string }>): string[] =>
      [...books].filter(([, one]) => one.participantId === participantId).map(([id]) => id);
    return {
      transportIds: mine(this.transports),
      producerIds: mine(this.producers).filter((id) => this.#sent.has(id)),
      consumerIds: mine(this.consumers),
    };
  }

  handle(name: MessageName, participantId: string, data: unknown): Outcome {
    switch (name) {
      case 'createTransport': {
        const { direction } = messages.createTransport.request.parse(data);
        for (const [id, one] of this.transports) {
          if (one.participantId === participantId && one.direction === direction) {
            this.transports.delete(id);
          }
        }
        const transportId = crypto.randomUUID();
        this.transports.set(transportId, { participantId, direction });
        const { iceParameters, iceCandidates, dtlsParameters } =
          fakeParameters.generateTransportRemoteParameters();
        return { answer: { transportId, iceParameters, iceCandidates, dtlsParameters } };
      }
      case 'connectTransport':
        this.#transport(messages.connectTransport.request.parse(data).transportId);
        return { answer: {} };
      case 'restartIce': {
        this.#transport(messages.restartIce.request.parse(data).transportId);
        return { answer: { iceParameters: { usernameFragment: 'new', password: 'new' } } };
      }
      case 'produce': {
        const request = messages.produce.request.parse(data);
        this.#transport(request.transportId);
        const { kind, source, paused } = request;
        const producerId = crypto.randomUUID();
        const opened = { producerId, participantId, kind, source, paused };
        this.producers.set(producerId, opened);
        this.#sent.add(producerId);
        return { answer: { producerId }, opened };
      }
      case 'pauseProducer':
      case 'resumeProducer': {
        const { producerId } = messages[name].request.parse(data);
        const updated = { ...this.#producer(producerId), paused: name === 'pauseProducer' };
        this.producers.set(producerId, updated);
        return { answer: {}, updated };
      }
      case 'closeProducer': {
        const { producerId } = messages.closeProducer.request.parse(data);
        const closed = this.#producer(producerId);
        this.producers.delete(producerId);
        return { answer: {}, closed };
      }
      case 'consume': {
        const { transportId, producerId } = messages.consume.request.parse(data);
        return { answer: this.#consume(participantId, transportId, producerId) };
      }
      case 'pauseConsumer':
      case 'resumeConsumer': {
        const { consumerId } = messages[name].request.parse(data);
        this.#consumer(consumerId).paused = name === 'pauseConsumer';
        return { answer: {} };
      }
      case 'setPreferredLayers': {
        const { consumerId, spatialLayer } = messages.setPreferredLayers.request.parse(data);
        this.#consumer(consumerId).spatialLayer = spatialLayer;
        return { answer: {} };
      }
      default:
        return { answer: {} };
    }
  }

  readonly #sent = new Set<string>();

  #consume(participantId: string, transportId: string, producerId: string): object {
    this.#transport(transportId);
    const { kind, paused } = this.#producer(producerId);
    const consumerId = crypto.randomUUID();
    this.consumers.set(consumerId, {
      participantId,
      transportId,
      producerId,
      paused: true,
      spatialLayer: null,
    });
    const { rtpParameters } = fakeParameters.generateConsumerRemoteParameters({
      codecMimeType: kind === 'audio' ? 'audio/opus' : 'video/VP8',
    });
    const encodings = kind === 'audio' ? [{ ssrc: 1 }] : [{ ssrc: 2, scalabilityMode: 'L3T3' }];
    return {
      consumerId,
      producerId,
      kind,
      type: kind === 'audio' ? 'simple' : 'simulcast',
      rtpParameters: { ...rtpParameters, encodings },
      producerPaused: paused,
    };
  }

  #transport(id: string): void {
    if (!this.transports.has(id)) throw new MeridianError('transport_not_found', id);
  }

  #producer(id: string): ProducerView {
    const producer = this.producers.get(id);
    if (!producer) throw new MeridianError('producer_not_found', id);
    return producer;
  }

  #consumer(id: string): FakeConsumer {
    const consumer = this.consumers.get(id);
    if (!consumer) throw new MeridianError('consumer_not_found', id);
    return consumer;
  }
}
