const han = /\p{Script=Han}/u;

/** One or two letters that stand for a person without a picture. Han names keep their given name. */
export function initials(name: string): string {
  const words = name
    .replace(/[(（].*$/u, '')
    .split(/[\s,，、·]+/u)
    .filter((word) => /[\p{L}\p{N}]/u.test(word));
  const first = words[0] ?? name.trim();
  const letters = [...first];
  if (letters.some((letter) => han.test(letter))) return letters.slice(-2).join('');
  const last = words.length > 1 ? words.at(-1) : undefined;
  return [letters[0], last ? [...last][0] : undefined].join('').toLocaleUpperCase();
}
