import { randomUUID } from 'node:crypto';
import type { Invitee, MeetingView } from '@meridian/protocol';

/** A bilateral meeting of Xiamen and Skolkovo that starts now. */
export function someMeeting(): MeetingView {
  const now = Date.now();
  return {
    id: randomUUID(),
    code: `test-${Math.floor(Math.random() * 1e6)}`,
    title: { en: 'Test meeting', 'zh-CN': '测试会议', ru: 'Проверка' },
    startsAt: new Date(now).toISOString(),
    endsAt: new Date(now + 3_600_000).toISOString(),
    languages: ['zh-CN', 'ru', 'en'],
    centers: [
      {
        code: 'XMN',
        name: { en: 'PartNIR Innovation Center' },
        city: { en: 'Xiamen' },
        timeZone: 'Asia/Shanghai',
        slot: 'azure',
      },
      {
        code: 'SKO',
        name: { en: 'Skolkovo' },
        city: { en: 'Moscow' },
        timeZone: 'Europe/Moscow',
        slot: 'copper',
      },
    ],
    agenda: [],
  };
}

export function someInvitee(change: Partial<Invitee> = {}): Invitee {
  return {
    participantId: randomUUID(),
    displayName: null,
    role: 'delegate',
    centerCode: 'XMN',
    head: false,
    ...change,
  };
}
