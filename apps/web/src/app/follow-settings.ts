import { directionOf } from '@meridian/i18n';
import type { i18n } from 'i18next';
import type { Settings } from '../settings/settings.js';
import { applyTheme } from '../settings/theme.js';

/** Keeps the document's language, direction and theme as chosen, from now on. */
export function followSettings(settings: Settings, texts: i18n): void {
  const { documentElement } = document;
  const follow = (): void => {
    const { locale } = settings.store.getState();
    documentElement.lang = locale;
    documentElement.dir = directionOf(locale);
    if (texts.language !== locale) void texts.changeLanguage(locale);
  };
  let stopTheme = applyTheme(settings.store.getState().theme, documentElement);
  follow();
  settings.store.subscribe((state, before) => {
    follow();
    if (state.theme === before.theme) return;
    stopTheme();
    stopTheme = applyTheme(state.theme, documentElement);
  });
}
