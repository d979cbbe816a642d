import { useTranslation } from 'react-i18next';
import { useStore } from 'zustand';
import { useApp } from '../app/app-context.js';
import { Dialog } from '../design/dialog.js';
import { Switch } from '../design/switch.js';
import styles from './room-dialogs.module.css';
import type { RoomDialogProps } from './room-dialogs.js';
import type { ShortcutAction } from './shortcuts.js';
import { shortcutKeys } from './shortcuts.js';

const names = {
  mute: 'mute',
  camera: 'camera',
  talk: 'talk',
  hand: 'hand',
  agenda: 'agenda',
  people: 'people',
  share: 'share',
  help: 'help',
  close: 'escape',
  'next-region': 'regions',
  'previous-region': 'regions',
} as const satisfies Readonly<Record<ShortcutAction, string>>;

export function ShortcutsDialog(props: RoomDialogProps) {
  const { settings } = useApp();
  const { t } = useTranslation();
  const enabled = useStore(settings.store, (state) => state.shortcuts);
  return (
    <Dialog
      {...props}
      title={t('shortcuts.title')}
      text={t('shortcuts.text')}
      testId="shortcuts-dialog"
    >
      <dl className={styles['keys']}>
        {shortcutKeys.map(({ action, key }) => (
          <div key={action} className={styles['key']}>
            <dt>
              <kbd>{key === 'Space' ? t('shortcuts.space') : key}</kbd>
            </dt>
            <dd>{t(`shortcuts.${names[action]}`)}</dd>
          </div>
        ))}
      </dl>
      <Switch
        label={t('shortcuts.enabled')}
        checked={enabled}
        testId="shortcuts-switch"
        onChange={(shortcuts) => {
          settings.set({ shortcuts });
        }}
      />
    </Dialog>
  );
}
