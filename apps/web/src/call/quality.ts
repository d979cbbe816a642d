import type { ConnectionQuality } from '@meridian/protocol';

/** What the statistics of both transports say about the last interval. */
export interface LinkSample {
  /** Media round trip in milliseconds; null when not measured. */
  readonly roundTripMs: number | null;
  /** Share of sent packets that were lost, 0 to 1. */
  readonly sendLoss: number | null;
  /** Share of packets lost on the way here, 0 to 1. */
  readonly receiveLoss: number | null;
  /** What congestion control believes the uplink carries, in bits a second. */
  readonly availableOutgoingBitrate: number | null;
  readonly sendingVideo: boolean;
}

/**
 * Own connection in plain words. Delay after ITU-T G.114: up to 150 ms one way nobody notices,
 * above 400 ms talk breaks down; with jitter buffers and encoding that is a round trip of about
 * 350 and 700 ms. Loss: Opus with FEC hides about 3 %, beyond 10 % words go missing. An uplink
 * below 500 kbit/s cannot carry the middle camera layer, below 180 kbit/s not even the lowest.
 */
export function rateLink(sample: LinkSample): ConnectionQuality {
  const { roundTripMs, sendLoss, receiveLoss, availableOutgoingBitrate, sendingVideo } = sample;
  if (roundTripMs === null && sendLoss === null && receiveLoss === null) return 'unknown';
  const loss = Math.max(sendLoss ?? 0, receiveLoss ?? 0);
  const delay = roundTripMs ?? 0;
  const uplink = sendingVideo ? (availableOutgoingBitrate ?? Infinity) : Infinity;
  if (loss > 0.1 || delay > 700 || uplink < 180_000) return 'poor';
  if (loss > 0.03 || delay > 350 || uplink < 500_000) return 'fair';
  return 'good';
}

/** Keeps one bad interval from flashing a warning: a rating must come twice to be believed. */
export class QualityFilter {
  #shown: ConnectionQuality = 'unknown';
  #last: ConnectionQuality = 'unknown';

  next(rating: ConnectionQuality): ConnectionQuality {
    if (rating === this.#last || this.#shown === 'unknown') this.#shown = rating;
    this.#last = rating;
    return this.#shown;
  }
}
