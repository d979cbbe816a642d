import type { ReactNode } from 'react';
import styles from './banner.module.css';

interface BannerProps {
  readonly tone: 'info' | 'warn' | 'danger';
  readonly icon?: ReactNode;
  readonly children: ReactNode;
  readonly action?: ReactNode;
  readonly testId?: string;
}

/** A lasting condition in one line, with what can be done about it. */
export function Banner({ tone, icon, children, action, testId = 'banner' }: BannerProps) {
  return (
    <div className={styles['banner']} data-tone={tone} data-testid={testId} role="status">
      <p className={styles['text']}>
        {icon}
        <span>{children}</span>
      </p>
      {action}
    </div>
  );
}
