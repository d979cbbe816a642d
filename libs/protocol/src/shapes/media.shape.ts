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
  z.union([z.string().max(512), z.number(), z.boolean(), z.null()]).optional(),
);

const rtcpFeedback = z.strictObject({
  type: z.string().max(32),
  parameter: z.string().max(32).optional(),
});

const codecBase = {
  mimeType: z.string().max(64),
  clockRate: z.number().int().min(1).max(1_000_000),
  channels: z.number().int().min(1).max(32).optional(),
  parameters: codecParameters.optional(),
  rtcpFeedback: z.array(rtcpFeedback).max(32).optional(),
};

const headerExtensionParameters = z.strictObject({
  uri: z.string().max(256),
  id: z.number().int().min(1).max(255),
  encrypt: z.boolean().optional(),
  parameters: codecParameters.optional(),
});

const ssrc = z.number().int().min(0).max(0xffff_ffff);

const encoding = z.strictObject({
  ssrc: ssrc.optional(),
  rid: z.string().max(32).optional(),
  codecPayloadType: z.number().int().min(0).max(127).optional(),
  rtx: z.strictObject({ ssrc }).optional(),
  dtx: z.boolean().optional(),
  scalabilityMode: z.string().max(32).optional(),
  scaleResolutionDownBy: z.number().min(1).max(64).optional(),
  maxBitrate: z.number().int().min(0).max(100_000_000).optional(),
  maxFramerate: z.number().min(0).max(240).optional(),
  adaptivePtime: z.boolean().optional(),
  priority: z.enum(['very-low', 'low', 'medium', 'high']).optional(),
  networkPriority: z.enum(['very-low', 'low', 'medium', 'high']).optional(),
  active: z.boolean().optional(),
});

export const rtpParameters = z.strictObject({
  mid: z.string().max(32).optional(),
  codecs: z
    .array(z.strictObject({ ...codecBase, payloadType: z.number().int().min(0).max(127) }))
    .min(1)
    .max(32),
  headerExtensions: z.array(headerExtensionParameters).max(32).optional(),
  encodings: z.array(encoding).max(8).optional(),
  rtcp: z
    .strictObject({
      cname: z.string().max(256).optional(),
      reducedSize: z.boolean().optional(),
      mux: z.boolean().optional(),
    })
    .optional(),
  msid: z.string().max(256).optional(),
});
export type RtpParametersShape = z.infer<typeof rtpParameters>;

export const rtpCapabilities = z.strictObject({
  codecs: z
    .array(
      z.strictObject({
        ...codecBase,
        kind: mediaKind,
        preferredPayloadType: z.number().int().min(0).max(127).optional(),
      }),
    )
    .max(128)
    .optional(),
  headerExtensions: z
    .array(
      z.strictObject({
        kind: mediaKind,
        uri: z.string().max(256),
        preferredId: z.number().int().min(1).max(255),
        preferredEncrypt: z.boolean().optional(),
        direction: z.enum(['sendrecv', 'sendonly', 'recvonly', 'inactive']).optional(),
      }),
    )
    .max(64)
    .optional(),
});
export type RtpCapabilitiesShape = z.infer<typeof rtpCapabilities>;

export const dtlsParameters = z.strictObject({
  role: z.enum(['auto', 'client', 'server']).optional(),
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
  iceLite: z.boolean().optional(),
});

export const iceCandidate = z.strictObject({
  foundation: z.string().max(64),
  priority: z.number(),
  ip: z.string().max(128),
  address: z.string().max(128),
  protocol: z.enum(['udp', 'tcp']),
  port: z.number().int().min(1).max(65_535),
  type: z.enum(['host', 'srflx', 'prflx', 'relay']),
  tcpType: z.enum(['passive', 'active', 'so']).optional(),
});

/** A STUN or TURN server in the shape of the browser's `RTCIceServer`. */
export const iceServer = z.strictObject({
  urls: z.array(z.string().max(256)).min(1).max(8),
  username: z.string().max(256).optional(),
  credential: z.string().max(256).optional(),
});
