import { MonitorUp, VolumeX, WifiOff } from 'lucide-react';
import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Banner } from '../design/banner.js';
import { Button } from '../design/button.js';
import { useCall, useSession } from '../meeting/session-context.js';
import { lossToldAfterMs } from './connection.js';

/** Lasting conditions of the own call, above the stage. */
export function RoomBanners() {
  const { call } = useSession();
  const { t } = useTranslation();
  const sharing = useCall(({ local }) => local.screen.state === 'live');
  const soundOnly = useCall((model) => model.soundOnly);
  const soundBlocked = useCall((model) => model.soundBlocked);
  const reconnecting = useLossTold();
  return (
    <>
      {reconnecting ? (
        <Banner
          tone="warn"
          testId="reconnecting-banner"
          icon={<WifiOff size={18} aria-hidden="true" />}
        >
          {t('room.reconnecting')}
        </Banner>
      ) : null}
      {soundBlocked ? (
        <Banner
          tone="info"
          icon={<VolumeX size={18} aria-hidden="true" />}
          testId="sound-blocked-banner"
          action={
            <Button
              look="filled"
              data-testid="enable-sound-button"
              onClick={() => void call.enableSound()}
            >
              {t('room.enableSound')}
            </Button>
          }
        >
          {t('room.soundBlocked')}
        </Banner>
      ) : null}
      {soundOnly ? (
        <Banner
          tone="info"
          testId="sound-only-banner"
          action={
            <Button
              look="outline"
              data-testid="show-pictures-button"
              onClick={() => void call.setSoundOnly(false)}
            >
              {t('room.showPictures')}
            </Button>
          }
        >
          {t('room.soundOnlyOn')}
        </Banner>
      ) : null}
      {sharing ? (
        <Banner
          tone="info"
          icon={<MonitorUp size={18} aria-hidden="true" />}
          testId="own-share-banner"
          action={
            <Button
              look="outline"
              data-testid="stop-share-button"
              onClick={() => void call.stopScreenShare()}
            >
              {t('control.stopShare')}
            </Button>
          }
        >
          {t('room.sharingSelf')}
        </Banner>
      ) : null}
    </>
  );
}

/** True from two seconds after the loss: shorter ones pass unnoticed and are not worth a word. */
function useLossTold(): boolean {
  const lostSince = useCall((model) => (model.phase === 'reconnecting' ? model.lostSince : null));
  const [told, setTold] = useState<number | null>(null);
  useEffect(() => {
    if (lostSince === null) return;
    const wait = Math.max(0, lostSince + lossToldAfterMs - Date.now());
    const timer = setTimeout(() => {
      setTold(lostSince);
    }, wait);
    return () => {
      clearTimeout(timer);
    };
  }, [lostSince]);
  return lostSince !== null && told === lostSince;
}
