import { describe, expect, it } from '@jest/globals';
import { meetingCode } from '@meridian/protocol';
import { demoSchedule, linkExpiry } from './demo-schedule.js';
import { newMeetingCode } from './meeting-code.js';

describe('demoSchedule', () => {
  it.each([
    // The evening of Moscow, 23:30, is 20:30 in UTC.
    ['2027-06-10T07:44:59Z', '2027-06-10T07:30:00.000Z', '2027-06-10T20:30:00.000Z'],
    ['2027-06-10T07:30:00Z', '2027-06-10T07:30:00.000Z', '2027-06-10T20:30:00.000Z'],
    ['2027-12-31T00:00:00Z', '2027-12-31T00:00:00.000Z', '2027-12-31T20:30:00.000Z'],
    // Late in Moscow: six hours all the same.
    ['2027-06-10T19:10:00Z', '2027-06-10T19:00:00.000Z', '2027-06-11T01:00:00.000Z'],
    // Past midnight in Moscow, still the day before in UTC.
    ['2027-06-10T21:10:00Z', '2027-06-10T21:00:00.000Z', '2027-06-11T20:30:00.000Z'],
  ])('at %s it is from %s to %s', (now, startsAt, endsAt) => {
    const schedule = demoSchedule(new Date(now));
    expect(schedule.startsAt.toISOString()).toBe(startsAt);
    expect(schedule.endsAt.toISOString()).toBe(endsAt);
  });

  it('is under way and lasts six hours at least, whenever it is made', () => {
    for (let minutes = 0; minutes < 2 * 24 * 60; minutes += 7) {
      const now = new Date(Date.UTC(2027, 2, 27) + minutes * 60_000);
      const { startsAt, endsAt } = demoSchedule(now);
      expect(startsAt.getTime()).toBeLessThanOrEqual(now.getTime());
      expect(endsAt.getTime() - startsAt.getTime()).toBeGreaterThanOrEqual(6 * 3_600_000);
    }
  });
});

describe('linkExpiry', () => {
  const now = new Date('2027-06-10T07:40:00Z');
  it('is half a day past the end, and a day from now at least', () => {
    const at = (end: string): string => linkExpiry(new Date(end), now).toISOString();
    expect(at('2027-06-10T20:30:00Z')).toBe('2027-06-11T08:30:00.000Z');
    expect(at('2027-06-10T08:00:00Z')).toBe('2027-06-11T07:40:00.000Z');
  });
});

describe('newMeetingCode', () => {
  it('makes codes of the public form, without repeating itself', () => {
    const codes = Array.from({ length: 500 }, newMeetingCode);
    for (const code of codes) expect(meetingCode.safeParse(code).success).toBe(true);
    expect(new Set(codes).size).toBe(codes.length);
  });
});
