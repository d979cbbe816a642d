import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { MeridianError, defineCommand } from '@meridian/protocol';
import { z } from 'zod';
import type { Bus } from './bus.js';
import type { Presence } from './presence.js';
import type { RoomDirectory } from './room-directory.js';

export interface CoordinationNode {
  readonly bus: Bus;
  readonly presence: Presence;
  readonly rooms: RoomDirectory;
  close(): Promise<void>;
}

const double = defineCommand({
  name: 'math.double',
  summary: 'Doubles a number.',
  request: z.strictObject({ value: z.number() }),
  response: z.strictObject({ value: z.number() }),
});

export const until = async (
  condition: () => boolean | Promise<boolean>,
  ms = 5_000,
): Promise<void> => {
  const end = Date.now() + ms;
  while (!(await condition())) {
    if (Date.now() > end) throw new Error('The condition did not come true in time.');
    await new Promise((resolve) => setTimeout(resolve, 5));
  }
};

/** What every bus, presence and room directory must do, whichever store is behind it. */
export function coordinationContract(
  name: string,
  open: (nodeId: string) => Promise<CoordinationNode>,
): void {
  describe(`${name}: coordination contract`, () => {
    let one: CoordinationNode;
    let two: CoordinationNode;
    let round = 0;

    beforeEach(async () => {
      round += 1;
      one = await open(`one-${round}`);
      two = await open(`two-${round}`);
    });
    afterEach(async () => {
      await Promise.all([one.close(), two.close()]);
    });

    describe('commands', () => {
      it('answers a request to a service from another node', async () => {
        await two.bus.handle(double, ({ value }) => Promise.resolve({ value: value * 2 }));
        await expect(one.bus.request({ service: 'math' }, double, { value: 21 })).resolves.toEqual({
          value: 42,
        });
      });

      it('answers a request to one node, and to itself', async () => {
        await one.bus.handle(double, () => Promise.resolve({ value: 1 }));
        await two.bus.handle(double, () => Promise.resolve({ value: 2 }));
        const from = (node: string) => one.bus.request({ node }, double, { value: 0 });
        await expect(from(two.bus.nodeId)).resolves.toEqual({ value: 2 });
        await expect(from(one.bus.nodeId)).resolves.toEqual({ value: 1 });
      });

      it('carries the code of a domain error and hides any other error', async () => {
        await two.bus.handle(double, ({ value }) =>
          Promise.reject(
            value === 1
              ? new MeridianError('room_full', 'Full.', { details: { limit: 3 } })
              : new Error('a secret'),
          ),
        );
        const ask = (value: number) => one.bus.request({ service: 'math' }, double, { value });
        await expect(ask(1)).rejects.toMatchObject({ code: 'room_full', details: { limit: 3 } });
        await expect(ask(2)).rejects.toMatchObject({ code: 'internal' });
        await expect(ask(2)).rejects.not.toThrow('a secret');
      });

      it('refuses a request that does not fit the schema', async () => {
        await two.bus.handle(double, ({ value }) => Promise.resolve({ value }));
        await expect(
          // The wrong type is the point of the test.
          one.bus.request({ service: 'math' }, double, { value: 'x' } as unknown as {
            value: number;
          }),
        ).rejects.toMatchObject({ code: 'bad_request' });
      });

      it('fails as unavailable when nobody serves, also after a handler was closed', async () => {
        const ask = () => one.bus.request({ service: 'math' }, double, { value: 1 });
        await expect(ask()).rejects.toMatchObject({ code: 'unavailable' });
        const handler = await two.bus.handle(double, ({ value }) => Promise.resolve({ value }));
        await ask();
        await handler.close();
        await handler.close();
        await until(() =>
          ask().then(
            () => false,
            (error: unknown) => error instanceof MeridianError && error.code === 'unavailable',
          ),
        );
        await expect(
          one.bus.request({ node: 'nowhere' }, double, { value: 1 }),
        ).rejects.toMatchObject({ code: 'unavailable' });
      });

      it('fails with timeout when the answer does not come', async () => {
        await two.bus.handle(double, () => new Promise(() => undefined));
        await expect(
          one.bus.request({ service: 'math' }, double, { value: 1 }, { timeoutMs: 50 }),
        ).rejects.toMatchObject({ code: 'timeout' });
      });

      it('keeps many requests at once apart', async () => {
        await two.bus.handle(double, async ({ value }) => {
          await new Promise((resolve) => setTimeout(resolve, value % 7));
          return { value: value * 2 };
        });
        const answers = await Promise.all(
          Array.from({ length: 200 }, (_, value) =>
            one.bus.request({ service: 'math' }, double, { value }),
          ),
        );
        expect(answers.map(({ value }) => value)).toEqual(answers.map((_, value) => value * 2));
      });

      it('refuses a second handler of one command on one node', async () => {
        await one.bus.handle(double, ({ value }) => Promise.resolve({ value }));
        await expect(
          (async () => one.bus.handle(double, ({ value }) => Promise.resolve({ value })))(),
        ).rejects.toThrow('already handles');
      });
    });

    describe('events', () => {
      it('reach every subscriber of the topic on every node, in order, and nobody else', async () => {
        const seen: Record<string, unknown[]> = { here: [], there: [], other: [] };
        await one.bus.subscribe('room:a', (event) => seen['here']?.push(event));
        await two.bus.subscribe('room:a', (event) => seen['there']?.push(event));
        await two.bus.subscribe('room:b', (event) => seen['other']?.push(event));
        const numbers = Array.from({ length: 500 }, (_, number) => ({ number }));
        for (const event of numbers) await one.bus.publish('room:a', event);
        await until(() => seen['here']?.length === 500 && seen['there']?.length === 500);
        expect(seen['here']).toEqual(numbers);
        expect(seen['there']).toEqual(numbers);
        expect(seen['other']).toEqual([]);
      });

      it('start with the subscription and end with its close', async () => {
        const seen: unknown[] = [];
        await one.bus.publish('room:a', 'before');
        await until(async () => {
          // Give a stored event the time to be stored before the subscription begins.
          await new Promise((resolve) => setTimeout(resolve, 50));
          return true;
        });
        const subscription = await two.bus.subscribe('room:a', (event) => seen.push(event));
        await one.bus.publish('room:a', 'during');
        await until(() => seen.length > 0);
        await subscription.close();
        await subscription.close();
        await one.bus.publish('room:a', 'after');
        await new Promise((resolve) => setTimeout(resolve, 50));
        expect(seen).toEqual(['during']);
      });

      it('go on after a handler threw', async () => {
        const seen: unknown[] = [];
        await two.bus.subscribe('room:a', (event) => {
          seen.push(event);
          if (seen.length === 1) throw new Error('a broken handler');
        });
        await one.bus.publish('room:a', 1);
        await one.bus.publish('room:a', 2);
        await until(() => seen.length === 2);
      });
    });

    describe('room directory', () => {
      it('gives a room to one node only', async () => {
        const claims = await Promise.all([
          one.rooms.claim('r', 5_000),
          two.rooms.claim('r', 5_000),
        ]);
        expect(claims.filter((lease) => lease !== null)).toHaveLength(1);
        const lease = claims.find((claim) => claim !== null);
        await expect(one.rooms.lookup('r')).resolves.toEqual(lease);
        await expect(two.rooms.lookup('r')).resolves.toEqual(lease);
      });

      it('gives the holder its own lease again', async () => {
        const first = await one.rooms.claim('r', 5_000);
        await expect(one.rooms.claim('r', 5_000)).resolves.toEqual(first);
      });

      it('frees a room by release and by lapse, with a higher token each time', async () => {
        const first = await one.rooms.claim('r', 5_000);
        if (!first) throw new Error('The free room was not given.');
        await one.rooms.release(first);
        await expect(two.rooms.lookup('r')).resolves.toBeNull();
        const second = await two.rooms.claim('r', 40);
        expect(second?.token).toBeGreaterThan(first.token);
        await until(async () => (await one.rooms.lookup('r')) === null);
        const third = await one.rooms.claim('r', 5_000);
        expect(third?.token).toBeGreaterThan(second?.token ?? Infinity);
      });

      it('tells a node that overslept that its room has moved', async () => {
        const stale = await one.rooms.claim('r', 30);
        if (!stale) throw new Error('The free room was not given.');
        await until(async () => (await two.rooms.claim('r', 5_000)) !== null);
        await expect(one.rooms.renew(stale, 5_000)).resolves.toBe(false);
        await one.rooms.release(stale);
        await expect(one.rooms.lookup('r')).resolves.toMatchObject({ nodeId: two.bus.nodeId });
      });

      it('restores a lease that lapsed while nobody wanted the room', async () => {
        const lease = await one.rooms.claim('r', 20);
        if (!lease) throw new Error('The free room was not given.');
        await until(async () => (await one.rooms.lookup('r')) === null);
        await expect(one.rooms.renew(lease, 5_000)).resolves.toBe(true);
        await expect(two.rooms.lookup('r')).resolves.toEqual(lease);
      });
    });

    describe('presence', () => {
      it('lists who announced itself, with facts, until it closes', async () => {
        const announcement = await one.presence.announce('media', 'n1', () => ({ load: 3 }));
        await two.presence.announce('media', 'n2', () => ({ load: 5 }));
        await expect(two.presence.list('media')).resolves.toEqual(
          new Map([
            ['n1', { load: 3 }],
            ['n2', { load: 5 }],
          ]),
        );
        await expect(two.presence.list('other')).resolves.toEqual(new Map());
        await announcement.close();
        await announcement.close();
        await expect(two.presence.list('media')).resolves.toEqual(new Map([['n2', { load: 5 }]]));
      });
    });

    it('closes once and refuses work afterwards', async () => {
      await one.bus.close();
      await one.bus.close();
      await expect(
        one.bus.request({ service: 'math' }, double, { value: 1 }),
      ).rejects.toMatchObject({ code: 'unavailable' });
      await expect((async () => one.bus.publish('t', 1))()).rejects.toMatchObject({
        code: 'unavailable',
      });
    });
  });
}
