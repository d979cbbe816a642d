/** What to say about when a meeting is, seen from now. */
export type StartWords =
  | { readonly key: 'prejoin.startsInMinutes'; readonly count: number }
  | { readonly key: 'prejoin.startsInHours'; readonly count: number }
  | { readonly key: 'prejoin.underWay' }
  | { readonly key: 'prejoin.past' }
  | null;

/** Null more than a day before: then the date says it better. */
export function startWords(startsAt: string, endsAt: string, now: Date): StartWords {
  const minutes = Math.ceil((Date.parse(startsAt) - now.getTime()) / 60_000);
  if (minutes > 24 * 60) return null;
  if (minutes > 90) return { key: 'prejoin.startsInHours', count: Math.round(minutes / 60) };
  if (minutes > 0) return { key: 'prejoin.startsInMinutes', count: minutes };
  return now.getTime() < Date.parse(endsAt) ? { key: 'prejoin.underWay' } : { key: 'prejoin.past' };
}
