/** Parts of a length of time, rounded down to minutes; which words to use is the catalogue's. */
export type DurationParts =
  | { readonly key: 'duration.underMinute' }
  | { readonly key: 'duration.minutes'; readonly minutes: number }
  | { readonly key: 'duration.hours'; readonly hours: number }
  | { readonly key: 'duration.hoursMinutes'; readonly hours: number; readonly minutes: number };

export function durationParts(seconds: number): DurationParts {
  const total = Math.max(0, Math.floor(seconds / 60));
  const hours = Math.floor(total / 60);
  const minutes = total % 60;
  if (total === 0) return { key: 'duration.underMinute' };
  if (hours === 0) return { key: 'duration.minutes', minutes };
  if (minutes === 0) return { key: 'duration.hours', hours };
  return { key: 'duration.hoursMinutes', hours, minutes };
}
