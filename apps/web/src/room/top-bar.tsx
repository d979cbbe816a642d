import { directionOf, pickText } from '@meridian/i18n';
import type { MeetingView } from '@meridian/protocol';
import { LoaderCircle, Lock, Signal, SignalLow, SignalMedium, Users, WifiOff } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { useStore } from 'zustand';
import { MeridianMark } from '../design/meridian-mark.js';
import { useLocale } from '../language/use-locale.js';
import { useCall } from '../meeting/session-context.js';
import { DualClock } from '../time/dual-clock.js';
import type { ConnectionWord } from './connection.js';
import { connectionOf } from './connection.js';
import { useRoom, useSelf } from './room-context.js';
import styles from './top-bar.module.css';

interface TopBarProps {
  /** Null while connecting for the first time. */
  readonly meeting: MeetingView | null;
  readonly phone: boolean;
}

export function TopBar({ meeting, phone }: TopBarProps) {
  const { t } = useTranslation();
  const locale = useLocale();
  const own = useSelf()?.centerCode ?? null;
  const offsetMs = useCall((model) => model.serverOffsetMs);
  const locked = useCall((model) => model.locked);
  const count = useCall((model) => model.participants.length);
  const title = meeting ? pickText(meeting.title, locale) : null;
  const ownZone = meeting?.centers.find(({ code }) => code === own)?.timeZone ?? null;
  return (
    <header className={styles['bar']}>
      {phone ? null : (
        <span className={styles['mark']}>
          <MeridianMark size={26} />
        </span>
      )}
      <div className={styles['titles']}>
        <h1
          className={styles['title']}
          data-testid="room-title"
          lang={title?.language}
          dir={title ? directionOf(title.language) : undefined}
        >
          {title?.text ?? t('app.name')}
        </h1>
        {phone && meeting ? (
          <DualClock centers={meeting.centers} ownZone={ownZone} offsetMs={offsetMs} />
        ) : null}
      </div>
      {locked ? (
        <span className={styles['locked']} data-testid="room-locked">
          <Lock size={14} aria-hidden="true" /> {t('room.locked')}
        </span>
      ) : null}
      <div className={styles['end']}>
        {phone || !meeting ? null : (
          <>
            <span className={styles['people']} data-testid="people-count" data-count={count}>
              <Users size={17} aria-hidden="true" /> {t('room.people', { count })}
            </span>
            <DualClock centers={meeting.centers} ownZone={ownZone} offsetMs={offsetMs} />
          </>
        )}
        <Connection phone={phone} />
        {phone && meeting ? <PeopleButton count={count} /> : null}
      </div>
    </header>
  );
}

const connectionIcons: Readonly<Record<ConnectionWord, typeof Signal>> = {
  connecting: LoaderCircle,
  good: Signal,
  fair: SignalMedium,
  weak: SignalLow,
  reconnecting: LoaderCircle,
  offline: WifiOff,
};

/** On phones the sign is enough where all is well, or where a banner says it already. */
const saidElsewhere: ReadonlySet<ConnectionWord> = new Set(['good', 'reconnecting', 'offline']);

function Connection({ phone }: { readonly phone: boolean }) {
  const { t } = useTranslation();
  const phase = useCall((model) => model.phase);
  const quality = useCall((model) => model.quality);
  const { word } = connectionOf({ phase, quality });
  const Icon = connectionIcons[word];
  const text = t(`room.connection.${word}`);
  return (
    <span
      className={styles['connection']}
      data-testid="connection-state"
      data-word={word}
      title={t('room.connectionLabel', { state: text })}
    >
      <Icon size={20} aria-hidden="true" />
      <span className={phone && saidElsewhere.has(word) ? 'visually-hidden' : undefined}>
        <span className="visually-hidden">{t('prejoin.network')}: </span>
        {text}
      </span>
    </span>
  );
}

/** Phones have no room for it in the control bar. */
function PeopleButton({ count }: { readonly count: number }) {
  const { ui } = useRoom();
  const { t } = useTranslation();
  const open = useStore(ui.store, (state) => state.people);
  return (
    <button
      type="button"
      className={styles['peopleButton']}
      data-testid="people-button"
      aria-pressed={open}
      aria-label={`${t('control.people')}, ${t('room.people', { count })}`}
      onClick={() => {
        ui.togglePeople();
      }}
    >
      <Users size={20} aria-hidden="true" />
      <span aria-hidden="true">{count}</span>
    </button>
  );
}
