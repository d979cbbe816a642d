import { languageNameIn } from '@meridian/i18n';
import type { CenterView, ParticipantView } from '@meridian/protocol';
import { EllipsisVertical, Hand, Mic, MicOff, MonitorX, UserX, VideoOff } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { useShallow } from 'zustand/react/shallow';
import { IconButton } from '../design/button.js';
import { Menu, MenuItem, MenuSeparator } from '../design/menu.js';
import { useLocale } from '../language/use-locale.js';
import { initials } from '../meeting/initials.js';
import { useCall, useSession } from '../meeting/session-context.js';
import styles from './people-panel.module.css';
import { useOwnControls } from './room-context.js';
import { useCommand } from './use-command.js';
import { useTileMedia } from './use-tile-media.js';

interface PersonRowProps {
  readonly person: ParticipantView;
  readonly center: CenterView | null;
  readonly hand: number | null;
  readonly onRemove: (person: ParticipantView) => void;
}

export function PersonRow({ person, center, hand, onRemove }: PersonRowProps) {
  const { t } = useTranslation();
  const locale = useLocale();
  const { own, muted } = useTileMedia(person.participantId);
  const speaking = useCall((model) => model.speaking.includes(person.participantId)) && !muted;
  const may = useOwnControls();
  const facts = [
    person.role === 'chair' ? t('role.chair') : null,
    own ? t('room.you') : null,
    speaking
      ? t('room.speaking')
      : t('people.speaks', { language: languageNameIn(person.spokenLanguage, locale) }),
    person.connection === 'reconnecting' ? t('room.tileReconnecting') : null,
  ].filter((fact) => fact !== null);
  const listens = person.role === 'observer';
  return (
    <li
      className={styles['row']}
      data-testid="person-row"
      data-id={person.participantId}
      data-slot={center?.slot ?? 'slate'}
    >
      <span className={styles['avatar']} aria-hidden="true">
        {initials(person.displayName)}
      </span>
      <span className={styles['texts']}>
        <bdi className={styles['name']}>{person.displayName}</bdi>
        <span className={styles['facts']}>{facts.join(' · ')}</span>
      </span>
      {hand === null ? null : (
        <span className={styles['hand']}>
          <Hand size={14} aria-hidden="true" />
          <span className="visually-hidden">{t('room.handUp', { place: hand })}</span>
          <span aria-hidden="true">{hand}</span>
        </span>
      )}
      {listens ? null : (
        <span className={styles['microphone']} data-muted={muted}>
          {muted ? <MicOff size={18} aria-hidden="true" /> : <Mic size={18} aria-hidden="true" />}
          <span className="visually-hidden">
            {t(muted ? 'room.microphoneOff' : 'room.microphoneOn')}
          </span>
        </span>
      )}
      {may.chairs && !own ? <PersonMenu person={person} onRemove={onRemove} /> : null}
      {may.chairs && own ? <span className={styles['noMenu']} /> : null}
    </li>
  );
}

function PersonMenu({ person, onRemove }: Pick<PersonRowProps, 'person' | 'onRemove'>) {
  const { call } = useSession();
  const { t } = useTranslation();
  const command = useCommand();
  const { participantId } = person;
  const sending = useCall(
    useShallow(({ remote }) =>
      remote
        .filter(({ producer }) => producer.participantId === participantId && !producer.paused)
        .map(({ producer }) => producer.source),
    ),
  );
  const microphone = sending.includes('microphone');
  const camera = sending.includes('camera');
  const screen = sending.includes('screen');
  return (
    <Menu
      label={t('people.menu', { name: person.displayName })}
      trigger={
        <IconButton
          label={t('people.menu', { name: person.displayName })}
          data-testid="person-menu"
        >
          <EllipsisVertical size={18} aria-hidden="true" />
        </IconButton>
      }
    >
      {microphone ? (
        <MenuItem
          testId="person-mute"
          icon={<MicOff size={18} aria-hidden="true" />}
          onSelect={() => {
            command(() => call.muteParticipant(participantId, 'microphone'));
          }}
        >
          {t('people.mute')}
        </MenuItem>
      ) : null}
      {camera ? (
        <MenuItem
          testId="person-stop-video"
          icon={<VideoOff size={18} aria-hidden="true" />}
          onSelect={() => {
            command(() => call.muteParticipant(participantId, 'camera'));
          }}
        >
          {t('people.stopVideo')}
        </MenuItem>
      ) : null}
      {screen ? (
        <MenuItem
          testId="person-stop-share"
          icon={<MonitorX size={18} aria-hidden="true" />}
          onSelect={() => {
            command(() => call.muteParticipant(participantId, 'screen'));
          }}
        >
          {t('people.stopShare')}
        </MenuItem>
      ) : null}
      {microphone || camera || screen ? <MenuSeparator /> : null}
      <MenuItem
        testId="person-remove"
        danger
        icon={<UserX size={18} aria-hidden="true" />}
        onSelect={() => {
          onRemove(person);
        }}
      >
        {t('people.remove')}
      </MenuItem>
    </Menu>
  );
}
