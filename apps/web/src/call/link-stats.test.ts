import { expect, test } from '@jest/globals';
import { LinkStats } from './link-stats.js';

const report = (...stats: object[]): Map<string, object> =>
  new Map(stats.map((stat, index) => [String(index), stat]));
const pair = (more: object) => ({
  type: 'candidate-pair',
  nominated: true,
  state: 'succeeded',
  ...more,
});
const inbound = (packetsReceived: number, packetsLost: number) => ({
  type: 'inbound-rtp',
  packetsReceived,
  packetsLost,
});

test('reads delay, uplink and the worst loss of what is sent', () => {
  const sample = new LinkStats().sample(
    report(
      pair({ currentRoundTripTime: 0.182, availableOutgoingBitrate: 900_000 }),
      { type: 'candidate-pair', nominated: false, state: 'failed', currentRoundTripTime: 9 },
      { type: 'remote-inbound-rtp', fractionLost: 0.01 },
      { type: 'remote-inbound-rtp', fractionLost: 0.04 },
    ),
    null,
    true,
  );
  expect(sample).toEqual({
    roundTripMs: 182,
    sendLoss: 0.04,
    receiveLoss: null,
    availableOutgoingBitrate: 900_000,
    sendingVideo: true,
  });
});

test('loss on the way here is that of the interval, not of the whole call', () => {
  const stats = new LinkStats();
  stats.sample(null, report(inbound(1_000, 500)), false);
  const next = stats.sample(null, report(inbound(1_090, 510)), false);
  expect(next.receiveLoss).toBeCloseTo(0.1);
});

test('a listener without anything to send is measured by what arrives', () => {
  const sample = new LinkStats().sample(null, report(pair({ currentRoundTripTime: 0.05 })), false);
  expect(sample.roundTripMs).toBe(50);
  expect(sample.availableOutgoingBitrate).toBeNull();
});

test('a closed consumer does not look like negative loss', () => {
  const stats = new LinkStats();
  stats.sample(null, report(inbound(500, 20), inbound(500, 0)), false);
  expect(stats.sample(null, report(inbound(560, 0)), false).receiveLoss).toBeNull();
});
