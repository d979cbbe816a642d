import { describe, expect, it } from '@jest/globals';
import type { JoinChoices } from '../call/call-model.js';
import { firstChoices, JoinChoicesStorage, nameProblem } from './join-choices.js';
import { JoinTokens } from './join-tokens.js';
import { MemoryStorage, openStorage, readJson, writeJson } from './key-value-storage.js';
import { Settings } from './settings.js';

const choices: JoinChoices = {
  displayName: 'Li Wei',
  spokenLanguage: 'zh-CN',
  captionLanguage: null,
  microphone: { on: true, deviceId: 'm1' },
  camera: { on: false, deviceId: null },
  speakerId: 's1',
};

type View = Parameters<typeof firstChoices>[1];
const view = (change: Partial<View['invitee']> = {}): View => ({
  invitee: {
    participantId: '00000000-0000-4000-8000-000000000001',
    displayName: null,
    role: 'delegate',
    centerCode: 'SKO',
    ...change,
  },
  meeting: {
    id: '00000000-0000-4000-8000-000000000002',
    code: 'abc',
    title: {},
    startsAt: '2027-06-10T07:00:00Z',
    endsAt: '2027-06-10T08:00:00Z',
    languages: ['zh-CN', 'ru', 'en'],
    centers: [],
    agenda: [],
  },
});

describe('JoinChoicesStorage', () => {
  it('remembers on the device and marks the tab that is in the room', () => {
    const device = new MemoryStorage();
    const storage = new JoinChoicesStorage(device, new MemoryStorage());
    storage.remember(choices);
    storage.enter('abc', { ...choices, microphone: { on: false, deviceId: null } });
    expect(storage.remembered()).toEqual(choices);
    expect(storage.entered('abc')?.microphone.on).toBe(false);
    expect(storage.entered('xyz')).toBeNull();
    storage.rememberName('seat-1', 'Li Wei (PartNIR)');
    expect([storage.nameOn('seat-1'), storage.nameOn('seat-2')]).toEqual([
      'Li Wei (PartNIR)',
      null,
    ]);
    storage.exit('abc');
    expect(storage.entered('abc')).toBeNull();
    expect(new JoinChoicesStorage(device, new MemoryStorage()).entered('abc')).toBeNull();
  });

  it('forgets what is damaged', () => {
    const device = new MemoryStorage();
    const storage = new JoinChoicesStorage(device, device);
    device.setItem('meridian.join', '{"displayName": 7}');
    expect(storage.remembered()).toBeNull();
    device.setItem('meridian.join', 'not JSON');
    expect(storage.remembered()).toBeNull();
  });
});

describe('firstChoices', () => {
  it('takes the name of the link before the remembered one', () => {
    expect(firstChoices(choices, view({ displayName: 'Anna' }), 'en').displayName).toBe('Anna');
    expect(firstChoices(choices, view({ displayName: 'Anna' }), 'en', 'Anna K.').displayName).toBe(
      'Anna K.',
    );
    expect(firstChoices(choices, view(), 'en').displayName).toBe('Li Wei');
    expect(firstChoices(null, view(), 'en').displayName).toBe('');
  });

  it('suggests the language of the interface, and keeps what was chosen', () => {
    expect(firstChoices(null, view(), 'ru')).toMatchObject({
      spokenLanguage: 'ru',
      captionLanguage: 'ru',
    });
    expect(firstChoices(choices, view(), 'ru')).toMatchObject({
      spokenLanguage: 'zh-CN',
      captionLanguage: null,
    });
    const hindi = { ...choices, captionLanguage: 'hi' };
    expect(firstChoices(hindi, view(), 'ru').captionLanguage).toBe('ru');
  });

  it('turns nothing on for an observer, and no camera for an interpreter', () => {
    const observer = firstChoices(choices, view({ role: 'observer' }), 'en');
    expect([observer.camera.on, observer.microphone.on]).toEqual([false, false]);
    const interpreter = firstChoices(null, view({ role: 'interpreter' }), 'en');
    expect([interpreter.camera.on, interpreter.microphone.on]).toEqual([false, true]);
  });
});

describe('nameProblem', () => {
  it('tells an empty name from one that cannot be sent', () => {
    expect(nameProblem('  ')).toBe('empty');
    expect(nameProblem('a\u202eb')).toBe('invalid');
    expect(nameProblem('Анна Ковалёва')).toBeNull();
  });
});

describe('JoinTokens', () => {
  it('keeps the token and answers the address without it', () => {
    const tokens = new JoinTokens(new MemoryStorage());
    expect(tokens.take('abc', '?token=t.o.k&lang=ru')).toBe('?lang=ru');
    expect(tokens.take('abc', '?token=n.e.w')).toBe('');
    expect(tokens.take('abc', '?lang=ru')).toBeNull();
    expect(tokens.get('abc')).toBe('n.e.w');
    expect(tokens.get('xyz')).toBeNull();
  });
});

describe('Settings', () => {
  it('keeps choices on the device', () => {
    const storage = new MemoryStorage();
    const settings = new Settings(storage, { preferred: ['ru-RU'] });
    expect(settings.store.getState()).toMatchObject({
      locale: 'ru',
      theme: 'system',
      shortcuts: true,
    });
    settings.set({ locale: 'zh-CN', theme: 'dark' });
    const again = new Settings(storage, { preferred: ['ru-RU'] });
    expect(again.store.getState()).toMatchObject({ locale: 'zh-CN', theme: 'dark' });
    const asked = new Settings(storage, { query: 'en', preferred: [] });
    expect(asked.store.getState().locale).toBe('en');
  });

  it('steps through the caption sizes and stays at the ends', () => {
    const settings = new Settings(new MemoryStorage(), { preferred: [] });
    for (let step = 0; step < 9; step++) settings.stepCaptionSize(1);
    expect(settings.store.getState().captionSize).toBe(40);
    for (let step = 0; step < 9; step++) settings.stepCaptionSize(-1);
    expect(settings.store.getState().captionSize).toBe(18);
  });
});

describe('storage', () => {
  it('falls back to memory where the browser closes it', () => {
    const storage = openStorage(() => {
      throw new Error('closed');
    });
    writeJson(storage, 'key', [1]);
    expect(readJson(storage, 'key')).toEqual([1]);
  });
});
