import { localeFor } from '@meridian/i18n';
import type { JoinView } from '@meridian/protocol';
import { displayName, languageTag } from '@meridian/protocol';
import { z } from 'zod';
import type { JoinChoices } from '../call/call-model.js';
import type { KeyValueStorage } from './key-value-storage.js';
import { readJson, writeJson } from './key-value-storage.js';

const device = z.object({ on: z.boolean(), deviceId: z.string().max(512).nullable() });

const joinChoices = z.object({
  displayName,
  spokenLanguage: languageTag,
  captionLanguage: languageTag.nullable(),
  microphone: device,
  camera: device,
  speakerId: z.string().max(512).nullable(),
});

const deviceKey = 'meridian.join';
const nameKey = (participantId: string): string => `meridian.name.${participantId}`;
const roomKey = (code: string): string => `meridian.room.${code}`;

/**
 * What a person chose before joining. Kept on the device for the next meeting, and in the tab
 * for as long as it is in the room, so that a reload comes straight back.
 */
export class JoinChoicesStorage {
  readonly #device: KeyValueStorage;
  readonly #tab: KeyValueStorage;

  constructor(device: KeyValueStorage, tab: KeyValueStorage) {
    this.#device = device;
    this.#tab = tab;
  }

  /** The choices of the last meeting on this device; null when there are none or they are damaged. */
  remembered(): JoinChoices | null {
    return parse(readJson(this.#device, deviceKey));
  }

  remember(choices: JoinChoices): void {
    writeJson(this.#device, deviceKey, choices);
  }

  /** The name somebody gave themself on this seat; null when they kept the link's. */
  nameOn(participantId: string): string | null {
    return this.#device.getItem(nameKey(participantId));
  }

  rememberName(participantId: string, name: string): void {
    this.#device.setItem(nameKey(participantId), name);
  }

  /** Marks this tab as being in the room of a meeting. */
  enter(code: string, choices: JoinChoices): void {
    writeJson(this.#tab, roomKey(code), choices);
  }

  /** The choices to come back with after a reload; null when this tab was not in the room. */
  entered(code: string): JoinChoices | null {
    return parse(readJson(this.#tab, roomKey(code)));
  }

  exit(code: string): void {
    this.#tab.removeItem(roomKey(code));
  }
}

function parse(value: unknown): JoinChoices | null {
  const result = joinChoices.safeParse(value);
  return result.success ? result.data : null;
}

/**
 * What the form shows first: the name given on this seat before, else that of the link; the rest
 * as remembered on the device, the languages else as the interface.
 */
export function firstChoices(
  remembered: JoinChoices | null,
  view: Pick<JoinView, 'invitee' | 'meeting'>,
  locale: string,
  ownName: string | null = null,
): JoinChoices {
  const sends = view.invitee.role !== 'observer';
  const sees = sends && view.invitee.role !== 'interpreter';
  const { languages } = view.meeting;
  const ownLanguage =
    languages.find((tag) => localeFor(tag) === localeFor(locale)) ?? languages[0] ?? locale;
  return {
    displayName: ownName ?? view.invitee.displayName ?? remembered?.displayName ?? '',
    spokenLanguage: remembered?.spokenLanguage ?? ownLanguage,
    captionLanguage: captionChoice(remembered, languages, ownLanguage),
    microphone: {
      on: sends && (remembered?.microphone.on ?? true),
      deviceId: remembered?.microphone.deviceId ?? null,
    },
    camera: {
      on: sees && (remembered?.camera.on ?? true),
      deviceId: remembered?.camera.deviceId ?? null,
    },
    speakerId: remembered?.speakerId ?? null,
  };
}

function captionChoice(
  remembered: JoinChoices | null,
  languages: readonly string[],
  ownLanguage: string,
): string | null {
  if (!remembered) return ownLanguage;
  const { captionLanguage } = remembered;
  if (captionLanguage === null) return null;
  return languages.includes(captionLanguage) ? captionLanguage : ownLanguage;
}

/** Whether the name can be sent; null when it can, else why not. */
export function nameProblem(name: string): 'empty' | 'invalid' | null {
  if (name.trim() === '') return 'empty';
  return displayName.safeParse(name).success ? null : 'invalid';
}
