import { pickText } from '@meridian/i18n';
import type { LocalizedText } from '@meridian/protocol';
import { useCallback } from 'react';
import { useLocale } from './use-locale.js';

/** Picks the reader's text out of several languages, for use inside sentences. */
export function usePickedText(): (texts: LocalizedText) => string {
  const locale = useLocale();
  return useCallback((texts) => pickText(texts, locale).text, [locale]);
}
