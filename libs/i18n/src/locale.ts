/** Interface languages with a complete catalogue. */
export const locales = ['en', 'zh-CN', 'ru'] as const;
export type Locale = (typeof locales)[number];

export function isLocale(value: unknown): value is Locale {
  return locales.some((locale) => locale === value);
}

/** The catalogue that serves a BCP 47 tag, or null when none does. */
export function localeFor(tag: string): Locale | null {
  const base = tag.toLowerCase().split('-')[0];
  if (base === 'zh') return 'zh-CN';
  if (base === 'ru') return 'ru';
  if (base === 'en') return 'en';
  return null;
}

/**
 * Which language the interface speaks: an explicit wish in the address, else the choice kept on
 * the device, else the first of the browser's languages that has a catalogue, else English.
 */
export function negotiateLocale(wish: {
  query?: string | null | undefined;
  stored?: string | null | undefined;
  preferred?: readonly string[];
}): Locale {
  const candidates = [wish.query, wish.stored, ...(wish.preferred ?? [])];
  for (const tag of candidates) {
    const locale = tag ? localeFor(tag) : null;
    if (locale) return locale;
  }
  return 'en';
}

/** Writing direction of a language, for `dir`. */
export function directionOf(tag: string): 'ltr' | 'rtl' {
  const base = tag.toLowerCase().split('-')[0] ?? '';
  return ['ar', 'fa', 'he', 'ur'].includes(base) ? 'rtl' : 'ltr';
}
