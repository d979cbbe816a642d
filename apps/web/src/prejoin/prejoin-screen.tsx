import type { JoinView } from '@meridian/protocol';
import { useQuery } from '@tanstack/react-query';
import { Link2Off, ServerOff } from 'lucide-react';
import { errorMessageKey, errorTitleKey } from '@meridian/i18n';
import { useTranslation } from 'react-i18next';
import { ErrorState } from '../design/page-state.js';
import { Skeleton } from '../design/skeleton.js';
import { PageShell } from '../app/page-shell.js';
import { fetchJoinView, isPassing, JoinRefused } from '../meeting/fetch-join-view.js';
import { useSession } from '../meeting/session-context.js';
import { PreJoinForm } from './prejoin-form.js';
import styles from './prejoin.module.css';

/** `/m/:code`: from the link to the door of the room. */
export function PreJoinScreen() {
  const session = useSession();
  const { code, token } = session;
  const query = useQuery({
    queryKey: ['join', code, token],
    queryFn: ({ signal }) => fetchJoinView(code, token, signal),
    retry: (failures, error) => isPassing(refusalOf(error).code) && failures < 2,
    retryDelay: 1500,
    refetchOnWindowFocus: false,
    staleTime: Infinity,
  });
  if (query.data) return <PreJoinReady view={query.data} />;
  if (query.error) {
    return (
      <PreJoinRefused
        refusal={refusalOf(query.error)}
        onRetry={() => {
          void query.refetch();
        }}
      />
    );
  }
  return <PreJoinLoading />;
}

function refusalOf(error: Error): JoinRefused {
  return error instanceof JoinRefused
    ? error
    : new JoinRefused('internal', undefined, { cause: error });
}

export function PreJoinReady({ view }: { readonly view: JoinView }) {
  return (
    <PageShell name="prejoin" state="ready">
      <PreJoinForm view={view} />
    </PageShell>
  );
}

export function PreJoinLoading() {
  const { t } = useTranslation();
  return (
    <PageShell name="prejoin" state="loading">
      <p className="visually-hidden" role="status">
        {t('state.loading')}
      </p>
      <div className={styles['page']}>
        <div className={styles['form']}>
          <Skeleton className={styles['skeletonLine']} />
          <Skeleton className={styles['skeletonTitle']} />
          <Skeleton className={styles['skeletonField']} />
          <Skeleton className={styles['skeletonField']} />
          <Skeleton className={styles['skeletonField']} />
        </div>
        <div className={styles['side']}>
          <Skeleton className={styles['skeletonPreview']} />
        </div>
      </div>
    </PageShell>
  );
}

interface PreJoinRefusedProps {
  readonly refusal: Pick<JoinRefused, 'code' | 'requestId'>;
  readonly onRetry: () => void;
}

export function PreJoinRefused({ refusal, onRetry }: PreJoinRefusedProps) {
  const { t } = useTranslation();
  const passing = isPassing(refusal.code);
  return (
    <PageShell name="prejoin" state="error">
      <div className={styles['refused']}>
        <ErrorState
          testId="prejoin-error"
          code={refusal.code}
          icon={passing ? <ServerOff size={32} /> : <Link2Off size={32} />}
          title={t(errorTitleKey(refusal.code))}
          text={t(errorMessageKey(refusal.code))}
          supportCode={refusal.requestId}
          onRetry={passing ? onRetry : undefined}
        />
      </div>
    </PageShell>
  );
}
