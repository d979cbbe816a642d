import { useCallback, useEffect, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import { useApp } from '../app/app-context.js';
import { useSession } from '../meeting/session-context.js';
import { focusRegion } from './focus-regions.js';
import { useRoom } from './room-context.js';
import type { KeyPress, ShortcutAction } from './shortcuts.js';
import { shortcutFor } from './shortcuts.js';
import { useRoomActions } from './use-room-actions.js';
import { useToggleAgenda } from './use-toggle-agenda.js';

/** Single keys of the room, and push-to-talk while Space is held. */
export function useShortcuts(): void {
  const { settings } = useApp();
  const { ui } = useRoom();
  const actions = useRoomActions();
  const toggleAgenda = useToggleAgenda();
  const talk = usePushToTalk();
  useEffect(() => {
    const run: Readonly<Record<ShortcutAction, () => void>> = {
      mute: actions.toggleMicrophone,
      camera: actions.toggleCamera,
      hand: actions.toggleHand,
      share: actions.toggleShare,
      agenda: toggleAgenda,
      people: () => {
        ui.togglePeople();
      },
      help: () => {
        ui.open('shortcuts');
      },
      close: () => {
        ui.closeTop();
      },
      'next-region': () => {
        focusRegion(1);
      },
      'previous-region': () => {
        focusRegion(-1);
      },
      talk,
    };
    const onKeyDown = (event: KeyboardEvent): void => {
      if (event.defaultPrevented) return;
      const action = shortcutFor(pressOf(event), settings.store.getState().shortcuts);
      if (!action) return;
      event.preventDefault();
      run[action]();
    };
    window.addEventListener('keydown', onKeyDown);
    return () => {
      window.removeEventListener('keydown', onKeyDown);
    };
  }, [actions, settings, talk, toggleAgenda, ui]);
}

function pressOf(event: KeyboardEvent): KeyPress {
  const { code, key, ctrlKey, metaKey, altKey, shiftKey, isComposing, repeat } = event;
  const target = targetOf(event.target instanceof Element ? event.target : null);
  return { code, key, ctrlKey, metaKey, altKey, shiftKey, isComposing, repeat, target };
}

function targetOf(element: Element | null): KeyPress['target'] {
  if (!element) return 'other';
  if (element.closest('[role="menu"], [role="dialog"], [role="alertdialog"]')) return 'layer';
  if (element.closest('input, textarea, select, [contenteditable]')) return 'field';
  return element.closest('button, a, [role="button"]') ? 'control' : 'other';
}

/** Opens the microphone until Space is let go or the window loses the keyboard. */
function usePushToTalk(): () => void {
  const { call } = useSession();
  const { announcer } = useRoom();
  const { t } = useTranslation();
  const hint = t('announce.talking');
  const release = useRef<(() => void) | null>(null);
  useEffect(
    () => () => {
      release.current?.();
    },
    [],
  );
  return useCallback(() => {
    if (release.current || call.store.getState().local.microphone.state !== 'muted') return;
    announcer.say(hint);
    void call.setMicrophone(true);
    const stop = (): void => {
      release.current = null;
      window.removeEventListener('keyup', onKeyUp);
      window.removeEventListener('blur', stop);
      void call.setMicrophone(false);
    };
    const onKeyUp = (event: KeyboardEvent): void => {
      if (event.code === 'Space') stop();
    };
    window.addEventListener('keyup', onKeyUp);
    window.addEventListener('blur', stop);
    release.current = stop;
  }, [call, announcer, hint]);
}
