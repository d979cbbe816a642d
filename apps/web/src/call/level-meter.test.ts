import { describe, expect, test } from '@jest/globals';
import { levelOf } from './level-meter.js';

const sine = (amplitude: number): Float32Array =>
  Float32Array.from({ length: 1024 }, (_, index) => amplitude * Math.sin(index / 7));

describe('levelOf', () => {
  test('silence and the noise of a quiet room are nothing', () => {
    expect(levelOf(new Float32Array(1024))).toBe(0);
    expect(levelOf(sine(0.001))).toBe(0);
    expect(levelOf(new Float32Array(0))).toBe(0);
  });

  test('speech lies in the middle of the scale, shouting at its end', () => {
    // An amplitude of 0.05 is about 29 decibels below full scale.
    expect(levelOf(sine(0.05))).toBeGreaterThan(0.5);
    expect(levelOf(sine(0.05))).toBeLessThan(0.8);
    expect(levelOf(sine(1))).toBe(1);
  });
});
