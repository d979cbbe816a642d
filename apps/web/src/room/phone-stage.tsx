import type { MeetingView } from '@meridian/protocol';
import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { useCall } from '../meeting/session-context.js';
import { AloneNote } from './alone-note.js';
import styles from './phone-stage.module.css';
import { useSeats } from './room-context.js';
import { handPlaces } from './seats.js';
import { ShareView, useShownShare } from './share-view.js';
import { Tile } from './tile.js';
import { useLeads } from './use-leads.js';

/** On phones: one large tile (or the shared screen) and everybody else in a strip that scrolls. */
export function PhoneStage({ meeting }: { readonly meeting: MeetingView }) {
  const { t } = useTranslation();
  const selfId = useCall((model) => model.selfId);
  const participants = useCall((model) => model.participants);
  const dimmed = useCall(({ phase }) => phase === 'reconnecting' || phase === 'offline');
  const { delegations } = useSeats(meeting);
  const share = useShownShare();
  const hands = handPlaces(participants);
  // Oneself comes last: one looks at the others first.
  const groups = useMemo(() => {
    const people = delegations.flatMap((delegation) => delegation.people);
    const self = people.filter(({ participantId }) => participantId === selfId);
    return [
      { key: 'all', people: [...people.filter((person) => !self.includes(person)), ...self] },
    ];
  }, [delegations, selfId]);
  const leadId = useLeads(groups).get('all') ?? null;
  const people = groups[0]?.people ?? [];
  const lead = people.find(({ participantId }) => participantId === leadId);
  const strip = share ? people : people.filter((person) => person !== lead);
  const absent = delegations.filter((delegation) => delegation.people.length === 0);
  const centerOf = (code: string | null) =>
    meeting.centers.find((center) => center.code === code) ?? null;
  return (
    <main
      id="stage"
      tabIndex={-1}
      className={styles['stage']}
      data-region="stage"
      data-testid="stage"
      data-dimmed={dimmed}
      aria-label={t('room.stage')}
    >
      <div className={styles['lead']}>
        {share ? (
          <ShareView share={share} rect={null} />
        ) : lead ? (
          <Tile
            key={lead.participantId}
            person={lead}
            center={centerOf(lead.centerCode)}
            lead
            hand={hands.get(lead.participantId) ?? null}
            rect={null}
            withCode
          />
        ) : null}
      </div>
      {absent.map(({ key, center }) => (
        <div key={key} className={styles['absent']}>
          <AloneNote center={center} />
        </div>
      ))}
      {strip.length > 0 ? (
        <div className={styles['strip']}>
          {strip.map((person) => (
            <div key={person.participantId} className={styles['slot']}>
              <Tile
                person={person}
                center={centerOf(person.centerCode)}
                lead={false}
                hand={hands.get(person.participantId) ?? null}
                rect={null}
              />
            </div>
          ))}
        </div>
      ) : null}
    </main>
  );
}
