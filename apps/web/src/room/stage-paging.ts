/** The part of a list shown on a page, and how many others wait on other pages. */
export interface Page<T> {
  readonly shown: readonly T[];
  readonly hidden: number;
}

/** Pages run round: after the last one the first follows. `size` is the number of places. */
export function pageOf<T>(list: readonly T[], size: number, page: number): Page<T> {
  if (size <= 0) return { shown: [], hidden: list.length };
  const pages = Math.max(1, Math.ceil(list.length / size));
  const start = (((page % pages) + pages) % pages) * size;
  const shown = list.slice(start, start + size);
  return { shown, hidden: list.length - shown.length };
}
