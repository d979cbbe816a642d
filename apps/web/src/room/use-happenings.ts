import { errorMessageKey } from '@meridian/i18n';
import { assertUnreachable } from '@meridian/protocol';
import { useCallback, useEffect } from 'react';
import { useTranslation } from 'react-i18next';
import { usePickedText } from '../language/use-picked-text.js';
import { useSession } from '../meeting/session-context.js';
import { useRoom } from './room-context.js';
import type { RoomHappening } from './room-watcher.js';
import { joinsToldAfterMs, RoomWatcher } from './room-watcher.js';

/** Tells what happens in the room: by voice, and by toast where something can be done about it. */
export function useHappenings(): void {
  const { call } = useSession();
  const tell = useTell();
  useEffect(() => {
    const watcher = new RoomWatcher();
    let timer: ReturnType<typeof setTimeout> | undefined;
    const flush = (): void => {
      timer = undefined;
      watcher.flushJoins().forEach(tell);
    };
    watcher.take(call.store.getState());
    const stop = call.store.subscribe((model) => {
      watcher.take(model).forEach(tell);
      if (watcher.joinsWaiting) timer ??= setTimeout(flush, joinsToldAfterMs);
    });
    return () => {
      stop();
      clearTimeout(timer);
    };
  }, [call, tell]);
  useDeviceNotices();
}

function useTell(): (happening: RoomHappening) => void {
  const { call } = useSession();
  const { announcer, toasts } = useRoom();
  const { t } = useTranslation();
  const pick = usePickedText();
  return useCallback(
    (happening) => {
      switch (happening.kind) {
        case 'connected':
          announcer.say(t('announce.connected'));
          return;
        case 'connection-lost':
          announcer.say(t('announce.connectionLost'), 'assertive');
          return;
        case 'connection-back':
          announcer.say(t('announce.connectionBack'), 'assertive');
          return;
        case 'joined': {
          const { centers } = call.store.getState().meeting ?? { centers: [] };
          const center = centers.find(({ code }) => code === happening.centerCode);
          const count = happening.names.length;
          const names = happening.names.join(', ');
          if (!center) announcer.say(t('announce.joinedNoCenter', { names }));
          else if (count > 3)
            announcer.say(t('announce.joinedMany', { count, center: pick(center.name) }));
          else announcer.say(t('announce.joined', { names, center: pick(center.name) }));
          return;
        }
        case 'hand':
          announcer.say(t('announce.hand', { name: happening.name }));
          return;
        case 'microphone':
          announcer.say(t(happening.on ? 'announce.unmuted' : 'announce.muted'));
          return;
        case 'muted-by-chair': {
          const text = t(`room.chairMuted.${happening.source}`);
          announcer.say(text, 'assertive');
          toasts.show(text);
          return;
        }
        case 'problem':
          toasts.show(t(`problem.${happening.problem}.text`), 'problem');
          return;
        case 'refused':
          toasts.show(
            `${t(`room.refused.${happening.source}`)} ${t(errorMessageKey(happening.code))}`,
            'problem',
          );
          return;
        default:
          assertUnreachable(happening);
      }
    },
    [call, announcer, toasts, t, pick],
  );
}

function useDeviceNotices(): void {
  const { devices } = useSession();
  const { toasts } = useRoom();
  const { t } = useTranslation();
  useEffect(
    () =>
      devices.store.subscribe(({ notice }, before) => {
        if (!notice || notice.id === before.notice?.id) return;
        const { kind, device, label } = notice;
        toasts.show(t(`device.${kind}.${device}`, { label }), kind === 'lost' ? 'problem' : 'info');
      }),
    [devices, toasts, t],
  );
}
