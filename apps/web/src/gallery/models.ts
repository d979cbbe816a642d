import type { CenterView, JoinView, MeetingView, ParticipantView } from '@meridian/protocol';
import type { CallModel, DevicesModel, LocalSource, RemoteSource } from '../call/call-model.js';
import { portraitTrack } from './portrait-track.js';

/* Fixed models for the gallery: they only look like a call. */

const uuidOf = (number: number): string =>
  `00000000-0000-4000-8000-${String(number).padStart(12, '0')}`;

const xiamen: CenterView = {
  code: 'XMN',
  name: {
    en: 'PartNIR Innovation Center, Xiamen',
    'zh-CN': '厦门金砖创新中心',
    ru: 'Инновационный центр, Сямэнь',
  },
  city: { en: 'Xiamen', 'zh-CN': '厦门', ru: 'Сямэнь' },
  timeZone: 'Asia/Shanghai',
  slot: 'azure',
};
const skolkovo: CenterView = {
  code: 'SKO',
  name: { en: 'Skolkovo, Moscow', 'zh-CN': '斯科尔科沃，莫斯科', ru: 'Сколково, Москва' },
  city: { en: 'Moscow', 'zh-CN': '莫斯科', ru: 'Москва' },
  timeZone: 'Europe/Moscow',
  slot: 'copper',
};
const delhi: CenterView = {
  code: 'DEL',
  name: { en: 'Delhi Centre', 'zh-CN': '德里中心', ru: 'Центр в Дели' },
  city: { en: 'Delhi', 'zh-CN': '德里', ru: 'Дели' },
  timeZone: 'Asia/Kolkata',
  slot: 'plum',
};
const rio: CenterView = {
  code: 'RIO',
  name: { en: 'Rio Centre', 'zh-CN': '里约中心', ru: 'Центр в Рио' },
  city: { en: 'Rio de Janeiro', 'zh-CN': '里约热内卢', ru: 'Рио-де-Жанейро' },
  timeZone: 'America/Sao_Paulo',
  slot: 'olive',
};

const item = (
  number: number,
  title: Record<string, string>,
  durationMinutes: number,
): MeetingView['agenda'][number] => ({
  id: uuidOf(900 + number),
  title,
  kind: 'discussion',
  durationMinutes,
  centerCode: null,
  speaker: null,
});

/** The minute the gallery's meeting began: a little before now, so that the pages read naturally. */
const startsAt = new Date(Math.floor((Date.now() + 8 * 60_000) / 900_000) * 900_000 + 900_000);

export const meeting: MeetingView = {
  id: uuidOf(1000),
  code: 'abc-def-ghi',
  title: {
    en: 'AI in advanced manufacturing: working group, session 3',
    'zh-CN': '先进制造人工智能联合工作组第三次会议',
    ru: 'Рабочая группа по ИИ в передовом производстве, заседание 3',
  },
  startsAt: startsAt.toISOString(),
  endsAt: new Date(startsAt.getTime() + 80 * 60_000).toISOString(),
  languages: ['zh-CN', 'ru', 'en'],
  centers: [xiamen, skolkovo],
  agenda: [
    item(1, { en: 'Opening remarks', 'zh-CN': '开幕致辞', ru: 'Вступительное слово' }, 10),
    item(2, { en: 'Pilot results', 'zh-CN': '试点成果', ru: 'Результаты пилота' }, 20),
    item(
      3,
      {
        en: 'Joint laboratory: scope and funding',
        'zh-CN': '联合实验室：范围与经费',
        ru: 'Совместная лаборатория: задачи и финансирование',
      },
      25,
    ),
    item(
      4,
      { en: 'Data exchange rules', 'zh-CN': '数据交换规则', ru: 'Правила обмена данными' },
      15,
    ),
    item(
      5,
      {
        en: 'Decisions and next steps',
        'zh-CN': '决议与后续工作',
        ru: 'Решения и дальнейшие шаги',
      },
      10,
    ),
  ],
};

export const fourCenters: MeetingView = { ...meeting, centers: [xiamen, skolkovo, delhi, rio] };

interface PersonModel extends Partial<ParticipantView> {
  readonly displayName: string;
}

export function person(number: number, model: PersonModel): ParticipantView {
  return {
    participantId: uuidOf(number),
    role: 'delegate',
    centerCode: 'XMN',
    head: false,
    spokenLanguage: model.centerCode === 'SKO' ? 'ru' : 'zh-CN',
    captionLanguage: 'en',
    connection: 'connected',
    handRaisedAt: null,
    quality: 'good',
    ...model,
  };
}

export const delegations: readonly ParticipantView[] = [
  person(1, { displayName: 'Li Wei', role: 'chair', head: true }),
  person(2, { displayName: '陈婕', handRaisedAt: 1000 }),
  person(3, { displayName: 'Wang Hao' }),
  person(4, { displayName: 'Zhang Min' }),
  person(5, { displayName: 'Andrei Sokolov', centerCode: 'SKO', role: 'chair', head: true }),
  person(6, { displayName: 'Анна Ковалёва', centerCode: 'SKO' }),
  person(7, { displayName: 'Mikhail Orlov', centerCode: 'SKO', handRaisedAt: 2000 }),
  person(8, { displayName: 'Elena Belova', centerCode: 'SKO' }),
];

export const crowd: readonly ParticipantView[] = [
  ...delegations,
  ...Array.from({ length: 5 }, (_, index) =>
    person(20 + index, { displayName: `Delegate ${String(index + 1)}` }),
  ),
];

export const guests: readonly ParticipantView[] = [
  person(11, {
    displayName: 'Irina Petrova',
    role: 'interpreter',
    centerCode: null,
    spokenLanguage: 'ru',
  }),
  person(12, {
    displayName: 'Ministry observer',
    role: 'observer',
    centerCode: 'SKO',
    spokenLanguage: 'en',
  }),
];

const off: LocalSource = {
  state: 'off',
  deviceId: null,
  track: null,
  problem: null,
  mutedByChair: false,
  refused: null,
};

export const source = (change: Partial<LocalSource>): LocalSource => ({ ...off, ...change });

/** Camera and microphone of a person, as received. */
export function sourcesOf(
  number: number,
  have: { readonly camera?: boolean; readonly muted?: boolean },
): readonly RemoteSource[] {
  const producer = {
    participantId: uuidOf(number),
    kind: 'audio' as const,
    source: 'microphone' as const,
    paused: have.muted ?? false,
  };
  const microphone: RemoteSource = {
    producer: { ...producer, producerId: uuidOf(100 + number) },
    track: null,
    spatialLayer: null,
  };
  if (have.camera === false) return [microphone];
  const camera: RemoteSource = {
    producer: {
      ...producer,
      producerId: uuidOf(200 + number),
      kind: 'video',
      source: 'camera',
      paused: false,
    },
    track: portraitTrack(number - 1),
    spatialLayer: 2,
  };
  return [microphone, camera];
}

export const emptyCall: CallModel = {
  phase: 'idle',
  failure: null,
  lostSince: null,
  selfId: null,
  meeting: null,
  participants: [],
  remote: [],
  local: { microphone: off, camera: off, screen: off },
  dominantSpeaker: null,
  speaking: [],
  locked: false,
  quality: 'good',
  roundTripMs: 48,
  serverOffsetMs: 0,
  durationSeconds: null,
  mayReturn: false,
  soundBlocked: false,
  soundOnly: false,
};

export const emptyDevices: DevicesModel = {
  cameras: [],
  microphones: [],
  speakers: [],
  permission: 'unasked',
  cameraProblem: null,
  microphoneProblem: null,
  cameraTrack: null,
  microphoneTrack: null,
  level: 0,
  notice: null,
};

export const joinView: JoinView = {
  meeting,
  invitee: {
    participantId: uuidOf(5),
    displayName: 'Andrei Sokolov',
    role: 'chair',
    centerCode: 'SKO',
  },
  serverTime: Date.now(),
};
