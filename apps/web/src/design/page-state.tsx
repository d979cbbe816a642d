import type { ReactNode } from 'react';
import { RotateCw } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { Button } from './button.js';
import styles from './page-state.module.css';

interface PageStateProps {
  readonly icon: ReactNode;
  readonly title: string;
  readonly children?: ReactNode;
  readonly actions?: ReactNode;
  readonly tone?: 'calm' | 'warn';
  readonly testId?: string;
  readonly code?: string;
}

/** One thing that happened, what it means and what can be done: the frame of all such states. */
export function PageState({
  icon,
  title,
  children,
  actions,
  tone = 'calm',
  testId,
  code,
}: PageStateProps) {
  return (
    <div className={styles['state']} data-tone={tone} data-testid={testId} data-code={code}>
      <span className={styles['icon']} aria-hidden="true">
        {icon}
      </span>
      <h1 className={styles['title']}>{title}</h1>
      <div className={styles['text']}>{children}</div>
      {actions ? <div className={styles['actions']}>{actions}</div> : null}
    </div>
  );
}

interface ErrorStateProps {
  readonly icon: ReactNode;
  readonly title: string;
  readonly text: string;
  readonly code?: string;
  readonly supportCode?: string | undefined;
  readonly onRetry?: (() => void) | undefined;
  readonly testId?: string;
  readonly children?: ReactNode;
}

/** An error in one sentence, with a retry where trying again can help. */
export function ErrorState({
  icon,
  title,
  text,
  code,
  supportCode,
  onRetry,
  testId = 'error-state',
  children,
}: ErrorStateProps) {
  const { t } = useTranslation();
  return (
    <PageState
      icon={icon}
      title={title}
      tone="warn"
      testId={testId}
      {...(code ? { code } : {})}
      actions={
        <>
          {onRetry ? (
            <Button
              look="filled"
              data-testid="retry-button"
              icon={<RotateCw size={18} aria-hidden="true" />}
              onClick={onRetry}
            >
              {t('action.tryAgain')}
            </Button>
          ) : null}
          {children}
        </>
      }
    >
      <p>{text}</p>
      {supportCode ? (
        <p className={styles['support']} data-testid="support-code">
          {t('state.supportCode', { code: supportCode })}
        </p>
      ) : null}
    </PageState>
  );
}

/** A place where nothing is yet, said in one sentence. */
export function EmptyState({ text }: { readonly text: string }) {
  return (
    <p className={styles['empty']} data-testid="empty-state">
      {text}
    </p>
  );
}
