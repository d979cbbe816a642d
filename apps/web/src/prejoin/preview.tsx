import type { MeetingRole } from '@meridian/protocol';
import { Mic, MicOff, Video, VideoOff } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import type { CallFailure, JoinChoices } from '../call/call-model.js';
import { LevelMeter } from '../devices/level-meter.js';
import { useHeard } from '../devices/use-heard.js';
import { VideoView } from '../devices/video-view.js';
import { initials } from '../meeting/initials.js';
import { useDevices, useSession } from '../meeting/session-context.js';
import { AllowPanel } from './allow-panel.js';
import type { PreviewState } from './preview-state.js';
import styles from './preview.module.css';
import { FailurePanel, ProblemNotice, ProblemPanel } from './problem-panel.js';

interface PreviewProps {
  readonly role: MeetingRole;
  readonly choices: JoinChoices;
  readonly onChange: (part: Partial<JoinChoices>) => void;
  readonly state: PreviewState;
  /** Why the room was not entered, shown until the next attempt. */
  readonly failure: CallFailure | null;
  readonly onJoin: () => void;
}

/** The own picture with the level of the own voice, or what stands in its place. */
export function Preview(props: PreviewProps) {
  const { role, choices, state, failure } = props;
  const { devices } = useSession();
  const { t } = useTranslation();
  const track = useDevices((model) => model.cameraTrack);
  const request = (): void => {
    void devices.request({
      camera: choices.camera.on && role !== 'interpreter',
      microphone: choices.microphone.on,
    });
  };
  const showsVideo = state.kind === 'video' && track !== null && !failure;
  return (
    <section
      className={styles['frame']}
      data-picture={showsVideo}
      aria-label={t('prejoin.preview')}
    >
      {failure ? (
        <FailurePanel failure={failure} onRetry={props.onJoin} />
      ) : (
        <PreviewContent {...props} track={track} onRequest={request} />
      )}
      {showsVideo && state.notice ? (
        <ProblemNotice problem={state.notice} onRetry={request} />
      ) : null}
      {state.kind === 'video' || state.kind === 'camera-off' || state.kind === 'problem' ? (
        <Controls {...props} />
      ) : null}
    </section>
  );
}

interface PreviewContentProps extends PreviewProps {
  readonly track: MediaStreamTrack | null;
  readonly onRequest: () => void;
}

function PreviewContent({ role, choices, state, track, onRequest }: PreviewContentProps) {
  const { t } = useTranslation();
  switch (state.kind) {
    case 'observer':
      return <p className={styles['plain']}>{t('prejoin.observer')}</p>;
    case 'ask':
    case 'asking':
      return (
        <AllowPanel
          asking={state.kind === 'asking'}
          camera={role !== 'interpreter'}
          onAllow={onRequest}
        />
      );
    case 'problem':
      return <ProblemPanel problem={state.problem} onRetry={onRequest} />;
    case 'video':
      return track ? (
        <VideoView track={track} mirrored label={t('prejoin.preview')} testId="preview-video" />
      ) : null;
    case 'camera-off':
      return (
        <div className={styles['off']}>
          <span className={styles['initials']} aria-hidden="true">
            {initials(choices.displayName)}
          </span>
          <p>{t(role === 'interpreter' ? 'prejoin.interpreterCamera' : 'prejoin.previewOff')}</p>
        </div>
      );
  }
}

function Controls({ role, choices, onChange, state, failure }: PreviewProps) {
  const { devices } = useSession();
  const { t } = useTranslation();
  const hasMicrophone = useDevices((model) => model.microphoneTrack !== null);
  const { microphone, camera } = choices;
  const blocked =
    state.kind === 'problem' &&
    ['insecure-page', 'browser-too-old', 'permission-denied'].includes(state.problem);
  if (blocked) return null;
  return (
    <div className={styles['controls']}>
      {microphone.on && hasMicrophone ? (
        <Level overPicture={state.kind === 'video' && !failure} />
      ) : (
        <span />
      )}
      <div className={styles['toggles']}>
        <Toggle
          testId="mic-toggle"
          on={microphone.on}
          label={t(microphone.on ? 'prejoin.turnMicOff' : 'prejoin.turnMicOn')}
          icons={[Mic, MicOff]}
          onToggle={() => {
            const on = !microphone.on;
            onChange({ microphone: { ...microphone, on } });
            if (on) void devices.useMicrophone(microphone.deviceId);
            else devices.stopMicrophone();
          }}
        />
        {role === 'interpreter' ? null : (
          <Toggle
            testId="camera-toggle"
            on={camera.on}
            label={t(camera.on ? 'prejoin.turnCameraOff' : 'prejoin.turnCameraOn')}
            icons={[Video, VideoOff]}
            onToggle={() => {
              const on = !camera.on;
              onChange({ camera: { ...camera, on } });
              if (on) void devices.useCamera(camera.deviceId);
              else devices.stopCamera();
            }}
          />
        )}
      </div>
    </div>
  );
}

function Level({ overPicture }: { readonly overPicture: boolean }) {
  const { devices } = useSession();
  const { t } = useTranslation();
  const heard = useHeard(devices);
  return (
    <div className={styles['level']}>
      <LevelMeter devices={devices} overPicture={overPicture} />
      <span>{t(heard ? 'prejoin.heard' : 'prejoin.unheard')}</span>
    </div>
  );
}

interface ToggleProps {
  readonly testId: string;
  readonly on: boolean;
  readonly label: string;
  readonly icons: readonly [typeof Mic, typeof MicOff];
  readonly onToggle: () => void;
}

function Toggle({ testId, on, label, icons: [On, Off], onToggle }: ToggleProps) {
  const Icon = on ? On : Off;
  return (
    <button
      type="button"
      className={styles['toggle']}
      data-testid={testId}
      data-on={on}
      aria-label={label}
      title={label}
      onClick={onToggle}
    >
      <Icon size={24} aria-hidden="true" />
    </button>
  );
}
