import { describe, expect, it } from '@jest/globals';
import { clientKey, TokenBuckets } from './token-bucket.js';

describe('TokenBuckets', () => {
  it('allows the minute’s number at once, then one per interval', () => {
    let now = 0;
    const buckets = new TokenBuckets(60, () => now);
    for (let i = 0; i < 60; i += 1) expect(buckets.take('a')).toBe(0);
    expect(buckets.take('a')).toBeCloseTo(1);
    now += 400;
    expect(buckets.take('a')).toBeCloseTo(0.6);
    now += 601;
    expect(buckets.take('a')).toBe(0);
    expect(buckets.take('a')).toBeGreaterThan(0);
  });

  it('counts every client by itself', () => {
    const buckets = new TokenBuckets(1, () => 0);
    expect(buckets.take('a')).toBe(0);
    expect(buckets.take('b')).toBe(0);
    expect(buckets.take('a')).toBe(60);
  });

  it('never holds more than the minute’s number', () => {
    let now = 0;
    const buckets = new TokenBuckets(2, () => now);
    buckets.take('a');
    now += 3_600_000;
    expect([buckets.take('a'), buckets.take('a'), buckets.take('a') > 0]).toEqual([0, 0, true]);
  });

  it('keeps bounded memory and forgets the one longest unseen', () => {
    const buckets = new TokenBuckets(1, () => 0);
    buckets.take('first');
    buckets.take('second');
    buckets.take('first');
    for (let i = 0; i < 9_999; i += 1) buckets.take(`client ${i}`);
    expect(buckets.size).toBe(10_000);
    expect(buckets.take('first')).toBe(60);
    expect(buckets.take('second')).toBe(0);
  });
});

describe('clientKey', () => {
  it.each([
    ['192.0.2.7', '192.0.2.7'],
    ['::ffff:192.0.2.7', '192.0.2.7'],
    ['2001:db8:1:2:3:4:5:6', '2001:db8:1:2::/64'],
    ['2001:db8:1:2::9', '2001:db8:1:2::/64'],
    ['2001:db8::1', '2001:db8:0:0::/64'],
    ['2001:0DB8:0001:0002::1', '2001:db8:1:2::/64'],
    ['::1', '0:0:0:0::/64'],
    ['fe80::1%eth0', 'fe80:0:0:0::/64'],
    [undefined, 'unknown'],
  ])('%s is %s', (address, key) => {
    expect(clientKey(address)).toBe(key);
  });
});
