import type { ParticipantView } from '@meridian/protocol';

/** A participant for tests; everything that does not matter there has a plain value. */
export function participant(
  participantId: string,
  change: Partial<ParticipantView> = {},
): ParticipantView {
  return {
    participantId,
    displayName: participantId,
    role: 'delegate',
    centerCode: 'XMN',
    head: false,
    spokenLanguage: 'en',
    captionLanguage: null,
    connection: 'connected',
    handRaisedAt: null,
    quality: 'good',
    ...change,
  };
}
