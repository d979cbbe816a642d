import { durationParts } from '@meridian/i18n';
import { CalendarCheck, DoorOpen, LogOut, MonitorSmartphone } from 'lucide-react';
import type { ReactNode } from 'react';
import { useEffect } from 'react';
import { useTranslation } from 'react-i18next';
import { useNavigate } from 'react-router';
import { PageShell } from '../app/page-shell.js';
import { Button } from '../design/button.js';
import { PageState } from '../design/page-state.js';
import { useCall, useSession } from '../meeting/session-context.js';

export type FinalPhase = 'elsewhere' | 'removed' | 'ended' | 'left';

/** What stands where the room was: plain, without blame, with a way on. */
export function FinalScreen({ phase }: { readonly phase: FinalPhase }) {
  const session = useSession();
  useEffect(() => {
    session.settle(phase !== 'elsewhere');
  }, [session, phase]);
  return (
    <PageShell name="room" state="ready" fullHeight>
      {phase === 'elsewhere' ? <Elsewhere /> : null}
      {phase === 'removed' ? <Removed /> : null}
      {phase === 'ended' ? <Ended /> : null}
      {phase === 'left' ? <Left /> : null}
    </PageShell>
  );
}

function Elsewhere() {
  const { call } = useSession();
  const { t } = useTranslation();
  return (
    <PageState
      testId="elsewhere-screen"
      icon={<MonitorSmartphone size={32} />}
      title={t('elsewhere.title')}
      actions={
        <Button look="filled" data-testid="bring-back-button" onClick={() => void call.retry()}>
          {t('elsewhere.bringBack')}
        </Button>
      }
    >
      <p>{t('elsewhere.text')}</p>
    </PageState>
  );
}

function Removed() {
  const { t } = useTranslation();
  const mayReturn = useCall((model) => model.mayReturn);
  return (
    <PageState
      testId="removed-screen"
      icon={<DoorOpen size={32} />}
      title={t('removed.title')}
      actions={mayReturn ? <ReturnButton>{t('removed.return')}</ReturnButton> : <HomeButton />}
    >
      <p>{t('removed.text')}</p>
      {mayReturn ? <p>{t('removed.mayReturn')}</p> : null}
    </PageState>
  );
}

function Ended() {
  const { t } = useTranslation();
  const seconds = useCall((model) => model.durationSeconds);
  const parts = seconds === null ? null : durationParts(seconds);
  return (
    <PageState
      testId="ended-screen"
      icon={<CalendarCheck size={32} />}
      title={t('ended.title')}
      actions={<HomeButton />}
    >
      {parts ? <p>{t('ended.duration', { duration: t(parts.key, { ...parts }) })}</p> : null}
      <p>{t('ended.thanks')}</p>
    </PageState>
  );
}

function Left() {
  const { t } = useTranslation();
  return (
    <PageState
      testId="left-screen"
      icon={<LogOut size={32} />}
      title={t('left.title')}
      actions={<ReturnButton>{t('left.return')}</ReturnButton>}
    >
      <p>{t('left.text')}</p>
    </PageState>
  );
}

/** Back by way of the pre-join page, where devices are looked at again. */
function ReturnButton({ children }: { readonly children: ReactNode }) {
  const { code } = useSession();
  const navigate = useNavigate();
  return (
    <Button
      look="filled"
      data-testid="return-button"
      onClick={() => void navigate(`/m/${code}`, { replace: true })}
    >
      {children}
    </Button>
  );
}

function HomeButton() {
  const { t } = useTranslation();
  const navigate = useNavigate();
  return (
    <Button data-testid="home-button" onClick={() => void navigate('/')}>
      {t('action.goHome')}
    </Button>
  );
}
