import { createInstance } from 'i18next';
import type { i18n, Module } from 'i18next';
import { catalogues } from './catalogue.js';
import type { Locale } from './locale.js';
import { locales } from './locale.js';

/**
 * An i18next instance with all catalogues on board: switching the language needs no request and
 * shows no keys. `plugin` binds it to a view library (`initReactI18next`).
 */
export async function initI18n(locale: Locale, plugin?: Module): Promise<i18n> {
  const instance = createInstance();
  if (plugin) instance.use(plugin);
  await instance.init({
    lng: locale,
    fallbackLng: 'en',
    supportedLngs: [...locales],
    load: 'currentOnly',
    resources: {
      en: { translation: catalogues.en },
      ru: { translation: catalogues.ru },
      'zh-CN': { translation: catalogues['zh-CN'] },
    },
    // The view library escapes.
    interpolation: { escapeValue: false },
    returnNull: false,
  });
  return instance;
}
