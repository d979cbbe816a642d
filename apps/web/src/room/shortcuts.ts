export type ShortcutAction =
  | 'mute'
  | 'camera'
  | 'talk'
  | 'hand'
  | 'agenda'
  | 'people'
  | 'share'
  | 'help'
  | 'close'
  | 'next-region'
  | 'previous-region';

/** The parts of a `KeyboardEvent` that decide, and what it happened on. */
export interface KeyPress {
  /** Place of the key: the same in every layout, unlike the letter on it. */
  readonly code: string;
  readonly key: string;
  readonly ctrlKey: boolean;
  readonly metaKey: boolean;
  readonly altKey: boolean;
  readonly shiftKey: boolean;
  readonly isComposing: boolean;
  readonly repeat: boolean;
  /** `field`: text goes there. `control`: Space and Enter press it. `layer`: an open dialog or menu. */
  readonly target: 'field' | 'control' | 'layer' | 'other';
}

const byPlace: Readonly<Record<string, ShortcutAction>> = {
  KeyM: 'mute',
  KeyV: 'camera',
  KeyR: 'hand',
  KeyA: 'agenda',
  KeyP: 'people',
  KeyD: 'share',
};

/** What a key press asks for in the room; null when it is none of our business. */
export function shortcutFor(press: KeyPress, singleKeys: boolean): ShortcutAction | null {
  if (press.isComposing || press.ctrlKey || press.metaKey || press.altKey) return null;
  if (press.target === 'layer') return null;
  if (press.code === 'F6') return press.shiftKey ? 'previous-region' : 'next-region';
  if (press.code === 'Escape') return 'close';
  if (press.target === 'field' || press.repeat || !singleKeys) return null;
  // The question mark stands on different keys, so here the sign itself counts.
  if (press.key === '?') return 'help';
  if (press.shiftKey) return null;
  if (press.code === 'Space') return press.target === 'control' ? null : 'talk';
  return byPlace[press.code] ?? null;
}

/** Names of the keys for the list and the tooltips. */
export const shortcutKeys: readonly { readonly action: ShortcutAction; readonly key: string }[] = [
  { action: 'mute', key: 'M' },
  { action: 'camera', key: 'V' },
  { action: 'talk', key: 'Space' },
  { action: 'hand', key: 'R' },
  { action: 'people', key: 'P' },
  { action: 'agenda', key: 'A' },
  { action: 'share', key: 'D' },
  { action: 'help', key: '?' },
  { action: 'next-region', key: 'F6' },
  { action: 'close', key: 'Esc' },
];
