import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { layerForHeight, pictureHeight } from './layer-policy.js';

describe('layerForHeight', () => {
  test.each([
    [90, 0],
    [200, 0],
    [201, 1],
    [430, 1],
    [431, 2],
    [1440, 2],
  ])('a picture of %i lines starts with layer %i', (height, layer) => {
    expect(layerForHeight(height, null)).toBe(layer);
  });

  test('never asks for a layer the sender does not have', () => {
    expect(layerForHeight(1080, null, 2)).toBe(1);
    expect(layerForHeight(1080, 2, 1)).toBe(0);
  });

  test('a picture that wavers around a border keeps its layer', () => {
    for (const border of [200, 430]) {
      for (const start of [0, 1, 2]) {
        const settled = layerForHeight(border, start);
        for (const height of [border - 12, border + 12, border - 5, border + 5]) {
          expect(layerForHeight(height, settled)).toBe(settled);
        }
      }
    }
  });

  test('far from the borders it follows, whatever came before', () => {
    expect(layerForHeight(720, 0)).toBe(2);
    expect(layerForHeight(120, 2)).toBe(0);
    expect(layerForHeight(300, 2)).toBe(1);
    expect(layerForHeight(300, 0)).toBe(1);
  });

  test('a higher picture never gets a lower layer', () => {
    const current = fc.constantFrom(null, 0, 1, 2);
    fc.assert(
      fc.property(fc.nat(3_000), fc.nat(3_000), current, (a, b, before) => {
        const [low, high] = a < b ? [a, b] : [b, a];
        expect(layerForHeight(low, before)).toBeLessThanOrEqual(layerForHeight(high, before));
      }),
    );
  });
});

describe('pictureHeight', () => {
  test('is the height of a tile of usual or upright shape', () => {
    expect(pictureHeight({ width: 320, height: 180 })).toBe(180);
    expect(pictureHeight({ width: 200, height: 400 })).toBe(400);
  });

  test('follows the width of a flat tile, which crops the picture', () => {
    expect(pictureHeight({ width: 1_600, height: 300 })).toBe(900);
  });
});
