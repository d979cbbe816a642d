import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { RateLimit, RateLimits } from './rate-limit.js';

describe('RateLimit', () => {
  it('lets a burst pass, then the steady rate, and says how long to wait', () => {
    const limit = new RateLimit(3, 10, 0);
    expect([limit.take(0), limit.take(0), limit.take(0)]).toEqual([0, 0, 0]);
    expect(limit.take(0)).toBe(100);
    expect(limit.take(50)).toBe(50);
    expect(limit.take(100)).toBe(0);
  });

  it('never passes more than burst plus rate times time', () => {
    fc.assert(
      fc.property(fc.array(fc.nat({ max: 50 }), { maxLength: 400 }), (pauses) => {
        const limit = new RateLimit(5, 20, 0);
        let now = 0;
        let passed = 0;
        for (const pause of pauses) {
          now += pause;
          if (limit.take(now) === 0) passed += 1;
        }
        expect(passed).toBeLessThanOrEqual(5 + (now * 20) / 1000 + 1e-9);
      }),
    );
  });

  it('does not mind a clock that goes back', () => {
    const limit = new RateLimit(1, 1, 1_000);
    expect(limit.take(1_000)).toBe(0);
    expect(limit.take(500)).toBeGreaterThan(0);
  });
});

describe('RateLimits', () => {
  it('keeps keys apart and its memory bounded', () => {
    const limits = new RateLimits(1, 1, 10);
    expect(limits.take('a', 0)).toBe(0);
    expect(limits.take('a', 0)).toBeGreaterThan(0);
    expect(limits.take('b', 0)).toBe(0);
    for (let key = 0; key < 1_000; key += 1) limits.take(`key-${key}`, 1);
    // "a" was among the oldest and is forgotten, which is the price of bounded memory.
    expect(limits.take('a', 1)).toBe(0);
  });
});
