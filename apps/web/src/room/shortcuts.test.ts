import { describe, expect, it } from '@jest/globals';
import { RoomUi } from './room-ui.js';
import type { KeyPress } from './shortcuts.js';
import { shortcutFor, shortcutKeys } from './shortcuts.js';

const press = (change: Partial<KeyPress>): KeyPress => ({
  code: '',
  key: '',
  ctrlKey: false,
  metaKey: false,
  altKey: false,
  shiftKey: false,
  isComposing: false,
  repeat: false,
  target: 'other',
  ...change,
});

describe('shortcutFor', () => {
  it('goes by the place of the key, so that it works on a Russian layout', () => {
    expect(shortcutFor(press({ code: 'KeyM', key: 'ь' }), true)).toBe('mute');
    expect(shortcutFor(press({ code: 'KeyV', key: 'м' }), true)).toBe('camera');
    expect(shortcutFor(press({ code: 'KeyR', key: 'к' }), true)).toBe('hand');
  });

  it('goes by the sign for the question mark, wherever it stands', () => {
    expect(shortcutFor(press({ code: 'Digit7', key: '?', shiftKey: true }), true)).toBe('help');
    expect(shortcutFor(press({ code: 'Slash', key: '.', shiftKey: true }), true)).toBeNull();
  });

  it('ignores modifiers, composition, repeats, fields and open layers', () => {
    for (const change of [
      { ctrlKey: true },
      { metaKey: true },
      { altKey: true },
      { shiftKey: true },
      { isComposing: true },
      { repeat: true },
      { target: 'field' as const },
      { target: 'layer' as const },
    ]) {
      expect(shortcutFor(press({ code: 'KeyM', key: 'm', ...change }), true)).toBeNull();
    }
  });

  it('leaves Space to a button that has the focus', () => {
    expect(shortcutFor(press({ code: 'Space', key: ' ' }), true)).toBe('talk');
    expect(shortcutFor(press({ code: 'Space', key: ' ', target: 'control' }), true)).toBeNull();
    expect(shortcutFor(press({ code: 'KeyM', key: 'm', target: 'control' }), true)).toBe('mute');
  });

  it('keeps F6 and Esc when single keys are turned off', () => {
    expect(shortcutFor(press({ code: 'KeyM', key: 'm' }), false)).toBeNull();
    expect(shortcutFor(press({ code: 'F6', key: 'F6' }), false)).toBe('next-region');
    expect(shortcutFor(press({ code: 'F6', key: 'F6', shiftKey: true }), false)).toBe(
      'previous-region',
    );
    expect(shortcutFor(press({ code: 'Escape', key: 'Escape' }), false)).toBe('close');
  });

  it('lists every key that does something', () => {
    for (const { action, key } of shortcutKeys) {
      const code = { Space: 'Space', '?': 'Slash', F6: 'F6', Esc: 'Escape' }[key] ?? `Key${key}`;
      expect(shortcutFor(press({ code, key: key === '?' ? '?' : key.toLowerCase() }), true)).toBe(
        action,
      );
    }
  });
});

describe('RoomUi', () => {
  it('closes the top layer first', () => {
    const ui = new RoomUi();
    ui.togglePeople();
    ui.open('devices');
    expect(ui.closeTop()).toBe(true);
    expect(ui.store.getState()).toMatchObject({ dialog: null, people: true });
    expect(ui.closeTop()).toBe(true);
    expect(ui.closeTop()).toBe(false);
  });

  it('pages each delegation by itself', () => {
    const ui = new RoomUi();
    ui.turnPage('XMN');
    ui.turnPage('XMN');
    ui.turnPage('SKO');
    expect(ui.store.getState().pages).toEqual({ XMN: 2, SKO: 1 });
  });
});
