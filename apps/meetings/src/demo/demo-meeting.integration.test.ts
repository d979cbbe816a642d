import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { Center, Meeting } from '@meridian/persistence';
import { recordEnded } from '@meridian/protocol';
import { MeetingsApp } from '../testkit/meetings-app.js';
import type { DemoLink } from './demo-meeting.js';

let app: MeetingsApp;
beforeAll(async () => {
  app = await MeetingsApp.create();
});
beforeEach(() => app.start());
afterEach(async () => {
  await app.empty();
  await app.stop();
});
afterAll(() => app.remove());

const soon = (): Date => new Date(Date.now() + 60_000);

describe('the demo', () => {
  const codeOf = ([link]: DemoLink[]): string => /\/m\/([^?]+)\?/.exec(link?.url ?? '')?.[1] ?? '';
  const demos = () => app.database.manager.findBy(Meeting, { demo: true });

  it('has two chairs, two delegates, an interpreter and an observer, in that order', async () => {
    const all = await app.links('https://meet.example.org');
    expect(all.map(({ role }) => role)).toEqual([
      'chair',
      'chair',
      'delegate',
      'delegate',
      'interpreter',
      'observer',
    ]);
    const centers = await Promise.all(
      all.map(async (link) => (await app.grantOf(link)).grant.centerCode),
    );
    expect(centers).toEqual(['XMN', 'SKO', 'XMN', 'SKO', null, null]);
    for (const { url } of all) {
      expect(url).toMatch(
        /^https:\/\/meet\.example\.org\/m\/[a-z]{3}-[a-z]{4}-[a-z]{3}\?token=\S+$/,
      );
    }
  });

  it('is the same meeting after a restart, with links that work for a day', async () => {
    const before = codeOf(await app.links());
    await app.restart();
    expect(codeOf(await app.links())).toBe(before);
    const { token } = await app.person('chair');
    const { expiresAt } = await app.tokens.verify(token);
    expect(expiresAt.getTime() - Date.now()).toBeGreaterThan(23 * 3_600_000);
  });

  it('is a new one when the last was ended, or its day is over', async () => {
    const first = codeOf(await app.links());
    const yesterday = (hours: number) => new Date(Date.now() - hours * 3_600_000);
    await app.database.manager.update(
      Meeting,
      { demo: true },
      { startsAt: yesterday(30), endsAt: yesterday(20) },
    );
    await app.restart();
    const second = codeOf(await app.links());
    expect(second).not.toBe(first);
    const { grant } = await app.person('chair');
    await app.bus.request({ service: 'meetings' }, recordEnded, {
      meetingId: grant.meetingId,
      byParticipantId: grant.participantId,
      at: new Date().toISOString(),
    });
    await app.restart();
    expect(codeOf(await app.links())).not.toBe(second);
    expect(await demos()).toHaveLength(3);
    expect(await app.database.manager.count(Center)).toBe(2);
  });

  it('leaves what an administrator has changed about a center', async () => {
    await app.database.manager.update(Center, { code: 'XMN' }, { timeZone: 'Asia/Hong_Kong' });
    await app.restart();
    expect((await app.database.manager.findOneByOrFail(Center, { code: 'XMN' })).timeZone).toBe(
      'Asia/Hong_Kong',
    );
  });

  it('stays away when it is off, and from a database that is used in earnest', async () => {
    await app.database.query('TRUNCATE centers, meetings CASCADE');
    await app.restart({ DEMO: 'off' });
    expect(await app.links()).toEqual([]);
    expect(await demos()).toEqual([]);
    await app.database.manager.insert(Meeting, {
      code: 'our-own-one',
      title: { en: 'Ours' },
      startsAt: new Date(),
      endsAt: soon(),
      timeZone: 'UTC',
      languages: ['en'],
    });
    await app.restart();
    expect(await demos()).toEqual([]);
    await app.restart({ DEMO: 'on' });
    expect(await demos()).toHaveLength(1);
  });
});
