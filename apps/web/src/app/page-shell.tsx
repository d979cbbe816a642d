import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { MeridianMark } from '../design/meridian-mark.js';
import { LanguageMenu } from '../language/language-menu.js';
import styles from './page-shell.module.css';

interface PageShellProps {
  /** Test id `screen-<name>`. */
  readonly name: string;
  readonly state: 'loading' | 'ready' | 'empty' | 'error';
  /** Puts the content in the middle of the page. */
  readonly fullHeight?: boolean;
  readonly children: ReactNode;
}

/** The frame of every page outside the room: the mark, the language, the content. */
export function PageShell({ name, state, fullHeight = false, children }: PageShellProps) {
  const { t } = useTranslation();
  return (
    <div className={styles['shell']} data-testid={`screen-${name}`} data-state={state}>
      <a className="skip-link" href="#content">
        {t('app.skipToContent')}
      </a>
      <header className={styles['header']}>
        <Link to="/" className={styles['home']} data-testid="nav-home">
          <MeridianMark />
          <span translate="no">{t('app.name')}</span>
        </Link>
        <LanguageMenu />
      </header>
      <main id="content" tabIndex={-1} className={styles['main']} data-full={fullHeight}>
        {children}
      </main>
    </div>
  );
}
