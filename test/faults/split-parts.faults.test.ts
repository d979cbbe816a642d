import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import { codeOf, RtcClient } from '../support/rtc-client.js';
import { startSplitDeployment, type SplitDeployment } from '../support/split-deployment.js';

/* Every part of a split deployment dies once while a meeting is on. */

let split: SplitDeployment;
let clients: RtcClient[] = [];

beforeAll(async () => {
  split = await startSplitDeployment();
}, 120_000);
afterEach(() => {
  for (const client of clients) client.close();
  clients = [];
});
afterAll(async () => {
  await split.close();
}, 60_000);

const connect = async (
  gateway: 0 | 1,
  role: string,
  index: number,
  clientId: string,
): Promise<RtcClient> => {
  const link = new URL(split.link(gateway, role, index));
  const client = await RtcClient.connect(link.origin, link.searchParams.get('token') ?? '', {
    clientId,
  });
  clients.push(client);
  return client;
};

/** Tries until it works, as the web client does, and gives up after `ms` milliseconds. */
const eventually = async <T>(attempt: () => Promise<T>, ms: number): Promise<T> => {
  const end = Date.now() + ms;
  for (;;) {
    try {
      return await attempt();
    } catch (error) {
      if (Date.now() > end) throw error;
      await new Promise((resolve) => setTimeout(resolve, 200));
    }
  }
};
const until = (condition: () => boolean, ms = 10_000): Promise<void> =>
  eventually(() => (condition() ? Promise.resolve() : Promise.reject(new Error('not yet'))), ms);

describe('a meeting goes on', () => {
  it('across gateways, in the same order for both', async () => {
    const li = await connect(0, 'chair', 0, 'client-of-li');
    const anna = await connect(1, 'chair', 1, 'client-of-anna');
    const first = await li.join('Li');
    const second = await anna.join('Anna');
    expect(second.room.epoch).toBe(first.room.epoch);
    await until(() => li.payloads('participantJoined').length > 0);
    for (let turn = 0; turn < 50; turn += 1) {
      await (turn % 2 === 0 ? li : anna).send('raiseHand', { raised: turn % 4 < 2 });
    }
    const order = (client: RtcClient): unknown[] =>
      client.events
        .filter(({ envelope }) => (envelope.seq ?? 0) > second.room.seq)
        .map(({ envelope }) => envelope.seq);
    await until(() => order(li).length >= 50 && order(anna).length >= 50);
    expect(order(li)).toEqual(order(anna));
  }, 30_000);

  it('when a gateway is killed: its people come back by the other and keep their seats', async () => {
    const [gateway] = split.gateways;
    const li = await connect(0, 'chair', 0, 'client-of-li');
    const anna = await connect(1, 'chair', 1, 'client-of-anna');
    const { participantId } = await li.join('Li');
    await anna.join('Anna');
    await gateway.stop('SIGKILL');
    const back = await connect(1, 'chair', 0, 'client-of-li');
    const joined = await back.join('Li');
    expect(joined).toMatchObject({ participantId, resumed: true });
    expect(joined.room.participants).toHaveLength(2);
    expect(anna.payloads('participantLeft')).toEqual([]);
    await gateway.up();
    const third = await connect(0, 'delegate', 0, 'client-of-chen');
    expect((await third.join('Chen')).room.participants).toHaveLength(3);
  }, 60_000);

  it('when a gateway is killed and its people stay away, the others see them as reconnecting', async () => {
    const [gateway] = split.gateways;
    const li = await connect(0, 'chair', 0, 'client-of-li');
    const anna = await connect(1, 'chair', 1, 'client-of-anna');
    const { participantId } = await li.join('Li');
    await anna.join('Anna');
    await gateway.stop('SIGKILL');
    await until(
      () =>
        anna
          .payloads('participantUpdated')
          .some(
            ({ participant }) =>
              participant.participantId === participantId &&
              participant.connection === 'reconnecting',
          ),
      25_000,
    );
    await gateway.up();
  }, 60_000);

  it('when Redis is restarted empty: no seat is lost and joins work again', async () => {
    const li = await connect(0, 'chair', 0, 'client-of-li');
    const anna = await connect(1, 'chair', 1, 'client-of-anna');
    await li.join('Li');
    const before = await anna.join('Anna');
    await split.redis.kill();
    await new Promise((resolve) => setTimeout(resolve, 2_000));
    await split.redis.up();
    await eventually(() => li.send('raiseHand', { raised: true }), 10_000);
    await until(() =>
      anna
        .payloads('participantUpdated')
        .some(({ participant }) => participant.handRaisedAt !== null),
    );
    const chen = await connect(1, 'delegate', 0, 'client-of-chen');
    const joined = await eventually(() => chen.join('Chen'), 10_000);
    expect(joined.room.epoch).toBe(before.room.epoch);
    expect(joined.room.participants.length).toBeGreaterThanOrEqual(3);
    expect(anna.payloads('participantLeft')).toEqual([]);
    expect(anna.payloads('mediaReset')).toEqual([]);
  }, 60_000);

  it('when the media node is killed: its people are told, and join again once one is there', async () => {
    const li = await connect(0, 'chair', 0, 'client-of-li');
    const before = await li.join('Li');
    await split.sfu.stop('SIGKILL');
    await until(() => li.payloads('mediaReset').length > 0, 20_000);
    await expect(li.join('Li')).rejects.toMatchObject({ code: 'unavailable' });
    await split.sfu.up();
    const joined = await eventually(() => li.join('Li'), 20_000);
    expect(joined.room.epoch).toBeGreaterThan(before.room.epoch);
  }, 90_000);

  it('when the meetings service is away: calls go on, joins say so and work again after', async () => {
    const li = await connect(0, 'chair', 0, 'client-of-li');
    await li.join('Li');
    await split.meetings.stop('SIGKILL');
    await expect(li.send('raiseHand', { raised: true })).resolves.toEqual({});
    const anna = await connect(1, 'chair', 1, 'client-of-anna');
    const code = await anna.join('Anna').then(() => 'admitted', codeOf);
    expect(['unavailable', 'timeout']).toContain(code);
    await split.meetings.up();
    await eventually(() => anna.join('Anna'), 20_000);
  }, 90_000);
});
