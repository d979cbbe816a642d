import type { Locale } from './locale.js';

/** A city whose clock is shown. */
export interface CityClock {
  readonly city: string;
  /** IANA zone, for example `Europe/Moscow`. */
  readonly timeZone: string;
}

/** British English puts the day before the month, as Chinese and Russian readers expect of `en`. */
const intlLocale: Readonly<Record<Locale, string>> = { en: 'en-GB', 'zh-CN': 'zh-CN', ru: 'ru' };

const formatters = new Map<string, Intl.DateTimeFormat>();

/** Formatters are costly to make and clocks tick: one per language, zone and shape is kept. */
function formatter(
  locale: string,
  timeZone: string,
  shape: 'time' | 'date' | 'day',
): Intl.DateTimeFormat {
  const key = `${locale}|${timeZone}|${shape}`;
  const kept = formatters.get(key);
  if (kept) return kept;
  const options: Intl.DateTimeFormatOptions =
    shape === 'time'
      ? { hour: '2-digit', minute: '2-digit', hourCycle: 'h23' }
      : shape === 'date'
        ? { weekday: 'short', day: 'numeric', month: 'long' }
        : { year: 'numeric', month: '2-digit', day: '2-digit' };
  const made = new Intl.DateTimeFormat(locale, { ...options, timeZone });
  formatters.set(key, made);
  return made;
}

/** Wall-clock time in a zone, 24 hours, for example `15:40`. */
export function timeIn(instant: Date, timeZone: string): string {
  return formatter('en-GB', timeZone, 'time').format(instant);
}

/** Date in a zone with the month in words, for example `Thu 10 June`, `6月10日周四`, `чт, 10 июня`. */
export function dateIn(instant: Date, timeZone: string, locale: Locale): string {
  return formatter(intlLocale[locale], timeZone, 'date').format(instant);
}

function dayKey(instant: Date, timeZone: string): string {
  return formatter('en-CA', timeZone, 'day').format(instant);
}

function relativeDay(instant: Date, now: Date, timeZone: string, locale: Locale): string | null {
  const days =
    (Date.parse(dayKey(instant, timeZone)) - Date.parse(dayKey(now, timeZone))) / 86_400_000;
  if (Math.abs(days) > 1) return null;
  const word = new Intl.RelativeTimeFormat(intlLocale[locale], { numeric: 'auto' }).format(
    days,
    'day',
  );
  return word.charAt(0).toLocaleUpperCase(intlLocale[locale]) + word.slice(1);
}

/** The reader's own city first, the others in the order given. */
export function ownClockFirst<T extends CityClock>(
  clocks: readonly T[],
  own: string | null,
): readonly T[] {
  const index = clocks.findIndex((clock) => clock.timeZone === own);
  const first = index < 0 ? undefined : clocks[index];
  return first ? [first, ...clocks.filter((clock) => clock !== first)] : clocks;
}

/**
 * One moment in every city, never a time alone: `15:00 Xiamen · 10:00 Moscow`. With `now`, the
 * date is told as well: once when all cities share it, with each time when they do not.
 */
export function formatMoment(
  instant: Date,
  clocks: readonly CityClock[],
  locale: Locale,
  now?: Date,
): string {
  const times = clocks.map((clock) => `${timeIn(instant, clock.timeZone)} ${clock.city}`);
  const days = new Set(clocks.map((clock) => dayKey(instant, clock.timeZone)));
  const first = clocks[0];
  if (days.size > 1) {
    return clocks
      .map((clock, index) => `${dateIn(instant, clock.timeZone, locale)}, ${times[index] ?? ''}`)
      .join(' · ');
  }
  if (!now || !first) return times.join(' · ');
  const date =
    relativeDay(instant, now, first.timeZone, locale) ?? dateIn(instant, first.timeZone, locale);
  return `${date}, ${times.join(' · ')}`;
}
