import { useEffect, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import type { Devices } from '../call/call-model.js';
import { classNames } from '../design/class-names.js';
import styles from './level-meter.module.css';
import { barsLit } from './signal-watch.js';

/** Heights of the bars in hundredths, drawn like a voice. */
const bars = [38, 52, 66, 84, 74, 100, 82, 68, 80, 54, 62, 46, 38];

interface LevelMeterProps {
  readonly devices: Devices;
  /** Over the picture: light bars on a dark ground. */
  readonly overPicture?: boolean;
}

/** Level of the own microphone. Follows the store without drawing anew 15 times a second. */
export function LevelMeter({ devices, overPicture = false }: LevelMeterProps) {
  const { t } = useTranslation();
  const root = useRef<HTMLDivElement>(null);
  useEffect(() => {
    const show = (level: number): void => {
      const element = root.current;
      if (!element) return;
      const lit = barsLit(level, bars.length);
      element.setAttribute('aria-valuenow', String(Math.round((lit / bars.length) * 100)));
      [...element.children].forEach((bar, index) => {
        bar.toggleAttribute('data-lit', index < lit);
      });
    };
    show(devices.store.getState().level);
    return devices.store.subscribe(({ level }) => {
      show(level);
    });
  }, [devices]);
  return (
    <div
      ref={root}
      className={classNames(styles['meter'], overPicture && styles['overPicture'])}
      data-testid="level-meter"
      role="meter"
      aria-label={t('prejoin.level')}
      aria-valuemin={0}
      aria-valuemax={100}
      aria-valuenow={0}
    >
      {bars.map((height, index) => (
        <span key={index} className={styles['bar']} style={{ blockSize: `${String(height)}%` }} />
      ))}
    </div>
  );
}
