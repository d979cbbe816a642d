import { timeIn } from '@meridian/i18n';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { Dialog } from '../design/dialog.js';
import { useCall } from '../meeting/session-context.js';
import { useMinute } from '../time/use-now.js';
import { connectionOf } from './connection.js';
import styles from './room-dialogs.module.css';
import type { RoomDialogProps } from './room-dialogs.js';

/** What somebody who helps from afar asks for. */
export function ConnectionDialog(props: RoomDialogProps) {
  const { t } = useTranslation();
  return (
    <Dialog {...props} title={t('connectionDialog.title')} testId="connection-dialog">
      <ConnectionFacts />
    </Dialog>
  );
}

function ConnectionFacts() {
  const { t } = useTranslation();
  const model = useCall((state) => state);
  const now = useMinute(model.serverOffsetMs);
  const received = model.remote.filter(({ track }) => track !== null);
  const count = (kind: 'audio' | 'video'): string =>
    String(received.filter(({ producer }) => producer.kind === kind).length);
  return (
    <dl className={styles['facts']}>
      <Fact name={t('connectionDialog.state')}>
        {t(`room.connection.${connectionOf(model).word}`)}
      </Fact>
      <Fact name={t('connectionDialog.roundTrip')}>
        {model.roundTripMs === null
          ? t('connectionDialog.unknown')
          : t('connectionDialog.ms', { count: Math.round(model.roundTripMs) })}
      </Fact>
      <Fact name={t('connectionDialog.server')}>
        <bdi>{window.location.host}</bdi>
      </Fact>
      <Fact name={t('connectionDialog.sounds')}>{count('audio')}</Fact>
      <Fact name={t('connectionDialog.pictures')}>{count('video')}</Fact>
      {model.meeting?.centers.map((center) => (
        <Fact key={center.code} name={`${t('connectionDialog.serverTime')}, ${center.code}`}>
          {timeIn(now, center.timeZone)}
        </Fact>
      ))}
    </dl>
  );
}

function Fact({ name, children }: { readonly name: string; readonly children: ReactNode }) {
  return (
    <div className={styles['fact']}>
      <dt>{name}</dt>
      <dd>{children}</dd>
    </div>
  );
}
