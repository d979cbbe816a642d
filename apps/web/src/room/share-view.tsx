import { MonitorUp } from 'lucide-react';
import { useRef } from 'react';
import { useTranslation } from 'react-i18next';
import { useShallow } from 'zustand/react/shallow';
import { VideoView } from '../devices/video-view.js';
import { useCall } from '../meeting/session-context.js';
import type { Rect } from './stage-layout.js';
import styles from './share-view.module.css';
import { useTileReport } from './use-tile-report.js';

export interface ShownShare {
  readonly participantId: string;
  readonly name: string;
  readonly track: MediaStreamTrack | null;
}

/** The screen that is shown large: the newest one of the others. The own one is not shown to oneself. */
export function useShownShare(): ShownShare | null {
  return useCall(
    useShallow((model): ShownShare | null => {
      const source = model.remote.findLast(
        ({ producer }) => producer.source === 'screen' && !producer.paused,
      );
      if (!source) return null;
      const { participantId } = source.producer;
      const person = model.participants.find((one) => one.participantId === participantId);
      return { participantId, name: person?.displayName ?? '', track: source.track };
    }),
  );
}

interface ShareViewProps {
  readonly share: ShownShare;
  /** Null where the flow places it. */
  readonly rect: Rect | null;
}

export function ShareView({ share, rect }: ShareViewProps) {
  const { t } = useTranslation();
  const root = useRef<HTMLElement>(null);
  useTileReport(root, share.participantId, 'screen');
  const label = t('room.sharing', { name: share.name });
  return (
    <figure
      ref={root}
      className={styles['share']}
      style={
        rect
          ? {
              insetInlineStart: `${String(rect.x)}px`,
              insetBlockStart: `${String(rect.y)}px`,
              inlineSize: `${String(rect.width)}px`,
              blockSize: `${String(rect.height)}px`,
            }
          : undefined
      }
      data-testid="share-view"
      data-id={share.participantId}
    >
      {share.track ? (
        <VideoView track={share.track} fit="contain" label={label} testId="share-video" />
      ) : null}
      <figcaption className={styles['caption']}>
        <MonitorUp size={16} aria-hidden="true" />
        <span>{label}</span>
      </figcaption>
    </figure>
  );
}
