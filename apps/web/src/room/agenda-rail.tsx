import type { MeetingView } from '@meridian/protocol';
import { ChevronDown, ListOrdered, PanelLeftClose, PanelLeftOpen } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { IconButton } from '../design/button.js';
import { usePickedText } from '../language/use-picked-text.js';
import styles from './agenda.module.css';
import { AgendaList } from './agenda-list.js';
import { useRoom } from './room-context.js';

interface AgendaRailProps {
  readonly meeting: MeetingView;
  readonly folded: boolean;
  /** Folded because a panel needs the room; then it cannot be unfolded. */
  readonly forced: boolean;
}

/** The agenda beside the stage: open, or folded to its numbers. */
export function AgendaRail({ meeting, folded, forced }: AgendaRailProps) {
  const { ui } = useRoom();
  const { t } = useTranslation();
  const pick = usePickedText();
  const toggle = (
    <IconButton
      label={t(folded ? 'agenda.open' : 'agenda.fold')}
      aria-expanded={!folded}
      data-testid="agenda-toggle"
      onClick={() => {
        if (forced) ui.togglePeople();
        else ui.toggleRail();
      }}
    >
      {folded ? (
        <PanelLeftOpen size={20} aria-hidden="true" className={styles['flip']} />
      ) : (
        <PanelLeftClose size={20} aria-hidden="true" className={styles['flip']} />
      )}
    </IconButton>
  );
  return (
    <aside
      id="agenda"
      tabIndex={-1}
      className={styles['rail']}
      data-region="rail"
      data-testid="agenda-rail"
      data-folded={folded}
      aria-label={t('agenda.title')}
    >
      {folded ? (
        <>
          {toggle}
          <ol className={styles['numbers']}>
            {meeting.agenda.map((item, index) => (
              <li key={item.id} title={pick(item.title)}>
                <span aria-hidden="true">{index + 1}</span>
                <span className="visually-hidden">{pick(item.title)}</span>
              </li>
            ))}
          </ol>
        </>
      ) : (
        <>
          <header className={styles['railHeader']}>
            <h2>{t('agenda.title')}</h2>
            <span className={styles['count']}>
              {t('agenda.count', { count: meeting.agenda.length })}
            </span>
            {toggle}
          </header>
          <div className={styles['scroll']}>
            <AgendaList meeting={meeting} />
          </div>
        </>
      )}
    </aside>
  );
}

/** Where there is no room for the rail: one line that opens it as a sheet. */
export function AgendaPill({ meeting }: { readonly meeting: MeetingView }) {
  const { ui } = useRoom();
  const { t } = useTranslation();
  return (
    <button
      type="button"
      className={styles['pill']}
      data-testid="agenda-pill"
      data-region="rail"
      aria-haspopup="dialog"
      onClick={() => {
        ui.open('agenda');
      }}
    >
      <ListOrdered size={20} aria-hidden="true" />
      <span className={styles['pillTitle']}>{t('agenda.title')}</span>
      <span className={styles['count']}>{t('agenda.count', { count: meeting.agenda.length })}</span>
      <ChevronDown size={18} aria-hidden="true" />
    </button>
  );
}
