import type { ParticipantView } from '@meridian/protocol';
import { ChevronsRight } from 'lucide-react';
import type { ReactNode } from 'react';
import { useId } from 'react';
import { useTranslation } from 'react-i18next';
import { usePickedText } from '../language/use-picked-text.js';
import { CenterCode } from '../meeting/center-code.js';
import type { DelegationSeats } from './seats.js';
import type { DelegationArea, Rect } from './stage-layout.js';
import { pageOf } from './stage-paging.js';
import styles from './stage.module.css';
import { Tile } from './tile.js';

/** Narrower headers keep their room for the center's name. */
const countMinWidth = 340;

interface DelegationGroupProps {
  readonly delegation: DelegationSeats;
  readonly area: DelegationArea;
  readonly lead: string | null;
  readonly page: number;
  readonly hands: ReadonlyMap<string, number>;
  readonly sharing: boolean;
  readonly onTurnPage: () => void;
  /** Shown while nobody of the delegation is here. */
  readonly children: ReactNode;
}

export function DelegationGroup(props: DelegationGroupProps) {
  const { delegation, area, lead, hands, onTurnPage, children } = props;
  const { t } = useTranslation();
  const id = useId();
  const pick = usePickedText();
  const { center, people } = delegation;
  const name = center ? pick(center.name) : t('room.guests');
  const { shown, hidden } = placePeople(props);
  return (
    <section
      className={styles['delegation']}
      data-testid={`delegation-${delegation.key}`}
      data-id={delegation.key}
      aria-labelledby={id}
    >
      <header className={styles['header']} style={boxOf(area.header)}>
        {center ? <CenterCode center={center} /> : null}
        <h2 id={id} className={styles['centerName']}>
          {name}
        </h2>
        {area.header.width >= countMinWidth ? (
          <span className={styles['count']}>{t('room.people', { count: people.length })}</span>
        ) : null}
      </header>
      {shown.map(({ person, rect }) => (
        <Tile
          key={person.participantId}
          person={person}
          center={center}
          rect={rect}
          lead={person.participantId === lead}
          hand={hands.get(person.participantId) ?? null}
        />
      ))}
      {area.more && hidden > 0 ? (
        <button
          type="button"
          className={styles['more']}
          style={boxOf(area.more)}
          data-testid="tiles-more"
          aria-label={`${t('room.more', { count: hidden })}. ${t('room.moreLabel', { center: name })}`}
          onClick={onTurnPage}
        >
          <span className={styles['moreCount']}>+{hidden}</span>
          <ChevronsRight size={18} aria-hidden="true" />
        </button>
      ) : null}
      {people.length === 0 ? (
        <div className={styles['alone']} style={boxOf(restOf(area))}>
          {children}
        </div>
      ) : null}
    </section>
  );
}

interface Placed {
  readonly person: ParticipantView;
  readonly rect: Rect;
}

function placePeople({ delegation, area, lead, page, sharing }: DelegationGroupProps): {
  readonly shown: readonly Placed[];
  readonly hidden: number;
} {
  const leading = delegation.people.find(({ participantId }) => participantId === lead);
  const [first, ...rest] = area.tiles;
  if (!first || delegation.people.length === 0) return { shown: [], hidden: 0 };
  if (area.hasLead && leading) {
    const others = delegation.people.filter((person) => person !== leading);
    const { shown, hidden } = pageOf(others, rest.length, page);
    return {
      shown: [{ person: leading, rect: first }, ...zip(shown, rest)],
      hidden: sharing ? 0 : hidden,
    };
  }
  const { shown, hidden } = pageOf(delegation.people, area.tiles.length, page);
  return { shown: zip(shown, area.tiles), hidden };
}

function zip(people: readonly ParticipantView[], rects: readonly Rect[]): readonly Placed[] {
  return people.flatMap((person, index) => {
    const rect = rects[index];
    return rect ? [{ person, rect }] : [];
  });
}

function boxOf(rect: Rect) {
  return {
    insetInlineStart: `${String(rect.x)}px`,
    insetBlockStart: `${String(rect.y)}px`,
    inlineSize: `${String(rect.width)}px`,
    blockSize: `${String(rect.height)}px`,
  };
}

function restOf({ area, header }: DelegationArea): Rect {
  return { ...area, y: area.y + header.height, height: Math.max(0, area.height - header.height) };
}
