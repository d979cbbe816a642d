import en from './catalogues/en.json' with { type: 'json' };

type ErrorTexts = typeof en.errors;
type ErrorTitles = typeof en.errorTitle;

export type ErrorMessageKey = `errors.${keyof ErrorTexts}`;
export type ErrorTitleKey = `errorTitle.${keyof ErrorTitles}`;

function has<T extends object>(table: T, key: string): key is keyof T & string {
  return Object.hasOwn(table, key);
}

/** Key of the sentence for a stable error code; unknown codes read as an internal error. */
export function errorMessageKey(code: string): ErrorMessageKey {
  return has(en.errors, code) ? `errors.${code}` : 'errors.internal';
}

/** Key of the heading for a stable error code; most share a general one. */
export function errorTitleKey(code: string): ErrorTitleKey {
  return has(en.errorTitle, code) ? `errorTitle.${code}` : 'errorTitle.default';
}
