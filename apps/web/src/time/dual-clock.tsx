import { ownClockFirst, pickText, timeIn } from '@meridian/i18n';
import type { CenterView } from '@meridian/protocol';
import { useLocale } from '../language/use-locale.js';
import { useMinute } from './use-now.js';
import styles from './dual-clock.module.css';

interface DualClockProps {
  readonly centers: readonly CenterView[];
  /** Zone of the reader's own city, shown first. */
  readonly ownZone: string | null;
  readonly offsetMs?: number;
}

/** What time it is in every city of the meeting. */
export function DualClock({ centers, ownZone, offsetMs = 0 }: DualClockProps) {
  const locale = useLocale();
  const now = useMinute(offsetMs);
  const clocks = centers.map((center) => ({
    code: center.code,
    timeZone: center.timeZone,
    city: pickText(center.city, locale).text,
  }));
  return (
    <div className={styles['clocks']}>
      {ownClockFirst(clocks, ownZone).map((clock) => (
        <span key={clock.code} className={styles['clock']} data-testid={`clock-${clock.code}`}>
          <bdi>{clock.city}</bdi>{' '}
          <time className={styles['time']}>{timeIn(now, clock.timeZone)}</time>
        </span>
      ))}
    </div>
  );
}
