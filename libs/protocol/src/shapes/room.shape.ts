import { z } from 'zod';
import {
  centerCode,
  centerView,
  displayName,
  languageTag,
  localizedText,
  meetingCode,
  meetingRole,
  uuid,
} from './identity.shape.js';
import { mediaKind, producerSource } from './media.shape.js';

/** How good the uplink of a participant is, derived from the SFU's producer scores. */
export const connectionQuality = z.enum(['good', 'fair', 'poor', 'unknown']);
export type ConnectionQuality = z.infer<typeof connectionQuality>;

export const producerView = z.strictObject({
  producerId: uuid,
  participantId: uuid,
  kind: mediaKind,
  source: producerSource,
  paused: z.boolean(),
});
export type ProducerView = z.infer<typeof producerView>;

export const participantView = z.strictObject({
  participantId: uuid,
  displayName,
  role: meetingRole,
  /** Code of the delegation's center; interpreters may belong to none. */
  centerCode: centerCode.nullable(),
  /** Head of delegation: first on the delegation's stage area until somebody speaks. */
  head: z.boolean(),
  spokenLanguage: languageTag,
  captionLanguage: languageTag.nullable(),
  /** `reconnecting` while the seat is kept for a participant whose signalling is lost. */
  connection: z.enum(['connected', 'reconnecting']),
  /** Milliseconds since the epoch, server clock; null when the hand is down. */
  handRaisedAt: z.number().int().nullable(),
  quality: connectionQuality,
});
export type ParticipantView = z.infer<typeof participantView>;

export const agendaItemKind = z.enum([
  'opening',
  'presentation',
  'discussion',
  'pitch',
  'qa',
  'decision',
  'signing',
  'break',
]);
export type AgendaItemKind = z.infer<typeof agendaItemKind>;

export const agendaItemView = z.strictObject({
  id: uuid,
  title: localizedText,
  kind: agendaItemKind,
  durationMinutes: z.number().int().min(1).max(1440),
  centerCode: centerCode.nullable(),
  speaker: z.string().max(120).nullable(),
});
export type AgendaItemView = z.infer<typeof agendaItemView>;

/** The meeting as everybody admitted to it may see it. */
export const meetingView = z.strictObject({
  id: uuid,
  code: meetingCode,
  title: localizedText,
  /** ISO 8601 in UTC. */
  startsAt: z.iso.datetime(),
  endsAt: z.iso.datetime(),
  languages: z.array(languageTag).max(16),
  centers: z.array(centerView).max(8),
  agenda: z.array(agendaItemView).max(500),
});
export type MeetingView = z.infer<typeof meetingView>;

/** The whole room at one moment; events with a higher `seq` continue it. */
export const roomSnapshot = z.strictObject({
  /** Changes when the room was rebuilt (another media node, a restart): old media is gone. */
  epoch: z.number().int().min(0),
  seq: z.number().int().min(0),
  meeting: meetingView,
  participants: z.array(participantView).max(1000),
  producers: z.array(producerView).max(4000),
  activeSpeaker: uuid.nullable(),
  locked: z.boolean(),
  /** Server clock in milliseconds since the epoch, so that clients can show server time. */
  serverTime: z.number().int(),
});
export type RoomSnapshot = z.infer<typeof roomSnapshot>;
