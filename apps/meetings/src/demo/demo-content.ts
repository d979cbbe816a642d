import type { AgendaItemKind, ColourSlot, Localized, ParticipantRole } from '@meridian/persistence';

/** Texts in the three languages of the demo; Russian and Chinese name things as the centers do. */
const text = (en: string, zh: string, ru: string): Localized => ({ en, 'zh-CN': zh, ru });

export type DemoCenterCode = 'XMN' | 'SKO';

export interface DemoCenter {
  readonly code: DemoCenterCode;
  readonly name: Localized;
  readonly city: Localized;
  readonly timeZone: string;
  readonly slot: ColourSlot;
}

export const demoCenters: readonly DemoCenter[] = [
  {
    code: 'XMN',
    name: text(
      'BRICS PartNIR Innovation Center',
      '金砖国家新工业革命伙伴关系创新基地',
      'Инновационный центр БРИКС PartNIR',
    ),
    city: text('Xiamen', '厦门', 'Сямэнь'),
    timeZone: 'Asia/Shanghai',
    slot: 'azure',
  },
  {
    code: 'SKO',
    name: text('Skolkovo', '斯科尔科沃创新中心', 'Сколково'),
    city: text('Moscow', '莫斯科', 'Москва'),
    timeZone: 'Europe/Moscow',
    slot: 'copper',
  },
];

export const demoTitle = text(
  'AI in advanced manufacturing: working group, session 3',
  '先进制造人工智能联合工作组第三次会议',
  'ИИ в передовом производстве: третье заседание рабочей группы',
);

export const demoLanguages = ['zh-CN', 'ru', 'en'];

export const demoAgenda: readonly {
  readonly title: Localized;
  readonly kind: AgendaItemKind;
  readonly durationMinutes: number;
  readonly center: DemoCenterCode | null;
}[] = [
  {
    title: text('Opening remarks', '开幕致辞', 'Вступительное слово'),
    kind: 'opening',
    durationMinutes: 10,
    center: null,
  },
  {
    title: text('Pilot results', '试点成果', 'Результаты пилотного проекта'),
    kind: 'presentation',
    durationMinutes: 20,
    center: 'SKO',
  },
  {
    title: text(
      'Joint laboratory: scope and funding',
      '联合实验室：范围与经费',
      'Совместная лаборатория: задачи и финансирование',
    ),
    kind: 'discussion',
    durationMinutes: 25,
    center: null,
  },
  {
    title: text('Decisions and next steps', '决议与后续工作', 'Решения и дальнейшие шаги'),
    kind: 'decision',
    durationMinutes: 15,
    center: null,
  },
];

/** In the order in which their links are printed. */
export const demoPeople: readonly {
  readonly displayName: string;
  readonly role: ParticipantRole;
  readonly center: DemoCenterCode | null;
  readonly head: boolean;
}[] = [
  { displayName: 'Head of delegation', role: 'chair', center: 'XMN', head: true },
  { displayName: 'Head of delegation', role: 'chair', center: 'SKO', head: true },
  { displayName: 'AI programme lead', role: 'delegate', center: 'XMN', head: false },
  { displayName: 'Laboratory director', role: 'delegate', center: 'SKO', head: false },
  { displayName: 'Interpreter', role: 'interpreter', center: null, head: false },
  { displayName: 'Observer', role: 'observer', center: null, head: false },
];
