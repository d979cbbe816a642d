import {
  Activity,
  Ellipsis,
  Keyboard,
  Languages,
  ListOrdered,
  MonitorUp,
  Settings2,
  VolumeX,
} from 'lucide-react';
import { Toolbar } from 'radix-ui';
import { useTranslation } from 'react-i18next';
import { ControlButton } from '../design/control-button.js';
import { Menu, MenuItem, MenuSeparator } from '../design/menu.js';
import { canShareScreen } from '../devices/environment.js';
import { useCall, useSession } from '../meeting/session-context.js';
import { focusStage } from './focus-regions.js';
import { useOwnControls, useRoom } from './room-context.js';
import { useRoomActions } from './use-room-actions.js';

/** What is needed rarely, and on phones the screen share. */
export function MoreMenu({ phone }: { readonly phone: boolean }) {
  const { call } = useSession();
  const { ui } = useRoom();
  const { t } = useTranslation();
  const may = useOwnControls();
  const actions = useRoomActions();
  const soundOnly = useCall((model) => model.soundOnly);
  const sharing = useCall(({ local }) => local.screen.state !== 'off');
  return (
    <Menu
      side="top"
      align="center"
      label={t('control.more')}
      onClosed={focusStage}
      trigger={
        <Toolbar.Button asChild>
          <ControlButton icon={Ellipsis} label={t('control.more')} data-testid="more-button" />
        </Toolbar.Button>
      }
    >
      {phone ? (
        <MenuItem
          testId="open-agenda"
          icon={<ListOrdered size={18} aria-hidden="true" />}
          onSelect={() => {
            ui.open('agenda');
          }}
        >
          {t('more.agenda')}
        </MenuItem>
      ) : null}
      {phone && may.share && canShareScreen() ? (
        <MenuItem
          testId="share-item"
          icon={<MonitorUp size={18} aria-hidden="true" />}
          onSelect={actions.toggleShare}
        >
          {t(sharing ? 'control.stopShare' : 'more.share')}
        </MenuItem>
      ) : null}
      <MenuItem
        testId="devices-item"
        icon={<Settings2 size={18} aria-hidden="true" />}
        onSelect={() => {
          ui.open('devices');
        }}
      >
        {t('more.devices')}
      </MenuItem>
      <MenuItem
        testId="sound-only-item"
        icon={<VolumeX size={18} aria-hidden="true" />}
        onSelect={() => {
          void call.setSoundOnly(!soundOnly);
        }}
      >
        {t(soundOnly ? 'room.showPictures' : 'more.soundOnly')}
      </MenuItem>
      <MenuSeparator />
      <MenuItem
        testId="language-menu"
        icon={<Languages size={18} aria-hidden="true" />}
        onSelect={() => {
          ui.open('language');
        }}
      >
        {t('more.language')}
      </MenuItem>
      <MenuItem
        testId="connection-item"
        icon={<Activity size={18} aria-hidden="true" />}
        onSelect={() => {
          ui.open('connection');
        }}
      >
        {t('more.connection')}
      </MenuItem>
      {phone ? null : (
        <MenuItem
          testId="shortcuts-item"
          icon={<Keyboard size={18} aria-hidden="true" />}
          hint="?"
          onSelect={() => {
            ui.open('shortcuts');
          }}
        >
          {t('more.shortcuts')}
        </MenuItem>
      )}
    </Menu>
  );
}
