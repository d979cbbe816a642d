import { errorMessageKey, errorTitleKey } from '@meridian/i18n';
import { RotateCw, Volume2, WifiOff } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { Button } from '../design/button.js';
import { useCall, useSession } from '../meeting/session-context.js';
import styles from './offline-card.module.css';

/** After half a minute without connection: what can be tried, with the room still in sight. */
export function OfflineCard() {
  const { call } = useSession();
  const { t } = useTranslation();
  const failure = useCall((model) => model.failure);
  const entered = useCall((model) => model.meeting !== null);
  const code = failure ?? 'unreachable';
  const general = entered && failure === null;
  return (
    <div className={styles['cover']}>
      <section className={styles['card']} role="alert" data-testid="error-state">
        <span className={styles['icon']} aria-hidden="true">
          <WifiOff size={28} />
        </span>
        <h2>{general ? t('room.offlineTitle') : t(errorTitleKey(code))}</h2>
        <p>{general ? t('room.offline') : t(errorMessageKey(code))}</p>
        <div className={styles['actions']}>
          <Button
            look="filled"
            data-testid="retry-button"
            icon={<RotateCw size={18} aria-hidden="true" />}
            onClick={() => void call.retry()}
          >
            {t('action.tryAgain')}
          </Button>
          <Button
            data-testid="sound-only-button"
            icon={<Volume2 size={18} aria-hidden="true" />}
            onClick={() => {
              void call.setSoundOnly(true);
              void call.retry();
            }}
          >
            {t('room.soundOnly')}
          </Button>
        </div>
      </section>
    </div>
  );
}
