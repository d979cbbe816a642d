import type { types } from 'mediasoup-client';

type Encoding = types.RtpEncodingParameters;

export interface PictureSize {
  readonly width: number;
  readonly height: number;
}

/** Three temporal layers: a receiver short of bandwidth loses smoothness before it loses size. */
const TEMPORAL = 'L1T3';

/**
 * Simulcast of a camera, from the lowest layer to the highest. 720 lines and more are sent at a
 * quarter, a half and in full; smaller cameras leave out the layers that would be too small to
 * recognise a face in (below about 150 lines). The shorter side counts: phones send upright.
 */
export function cameraEncodings(picture: PictureSize): Encoding[] {
  const lines = Math.min(picture.width, picture.height);
  if (lines >= 600) {
    return [
      { scaleResolutionDownBy: 4, maxBitrate: 150_000, scalabilityMode: TEMPORAL },
      { scaleResolutionDownBy: 2, maxBitrate: 500_000, scalabilityMode: TEMPORAL },
      { scaleResolutionDownBy: 1, maxBitrate: 1_700_000, scalabilityMode: TEMPORAL },
    ];
  }
  if (lines >= 300) {
    return [
      { scaleResolutionDownBy: 2, maxBitrate: 150_000, scalabilityMode: TEMPORAL },
      { scaleResolutionDownBy: 1, maxBitrate: 600_000, scalabilityMode: TEMPORAL },
    ];
  }
  return [{ maxBitrate: 200_000, scalabilityMode: TEMPORAL }];
}

/**
 * A shared screen goes out once, in full: text must stay sharp, and a smaller copy of it serves
 * nobody. `L1T3` still lets the SFU halve the frame rate for a weak receiver: mediasoup treats
 * one VP8 stream with temporal layers as simulcast of one, and thins it out where a plain
 * stream would only be stopped.
 */
export function screenEncodings(): Encoding[] {
  return [{ maxBitrate: 2_500_000, maxFramerate: 15, scalabilityMode: TEMPORAL }];
}

/** VP8 where offered: the one codec every browser both sends in simulcast and decodes cheaply. */
export function preferVp8(capabilities: types.RtpCapabilities): types.RtpCodecCapability | null {
  return capabilities.codecs?.find((codec) => codec.mimeType.toLowerCase() === 'video/vp8') ?? null;
}

/** Number of spatial layers a consumer can choose from, read from what it receives. */
export function spatialLayersOf(rtpParameters: types.RtpParameters): number {
  const mode = rtpParameters.encodings?.[0]?.scalabilityMode;
  const match = mode ? /^[LS]([1-9]\d?)T/.exec(mode) : null;
  return match?.[1] ? Number(match[1]) : 1;
}
