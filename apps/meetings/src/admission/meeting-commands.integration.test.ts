import { randomUUID } from 'node:crypto';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import type { JoinGrant } from '@meridian/auth';
import { Meeting, Participant } from '@meridian/persistence';
import { admitParticipant, recordEnded, recordRemoval, recordStarted } from '@meridian/protocol';
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

const idsOf = ({ meetingId, participantId }: JoinGrant) => ({ meetingId, participantId });

describe('commands', () => {
  const target = { service: 'meetings' };

  it('admit the people of the list and nobody else', async () => {
    const { grant } = await app.person('chair', 1);
    const ids = { meetingId: grant.meetingId, participantId: grant.participantId };
    const { meeting, invitee } = await app.bus.request(target, admitParticipant, ids);
    expect(meeting.code).toBe(grant.meetingCode);
    expect(invitee).toEqual({
      participantId: grant.participantId,
      displayName: 'Head of delegation',
      role: 'chair',
      centerCode: 'SKO',
      head: true,
    });
    for (const [change, code] of [
      [{ meetingId: randomUUID() }, 'meeting_not_found'],
      [{ participantId: randomUUID() }, 'link_revoked'],
    ] as const) {
      const asked = app.bus.request(target, admitParticipant, { ...ids, ...change });
      await expect(asked).rejects.toMatchObject({ code });
    }
  });

  it('keep out whom a chair removed, unless they may return', async () => {
    const chair = (await app.person('chair')).grant;
    const { grant, token } = await app.person('delegate');
    const removal = {
      meetingId: grant.meetingId,
      participantId: grant.participantId,
      byParticipantId: chair.participantId,
    };
    const admit = () => app.bus.request(target, admitParticipant, idsOf(grant));
    await app.bus.request(target, recordRemoval, { ...removal, mayReturn: true });
    await expect(admit()).resolves.toBeDefined();
    await app.bus.request(target, recordRemoval, { ...removal, mayReturn: false });
    await expect(admit()).rejects.toMatchObject({ code: 'removed' });
    await expectProblem(await app.join(grant.meetingCode, token), 'removed');
    // An older, milder record that comes late opens nothing, and the first date stays.
    const before = await app.database.manager.findOneByOrFail(Participant, {
      id: grant.participantId,
    });
    for (const mayReturn of [true, false]) {
      await app.bus.request(target, recordRemoval, { ...removal, mayReturn });
    }
    const after = await app.database.manager.findOneByOrFail(Participant, {
      id: grant.participantId,
    });
    expect(after).toEqual(before);
    expect(after.removedBy).toBe(chair.participantId);
    for (const change of [{ participantId: randomUUID() }, { byParticipantId: randomUUID() }]) {
      await expect(
        app.bus.request(target, recordRemoval, { ...removal, ...change, mayReturn: true }),
      ).rejects.toMatchObject({ code: 'participant_not_found' });
    }
  });

  it('record start and end once, however often and in whatever order they come', async () => {
    const { grant } = await app.person('chair');
    const { meetingId, participantId: byParticipantId } = grant;
    const stored = () => app.database.manager.findOneByOrFail(Meeting, { id: meetingId });
    const first = '2027-06-10T07:00:00.000Z';
    const later = '2027-06-10T08:00:00.000Z';
    await Promise.all(
      Array.from({ length: 5 }, () =>
        app.bus.request(target, recordStarted, { meetingId, at: first }),
      ),
    );
    await app.bus.request(target, recordStarted, { meetingId, at: later });
    expect(await stored()).toMatchObject({ status: 'live', startedAt: new Date(first) });

    await app.bus.request(target, recordEnded, { meetingId, byParticipantId, at: later });
    await app.bus.request(target, recordEnded, { meetingId, byParticipantId, at: first });
    await app.bus.request(target, recordStarted, { meetingId, at: later });
    expect(await stored()).toMatchObject({
      status: 'ended',
      startedAt: new Date(first),
      endedAt: new Date(later),
      endedBy: byParticipantId,
    });
    await expect(app.bus.request(target, admitParticipant, idsOf(grant))).rejects.toMatchObject({
      code: 'meeting_ended',
    });
  });

  it('refuse what does not exist or was cancelled', async () => {
    const { grant } = await app.person('chair');
    const at = new Date().toISOString();
    await expect(
      app.bus.request(target, recordStarted, { meetingId: randomUUID(), at }),
    ).rejects.toMatchObject({ code: 'meeting_not_found' });
    await app.database.manager.update(Meeting, grant.meetingId, { status: 'cancelled' });
    await expect(
      app.bus.request(target, recordStarted, { meetingId: grant.meetingId, at }),
    ).rejects.toMatchObject({ code: 'meeting_cancelled' });
  });
});
