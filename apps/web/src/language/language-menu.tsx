import { locales, ownNameOf } from '@meridian/i18n';
import { ChevronDown, Globe } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { useStore } from 'zustand';
import { useApp } from '../app/app-context.js';
import { Menu, MenuChoices, MenuSeparator } from '../design/menu.js';
import styles from './language-menu.module.css';
import { useLocale } from './use-locale.js';

/** Interface language and appearance, outside the room. Switches at once. */
export function LanguageMenu() {
  const { settings } = useApp();
  const { t } = useTranslation();
  const locale = useLocale();
  const theme = useStore(settings.store, (state) => state.theme);
  return (
    <Menu
      label={t('app.interfaceLanguage')}
      trigger={
        <button
          type="button"
          className={styles['trigger']}
          data-testid="language-menu"
          aria-label={`${t('app.interfaceLanguage')}: ${ownNameOf(locale)}`}
        >
          <Globe size={18} aria-hidden="true" />
          <span lang={locale}>{ownNameOf(locale)}</span>
          <ChevronDown size={16} aria-hidden="true" />
        </button>
      }
    >
      <MenuChoices
        label={t('app.interfaceLanguage')}
        value={locale}
        choices={locales.map((tag) => ({
          value: tag,
          label: ownNameOf(tag),
          language: tag,
          testId: `option-${tag}`,
        }))}
        onChoose={(value) => {
          const chosen = locales.find((tag) => tag === value);
          if (chosen) settings.set({ locale: chosen });
        }}
      />
      <MenuSeparator />
      <MenuChoices
        label={t('app.theme')}
        value={theme}
        choices={[
          { value: 'system', label: t('app.themes.system'), testId: 'theme-system' },
          { value: 'light', label: t('app.themes.light'), testId: 'theme-light' },
          { value: 'dark', label: t('app.themes.dark'), testId: 'theme-dark' },
        ]}
        onChoose={(value) => {
          if (value === 'system' || value === 'light' || value === 'dark') {
            settings.set({ theme: value });
          }
        }}
      />
    </Menu>
  );
}
