import { Camera, Mic } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { Button } from '../design/button.js';
import styles from './allow-panel.module.css';

interface AllowPanelProps {
  readonly asking: boolean;
  readonly camera: boolean;
  readonly onAllow: () => void;
}

/** Announces the browser's question before it comes, with a picture of what it looks like. */
export function AllowPanel({ asking, camera, onAllow }: AllowPanelProps) {
  const { t } = useTranslation();
  return (
    <div className={styles['panel']}>
      <h2>{t('prejoin.allowTitle')}</h2>
      <p className={styles['text']} role={asking ? 'status' : undefined}>
        {t(asking ? 'prejoin.asking' : 'prejoin.allowText')}
      </p>
      <div className={styles['prompt']} aria-hidden="true">
        <p className={styles['site']}>
          {t('prejoin.promptSite', { host: window.location.hostname })}
        </p>
        {camera ? (
          <p className={styles['ask']}>
            <Camera size={16} /> {t('prejoin.promptCamera')}
          </p>
        ) : null}
        <p className={styles['ask']}>
          <Mic size={16} /> {t('prejoin.promptMicrophone')}
        </p>
        <p className={styles['answers']}>
          <span>{t('prejoin.promptBlock')}</span>
          <span className={styles['allow']}>{t('prejoin.promptAllow')}</span>
        </p>
      </div>
      <Button
        look="outline"
        data-testid="allow-devices-button"
        disabled={asking}
        icon={
          camera ? <Camera size={20} aria-hidden="true" /> : <Mic size={20} aria-hidden="true" />
        }
        onClick={onAllow}
      >
        {t(camera ? 'prejoin.allow' : 'prejoin.allowMicrophone')}
      </Button>
    </div>
  );
}
