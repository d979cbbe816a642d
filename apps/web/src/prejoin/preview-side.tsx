import type { MeetingRole } from '@meridian/protocol';
import { Camera, Mic, Volume2 } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { useEffect } from 'react';
import type { JoinChoices } from '../call/call-model.js';
import { DevicePicker } from '../devices/device-picker.js';
import { useCall, useDevices, useSession } from '../meeting/session-context.js';
import { Checks } from './checks.js';
import { Preview } from './preview.js';
import { previewState } from './preview-state.js';
import styles from './prejoin.module.css';
import sideStyles from './preview-side.module.css';
import { useRememberedPermission } from './use-remembered-permission.js';

interface PreviewSideProps {
  readonly role: MeetingRole;
  readonly choices: JoinChoices;
  readonly onChange: (part: Partial<JoinChoices>) => void;
  /** Tries to enter the room again after it was refused. */
  readonly onJoin: () => void;
}

/** How I look and sound, with which devices, and how the connection is. */
export function PreviewSide({ role, choices, onChange, onJoin }: PreviewSideProps) {
  const { devices } = useSession();
  const { t } = useTranslation();
  const model = useDevices((state) => state);
  const failure = useCall((state) => (state.phase === 'failed' ? state.failure : null));
  useRememberedPermission(role, choices);
  useOwnDeviceIds(choices, onChange);
  const sends = role !== 'observer';
  const sees = sends && role !== 'interpreter';
  return (
    <div className={styles['side']}>
      <Preview
        role={role}
        choices={choices}
        onChange={onChange}
        state={previewState(role, choices, model)}
        failure={failure}
        onJoin={onJoin}
      />
      <div className={sideStyles['devices']}>
        {sees ? (
          <DevicePicker
            label={t('device.camera')}
            icon={Camera}
            testId="camera-select"
            options={model.cameras}
            value={choices.camera.deviceId ?? model.cameraTrack?.getSettings().deviceId ?? null}
            fallback={t('device.default')}
            onChoose={(deviceId) => {
              onChange({ camera: { on: true, deviceId } });
              void devices.useCamera(deviceId);
            }}
          />
        ) : null}
        {sends ? (
          <DevicePicker
            label={t('device.microphone')}
            icon={Mic}
            testId="mic-select"
            options={model.microphones}
            value={
              choices.microphone.deviceId ?? model.microphoneTrack?.getSettings().deviceId ?? null
            }
            fallback={t('device.default')}
            onChoose={(deviceId) => {
              onChange({ microphone: { on: true, deviceId } });
              void devices.useMicrophone(deviceId);
            }}
          />
        ) : null}
        <DevicePicker
          label={t('device.speaker')}
          icon={Volume2}
          testId="speaker-select"
          options={model.speakers}
          value={choices.speakerId}
          fallback={t('device.default')}
          onChoose={(speakerId) => {
            onChange({ speakerId });
          }}
        />
      </div>
      <Checks role={role} choices={choices} />
    </div>
  );
}

/** A device that vanished while it was chosen must not be asked for again on joining. */
function useOwnDeviceIds(
  choices: JoinChoices,
  onChange: (part: Partial<JoinChoices>) => void,
): void {
  const cameras = useDevices((state) => state.cameras);
  const microphones = useDevices((state) => state.microphones);
  useEffect(() => {
    const gone = (list: typeof cameras, id: string | null): boolean =>
      id !== null && list.length > 0 && !list.some(({ deviceId }) => deviceId === id);
    if (gone(cameras, choices.camera.deviceId)) {
      onChange({ camera: { ...choices.camera, deviceId: null } });
    }
    if (gone(microphones, choices.microphone.deviceId)) {
      onChange({ microphone: { ...choices.microphone, deviceId: null } });
    }
  }, [cameras, microphones, choices.camera, choices.microphone, onChange]);
}
