import { describe, expect, test } from '@jest/globals';
import type { LinkSample } from './quality.js';
import { QualityFilter, rateLink } from './quality.js';

const fine: LinkSample = {
  roundTripMs: 60,
  sendLoss: 0,
  receiveLoss: 0,
  availableOutgoingBitrate: 3_000_000,
  sendingVideo: true,
};

describe('rateLink', () => {
  test('says nothing before anything was measured', () => {
    const none = { ...fine, roundTripMs: null, sendLoss: null, receiveLoss: null };
    expect(rateLink(none)).toBe('unknown');
  });

  test.each<[string, Partial<LinkSample>, string]>([
    ['an ordinary line', {}, 'good'],
    ['Moscow from Xiamen, 180 ms', { roundTripMs: 180 }, 'good'],
    ['a noticeable delay', { roundTripMs: 400 }, 'fair'],
    ['a delay that breaks talk', { roundTripMs: 900 }, 'poor'],
    ['loss that FEC hides', { receiveLoss: 0.02 }, 'good'],
    ['loss on the way out', { sendLoss: 0.05 }, 'fair'],
    ['loss that takes words', { receiveLoss: 0.15 }, 'poor'],
    ['an uplink too thin for the middle layer', { availableOutgoingBitrate: 300_000 }, 'fair'],
    ['an uplink too thin for any picture', { availableOutgoingBitrate: 100_000 }, 'poor'],
    [
      'a thin uplink that carries sound alone',
      { availableOutgoingBitrate: 100_000, sendingVideo: false },
      'good',
    ],
  ])('%s', (_name, change, rating) => {
    expect(rateLink({ ...fine, ...change })).toBe(rating);
  });
});

test('one bad interval flashes no warning, two do', () => {
  const filter = new QualityFilter();
  const ratings = ['good', 'poor', 'good', 'poor', 'poor', 'good', 'good'] as const;
  expect(ratings.map((one) => filter.next(one))).toEqual([
    'good',
    'good',
    'good',
    'good',
    'poor',
    'poor',
    'good',
  ]);
});
