import type { MeetingView } from '@meridian/protocol';
import { useTranslation } from 'react-i18next';
import { useStore } from 'zustand';
import { Sheet } from '../design/dialog.js';
import { AgendaList } from './agenda-list.js';
import { ConnectionDialog } from './connection-dialog.js';
import { DevicesDialog } from './devices-dialog.js';
import { focusStage } from './focus-regions.js';
import { LanguageDialog } from './language-dialog.js';
import { LeaveDialog } from './leave-dialog.js';
import { useRoom } from './room-context.js';
import { ShortcutsDialog } from './shortcuts-dialog.js';

/** What every dialog of the room is given: whether it is open, and how it closes. */
export interface RoomDialogProps {
  readonly open: boolean;
  readonly onOpenChange: (open: boolean) => void;
  readonly onClosed: () => void;
}

/** The dialogs of the room, one at a time. */
export function RoomDialogs({ meeting }: { readonly meeting: MeetingView }) {
  const { ui } = useRoom();
  const { t } = useTranslation();
  const dialog = useStore(ui.store, (state) => state.dialog);
  const propsOf = (name: typeof dialog): RoomDialogProps => ({
    open: dialog === name,
    onOpenChange: (open) => {
      if (!open) ui.closeDialog();
    },
    onClosed: focusStage,
  });
  return (
    <>
      <DevicesDialog {...propsOf('devices')} />
      <ShortcutsDialog {...propsOf('shortcuts')} />
      <LanguageDialog {...propsOf('language')} meeting={meeting} />
      <ConnectionDialog {...propsOf('connection')} />
      <LeaveDialog {...propsOf('leave')} />
      <Sheet {...propsOf('agenda')} title={t('agenda.title')} testId="agenda-sheet">
        <AgendaList meeting={meeting} />
      </Sheet>
    </>
  );
}
