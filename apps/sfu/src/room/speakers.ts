import type { ActiveSpeakerObserver, AudioLevelObserver, Producer, Router } from 'mediasoup/types';

export interface SpeakersNow {
  readonly dominant: string | null;
  /** Loudest first. */
  readonly speaking: readonly string[];
}

/** Levels below this are room noise, in dBvo (0 is the loudest, -127 silence). */
const speechThreshold = -50;
/** How often levels are looked at, in milliseconds: about a syllable. */
const intervalMs = 250;
const mostSpeaking = 8;

/**
 * Who speaks. mediasoup's dominant-speaker detection (Volfin and Cohen, 2012) chooses the one
 * face to show; audio levels say who else is audible. Both watch microphones only.
 */
export class Speakers {
  #now: SpeakersNow = { dominant: null, speaking: [] };

  private constructor(
    private readonly levels: AudioLevelObserver,
    private readonly dominance: ActiveSpeakerObserver,
    private readonly onChange: (now: SpeakersNow) => void,
  ) {
    levels.on('volumes', (volumes) => {
      this.#change({
        ...this.#now,
        speaking: volumes.map(({ producer }) => participantOf(producer)),
      });
    });
    levels.on('silence', () => this.#change({ ...this.#now, speaking: [] }));
    dominance.on('dominantspeaker', ({ producer }) => {
      this.#change({ ...this.#now, dominant: participantOf(producer) });
    });
  }

  static async watch(router: Router, onChange: (now: SpeakersNow) => void): Promise<Speakers> {
    const [levels, dominance] = await Promise.all([
      router.createAudioLevelObserver({
        maxEntries: mostSpeaking,
        threshold: speechThreshold,
        interval: intervalMs,
      }),
      router.createActiveSpeakerObserver({ interval: 300 }),
    ]);
    return new Speakers(levels, dominance, onChange);
  }

  get dominant(): string | null {
    return this.#now.dominant;
  }

  async add(microphone: Producer): Promise<void> {
    await Promise.all([
      this.levels.addProducer({ producerId: microphone.id }),
      this.dominance.addProducer({ producerId: microphone.id }),
    ]);
  }

  /** A participant who left or stopped sending speaks no more. */
  forget(participantId: string): void {
    this.#change({
      dominant: this.#now.dominant === participantId ? null : this.#now.dominant,
      speaking: this.#now.speaking.filter((id) => id !== participantId),
    });
  }

  close(): void {
    this.levels.close();
    this.dominance.close();
  }

  #change(next: SpeakersNow): void {
    const same =
      next.dominant === this.#now.dominant &&
      next.speaking.length === this.#now.speaking.length &&
      next.speaking.every((id) => this.#now.speaking.includes(id));
    this.#now = next;
    if (!same) this.onChange(next);
  }
}

function participantOf(producer: Producer): string {
  const { participantId } = producer.appData;
  if (typeof participantId !== 'string') throw new Error('A producer without a participant.');
  return participantId;
}
