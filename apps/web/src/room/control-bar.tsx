import {
  Ellipsis,
  Hand,
  LogOut,
  Mic,
  MicOff,
  MonitorUp,
  MonitorX,
  Users,
  Video,
  VideoOff,
} from 'lucide-react';
import { Toolbar } from 'radix-ui';
import { useTranslation } from 'react-i18next';
import { useStore } from 'zustand';
import { ControlButton } from '../design/control-button.js';
import { Tooltip } from '../design/tooltip.js';
import { canShareScreen } from '../devices/environment.js';
import { useCall } from '../meeting/session-context.js';
import styles from './control-bar.module.css';
import { focusStage } from './focus-regions.js';
import { MoreMenu } from './more-menu.js';
import { useOwnControls, useRoom, useSelf } from './room-context.js';
import { useRoomActions } from './use-room-actions.js';

interface ControlBarProps {
  readonly phone: boolean;
}

/** The toolbar of the room; arrows walk along it. */
export function ControlBar({ phone }: ControlBarProps) {
  const { t } = useTranslation();
  const may = useOwnControls();
  const seated = useSelf() !== null;
  const actions = useRoomActions();
  return (
    <footer className={styles['bar']}>
      <Toolbar.Root
        id="controls"
        className={styles['toolbar']}
        data-testid="control-bar"
        data-region="controls"
        aria-label={t('room.controls')}
      >
        <div className={styles['center']}>
          {seated ? null : <WaitingControls phone={phone} />}
          {may.microphone ? <MuteButton /> : null}
          {may.camera ? <CameraButton /> : null}
          {may.share && !phone && canShareScreen() ? <ShareButton /> : null}
          {may.hand ? <HandButton /> : null}
          {seated && !phone ? <PeopleButton /> : null}
          {seated ? <MoreMenu phone={phone} /> : null}
        </div>
        <Toolbar.Button asChild>
          <ControlButton
            icon={LogOut}
            label={t('control.leave')}
            look="leave"
            data-testid="leave-button"
            onClick={actions.askToLeave}
          />
        </Toolbar.Button>
      </Toolbar.Root>
    </footer>
  );
}

/** The controls to come, until the seat is taken and the role is known. */
function WaitingControls({ phone }: ControlBarProps) {
  const { t } = useTranslation();
  return (
    <>
      <ControlButton icon={Mic} label={t('control.mute')} disabled />
      <ControlButton icon={Video} label={t('control.camera')} disabled />
      {phone ? null : <ControlButton icon={MonitorUp} label={t('control.share')} disabled />}
      <ControlButton icon={Hand} label={t('control.raiseHand')} disabled />
      {phone ? null : <ControlButton icon={Users} label={t('control.people')} disabled />}
      <ControlButton icon={Ellipsis} label={t('control.more')} disabled />
    </>
  );
}

function MuteButton() {
  const { t } = useTranslation();
  const actions = useRoomActions();
  const state = useCall((model) => model.local.microphone.state);
  const on = state === 'live';
  const label = t(on ? 'control.mute' : 'control.unmute');
  return (
    <Tooltip text={t('control.shortcut', { label, key: 'M' })}>
      <Toolbar.Button asChild>
        <ControlButton
          icon={on ? Mic : MicOff}
          label={label}
          look={on ? 'plain' : 'off'}
          data-testid="mute-button"
          data-on={on}
          aria-busy={state === 'starting'}
          onClick={actions.toggleMicrophone}
          onPointerDone={focusStage}
        />
      </Toolbar.Button>
    </Tooltip>
  );
}

function CameraButton() {
  const { t } = useTranslation();
  const actions = useRoomActions();
  const state = useCall((model) => model.local.camera.state);
  const on = state === 'live' || state === 'starting';
  const label = t('control.camera');
  return (
    <Tooltip text={t('control.shortcut', { label, key: 'V' })}>
      <Toolbar.Button asChild>
        <ControlButton
          icon={on ? Video : VideoOff}
          label={label}
          look={on ? 'plain' : 'off'}
          data-testid="camera-button"
          data-on={on}
          aria-pressed={on}
          aria-busy={state === 'starting'}
          onClick={actions.toggleCamera}
          onPointerDone={focusStage}
        />
      </Toolbar.Button>
    </Tooltip>
  );
}

function ShareButton() {
  const { t } = useTranslation();
  const actions = useRoomActions();
  const on = useCall(({ local }) => local.screen.state !== 'off');
  const label = t(on ? 'control.stopShare' : 'control.share');
  return (
    <Tooltip text={t('control.shortcut', { label, key: 'D' })}>
      <Toolbar.Button asChild>
        <ControlButton
          icon={on ? MonitorX : MonitorUp}
          label={label}
          look={on ? 'on' : 'plain'}
          data-testid="share-button"
          data-on={on}
          onClick={actions.toggleShare}
          onPointerDone={focusStage}
        />
      </Toolbar.Button>
    </Tooltip>
  );
}

function HandButton() {
  const { t } = useTranslation();
  const actions = useRoomActions();
  const up = (useSelf()?.handRaisedAt ?? null) !== null;
  const label = t(up ? 'control.lowerHand' : 'control.raiseHand');
  return (
    <Tooltip text={t('control.shortcut', { label, key: 'R' })}>
      <Toolbar.Button asChild>
        <ControlButton
          icon={Hand}
          label={label}
          look={up ? 'on' : 'plain'}
          data-testid="hand-button"
          data-on={up}
          onClick={actions.toggleHand}
          onPointerDone={focusStage}
        />
      </Toolbar.Button>
    </Tooltip>
  );
}

function PeopleButton() {
  const { ui } = useRoom();
  const { t } = useTranslation();
  const open = useStore(ui.store, (state) => state.people);
  const label = t('control.people');
  return (
    <Tooltip text={t('control.shortcut', { label, key: 'P' })}>
      <Toolbar.Button asChild>
        <ControlButton
          icon={Users}
          label={label}
          look={open ? 'on' : 'plain'}
          data-testid="people-button"
          aria-pressed={open}
          onClick={() => {
            ui.togglePeople();
          }}
        />
      </Toolbar.Button>
    </Tooltip>
  );
}
