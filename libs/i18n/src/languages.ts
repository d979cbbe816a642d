import type { TextInLanguage } from './localized-text.js';

interface KnownLanguage {
  readonly tag: string;
  /** The language's name in itself. */
  readonly name: string;
  /** "This is how captions look" in that language. */
  readonly captionSample: string;
}

/** Languages offered beyond those of the meeting, by their own names. */
const knownLanguages: readonly KnownLanguage[] = [
  { tag: 'zh-CN', name: '中文', captionSample: '字幕将以这样的大小显示' },
  { tag: 'ru', name: 'Русский', captionSample: 'Так выглядят субтитры' },
  { tag: 'en', name: 'English', captionSample: 'This is how captions look' },
  { tag: 'hi', name: 'हिन्दी', captionSample: 'कैप्शन ऐसे दिखते हैं' },
  { tag: 'ar', name: 'العربية', captionSample: 'هكذا تظهر النصوص المصاحبة' },
  { tag: 'pt-BR', name: 'Português', captionSample: 'As legendas ficam assim' },
  { tag: 'es', name: 'Español', captionSample: 'Así se ven los subtítulos' },
  { tag: 'fr', name: 'Français', captionSample: 'Voici l’aspect des sous-titres' },
  { tag: 'de', name: 'Deutsch', captionSample: 'So sehen Untertitel aus' },
  { tag: 'ja', name: '日本語', captionSample: '字幕はこのように表示されます' },
  { tag: 'ko', name: '한국어', captionSample: '자막은 이렇게 보입니다' },
  { tag: 'kk', name: 'Қазақша', captionSample: 'Субтитрлер осылай көрінеді' },
];

export const offeredLanguages: readonly string[] = knownLanguages.map(({ tag }) => tag);

function known(tag: string): KnownLanguage | undefined {
  const lower = tag.toLowerCase();
  return (
    knownLanguages.find((language) => language.tag.toLowerCase() === lower) ??
    knownLanguages.find((language) => language.tag.split('-')[0] === lower.split('-')[0])
  );
}

/** The name of a language in that language, for pickers: nobody has to read another script. */
export function ownNameOf(tag: string): string {
  const own = known(tag)?.name;
  if (own) return own;
  try {
    return new Intl.DisplayNames([tag], { type: 'language' }).of(tag) ?? tag;
  } catch {
    // Intl throws a RangeError for a tag it does not know; the tag itself is still readable.
    return tag;
  }
}

/** The name of a language in the reader's language, for sentences. */
export function languageNameIn(tag: string, locale: string): string {
  try {
    const base = tag.split('-')[0] ?? tag;
    return new Intl.DisplayNames([locale], { type: 'language' }).of(base) ?? tag;
  } catch {
    return tag;
  }
}

/** A sample sentence for captions; languages without one get the English sentence. */
export function captionSampleOf(tag: string): TextInLanguage {
  const language = known(tag);
  return language
    ? { text: language.captionSample, language: language.tag }
    : { text: 'This is how captions look', language: 'en' };
}
