import type { ConnectionQuality, ProducerSource } from '@meridian/protocol';

/**
 * What others are told of a participant's uplink. mediasoup scores each received stream from 0 to
 * 10 by its loss and retransmissions; the worst of a participant's sources decides. The limits
 * were set so that "fair" is when artefacts begin to be seen (score 7, about 5 % loss) and "poor"
 * when speech suffers (score 4).
 */
export class UplinkQuality {
  readonly #scores = new Map<ProducerSource, number>();

  score(source: ProducerSource, score: number): void {
    this.#scores.set(source, score);
  }

  forget(source: ProducerSource): void {
    this.#scores.delete(source);
  }

  get value(): ConnectionQuality {
    if (this.#scores.size === 0) return 'unknown';
    const worst = Math.min(...this.#scores.values());
    if (worst >= 7) return 'good';
    return worst >= 4 ? 'fair' : 'poor';
  }
}
