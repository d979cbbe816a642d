import { directionOf, formatMoment, ownClockFirst, pickBilingual, pickText } from '@meridian/i18n';
import type { MeetingView } from '@meridian/protocol';
import { useTranslation } from 'react-i18next';
import { useLocale } from '../language/use-locale.js';
import { useMinute } from '../time/use-now.js';
import styles from './meeting-heading.module.css';
import { startWords } from './start-words.js';

interface MeetingHeadingProps {
  readonly meeting: MeetingView;
  readonly ownCenter: string | null;
  readonly offsetMs: number;
}

/** When it is in both cities, and what it is called on both sides. */
export function MeetingHeading({ meeting, ownCenter, offsetMs }: MeetingHeadingProps) {
  const { t } = useTranslation();
  const locale = useLocale();
  const now = useMinute(offsetMs);
  const title = pickBilingual(meeting.title, locale, meeting.languages);
  const own = meeting.centers.find((center) => center.code === ownCenter);
  const clocks = meeting.centers.map((center) => ({
    city: pickText(center.city, locale).text,
    timeZone: center.timeZone,
  }));
  const words = startWords(meeting.startsAt, meeting.endsAt, now);
  return (
    <header className={styles['heading']}>
      <p className={styles['when']}>
        {words ? (
          <span className={styles['chip']}>
            {'count' in words ? t(words.key, { count: words.count }) : t(words.key)}
          </span>
        ) : null}
        <span>
          {formatMoment(
            new Date(meeting.startsAt),
            ownClockFirst(clocks, own?.timeZone ?? null),
            locale,
            now,
          )}
        </span>
      </p>
      <h1
        lang={title.first.language}
        dir={directionOf(title.first.language)}
        data-testid="meeting-title"
      >
        {title.first.text}
      </h1>
      {title.second ? (
        <p
          className={styles['second']}
          lang={title.second.language}
          dir={directionOf(title.second.language)}
        >
          {title.second.text}
        </p>
      ) : null}
    </header>
  );
}
