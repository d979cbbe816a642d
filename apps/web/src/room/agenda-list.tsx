import { formatMoment, ownClockFirst, pickText } from '@meridian/i18n';
import type { MeetingView } from '@meridian/protocol';
import { useTranslation } from 'react-i18next';
import { EmptyState } from '../design/page-state.js';
import { BilingualText } from '../language/bilingual-text.js';
import { useLocale } from '../language/use-locale.js';
import { CenterCode } from '../meeting/center-code.js';
import styles from './agenda.module.css';
import { plannedItems } from './agenda-times.js';
import { useSelf } from './room-context.js';

/** The items with their planned times in every city. */
export function AgendaList({ meeting }: { readonly meeting: MeetingView }) {
  const { t } = useTranslation();
  const locale = useLocale();
  const own = useSelf()?.centerCode ?? null;
  const ownZone = meeting.centers.find(({ code }) => code === own)?.timeZone ?? null;
  const clocks = ownClockFirst(
    meeting.centers.map((center) => ({
      city: pickText(center.city, locale).text,
      timeZone: center.timeZone,
    })),
    ownZone,
  );
  if (meeting.agenda.length === 0) return <EmptyState text={t('agenda.empty')} />;
  return (
    <ol className={styles['list']}>
      {plannedItems(meeting.startsAt, meeting.agenda).map(({ item, number, startsAt }) => {
        const center = meeting.centers.find(({ code }) => code === item.centerCode);
        return (
          <li
            key={item.id}
            className={styles['item']}
            data-testid="agenda-item"
            data-id={item.id}
            data-status="next"
          >
            <span className={styles['number']} aria-hidden="true">
              {number}
            </span>
            <div className={styles['texts']}>
              <BilingualText
                texts={item.title}
                languages={meeting.languages}
                className={styles['first']}
                secondClassName={styles['second']}
              />
            </div>
            <span className={styles['minutes']}>
              {t('agenda.minutes', { count: item.durationMinutes })}
            </span>
            <div className={styles['details']}>
              <span className={styles['when']}>{formatMoment(startsAt, clocks, locale)}</span>
              {item.speaker ? (
                <span className={styles['speaker']}>
                  {center ? <CenterCode center={center} /> : null}
                  <bdi>{item.speaker}</bdi>
                </span>
              ) : null}
            </div>
          </li>
        );
      })}
    </ol>
  );
}
