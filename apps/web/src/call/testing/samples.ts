import type { MeetingView, ParticipantView, ProducerView } from '@meridian/protocol';

/** A uuid that tells in a failing test who is who. */
export function uuidOf(family: number, index: number): string {
  const part = (value: number, digits: number): string => value.toString(16).padStart(digits, '0');
  return `${part(family, 8)}-0000-4000-8000-${part(index, 12)}`;
}

export const sampleMeeting: MeetingView = {
  id: uuidOf(0xaa, 1),
  code: 'abc-def',
  title: { en: 'First bilateral' },
  startsAt: '2026-06-10T07:00:00Z',
  endsAt: '2026-06-10T08:30:00Z',
  languages: ['en', 'ru', 'zh-CN'],
  centers: [],
  agenda: [],
};

export function sampleParticipant(
  participantId: string,
  change: Partial<ParticipantView> = {},
): ParticipantView {
  return {
    participantId,
    displayName: 'Lin Hai',
    role: 'delegate',
    centerCode: 'XMN',
    head: false,
    spokenLanguage: 'en',
    captionLanguage: null,
    connection: 'connected',
    handRaisedAt: null,
    quality: 'unknown',
    ...change,
  };
}

export function sampleProducer(
  producerId: string,
  participantId: string,
  change: Partial<ProducerView> = {},
): ProducerView {
  return {
    producerId,
    participantId,
    kind: 'audio',
    source: 'microphone',
    paused: false,
    ...change,
  };
}
