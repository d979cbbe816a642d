import type { MeetingView, ParticipantView } from '@meridian/protocol';
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
  const people = useMemo(
    () => delegations.flatMap((delegation) => delegation.people),
    [delegations],
  );
  // Until somebody speaks, one looks at the others first: at the other side, then the own, then oneself.
  const groups = useMemo(() => {
    const own = people.find(({ participantId }) => participantId === selfId);
    const distance = (person: ParticipantView): number =>
      person === own ? 2 : person.centerCode === own?.centerCode ? 1 : 0;
    return [{ key: 'all', people: people.toSorted((a, b) => distance(a) - distance(b)) }];
  }, [people, selfId]);
  const leadId = useLeads(groups).get('all') ?? null;
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
