import { describe, expect, test } from '@jest/globals';
import type { LinkFacts } from './call-phase.js';
import { phaseOf } from './call-phase.js';

const standing: LinkFacts = {
  seated: true,
  everSeated: true,
  signallingLostAt: null,
  mediaLostAt: null,
  mediaGaveUp: false,
  retriedAt: 0,
};

describe('phaseOf', () => {
  test('live while signalling and media stand', () => {
    expect(phaseOf(standing, 99_000)).toEqual({ phase: 'live', failure: null, lostSince: null });
  });

  test('connecting until the first seat, unreachable after 30 s', () => {
    const first = { ...standing, seated: false, everSeated: false, signallingLostAt: 1_000 };
    expect(phaseOf(first, 30_999).phase).toBe('connecting');
    expect(phaseOf(first, 31_000)).toMatchObject({ phase: 'offline', failure: 'unreachable' });
  });

  test('reconnecting counts from the earlier of two losses', () => {
    const lost = { ...standing, seated: false, signallingLostAt: 5_000, mediaLostAt: 3_000 };
    expect(phaseOf(lost, 6_000)).toMatchObject({ phase: 'reconnecting', lostSince: 3_000 });
    expect(phaseOf(lost, 33_000).phase).toBe('offline');
  });

  test('media alone may be lost', () => {
    const silent = { ...standing, mediaLostAt: 1_000 };
    expect(phaseOf(silent, 2_000).phase).toBe('reconnecting');
    expect(phaseOf({ ...silent, mediaGaveUp: true }, 2_000)).toMatchObject({
      phase: 'offline',
      failure: 'media-unreachable',
    });
  });

  test('a retry gives trying its full time again and keeps when it began', () => {
    const lost = { ...standing, seated: false, signallingLostAt: 1_000, retriedAt: 40_000 };
    expect(phaseOf(lost, 41_000)).toMatchObject({ phase: 'reconnecting', lostSince: 1_000 });
    expect(phaseOf(lost, 70_000).phase).toBe('offline');
  });
});
