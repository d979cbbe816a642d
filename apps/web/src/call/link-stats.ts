import type { LinkSample } from './quality.js';

/** The members of WebRTC statistics read here (https://www.w3.org/TR/webrtc-stats/). */
interface Stat {
  readonly type?: unknown;
  readonly id?: unknown;
  readonly kind?: unknown;
  readonly nominated?: unknown;
  readonly state?: unknown;
  readonly currentRoundTripTime?: unknown;
  readonly availableOutgoingBitrate?: unknown;
  readonly fractionLost?: unknown;
  readonly roundTripTime?: unknown;
  readonly packetsReceived?: unknown;
  readonly packetsLost?: unknown;
}

const numberOr = <Other>(value: unknown, other: Other): number | Other =>
  typeof value === 'number' && Number.isFinite(value) ? value : other;

/** Turns successive statistics reports of both transports into samples of the interval between. */
export class LinkStats {
  #received = 0;
  #lost = 0;

  sample(
    send: ReadonlyMap<string, Stat> | null,
    receive: ReadonlyMap<string, Stat> | null,
    sendingVideo: boolean,
  ): LinkSample {
    const sent = [...(send?.values() ?? [])];
    const arrived = [...(receive?.values() ?? [])];
    const uplinkPair = selectedPair(sent);
    const pair = uplinkPair ?? selectedPair(arrived);
    const roundTrip = numberOr(pair?.currentRoundTripTime, null);
    const losses = sent
      .filter((stat) => stat.type === 'remote-inbound-rtp')
      .map((stat) => numberOr(stat.fractionLost, null))
      .filter((loss) => loss !== null);
    return {
      roundTripMs: roundTrip === null ? null : Math.round(roundTrip * 1_000),
      sendLoss: losses.length > 0 ? Math.max(...losses) : null,
      receiveLoss: this.#receiveLoss(arrived),
      availableOutgoingBitrate: numberOr(uplinkPair?.availableOutgoingBitrate, null),
      sendingVideo,
    };
  }

  #receiveLoss(stats: readonly Stat[]): number | null {
    const inbound = stats.filter((stat) => stat.type === 'inbound-rtp');
    const sum = (pick: (stat: Stat) => unknown): number =>
      inbound.reduce((total, stat) => total + numberOr(pick(stat), 0), 0);
    const received = sum((stat) => stat.packetsReceived);
    const lost = sum((stat) => stat.packetsLost);
    const deltaReceived = received - this.#received;
    const deltaLost = lost - this.#lost;
    this.#received = received;
    this.#lost = lost;
    // Negative when a consumer was closed in between; too few packets say nothing.
    if (deltaReceived < 20 || deltaLost < 0) return null;
    return deltaLost / (deltaReceived + deltaLost);
  }
}

function selectedPair(stats: readonly Stat[]): Stat | null {
  return (
    stats.find(
      (stat) =>
        stat.type === 'candidate-pair' && stat.nominated === true && stat.state === 'succeeded',
    ) ?? null
  );
}
