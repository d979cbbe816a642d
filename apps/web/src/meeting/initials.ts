const han = /\p{Script=Han}/u;

const segmenter = new Intl.Segmenter(undefined, { granularity: 'grapheme' });

/** Letters as a reader counts them: a base with its marks is one. */
function lettersOf(word: string): string[] {
  return [...segmenter.segment(word)].map(({ segment }) => segment);
}

/** One or two letters that stand for a person without a picture. Han names keep their given name. */
export function initials(name: string): string {
  const words = name
    .replace(/[(（].*$/u, '')
    .split(/[\s,，、·]+/u)
    .filter((word) => /[\p{L}\p{N}]/u.test(word));
  const first = words[0] ?? name.trim();
  const letters = lettersOf(first);
  if (letters.some((letter) => han.test(letter))) return letters.slice(-2).join('');
  const last = words.length > 1 ? words.at(-1) : undefined;
  return [letters[0], last ? lettersOf(last)[0] : undefined].join('').toLocaleUpperCase();
}
