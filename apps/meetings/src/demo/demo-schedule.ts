import { DateTime } from 'luxon';

/** Moscow's evening is the later of the two; it ends the demo's day. */
const lastZone = 'Europe/Moscow';
const shortestHours = 6;
const linkHoursAfterEnd = 12;
const linkHoursAtLeast = 24;

/**
 * When a demo made now takes place: from the last full half hour until late in the evening, at least
 * six hours, so that whoever tries it out is never told that it is over.
 */
export function demoSchedule(now: Date): { startsAt: Date; endsAt: Date } {
  const halfHour = 30 * 60_000;
  const startsAt = new Date(Math.floor(now.getTime() / halfHour) * halfHour);
  const evening = DateTime.fromJSDate(now, { zone: lastZone }).set({
    hour: 23,
    minute: 30,
    second: 0,
    millisecond: 0,
  });
  const earliest = DateTime.fromJSDate(startsAt).plus({ hours: shortestHours });
  return { startsAt, endsAt: DateTime.max(evening, earliest).toJSDate() };
}

/** Until when a link printed now works: half a day past the end, a full day at least. */
export function linkExpiry(endsAt: Date, now: Date): Date {
  return DateTime.max(
    DateTime.fromJSDate(endsAt).plus({ hours: linkHoursAfterEnd }),
    DateTime.fromJSDate(now).plus({ hours: linkHoursAtLeast }),
  ).toJSDate();
}
