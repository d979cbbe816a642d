import { errorMessageKey, errorTitleKey } from '@meridian/i18n';
import { CameraOff, CircleAlert, LockOpen, MicOff, RotateCw, TriangleAlert } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import type { CallFailure, DeviceProblem } from '../call/call-model.js';
import { Button } from '../design/button.js';
import { browserFamily } from '../devices/environment.js';
import styles from './problem-panel.module.css';

const icons: Readonly<Record<DeviceProblem, typeof MicOff>> = {
  'permission-denied': MicOff,
  'no-camera': CameraOff,
  'no-microphone': MicOff,
  'device-busy': CircleAlert,
  'insecure-page': LockOpen,
  'browser-too-old': TriangleAlert,
  'device-failed': CircleAlert,
};

/** Trying again cannot mend the address or the browser. */
const final: ReadonlySet<DeviceProblem> = new Set(['insecure-page', 'browser-too-old']);

interface ProblemProps {
  readonly problem: DeviceProblem;
  readonly onRetry: () => void;
}

/** In place of the preview: what is missing, what it means, what can be done. */
export function ProblemPanel({ problem, onRetry }: ProblemProps) {
  const { t } = useTranslation();
  const Icon = icons[problem];
  return (
    <div className={styles['panel']} data-testid="prejoin-error" data-code={problem} role="status">
      <span className={styles['icon']} aria-hidden="true">
        <Icon size={26} />
      </span>
      <h2>{t(`problem.${problem}.title`)}</h2>
      <p className={styles['text']}>{t(`problem.${problem}.text`)}</p>
      <Steps problem={problem} />
      {final.has(problem) ? null : (
        <Button
          data-testid="retry-button"
          icon={<RotateCw size={18} aria-hidden="true" />}
          onClick={onRetry}
        >
          {t('action.tryAgain')}
        </Button>
      )}
    </div>
  );
}

function Steps({ problem }: { readonly problem: DeviceProblem }) {
  const { t } = useTranslation();
  if (problem !== 'permission-denied' && problem !== 'insecure-page') return null;
  const family = browserFamily(navigator.userAgent);
  const steps =
    problem === 'insecure-page'
      ? ([t('steps.insecure.1'), t('steps.insecure.2'), t('steps.insecure.3')] as const)
      : ([t(`steps.${family}.1`), t(`steps.${family}.2`), t(`steps.${family}.3`)] as const);
  return (
    <div className={styles['steps']}>
      <h3>{t(problem === 'insecure-page' ? 'steps.insecureTitle' : 'steps.title')}</h3>
      <ol>
        {steps.map((step) => (
          <li key={step}>{step}</li>
        ))}
      </ol>
    </div>
  );
}

/** Over the picture: the camera works, something about the microphone does not. */
export function ProblemNotice({ problem, onRetry }: ProblemProps) {
  const { t } = useTranslation();
  const Icon = icons[problem];
  return (
    <div className={styles['notice']} data-testid="prejoin-error" data-code={problem} role="status">
      <Icon size={20} aria-hidden="true" />
      <p>{t(`problem.${problem}.text`)}</p>
      <Button look="quiet" data-testid="retry-button" onClick={onRetry}>
        {t('action.tryAgain')}
      </Button>
    </div>
  );
}

interface FailurePanelProps {
  readonly failure: CallFailure;
  readonly onRetry: () => void;
}

/** Why the room did not open after "Join"; the form stays usable. */
export function FailurePanel({ failure, onRetry }: FailurePanelProps) {
  const { t } = useTranslation();
  const stale = failure === 'protocol_version';
  return (
    <div className={styles['panel']} data-testid="prejoin-error" data-code={failure} role="alert">
      <span className={styles['icon']} aria-hidden="true">
        <CircleAlert size={26} />
      </span>
      <h2>{t(errorTitleKey(failure))}</h2>
      <p className={styles['text']}>{t(errorMessageKey(failure))}</p>
      <Button
        data-testid="retry-button"
        icon={<RotateCw size={18} aria-hidden="true" />}
        onClick={() => {
          if (stale) window.location.reload();
          else onRetry();
        }}
      >
        {t(stale ? 'action.reload' : 'action.tryAgain')}
      </Button>
    </div>
  );
}
