import type { MeetingView } from '@meridian/protocol';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useStore } from 'zustand';
import { useCall } from '../meeting/session-context.js';
import { AloneNote } from './alone-note.js';
import { DelegationGroup } from './delegation-group.js';
import { useRoom, useSeats } from './room-context.js';
import { handPlaces } from './seats.js';
import { ShareView, useShownShare } from './share-view.js';
import { StageLayout } from './stage-layout.js';
import styles from './stage.module.css';
import { useElementSize } from './use-element-size.js';
import { useLeads } from './use-leads.js';

const layout = new StageLayout();

/** Delegations side by side with equal areas, or the shared screen with their leads beside it. */
export function ParityStage({ meeting }: { readonly meeting: MeetingView }) {
  const { ui } = useRoom();
  const { t } = useTranslation();
  const [element, setElement] = useState<HTMLElement | null>(null);
  const size = useElementSize(element);
  const { delegations } = useSeats(meeting);
  const leads = useLeads(delegations);
  const pages = useStore(ui.store, (state) => state.pages);
  const participants = useCall((model) => model.participants);
  const dimmed = useCall(({ phase }) => phase === 'reconnecting' || phase === 'offline');
  const share = useShownShare();
  const hands = handPlaces(participants);
  const plan = size
    ? layout.plan({
        ...size,
        people: delegations.map(({ people }) => people.length),
        sharing: share !== null,
      })
    : null;
  return (
    <main
      ref={setElement}
      id="stage"
      tabIndex={-1}
      className={styles['stage']}
      data-region="stage"
      data-testid="stage"
      data-dimmed={dimmed}
      aria-label={t('room.stage')}
    >
      {plan?.share && share ? <ShareView share={share} rect={plan.share} /> : null}
      {delegations.map((delegation, index) => {
        const area = plan?.delegations[index];
        if (!area) return null;
        return (
          <DelegationGroup
            key={delegation.key}
            delegation={delegation}
            area={area}
            lead={leads.get(delegation.key) ?? null}
            page={pages[delegation.key] ?? 0}
            hands={hands}
            sharing={share !== null}
            onTurnPage={() => {
              ui.turnPage(delegation.key);
            }}
          >
            <AloneNote center={delegation.center} />
          </DelegationGroup>
        );
      })}
    </main>
  );
}
