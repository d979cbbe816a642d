/** One text in one language, to be shown with its own `lang`. */
export interface TextInLanguage {
  readonly text: string;
  readonly language: string;
}

type TextsByLanguage = Readonly<Record<string, string>>;

const baseOf = (tag: string): string => tag.toLowerCase().split('-')[0] ?? '';

/** The text for a reader: their language, a variant of it, English, then whatever there is. */
export function pickText(texts: TextsByLanguage, language: string): TextInLanguage {
  const tags = Object.keys(texts).filter((tag) => texts[tag] !== '');
  const tag =
    tags.find((candidate) => candidate.toLowerCase() === language.toLowerCase()) ??
    tags.find((candidate) => baseOf(candidate) === baseOf(language)) ??
    tags.find((candidate) => baseOf(candidate) === 'en') ??
    tags[0];
  return tag === undefined ? { text: '', language } : { text: texts[tag] ?? '', language: tag };
}

/**
 * The reader's text and the text of the other side beneath it: the first of the meeting's
 * languages that is not the reader's own. Null when there is no second text.
 */
export function pickBilingual(
  texts: TextsByLanguage,
  language: string,
  meetingLanguages: readonly string[],
): { first: TextInLanguage; second: TextInLanguage | null } {
  const first = pickText(texts, language);
  const order = [...meetingLanguages, ...Object.keys(texts)];
  for (const tag of order) {
    if (baseOf(tag) === baseOf(first.language)) continue;
    const candidate = pickText(texts, tag);
    if (baseOf(candidate.language) === baseOf(tag) && candidate.text !== first.text) {
      return { first, second: candidate };
    }
  }
  return { first, second: null };
}
