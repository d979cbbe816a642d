import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { Meeting, Participant } from '@meridian/persistence';
import { joinView, type ErrorCode } from '@meridian/protocol';
import { expectProblem } from '../testkit/expect-problem.js';
import { MeetingsApp } from '../testkit/meetings-app.js';

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

describe('GET /api/v1/join/:code', () => {
  it('shows the bearer of a link the meeting and who they are in it', async () => {
    for (const link of await app.links()) {
      const { token, grant } = await app.grantOf(link);
      const response = await app.join(grant.meetingCode, token);
      expect(response.status).toBe(200);
      expect(response.headers.get('cache-control')).toBe('no-store');
      const view = joinView.parse(await response.json());
      expect(view.invitee).toMatchObject({
        participantId: grant.participantId,
        role: link.role,
        centerCode: grant.centerCode,
      });
      expect(view.meeting.centers.map(({ code, slot }) => [code, slot])).toEqual([
        ['XMN', 'azure'],
        ['SKO', 'copper'],
      ]);
      expect(view.meeting.agenda).toHaveLength(4);
      for (const text of [view.meeting.title, ...view.meeting.agenda.map(({ title }) => title)]) {
        expect(Object.keys(text).toSorted()).toEqual(['en', 'ru', 'zh-CN']);
        expect(text['zh-CN']).toMatch(/\p{Script=Han}/u);
        expect(text['ru']).toMatch(/\p{Script=Cyrillic}/u);
      }
      expect(Math.abs(view.serverTime - Date.now())).toBeLessThan(5_000);
    }
  });

  it('wants a link, a genuine one, in time, and of this meeting', async () => {
    const { token, grant } = await app.person('delegate');
    const { meetingCode } = grant;
    await expectProblem(await app.join(meetingCode), 'link_required');
    await expectProblem(
      await app.join(meetingCode, `${token.slice(0, -9)}AAAAAAAAA`),
      'link_invalid',
    );
    await expectProblem(await app.join('abc-defg-hij', token), 'link_invalid');
    await expectProblem(await app.join('NOT_A_CODE', token), 'meeting_not_found');
    const expired = await app.tokens.issue(grant, new Date(Date.now() - 1_000));
    await expectProblem(await app.join(meetingCode, expired), 'link_expired');
    const basic = await fetch(`${app.url}/api/v1/join/${meetingCode}`, {
      headers: { authorization: 'Basic YTpi' },
    });
    await expectProblem(basic, 'link_required');
  });

  it.each<[ErrorCode, Partial<Meeting>, Partial<Participant>]>([
    ['meeting_not_found', { status: 'draft' }, {}],
    ['meeting_cancelled', { status: 'cancelled' }, {}],
    ['meeting_ended', { status: 'ended', endedAt: new Date() }, {}],
    ['link_revoked', {}, { linkRevokedAt: new Date() }],
  ])('answers %s', async (code, meeting, participant) => {
    const { token, grant } = await app.person('observer');
    const { manager } = app.database;
    if (Object.keys(meeting).length > 0) await manager.update(Meeting, grant.meetingId, meeting);
    if (Object.keys(participant).length > 0) {
      await manager.update(Participant, grant.participantId, participant);
    }
    await expectProblem(await app.join(grant.meetingCode, token), code);
  });

  it('knows when meeting or person are gone', async () => {
    const { token, grant } = await app.person('observer');
    await app.database.manager.delete(Participant, grant.participantId);
    await expectProblem(await app.join(grant.meetingCode, token), 'link_revoked');
    await app.database.manager.delete(Meeting, grant.meetingId);
    await expectProblem(await app.join(grant.meetingCode, token), 'meeting_not_found');
  });

  it('bounds how often one address may ask', async () => {
    const { token, grant } = await app.person('delegate');
    const statuses: number[] = [];
    for (let i = 0; i < 64; i += 1)
      statuses.push((await app.join(grant.meetingCode, token)).status);
    expect(statuses.slice(0, 60).every((status) => status === 200)).toBe(true);
    const refused = await Promise.all(Array.from({ length: 8 }, () => app.join('abc-defg-hij')));
    const limited = refused.find((response) => response.status === 429);
    expect(Number(limited?.headers.get('retry-after'))).toBeGreaterThanOrEqual(1);
    await expectProblem(limited ?? new Response(), 'rate_limited');
    expect((await fetch(`${app.url}/health/live`)).status).toBe(200);
  });

  it('tells nothing of the inside when the database fails', async () => {
    const { token, grant } = await app.person('delegate');
    await app.database.query('ALTER TABLE meetings RENAME TO elsewhere');
    const response = await app.join(grant.meetingCode, token);
    await app.database.query('ALTER TABLE elsewhere RENAME TO meetings');
    const text = await response.clone().text();
    expect(text).not.toMatch(/relation|meetings|SELECT/);
    await expectProblem(response, 'internal');
  });
});

describe('API docs', () => {
  it('describe the routes in OpenAPI, from the same schemas', async () => {
    const document = (await (await fetch(`${app.url}/api/openapi.json`)).json()) as {
      openapi: string;
      paths: Record<string, { get: { responses: Record<string, { content: object }> } }>;
    };
    expect(document.openapi).toBe('3.1.0');
    const { responses } = document.paths['/api/v1/join/{code}']?.get ?? { responses: {} };
    expect(Object.keys(responses).toSorted()).toEqual(['200', '401', '403', '404', '410', '429']);
    expect(JSON.stringify(responses['200'])).toContain('serverTime');
    expect(JSON.stringify(responses['410'])).toContain('link_expired');
    expect(Object.keys(responses['410']?.content ?? {})).toEqual(['application/problem+json']);
  });

  it('load nothing from outside and loosen styles for themselves alone', async () => {
    const page = await fetch(`${app.url}/api/docs`);
    const html = await page.text();
    expect(html).not.toMatch(/(src|href)="(https?:)?\/\//);
    expect(html).not.toMatch(/<script(?![^>]*src=)/);
    const policy = page.headers.get('content-security-policy') ?? '';
    expect(policy).toContain("script-src 'self';");
    expect(policy).toContain("style-src 'self' 'unsafe-inline'");
    const script = await fetch(`${app.url}/api/docs/swagger-ui-bundle.js`);
    expect(script.status).toBe(200);
    const other = await fetch(`${app.url}/health/live`);
    expect(other.headers.get('content-security-policy')).not.toContain('unsafe-inline');
  });
});
