import { describe, expect, test } from '@jest/globals';
import { backoffMs } from './backoff.js';

describe('backoffMs', () => {
  const range = { firstMs: 500, maxMs: 5_000 };

  test('doubles up to the maximum', () => {
    const middle = (): number => 0.5;
    expect([0, 1, 2, 3, 4, 20].map((attempt) => backoffMs(attempt, range, middle))).toEqual([
      500, 1_000, 2_000, 4_000, 5_000, 5_000,
    ]);
  });

  test('spreads by half to either side, never above the maximum', () => {
    expect(backoffMs(0, range, () => 0)).toBe(250);
    expect(backoffMs(0, range, () => 0.999)).toBe(750);
    expect(backoffMs(9, range, () => 0.999)).toBe(5_000);
  });
});
