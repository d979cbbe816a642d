import type { MeetingView, ParticipantView } from '@meridian/protocol';
import { Lock, LockOpen, MicOff, X } from 'lucide-react';
import type { ReactNode, RefObject } from 'react';
import { useEffect, useId, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Banner } from '../design/banner.js';
import { Button, IconButton } from '../design/button.js';
import { usePickedText } from '../language/use-picked-text.js';
import { CenterCode } from '../meeting/center-code.js';
import { useCall, useSession } from '../meeting/session-context.js';
import styles from './people-panel.module.css';
import { PersonRow } from './person-row.js';
import { RemoveDialog } from './remove-dialog.js';
import { useOwnControls, useRoom, useSeats } from './room-context.js';
import { handPlaces } from './seats.js';
import { useCommand } from './use-command.js';

/** Who is here: delegations in the order of the stage, then interpreters and observers. */
export function PeoplePanel({ meeting }: { readonly meeting: MeetingView }) {
  const { ui } = useRoom();
  const { t } = useTranslation();
  const pick = usePickedText();
  const root = useRef<HTMLElement>(null);
  const participants = useCall((model) => model.participants);
  const locked = useCall((model) => model.locked);
  const may = useOwnControls();
  const [removing, setRemoving] = useState<ParticipantView | null>(null);
  const { delegations, interpreters, observers } = useSeats(meeting);
  const hands = handPlaces(participants);
  useFocusWhileOpen(root);
  const rowsOf = (people: readonly ParticipantView[]): ReactNode =>
    people.map((person) => (
      <PersonRow
        key={person.participantId}
        person={person}
        center={meeting.centers.find(({ code }) => code === person.centerCode) ?? null}
        hand={hands.get(person.participantId) ?? null}
        onRemove={setRemoving}
      />
    ));
  return (
    <aside
      ref={root}
      tabIndex={-1}
      className={styles['panel']}
      data-region="panel"
      data-testid="people-panel"
      aria-label={t('people.title')}
    >
      <header className={styles['header']}>
        <h2>
          {t('people.title')} <span className={styles['total']}>{participants.length}</span>
        </h2>
        <IconButton
          label={t('action.close')}
          data-testid="panel-close"
          onClick={() => {
            ui.togglePeople();
          }}
        >
          <X size={20} aria-hidden="true" />
        </IconButton>
      </header>
      <div className={styles['scroll']}>
        {locked ? (
          <Banner tone="warn" icon={<Lock size={16} aria-hidden="true" />} testId="locked-note">
            {t('people.lockedNote')}
          </Banner>
        ) : null}
        {delegations.map(({ key, center, people }) => (
          <Group
            key={key}
            code={center ? <CenterCode center={center} /> : null}
            name={center ? pick(center.name) : t('room.guests')}
            count={people.length}
          >
            {rowsOf(people)}
          </Group>
        ))}
        {interpreters.length > 0 ? (
          <Group name={t('people.interpreters')} count={interpreters.length}>
            {rowsOf(interpreters)}
          </Group>
        ) : null}
        {observers.length > 0 ? (
          <Group name={t('people.observers')} count={observers.length}>
            {rowsOf(observers)}
          </Group>
        ) : null}
      </div>
      {may.chairs ? <ChairActions locked={locked} /> : null}
      <RemoveDialog
        person={removing}
        onClosed={() => {
          root.current?.focus({ preventScroll: true });
        }}
        onClose={() => {
          setRemoving(null);
        }}
      />
    </aside>
  );
}

/** The opened panel takes the focus; closing gives it back to the button that opened it. */
function useFocusWhileOpen(root: RefObject<HTMLElement | null>): void {
  useEffect(() => {
    root.current?.focus({ preventScroll: true });
    const panel = root.current;
    return () => {
      const inside = panel?.contains(document.activeElement) ?? false;
      if (!inside && document.activeElement !== document.body) return;
      document.querySelector<HTMLElement>('[data-testid="people-button"]')?.focus();
    };
  }, [root]);
}

interface GroupProps {
  readonly code?: ReactNode;
  readonly name: string;
  readonly count: number;
  readonly children: ReactNode;
}

function Group({ code, name, count, children }: GroupProps) {
  const { t } = useTranslation();
  const id = useId();
  return (
    <section aria-labelledby={id} className={styles['group']}>
      <h3 id={id} className={styles['groupName']}>
        {code}
        <span>{name}</span>
        <span className={styles['total']}>{count}</span>
      </h3>
      {count > 0 ? <ul>{children}</ul> : <p className={styles['none']}>{t('people.none')}</p>}
    </section>
  );
}

function ChairActions({ locked }: { readonly locked: boolean }) {
  const { call } = useSession();
  const { t } = useTranslation();
  const command = useCommand();
  return (
    <footer className={styles['footer']}>
      <Button
        data-testid="mute-everyone"
        icon={<MicOff size={18} aria-hidden="true" />}
        onClick={() => {
          command(() => call.muteEveryone(), t('people.mutedEveryone'));
        }}
      >
        {t('people.muteEveryone')}
      </Button>
      <Button
        data-testid="lock-room"
        data-on={locked}
        icon={
          locked ? <LockOpen size={18} aria-hidden="true" /> : <Lock size={18} aria-hidden="true" />
        }
        onClick={() => {
          command(
            () => call.lockRoom(!locked),
            t(locked ? 'people.unlockedNow' : 'people.lockedNow'),
          );
        }}
      >
        {t(locked ? 'people.unlock' : 'people.lock')}
      </Button>
    </footer>
  );
}
