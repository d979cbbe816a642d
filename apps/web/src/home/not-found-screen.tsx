import { Compass } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { useNavigate } from 'react-router';
import { PageShell } from '../app/page-shell.js';
import { Button } from '../design/button.js';
import { PageState } from '../design/page-state.js';

export function NotFoundScreen() {
  const { t } = useTranslation();
  const navigate = useNavigate();
  return (
    <PageShell name="not-found" state="error" fullHeight>
      <PageState
        icon={<Compass size={32} />}
        title={t('notFound.title')}
        actions={
          <Button look="filled" data-testid="home-button" onClick={() => void navigate('/')}>
            {t('action.goHome')}
          </Button>
        }
      >
        <p>{t('notFound.text')}</p>
      </PageState>
    </PageShell>
  );
}
