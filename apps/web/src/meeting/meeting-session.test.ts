import { afterEach, describe, expect, it, jest } from '@jest/globals';
import { isPassing, fetchJoinView, JoinRefused } from './fetch-join-view.js';
import type { BrowserMeetingSession } from './meeting-session.js';
import { MeetingSessions } from './meeting-session.js';

const tick = () => new Promise((resolve) => setTimeout(resolve, 5));

describe('MeetingSessions', () => {
  it('opens a session once and closes it when nobody holds it', async () => {
    const close = jest.fn(() => Promise.resolve());
    // Only what the holder itself uses of a session.
    const create = jest.fn((code: string) => ({ code, close }) as unknown as BrowserMeetingSession);
    const sessions = new MeetingSessions(create);
    const session = sessions.get('abc');
    const release = sessions.hold('abc');
    expect(sessions.get('abc')).toBe(session);
    release();
    const again = sessions.hold('abc');
    await tick();
    expect(close).not.toHaveBeenCalled();
    again();
    await tick();
    expect(close).toHaveBeenCalledTimes(1);
    expect(sessions.get('abc')).not.toBe(session);
    expect(create).toHaveBeenCalledTimes(2);
  });
});

describe('fetchJoinView', () => {
  const { fetch } = globalThis;
  afterEach(() => {
    globalThis.fetch = fetch;
  });
  // The browser's fetch stands in here: what matters is how its answers are read.
  const answer = (response: () => Promise<Response>) => {
    globalThis.fetch = jest.fn(response);
  };
  const refusal = async (): Promise<string> => {
    try {
      await fetchJoinView('abc', 'token', new AbortController().signal);
      return 'none';
    } catch (error) {
      return error instanceof JoinRefused ? error.code : 'other';
    }
  };

  it('reads problem documents', async () => {
    const body = { type: 'about:blank', title: 'Gone', status: 410, code: 'link_expired' };
    answer(() => Promise.resolve(Response.json(body, { status: 410 })));
    expect(await refusal()).toBe('link_expired');
  });

  it('tells a silent server from a foreign answer', async () => {
    answer(() => Promise.reject(new TypeError('network')));
    expect(await refusal()).toBe('unavailable');
    answer(() => Promise.resolve(new Response('<html>', { status: 502 })));
    expect(await refusal()).toBe('unavailable');
    answer(() => Promise.resolve(new Response('', { status: 404 })));
    expect(await refusal()).toBe('meeting_not_found');
  });

  it('asks for a reload when the answer has another shape', async () => {
    answer(() => Promise.resolve(Response.json({ later: 'version' })));
    expect(await refusal()).toBe('protocol_version');
  });

  it('tries again only what can pass', () => {
    expect(isPassing('unavailable')).toBe(true);
    expect(isPassing('link_expired')).toBe(false);
  });
});
