import { Camera, Mic, Volume2 } from 'lucide-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useApp } from '../app/app-context.js';
import { Dialog } from '../design/dialog.js';
import { DevicePicker } from '../devices/device-picker.js';
import { LevelMeter } from '../devices/level-meter.js';
import { useCall, useDevices, useSession } from '../meeting/session-context.js';
import styles from './room-dialogs.module.css';
import { useOwnControls } from './room-context.js';
import type { RoomDialogProps } from './room-dialogs.js';

/** Camera, microphone and speaker, changed in mid-call. */
export function DevicesDialog(props: RoomDialogProps) {
  const { t } = useTranslation();
  return (
    <Dialog
      {...props}
      title={t('devicesDialog.title')}
      text={t('devicesDialog.text')}
      testId="devices-dialog"
    >
      <DeviceChoices />
    </Dialog>
  );
}

function DeviceChoices() {
  const { call, devices } = useSession();
  const { choices } = useApp();
  const { t } = useTranslation();
  const may = useOwnControls();
  const cameras = useDevices((model) => model.cameras);
  const microphones = useDevices((model) => model.microphones);
  const speakers = useDevices((model) => model.speakers);
  const camera = useCall((model) => model.local.camera.deviceId);
  const microphone = useCall((model) => model.local.microphone.deviceId);
  const [speaker, setSpeaker] = useState(() => choices.remembered()?.speakerId ?? null);
  return (
    <div className={styles['stack']}>
      {may.camera ? (
        <DevicePicker
          label={t('device.camera')}
          icon={Camera}
          testId="camera-select"
          options={cameras}
          value={camera}
          fallback={t('device.default')}
          onChoose={(deviceId) => void call.switchDevice('camera', deviceId)}
        />
      ) : null}
      {may.microphone ? (
        <>
          <DevicePicker
            label={t('device.microphone')}
            icon={Mic}
            testId="mic-select"
            options={microphones}
            value={microphone}
            fallback={t('device.default')}
            onChoose={(deviceId) => void call.switchDevice('microphone', deviceId)}
          />
          <LevelMeter devices={devices} />
        </>
      ) : null}
      <DevicePicker
        label={t('device.speaker')}
        icon={Volume2}
        testId="speaker-select"
        options={speakers}
        value={speaker}
        fallback={t('device.default')}
        onChoose={(deviceId) => {
          setSpeaker(deviceId);
          void call.switchDevice('speaker', deviceId);
        }}
      />
    </div>
  );
}
