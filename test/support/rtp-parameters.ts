import type { RequestOf } from '@meridian/protocol';

type Produce = RequestOf<'produce'>;

let ssrc = 100_000;

/** Parameters as Chromium sends them for a microphone, with a fresh SSRC. */
export function opusParameters(): Produce['rtpParameters'] {
  return {
    mid: '0',
    codecs: [
      {
        mimeType: 'audio/opus',
        payloadType: 111,
        clockRate: 48_000,
        channels: 2,
        parameters: { minptime: 10, useinbandfec: 1, usedtx: 1 },
        rtcpFeedback: [{ type: 'transport-cc' }],
      },
    ],
    headerExtensions: [{ uri: 'urn:ietf:params:rtp-hdrext:sdes:mid', id: 4 }],
    encodings: [{ ssrc: ssrc++ }],
    rtcp: { cname: 'test' },
  };
}

/** Parameters as Chromium sends them for a camera in three simulcast layers of VP8. */
export function simulcastParameters(): Produce['rtpParameters'] {
  return {
    mid: '1',
    codecs: [
      {
        mimeType: 'video/VP8',
        payloadType: 96,
        clockRate: 90_000,
        parameters: {},
        rtcpFeedback: [
          { type: 'goog-remb' },
          { type: 'transport-cc' },
          { type: 'ccm', parameter: 'fir' },
          { type: 'nack' },
          { type: 'nack', parameter: 'pli' },
        ],
      },
      {
        mimeType: 'video/rtx',
        payloadType: 97,
        clockRate: 90_000,
        parameters: { apt: 96 },
        rtcpFeedback: [],
      },
    ],
    headerExtensions: [
      { uri: 'urn:ietf:params:rtp-hdrext:sdes:mid', id: 4 },
      { uri: 'urn:ietf:params:rtp-hdrext:sdes:rtp-stream-id', id: 10 },
      { uri: 'urn:ietf:params:rtp-hdrext:sdes:repaired-rtp-stream-id', id: 11 },
    ],
    encodings: [0, 1, 2].map((layer) => ({
      rid: `r${layer}`,
      scalabilityMode: 'L1T3',
      maxBitrate: 150_000 * 4 ** layer,
    })),
    rtcp: { cname: 'test' },
  };
}
