import { z } from 'zod';

/*
 * The WebRTC parameters that pass between mediasoup-client and the SFU, after mediasoup's own
 * types (https://mediasoup.org/documentation/v3/mediasoup/rtp-parameters-and-capabilities/).
 * mediasoup validates the meaning; these schemas bound the size and the shape at the edge.
 */

export const mediaKind = z.enum(['audio', 'video']);
export type MediaKind = z.infer<typeof mediaKind>;

/** What a producer carries; one producer of each source per participant. */
export const producerSource = z.enum(['microphone', 'camera', 'screen', 'screenAudio']);
export type ProducerSource = z.infer<typeof producerSource>;

export const transportDirection = z.enum(['send', 'recv']);

const codecParameters = z.record(
  z.string().max(64),
  z.unknown().refine(isCodecParameter, { message: 'A codec parameter is a short plain value.' }),
);

function isCodecParameter(value: unknown): boolean {
  if (typeof value === 'string') return value.length <= 512;
  return value === null || ['number', 'boolean', 'undefined'].includes(typeof value);
}

const rtcpFeedback = z.strictObject({
  type: z.string().max(32),
  parameter: z.string().max(32).exactOptional(),
});

const codecBase = {
  mimeType: z.string().max(64),
  clockRate: z.number().int().min(1).max(1_000_000),
  channels: z.number().int().min(1).max(32).exactOptional(),
  parameters: codecParameters.exactOptional(),
  rtcpFeedback: z.array(rtcpFeedback).max(32).exactOptional(),
};

/** The RTP header extensions mediasoup knows; rooms negotiate no other. */
const headerExtensionUri = z.enum([
  'urn:ietf:params:rtp-hdrext:sdes:mid',
  'urn:ietf:params:rtp-hdrext:sdes:rtp-stream-id',
  'urn:ietf:params:rtp-hdrext:sdes:repaired-rtp-stream-id',
  'http://www.webrtc.org/experiments/rtp-hdrext/abs-send-time',
  'http://www.ietf.org/id/draft-holmer-rmcat-transport-wide-cc-extensions-01',
  'urn:ietf:params:rtp-hdrext:ssrc-audio-level',
  'https://aomediacodec.github.io/av1-rtp-spec/#dependency-descriptor-rtp-header-extension',
  'urn:3gpp:video-orientation',
  'http://www.webrtc.org/experiments/rtp-hdrext/abs-capture-time',
  'urn:ietf:params:rtp-hdrext:toffset',
  'http://www.webrtc.org/experiments/rtp-hdrext/playout-delay',
  'urn:mediasoup:params:rtp-hdrext:packet-id',
]);

const headerExtensionParameters = z.strictObject({
  uri: headerExtensionUri,
  id: z.number().int().min(1).max(255),
  encrypt: z.boolean().exactOptional(),
  parameters: codecParameters.exactOptional(),
});

const ssrc = z.number().int().min(0).max(0xffff_ffff);

const encoding = z.strictObject({
  ssrc: ssrc.exactOptional(),
  rid: z.string().max(32).exactOptional(),
  codecPayloadType: z.number().int().min(0).max(127).exactOptional(),
  rtx: z.strictObject({ ssrc }).exactOptional(),
  dtx: z.boolean().exactOptional(),
  scalabilityMode: z.string().max(32).exactOptional(),
  scaleResolutionDownBy: z.number().min(1).max(64).exactOptional(),
  maxBitrate: z.number().int().min(0).max(100_000_000).exactOptional(),
  maxFramerate: z.number().min(0).max(240).exactOptional(),
  adaptivePtime: z.boolean().exactOptional(),
  priority: z.enum(['very-low', 'low', 'medium', 'high']).exactOptional(),
  networkPriority: z.enum(['very-low', 'low', 'medium', 'high']).exactOptional(),
  active: z.boolean().exactOptional(),
});

export const rtpParameters = z.strictObject({
  mid: z.string().max(32).exactOptional(),
  codecs: z
    .array(z.strictObject({ ...codecBase, payloadType: z.number().int().min(0).max(127) }))
    .min(1)
    .max(32),
  headerExtensions: z.array(headerExtensionParameters).max(32).exactOptional(),
  encodings: z.array(encoding).max(8).exactOptional(),
  rtcp: z
    .strictObject({
      cname: z.string().max(256).exactOptional(),
      reducedSize: z.boolean().exactOptional(),
      mux: z.boolean().exactOptional(),
    })
    .exactOptional(),
  msid: z.string().max(256).exactOptional(),
});
export type RtpParametersShape = z.infer<typeof rtpParameters>;

export const rtpCapabilities = z.strictObject({
  codecs: z
    .array(
      z.strictObject({
        ...codecBase,
        kind: mediaKind,
        preferredPayloadType: z.number().int().min(0).max(127),
      }),
    )
    .max(128)
    .exactOptional(),
  headerExtensions: z
    .array(
      z.strictObject({
        kind: mediaKind,
        uri: headerExtensionUri,
        preferredId: z.number().int().min(1).max(255),
        preferredEncrypt: z.boolean().exactOptional(),
        direction: z.enum(['sendrecv', 'sendonly', 'recvonly', 'inactive']).exactOptional(),
      }),
    )
    .max(64)
    .exactOptional(),
});
export type RtpCapabilitiesShape = z.infer<typeof rtpCapabilities>;

export const dtlsParameters = z.strictObject({
  role: z.enum(['auto', 'client', 'server']).exactOptional(),
  fingerprints: z
    .array(
      z.strictObject({
        algorithm: z.enum(['sha-1', 'sha-224', 'sha-256', 'sha-384', 'sha-512']),
        value: z.string().regex(/^([0-9A-Fa-f]{2}:){15,63}[0-9A-Fa-f]{2}$/),
      }),
    )
    .min(1)
    .max(8),
});
export type DtlsParametersShape = z.infer<typeof dtlsParameters>;

export const iceParameters = z.strictObject({
  usernameFragment: z.string().max(256),
  password: z.string().max(256),
  iceLite: z.boolean().exactOptional(),
});

export const iceCandidate = z.strictObject({
  foundation: z.string().max(64),
  priority: z.number(),
  ip: z.string().max(128),
  address: z.string().max(128),
  protocol: z.enum(['udp', 'tcp']),
  port: z.number().int().min(1).max(65_535),
  type: z.enum(['host', 'srflx', 'prflx', 'relay']),
  tcpType: z.enum(['passive', 'active', 'so']).exactOptional(),
});

/** A STUN or TURN server in the shape of the browser's `RTCIceServer`. */
export const iceServer = z.strictObject({
  urls: z.array(z.string().max(256)).min(1).max(8),
  username: z.string().max(256).exactOptional(),
  credential: z.string().max(256).exactOptional(),
});
