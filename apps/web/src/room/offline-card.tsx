import { RotateCw, Volume2, WifiOff } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { Button } from '../design/button.js';
import { useSession } from '../meeting/session-context.js';
import styles from './offline-card.module.css';

/** After half a minute without connection: what can be tried, with the room still in sight. */
export function OfflineCard() {
  const { call } = useSession();
  const { t } = useTranslation();
  return (
    <div className={styles['cover']}>
      <section className={styles['card']} role="alert" data-testid="error-state">
        <span className={styles['icon']} aria-hidden="true">
          <WifiOff size={28} />
        </span>
        <h2>{t('room.offlineTitle')}</h2>
        <p>{t('room.offline')}</p>
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
