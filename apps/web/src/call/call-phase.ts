import type { CallFailure, CallPhase } from './call-model.js';

/** Facts from which the phase of a running call follows. Times in milliseconds since the epoch. */
export interface LinkFacts {
  /** The seat is taken over a socket that stands. */
  readonly seated: boolean;
  readonly everSeated: boolean;
  /** When signalling was lost, or the first attempt began; null while seated. */
  readonly signallingLostAt: number | null;
  /** When media was lost for certain; null while it flows or is not needed. */
  readonly mediaLostAt: number | null;
  /** Rebuilding transports has not helped; waiting for the person or the network. */
  readonly mediaGaveUp: boolean;
  /** The latest `retry()`; trying gets its full time again from there. */
  readonly retriedAt: number;
}

export interface PhaseView {
  readonly phase: CallPhase;
  readonly failure: CallFailure | null;
  readonly lostSince: number | null;
}

/** A seat is kept for 30 s on the server; after that time the person is told. */
const GIVE_UP_MS = 30_000;

/** The phase of a call that was neither refused nor ended. */
export function phaseOf(facts: LinkFacts, now: number): PhaseView {
  const lostAt = earliest(facts.signallingLostAt, facts.mediaLostAt);
  if (facts.seated && lostAt === null) return { phase: 'live', failure: null, lostSince: null };
  const since = lostAt ?? now;
  const lostSince = facts.everSeated ? since : null;
  const trying = Math.min(now - since, now - facts.retriedAt);
  if (trying >= GIVE_UP_MS || (facts.seated && facts.mediaGaveUp)) {
    const failure = facts.seated ? 'media-unreachable' : 'unreachable';
    return { phase: 'offline', failure, lostSince: since };
  }
  return { phase: facts.everSeated ? 'reconnecting' : 'connecting', failure: null, lostSince };
}

function earliest(a: number | null, b: number | null): number | null {
  if (a === null) return b;
  return b === null ? a : Math.min(a, b);
}
