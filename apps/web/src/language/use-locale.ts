import { isLocale } from '@meridian/i18n';
import type { Locale } from '@meridian/i18n';
import { useTranslation } from 'react-i18next';

/** The language the interface speaks now. */
export function useLocale(): Locale {
  const { i18n } = useTranslation();
  return isLocale(i18n.language) ? i18n.language : 'en';
}
