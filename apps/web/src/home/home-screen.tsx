import { ArrowRight, Clock, Scale, Server } from 'lucide-react';
import type { LucideIcon } from 'lucide-react';
import type { SubmitEvent } from 'react';
import { useId, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useNavigate } from 'react-router';
import { PageShell } from '../app/page-shell.js';
import { Button } from '../design/button.js';
import styles from './home.module.css';
import { meetingAddress } from './meeting-address.js';

/** `/`: what Meridian is, and the way in for somebody who holds a link. */
export function HomeScreen() {
  const { t } = useTranslation();
  return (
    <PageShell name="home" state="ready">
      <div className={styles['page']}>
        <div className={styles['intro']}>
          <h1>{t('home.title')}</h1>
          <p>{t('home.lead')}</p>
        </div>
        <EnterByLink />
        <ul className={styles['points']}>
          <Point icon={Scale} title={t('home.points.parityTitle')} text={t('home.points.parity')} />
          <Point icon={Clock} title={t('home.points.clocksTitle')} text={t('home.points.clocks')} />
          <Point
            icon={Server}
            title={t('home.points.privacyTitle')}
            text={t('home.points.privacy')}
          />
        </ul>
      </div>
    </PageShell>
  );
}

function EnterByLink() {
  const { t } = useTranslation();
  const navigate = useNavigate();
  const id = useId();
  const field = useRef<HTMLInputElement>(null);
  const [text, setText] = useState('');
  const [problem, setProblem] = useState<'empty' | 'invalid' | null>(null);
  const enter = (event: SubmitEvent): void => {
    event.preventDefault();
    const address = meetingAddress(text);
    if (address) {
      void navigate(address);
      return;
    }
    setProblem(text.trim() === '' ? 'empty' : 'invalid');
    field.current?.focus();
  };
  return (
    <form className={styles['card']} onSubmit={enter} noValidate>
      <p className={styles['how']}>{t('home.how')}</p>
      <label htmlFor={id} className={styles['label']}>
        {t('home.field')}
      </label>
      <div className={styles['row']}>
        <input
          ref={field}
          id={id}
          className={styles['field']}
          data-testid="meeting-link-input"
          value={text}
          placeholder={t('home.placeholder')}
          autoComplete="off"
          autoCapitalize="none"
          spellCheck={false}
          inputMode="url"
          aria-invalid={problem !== null}
          aria-describedby={problem ? `${id}-problem` : undefined}
          onChange={(event) => {
            setText(event.target.value);
            setProblem(null);
          }}
        />
        <Button
          type="submit"
          look="filled"
          className={styles['enter']}
          data-testid="meeting-link-enter"
          icon={<ArrowRight size={20} aria-hidden="true" className={styles['arrow']} />}
        >
          {t('home.enter')}
        </Button>
      </div>
      {problem ? (
        <p
          id={`${id}-problem`}
          className={styles['problem']}
          role="alert"
          data-testid="meeting-link-problem"
        >
          {t(`home.${problem}`)}
        </p>
      ) : null}
      <p className={styles['hint']}>{t('home.noLink')}</p>
    </form>
  );
}

interface PointProps {
  readonly icon: LucideIcon;
  readonly title: string;
  readonly text: string;
}

function Point({ icon: Icon, title, text }: PointProps) {
  return (
    <li className={styles['point']}>
      <Icon size={22} aria-hidden="true" />
      <h2>{title}</h2>
      <p>{text}</p>
    </li>
  );
}
