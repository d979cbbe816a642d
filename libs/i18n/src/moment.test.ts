import { describe, expect, it } from '@jest/globals';
import { durationParts } from './duration.js';
import { dateIn, formatMoment, ownClockFirst, timeIn } from './moment.js';

const xiamen = { city: 'Xiamen', timeZone: 'Asia/Shanghai' };
const moscow = { city: 'Moscow', timeZone: 'Europe/Moscow' };
const afternoon = new Date('2027-06-10T07:00:00Z');
const night = new Date('2027-06-10T20:30:00Z');

describe('formatMoment', () => {
  it('shows both clocks, the own city first', () => {
    const clocks = ownClockFirst([xiamen, moscow], 'Europe/Moscow');
    expect(formatMoment(afternoon, clocks, 'en')).toBe('10:00 Moscow · 15:00 Xiamen');
  });

  it('keeps the order when the reader is in neither city', () => {
    const clocks = ownClockFirst([xiamen, moscow], 'Asia/Kolkata');
    expect(formatMoment(afternoon, clocks, 'en')).toBe('15:00 Xiamen · 10:00 Moscow');
  });

  it('tells a shared date once, near days in words', () => {
    const clocks = [xiamen, moscow];
    expect(formatMoment(afternoon, clocks, 'en', new Date('2027-06-10T01:00:00Z'))).toBe(
      'Today, 15:00 Xiamen · 10:00 Moscow',
    );
    expect(formatMoment(afternoon, clocks, 'ru', new Date('2027-06-09T01:00:00Z'))).toBe(
      'Завтра, 15:00 Xiamen · 10:00 Moscow',
    );
    expect(formatMoment(afternoon, clocks, 'en', new Date('2027-05-01T01:00:00Z'))).toBe(
      'Thu 10 June, 15:00 Xiamen · 10:00 Moscow',
    );
  });

  it('tells both dates when the day changes between the cities', () => {
    expect(formatMoment(night, [moscow, xiamen], 'en')).toBe(
      'Thu 10 June, 23:30 Moscow · Fri 11 June, 04:30 Xiamen',
    );
  });

  it('crosses the date line', () => {
    const kiritimati = { city: 'Kiritimati', timeZone: 'Pacific/Kiritimati' };
    const honolulu = { city: 'Honolulu', timeZone: 'Pacific/Honolulu' };
    expect(formatMoment(new Date('2027-01-01T00:30:00Z'), [kiritimati, honolulu], 'en')).toBe(
      'Fri 1 January, 14:30 Kiritimati · Thu 31 December, 14:30 Honolulu',
    );
  });
});

describe('clocks', () => {
  it('use 24 hours and start the day at 00', () => {
    expect(timeIn(new Date('2027-06-10T21:05:00Z'), 'Europe/Moscow')).toBe('00:05');
  });

  it('follow zones with half hours and daylight saving', () => {
    expect(timeIn(afternoon, 'Asia/Kolkata')).toBe('12:30');
    expect(timeIn(new Date('2027-03-28T00:59:00Z'), 'Europe/Berlin')).toBe('01:59');
    expect(timeIn(new Date('2027-03-28T01:00:00Z'), 'Europe/Berlin')).toBe('03:00');
  });

  it('write the month in words', () => {
    expect(dateIn(afternoon, 'Asia/Shanghai', 'zh-CN')).toBe('6月10日周四');
    expect(dateIn(afternoon, 'Europe/Moscow', 'ru')).toMatch(/^чт, 10 июня$/);
  });
});

describe('durationParts', () => {
  it('rounds down to minutes', () => {
    expect(durationParts(59)).toEqual({ key: 'duration.underMinute' });
    expect(durationParts(3599)).toEqual({ key: 'duration.minutes', minutes: 59 });
    expect(durationParts(7200)).toEqual({ key: 'duration.hours', hours: 2 });
    expect(durationParts(4321)).toEqual({ key: 'duration.hoursMinutes', hours: 1, minutes: 12 });
  });
});
