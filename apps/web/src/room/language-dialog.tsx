import { locales, offeredLanguages } from '@meridian/i18n';
import type { MeetingView } from '@meridian/protocol';
import { useTranslation } from 'react-i18next';
import { useApp } from '../app/app-context.js';
import { Dialog } from '../design/dialog.js';
import { LanguagePicker } from '../language/language-picker.js';
import { useLocale } from '../language/use-locale.js';
import { useSession } from '../meeting/session-context.js';
import { useSelf } from './room-context.js';
import styles from './room-dialogs.module.css';
import type { RoomDialogProps } from './room-dialogs.js';
import { useCommand } from './use-command.js';

interface LanguageDialogProps extends RoomDialogProps {
  readonly meeting: MeetingView;
}

/** Interface language and spoken language: two choices, neither changes the other. */
export function LanguageDialog({ meeting, ...props }: LanguageDialogProps) {
  const { settings } = useApp();
  const { call } = useSession();
  const { t } = useTranslation();
  const locale = useLocale();
  const command = useCommand();
  const spoken = useSelf()?.spokenLanguage ?? null;
  return (
    <Dialog
      {...props}
      title={t('languageDialog.title')}
      text={t('languageDialog.text')}
      testId="language-dialog"
    >
      <div className={styles['stack']}>
        <LanguagePicker
          label={t('app.interfaceLanguage')}
          testId="interface-language"
          value={locale}
          languages={locales}
          onChoose={(language) => {
            const chosen = locales.find((tag) => tag === language);
            if (chosen) settings.set({ locale: chosen });
          }}
        />
        <LanguagePicker
          label={t('languageDialog.spoken')}
          testId="spoken-language"
          value={spoken}
          languages={meeting.languages}
          more={offeredLanguages}
          onChoose={(language) => {
            if (language) command(() => call.updateSelf({ spokenLanguage: language }));
          }}
        />
      </div>
    </Dialog>
  );
}
