import type { CenterView, ParticipantView } from '@meridian/protocol';
import { AudioLines, Hand, MicOff, SignalLow } from 'lucide-react';
import type { ReactNode } from 'react';
import { useRef } from 'react';
import { useTranslation } from 'react-i18next';
import { VideoView } from '../devices/video-view.js';
import { usePickedText } from '../language/use-picked-text.js';
import { CenterCode } from '../meeting/center-code.js';
import { initials } from '../meeting/initials.js';
import { useCall } from '../meeting/session-context.js';
import type { Rect } from './stage-layout.js';
import styles from './tile.module.css';
import { useTileMedia } from './use-tile-media.js';
import { useTileReport } from './use-tile-report.js';

interface TileProps {
  readonly person: ParticipantView;
  readonly center: CenterView | null;
  readonly lead: boolean;
  /** Place in the queue of hands; null while the hand is down. */
  readonly hand: number | null;
  /** Where it stands; null where the flow places it. */
  readonly rect: Rect | null;
  /** Phones show the center's code on the tile, since no header stands above it. */
  readonly withCode?: boolean;
}

/** One person: picture or initials, name, and in words and signs what can be heard of them. */
export function Tile({ person, center, lead, hand, rect, withCode = false }: TileProps) {
  const { t } = useTranslation();
  const root = useRef<HTMLElement>(null);
  const media = useTileMedia(person.participantId);
  const speaking =
    useCall((model) => model.speaking.includes(person.participantId)) && !media.muted;
  useTileReport(root, person.participantId, 'camera');
  const name = media.own ? t('room.tileName', { name: person.displayName }) : person.displayName;
  return (
    <article
      ref={root}
      className={styles['tile']}
      style={rect ? placeOf(rect) : undefined}
      // A tile is one stop of the keyboard: its description says who, whether they speak, and how.
      // eslint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- see above.
      tabIndex={0}
      aria-label={useTileDescription(person, center, { ...media, speaking, hand, name })}
      data-testid={`tile-${person.participantId}`}
      data-id={person.participantId}
      data-speaking={speaking}
      data-muted={media.muted}
      data-video={media.track !== null}
      data-lead={lead}
      data-slot={center?.slot ?? 'slate'}
      data-away={person.connection === 'reconnecting'}
    >
      {media.track ? (
        <VideoView track={media.track} mirrored={media.own} label={name} testId="tile-video" />
      ) : (
        <span className={styles['face']} aria-hidden="true">
          <span className={styles['initials']}>{initials(person.displayName)}</span>
        </span>
      )}
      <TileChips person={person} soundOnly={media.soundOnly} hand={hand} />
      <footer
        className={styles['label']}
        data-over-picture={media.track !== null}
        aria-hidden="true"
      >
        {withCode && center ? <CenterCode center={center} /> : null}
        {media.muted ? <MicOff size={16} /> : speaking ? <AudioLines size={16} /> : null}
        <span className={styles['name']} data-testid="tile-label" dir="auto">
          {name}
        </span>
      </footer>
    </article>
  );
}

function placeOf(rect: Rect) {
  return {
    insetInlineStart: `${String(rect.x)}px`,
    insetBlockStart: `${String(rect.y)}px`,
    inlineSize: `${String(rect.width)}px`,
    blockSize: `${String(rect.height)}px`,
  };
}

interface TileChipsProps {
  readonly person: ParticipantView;
  readonly soundOnly: boolean;
  readonly hand: number | null;
}

function TileChips({ person, soundOnly, hand }: TileChipsProps) {
  const { t } = useTranslation();
  const away = person.connection === 'reconnecting';
  return (
    <div className={styles['chips']} aria-hidden="true">
      {away ? <Chip>{t('room.tileReconnecting')}</Chip> : null}
      {!away && person.quality === 'poor' ? (
        <Chip>
          <SignalLow size={14} /> {t('room.weakNetwork')}
        </Chip>
      ) : null}
      {soundOnly ? <Chip>{t('room.soundOnlyTile')}</Chip> : null}
      {hand === null ? null : (
        <span
          className={styles['hand']}
          data-testid="hand-chip"
          title={t('room.handChip', { place: hand })}
        >
          <Hand size={16} /> {hand}
        </span>
      )}
    </div>
  );
}

function Chip({ children }: { readonly children: ReactNode }) {
  return <span className={styles['chip']}>{children}</span>;
}

interface TileSigns {
  readonly name: string;
  readonly muted: boolean;
  readonly track: MediaStreamTrack | null;
  readonly speaking: boolean;
  readonly hand: number | null;
}

/** "Head of delegation, Skolkovo, speaking, microphone on". */
function useTileDescription(
  person: ParticipantView,
  center: CenterView | null,
  signs: TileSigns,
): string {
  const { t } = useTranslation();
  const pick = usePickedText();
  return [
    signs.name,
    center ? pick(center.name) : null,
    signs.speaking ? t('room.speaking') : null,
    t(signs.muted ? 'room.microphoneOff' : 'room.microphoneOn'),
    signs.track ? null : t('room.cameraOff'),
    signs.hand === null ? null : t('room.handUp', { place: signs.hand }),
    person.quality === 'poor' ? t('room.weakNetwork') : null,
    person.connection === 'reconnecting' ? t('room.tileReconnecting') : null,
  ]
    .filter((part) => part !== null)
    .join(', ');
}
