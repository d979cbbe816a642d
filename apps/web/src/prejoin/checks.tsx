import type { MeetingRole } from '@meridian/protocol';
import { CircleAlert, CircleCheck, CircleDashed, Play } from 'lucide-react';
import type { ReactNode } from 'react';
import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { JoinChoices } from '../call/call-model.js';
import { Button } from '../design/button.js';
import type { NetworkVerdict } from '../devices/network-check.js';
import { checkNetwork, requestLiveness } from '../devices/network-check.js';
import { playTestSound } from '../devices/test-sound.js';
import { useDevices } from '../meeting/session-context.js';
import styles from './checks.module.css';
import { devicesVerdict, previewState } from './preview-state.js';

interface ChecksProps {
  readonly role: MeetingRole;
  readonly choices: JoinChoices;
}

/** Camera and microphone, connection, and a sound to hear: three short answers. */
export function Checks({ role, choices }: ChecksProps) {
  const { t } = useTranslation();
  const model = useDevices((state) => state);
  const verdict = devicesVerdict(previewState(role, choices, model), choices, model);
  const network = useNetworkCheck();
  return (
    <div className={styles['checks']}>
      {role === 'observer' ? null : (
        <Check
          testId="check-devices"
          state={
            verdict === 'devicesReady' ? 'good' : verdict === 'devicesUnasked' ? 'pending' : 'warn'
          }
          title={t('prejoin.devices')}
          text={t(`prejoin.${verdict}`)}
        />
      )}
      <Check
        testId="check-network"
        state={
          network.state === 'checking' ? 'pending' : network.state === 'good' ? 'good' : 'warn'
        }
        title={t('prejoin.network')}
        text={<NetworkText network={network} />}
      />
      <TestSound speakerId={choices.speakerId} />
    </div>
  );
}

function useNetworkCheck(): NetworkVerdict {
  const [verdict, setVerdict] = useState<NetworkVerdict>({ state: 'checking' });
  useEffect(() => {
    let left = false;
    const run = async (): Promise<void> => {
      const result = await checkNetwork(requestLiveness, () => performance.now());
      if (!left) setVerdict(result);
    };
    void run();
    const again = setInterval(() => void run(), 15_000);
    return () => {
      left = true;
      clearInterval(again);
    };
  }, []);
  return verdict;
}

function NetworkText({ network }: { readonly network: NetworkVerdict }) {
  const { t } = useTranslation();
  switch (network.state) {
    case 'checking':
      return t('prejoin.networkChecking');
    case 'none':
      return t('prejoin.networkNone');
    case 'good':
      return t('prejoin.networkGood', { ms: network.roundTripMs });
    case 'fair':
      return t('prejoin.networkFair', { ms: network.roundTripMs });
    case 'slow':
      return t('prejoin.networkSlow', { ms: network.roundTripMs });
  }
}

interface CheckProps {
  readonly testId: string;
  readonly state: 'good' | 'warn' | 'pending';
  readonly title: string;
  readonly text: ReactNode;
}

const checkIcons = { good: CircleCheck, warn: CircleAlert, pending: CircleDashed } as const;

function Check({ testId, state, title, text }: CheckProps) {
  const Icon = checkIcons[state];
  return (
    <div className={styles['check']} data-testid={testId} data-state={state}>
      <Icon size={20} aria-hidden="true" className={styles['icon']} />
      <div>
        <p className={styles['title']}>{title}</p>
        <p className={styles['text']}>{text}</p>
      </div>
    </div>
  );
}

function TestSound({ speakerId }: { readonly speakerId: string | null }) {
  const { t } = useTranslation();
  const [state, setState] = useState<'idle' | 'playing' | 'failed'>('idle');
  const play = async (): Promise<void> => {
    setState('playing');
    try {
      await playTestSound(speakerId);
      setState('idle');
    } catch {
      // Said in words on the page; a missing sound device is no fault of the program.
      setState('failed');
    }
  };
  return (
    <div className={styles['sound']}>
      <Button
        data-testid="test-sound-button"
        disabled={state === 'playing'}
        icon={<Play size={18} aria-hidden="true" />}
        onClick={() => void play()}
      >
        {t(state === 'playing' ? 'prejoin.testSoundPlaying' : 'prejoin.testSound')}
      </Button>
      {state === 'failed' ? (
        <p className={styles['text']} role="status">
          {t('prejoin.testSoundFailed')}
        </p>
      ) : null}
    </div>
  );
}
