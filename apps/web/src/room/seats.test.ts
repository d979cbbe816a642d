import { describe, expect, it } from '@jest/globals';
import type { CenterView } from '@meridian/protocol';
import { plannedItems } from './agenda-times.js';
import { handPlaces, seatRoom } from './seats.js';
import { pageOf } from './stage-paging.js';
import { participant } from './testing/participant.js';

const center = (code: string): CenterView => ({
  code,
  name: { en: code },
  city: { en: code },
  timeZone: 'UTC',
  slot: 'azure',
});
const centers = [center('XMN'), center('SKO')];

describe('seatRoom', () => {
  it('seats by center, head first, then chair, then by name, whoever joined first', () => {
    const people = [
      participant('z', { displayName: 'Zhang' }),
      participant('c', { displayName: 'Wang', role: 'chair' }),
      participant('a', { displayName: 'Chen' }),
      participant('h', { displayName: 'Zou', head: true }),
    ];
    const forwards = seatRoom(centers, people).delegations[0]?.people;
    const backwards = seatRoom(centers, people.toReversed()).delegations[0]?.people;
    expect(forwards?.map(({ displayName }) => displayName)).toEqual([
      'Zou',
      'Wang',
      'Chen',
      'Zhang',
    ]);
    expect(backwards).toEqual(forwards);
  });

  it('keeps the place of a delegation that is not here yet', () => {
    const { delegations } = seatRoom(centers, [participant('a')]);
    expect(delegations.map(({ key, people }) => [key, people.length])).toEqual([
      ['XMN', 1],
      ['SKO', 0],
    ]);
  });

  it('has no tile for interpreters and observers', () => {
    const room = seatRoom(centers, [
      participant('i', { role: 'interpreter', centerCode: null }),
      participant('o', { role: 'observer', centerCode: 'SKO' }),
    ]);
    expect(room.delegations.every(({ people }) => people.length === 0)).toBe(true);
    expect(room.interpreters).toHaveLength(1);
    expect(room.observers).toHaveLength(1);
  });

  it('seats people of no known center together', () => {
    const { delegations } = seatRoom(centers, [participant('g', { centerCode: 'RIO' })]);
    expect(delegations.at(-1)).toMatchObject({ key: 'guests', center: null });
  });
});

describe('handPlaces', () => {
  it('counts hands in the order they were raised', () => {
    const places = handPlaces([
      participant('a', { handRaisedAt: 30 }),
      participant('b'),
      participant('c', { handRaisedAt: 10 }),
    ]);
    expect([...places]).toEqual([
      ['c', 1],
      ['a', 2],
    ]);
  });
});

describe('pageOf', () => {
  it('runs round', () => {
    const list = ['a', 'b', 'c', 'd'];
    expect(pageOf(list, 3, 0)).toEqual({ shown: ['a', 'b', 'c'], hidden: 1 });
    expect(pageOf(list, 3, 1)).toEqual({ shown: ['d'], hidden: 3 });
    expect(pageOf(list, 3, 2)).toEqual(pageOf(list, 3, 0));
    expect(pageOf(list, 0, 5)).toEqual({ shown: [], hidden: 4 });
  });
});

describe('plannedItems', () => {
  it('starts each item where the one before ends', () => {
    const item = (id: string, durationMinutes: number) => ({
      id,
      title: {},
      kind: 'discussion' as const,
      durationMinutes,
      centerCode: null,
      speaker: null,
    });
    const planned = plannedItems('2027-06-10T07:00:00Z', [
      item('a', 10),
      item('b', 25),
      item('c', 5),
    ]);
    expect(planned.map(({ startsAt }) => startsAt.toISOString().slice(11, 16))).toEqual([
      '07:00',
      '07:10',
      '07:35',
    ]);
  });
});
