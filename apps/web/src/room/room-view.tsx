import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useStore } from 'zustand';
import { PortalContainerProvider } from '../design/portal-container.js';
import { ToastRegion } from '../design/toast.js';
import { TooltipProvider } from '../design/tooltip.js';
import { useCall } from '../meeting/session-context.js';
import { AgendaPill, AgendaRail } from './agenda-rail.js';
import { connectionOf } from './connection.js';
import { ConnectingStage } from './connecting-stage.js';
import { ControlBar } from './control-bar.js';
import { LiveRegions } from './live-regions.js';
import { OfflineCard } from './offline-card.js';
import { PeoplePanel } from './people-panel.js';
import { PhoneStage } from './phone-stage.js';
import { RoomBanners } from './room-banners.js';
import { useRoom } from './room-context.js';
import { RoomDialogs } from './room-dialogs.js';
import styles from './room.module.css';
import { ParityStage } from './stage.js';
import { TopBar } from './top-bar.js';
import { useHappenings } from './use-happenings.js';
import { phoneQuery, railAndPanelQuery, railQuery, useMediaQuery } from './use-media-query.js';
import { useShortcuts } from './use-shortcuts.js';

/** The room itself, from connecting to the end of the call. */
export function RoomView() {
  const { ui, toasts } = useRoom();
  const { t } = useTranslation();
  const [container, setContainer] = useState<HTMLElement | null>(null);
  const phase = useCall((model) => model.phase);
  const quality = useCall((model) => model.quality);
  const meeting = useCall((model) => model.meeting);
  const phone = useMediaQuery(phoneQuery);
  const wide = useMediaQuery(railQuery);
  const both = useMediaQuery(railAndPanelQuery);
  const people = useStore(ui.store, (state) => state.people);
  const railFolded = useStore(ui.store, (state) => state.railFolded);
  useShortcuts();
  useHappenings();
  const forced = people && !both;
  return (
    <PortalContainerProvider value={container}>
      <TooltipProvider delayDuration={500}>
        <div
          ref={setContainer}
          className={styles['room']}
          data-theme="dark"
          data-testid="screen-room"
          data-state={meeting ? 'ready' : 'loading'}
          data-connection={connectionOf({ phase, quality }).state}
        >
          <a className="skip-link" href="#controls">
            {t('app.skipToControls')}
          </a>
          <a className="skip-link" href="#stage">
            {t('app.skipToStage')}
          </a>
          <TopBar meeting={meeting} phone={phone} />
          <ControlBar phone={phone} />
          <div className={styles['body']} data-testid="room">
            {meeting && wide ? (
              <AgendaRail meeting={meeting} folded={forced || railFolded} forced={forced} />
            ) : null}
            <div className={styles['column']}>
              {meeting && !wide ? <AgendaPill meeting={meeting} /> : null}
              <RoomBanners />
              {meeting ? (
                phone ? (
                  <PhoneStage meeting={meeting} />
                ) : (
                  <ParityStage meeting={meeting} />
                )
              ) : (
                <ConnectingStage phone={phone} />
              )}
              {phase === 'offline' ? <OfflineCard /> : null}
            </div>
            {meeting && people ? <PeoplePanel meeting={meeting} /> : null}
          </div>
          {meeting ? <RoomDialogs meeting={meeting} /> : null}
          <ToastRegion toasts={toasts} />
          <LiveRegions />
        </div>
      </TooltipProvider>
    </PortalContainerProvider>
  );
}
