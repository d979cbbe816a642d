import type { ProducerSource, ProducerView } from '@meridian/protocol';
import type { RemoteSource as RemoteSourceModel, TileSize } from './call-model.js';
import type { RemoteSourceContext } from './remote-source.js';
import { RemoteSource } from './remote-source.js';
import type { SoundOutput } from './sound-output.js';

function tileKey(participantId: string, source: ProducerSource): string {
  return `${participantId}/${source}`;
}

/** Everything the others send: one `RemoteSource` per producer, sound to the loudspeaker. */
export class RemoteSources {
  readonly #context: RemoteSourceContext;
  readonly #sound: SoundOutput;
  readonly #sources = new Map<string, RemoteSource>();
  readonly #sounding = new Map<string, MediaStreamTrack>();
  /** Tiles may be laid out before their producer appears, and outlive it. */
  readonly #tiles = new Map<string, TileSize>();
  #soundOnly = false;

  constructor(context: RemoteSourceContext, sound: SoundOutput) {
    this.#context = context;
    this.#sound = sound;
  }

  /** Fits the subscriptions to the producers in the room, sound first. */
  sync(producers: readonly ProducerView[], selfId: string): void {
    const remote = producers.filter((one) => one.participantId !== selfId);
    const present = new Set(remote.map((one) => one.producerId));
    for (const [producerId, source] of this.#sources) {
      if (present.has(producerId)) continue;
      source.close();
      this.#sources.delete(producerId);
    }
    const soundFirst = remote.toSorted((a, b) => a.kind.localeCompare(b.kind));
    for (const view of soundFirst) {
      const known = this.#sources.get(view.producerId);
      if (known) known.setView(view);
      else this.#add(view);
    }
    this.playSound();
  }

  setTile(participantId: string, source: ProducerSource, size: TileSize | null): void {
    const key = tileKey(participantId, source);
    if (size) this.#tiles.set(key, size);
    else this.#tiles.delete(key);
    for (const one of this.#sources.values()) {
      const { view } = one;
      if (view.kind === 'video' && tileKey(view.participantId, view.source) === key) {
        this.#applyTile(one);
      }
    }
  }

  setSoundOnly(on: boolean): void {
    this.#soundOnly = on;
    for (const one of this.#sources.values()) if (one.view.kind === 'video') this.#applyTile(one);
  }

  /** After a rejoin: what the server still holds goes on, the rest is subscribed anew. */
  rejoined(keptConsumerIds: readonly string[]): void {
    for (const source of this.#sources.values()) source.rejoined(keptConsumerIds);
  }

  consumerClosed(consumerId: string): void {
    this.#byConsumer(consumerId)?.consumerGone();
  }

  layerChanged(consumerId: string, spatialLayer: number | null): void {
    this.#byConsumer(consumerId)?.layerArrives(spatialLayer);
  }

  /** The ground has changed: every subscription looks again. */
  poke(): void {
    for (const source of this.#sources.values()) source.poke();
  }

  view(): RemoteSourceModel[] {
    return [...this.#sources.values()].map((one) => ({
      producer: one.view,
      track: one.track,
      spatialLayer: one.spatialLayer,
    }));
  }

  close(): void {
    for (const source of this.#sources.values()) source.close();
    this.#sources.clear();
    this.playSound();
  }

  #add(view: ProducerView): void {
    const source = new RemoteSource(view, this.#context);
    this.#sources.set(view.producerId, source);
    if (view.kind === 'audio') source.poke();
    else this.#applyTile(source);
  }

  #applyTile(source: RemoteSource): void {
    const { participantId, source: kind } = source.view;
    source.setTile(
      this.#soundOnly ? null : (this.#tiles.get(tileKey(participantId, kind)) ?? null),
    );
  }

  /** Starts and stops elements after tracks came and went. */
  playSound(): void {
    const wanted = new Map<string, MediaStreamTrack>();
    for (const [producerId, source] of this.#sources) {
      if (source.view.kind === 'audio' && source.track) wanted.set(producerId, source.track);
    }
    for (const [producerId, track] of this.#sounding) {
      if (wanted.get(producerId) === track) continue;
      this.#sounding.delete(producerId);
      this.#sound.detach(producerId);
    }
    for (const [producerId, track] of wanted) {
      if (this.#sounding.has(producerId)) continue;
      this.#sounding.set(producerId, track);
      this.#sound.attach(producerId, track);
    }
  }

  #byConsumer(consumerId: string): RemoteSource | undefined {
    return [...this.#sources.values()].find((one) => one.consumerId === consumerId);
  }
}
