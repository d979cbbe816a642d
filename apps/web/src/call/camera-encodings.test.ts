import { describe, expect, test } from '@jest/globals';
import {
  cameraEncodings,
  preferVp8,
  screenEncodings,
  spatialLayersOf,
} from './camera-encodings.js';

const scales = (width: number, height: number): (number | undefined)[] =>
  cameraEncodings({ width, height }).map((one) => one.scaleResolutionDownBy);

describe('cameraEncodings', () => {
  test('720p goes out in three layers, lowest first', () => {
    const encodings = cameraEncodings({ width: 1280, height: 720 });
    expect(encodings.map((one) => one.scaleResolutionDownBy)).toEqual([4, 2, 1]);
    expect(encodings.map((one) => one.maxBitrate)).toEqual([150_000, 500_000, 1_700_000]);
    expect(new Set(encodings.map((one) => one.scalabilityMode))).toEqual(new Set(['L1T3']));
  });

  test('smaller cameras leave out layers too small to see a face in', () => {
    expect(scales(960, 540)).toEqual([2, 1]);
    expect(scales(640, 480)).toEqual([2, 1]);
    expect(scales(640, 360)).toEqual([2, 1]);
    expect(scales(320, 240)).toEqual([undefined]);
  });

  test('an upright phone counts by its shorter side', () => {
    expect(scales(720, 1280)).toEqual([4, 2, 1]);
    expect(scales(360, 640)).toEqual([2, 1]);
  });
});

test('a screen is sent once, in full', () => {
  const [encoding, ...more] = screenEncodings();
  expect(more).toEqual([]);
  expect(encoding).toMatchObject({ maxBitrate: 2_500_000, maxFramerate: 15 });
  expect(encoding?.scaleResolutionDownBy).toBeUndefined();
});

test('VP8 is preferred where offered', () => {
  const codec = (mimeType: string) => ({
    kind: 'video' as const,
    mimeType,
    clockRate: 90_000,
    preferredPayloadType: 101,
  });
  expect(preferVp8({ codecs: [codec('video/H264'), codec('video/VP8')] })?.mimeType).toBe(
    'video/VP8',
  );
  expect(preferVp8({ codecs: [codec('video/H264')] })).toBeNull();
  expect(preferVp8({})).toBeNull();
});

test('the number of layers is read from the scalability mode', () => {
  const received = (scalabilityMode?: string) =>
    spatialLayersOf({
      codecs: [],
      encodings: [scalabilityMode === undefined ? {} : { scalabilityMode }],
    });
  expect(received('L3T3')).toBe(3);
  expect(received('S2T3')).toBe(2);
  expect(received('L1T3')).toBe(1);
  expect(received()).toBe(1);
});
