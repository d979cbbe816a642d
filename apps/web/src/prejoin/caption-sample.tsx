import { captionSampleOf, directionOf } from '@meridian/i18n';
import { useTranslation } from 'react-i18next';
import { useStore } from 'zustand';
import { useApp } from '../app/app-context.js';
import { captionSizes } from '../settings/settings.js';
import styles from './caption-sample.module.css';

/** A sentence in the chosen language at the chosen size. */
export function CaptionSample({ language }: { readonly language: string | null }) {
  const { settings } = useApp();
  const { t } = useTranslation();
  const size = useStore(settings.store, (state) => state.captionSize);
  if (language === null) return null;
  const sample = captionSampleOf(language);
  return (
    <div className={styles['box']}>
      <div className={styles['row']}>
        <p
          className={styles['sample']}
          style={{ fontSize: `${String(size / 16)}rem` }}
          data-testid="caption-sample"
          lang={sample.language}
          dir={directionOf(sample.language)}
        >
          {sample.text}
        </p>
        <div className={styles['sizes']}>
          <button
            type="button"
            dir="ltr"
            className={styles['smaller']}
            data-testid="caption-smaller"
            aria-label={t('prejoin.captionSmaller')}
            title={t('prejoin.captionSmaller')}
            disabled={size === captionSizes[0]}
            onClick={() => {
              settings.stepCaptionSize(-1);
            }}
          >
            A−
          </button>
          <button
            type="button"
            dir="ltr"
            className={styles['larger']}
            data-testid="caption-larger"
            aria-label={t('prejoin.captionLarger')}
            title={t('prejoin.captionLarger')}
            disabled={size === captionSizes.at(-1)}
            onClick={() => {
              settings.stepCaptionSize(1);
            }}
          >
            A+
          </button>
        </div>
      </div>
      <p className={styles['later']}>{t('prejoin.captionsLater')}</p>
    </div>
  );
}
