import { randomInt } from 'node:crypto';

/** No vowels, so that no words arise, and nothing that looks like something else when read out. */
const letters = 'bcdfghjkmnpqrstvwxz';

/** A new code for `/m/<code>`, such as `bcd-fghj-kmn`: 10 letters, 19^10 possibilities. */
export function newMeetingCode(): string {
  const part = (length: number): string =>
    Array.from({ length }, () => letters[randomInt(letters.length)]).join('');
  return `${part(3)}-${part(4)}-${part(3)}`;
}
