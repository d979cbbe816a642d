import { offeredLanguages, pickText } from '@meridian/i18n';
import type { JoinView } from '@meridian/protocol';
import type { SubmitEvent } from 'react';
import { useId, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useNavigate } from 'react-router';
import { useApp } from '../app/app-context.js';
import type { JoinChoices } from '../call/call-model.js';
import { Button } from '../design/button.js';
import { LanguagePicker } from '../language/language-picker.js';
import { useLocale } from '../language/use-locale.js';
import { CenterCode } from '../meeting/center-code.js';
import { useSession } from '../meeting/session-context.js';
import { firstChoices, nameProblem } from '../settings/join-choices.js';
import { CaptionSample } from './caption-sample.js';
import { MeetingHeading } from './meeting-heading.js';
import styles from './prejoin.module.css';
import { PreviewSide } from './preview-side.js';
import { effectiveChoices } from './preview-state.js';

/** The page of one meeting: the form first, then the preview, as it is read and tabbed. */
export function PreJoinForm({ view }: { readonly view: JoinView }) {
  const session = useSession();
  const { choices: storage } = useApp();
  const { t } = useTranslation();
  const locale = useLocale();
  const navigate = useNavigate();
  const nameInput = useRef<HTMLInputElement>(null);
  const nameId = useId();
  const [choices, setChoices] = useState(() =>
    firstChoices(storage.remembered(), view, locale, storage.nameOn(view.invitee.participantId)),
  );
  const [askedFor, setAskedFor] = useState<'empty' | 'invalid' | null>(null);
  const [offsetMs] = useState(() => view.serverTime - Date.now());
  const { meeting, invitee } = view;
  const center = meeting.centers.find(({ code }) => code === invitee.centerCode);

  const change = (part: Partial<JoinChoices>): void => {
    setChoices((before) => ({ ...before, ...part }));
  };
  const join = (): void => {
    const problem = nameProblem(choices.displayName);
    setAskedFor(problem);
    if (problem) {
      nameInput.current?.focus();
      return;
    }
    storage.rememberName(invitee.participantId, choices.displayName.trim());
    void session.join(effectiveChoices(choices, session.devices.store.getState()), choices);
    void navigate(`/m/${session.code}/room`);
  };

  const submit = (event: SubmitEvent): void => {
    event.preventDefault();
    join();
  };

  return (
    <div className={styles['page']}>
      <form className={styles['form']} onSubmit={submit} noValidate>
        <MeetingHeading meeting={meeting} ownCenter={invitee.centerCode} offsetMs={offsetMs} />
        <div className={styles['field']}>
          <label htmlFor={nameId} className={styles['label']}>
            {t('prejoin.name')}
          </label>
          <div className={styles['nameFrame']}>
            <input
              ref={nameInput}
              id={nameId}
              className={styles['name']}
              data-testid="name-input"
              value={choices.displayName}
              maxLength={80}
              autoComplete="name"
              aria-invalid={askedFor !== null}
              aria-describedby={askedFor ? `${nameId}-problem` : undefined}
              onChange={(event) => {
                setAskedFor(null);
                change({ displayName: event.target.value });
              }}
            />
            {center ? <CenterCode center={center} /> : null}
          </div>
          {askedFor ? (
            <p id={`${nameId}-problem`} className={styles['problem']} role="alert">
              {t(askedFor === 'empty' ? 'prejoin.nameEmpty' : 'prejoin.nameInvalid')}
            </p>
          ) : null}
        </div>
        <LanguagePicker
          label={t('prejoin.speak')}
          testId="spoken-language"
          value={choices.spokenLanguage}
          languages={meeting.languages}
          more={offeredLanguages}
          onChoose={(spokenLanguage) => {
            if (spokenLanguage) change({ spokenLanguage });
          }}
        />
        <LanguagePicker
          label={t('prejoin.captions')}
          testId="caption-language"
          value={choices.captionLanguage}
          languages={meeting.languages}
          offLabel={t('prejoin.captionsOff')}
          onChoose={(captionLanguage) => {
            change({ captionLanguage });
          }}
        />
        <CaptionSample language={choices.captionLanguage} />
        <div className={styles['submit']}>
          <Button type="submit" look="filled" size="large" data-testid="join-button">
            {t('prejoin.join')}
          </Button>
          <p className={styles['note']}>
            {center
              ? t('prejoin.joinAs', { center: pickText(center.name, locale).text })
              : t('prejoin.joinAsRole', { role: t(`role.${invitee.role}`) })}
          </p>
        </div>
      </form>
      <PreviewSide role={invitee.role} choices={choices} onChange={change} onJoin={join} />
    </div>
  );
}
