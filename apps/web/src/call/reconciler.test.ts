import { afterEach, beforeEach, describe, expect, jest, test } from '@jest/globals';
import { MeridianError } from '@meridian/protocol';
import { Reconciler } from './reconciler.js';
import { Timers } from './timers.js';

beforeEach(() => {
  jest.useFakeTimers();
});
afterEach(() => {
  jest.useRealTimers();
});

const flush = async (): Promise<void> => {
  await jest.advanceTimersByTimeAsync(0);
};

describe('Reconciler', () => {
  test('quick toggles end in the last wanted state, one change at a time', async () => {
    let wanted = 0;
    let real = 0;
    let busy = 0;
    const reconciler = new Reconciler(
      new Timers(),
      async () => {
        if (real === wanted) return 'settled';
        busy += 1;
        expect(busy).toBe(1);
        const target = wanted;
        await Promise.resolve();
        real = target;
        busy -= 1;
        return 'again';
      },
      () => undefined,
    );
    for (wanted = 1; wanted < 9; wanted += 1) reconciler.hurry();
    await reconciler.idle();
    expect(real).toBe(9);
  });

  test('tries again after a transient failure, with a growing pause that pokes do not shorten', async () => {
    const timers = new Timers();
    let tries = 0;
    const reconciler = new Reconciler(
      timers,
      () => {
        tries += 1;
        return Promise.reject(new MeridianError('unavailable', 'not now'));
      },
      () => undefined,
    );
    reconciler.hurry();
    await flush();
    expect(tries).toBe(1);
    for (let poke = 0; poke < 10; poke += 1) reconciler.poke();
    await flush();
    expect(tries).toBe(1);
    await jest.advanceTimersByTimeAsync(450);
    expect(tries).toBe(2);
    reconciler.hurry();
    await flush();
    expect(tries).toBe(3);
    reconciler.close();
    expect(timers.size).toBe(0);
  });

  test('a refusal ends it until it is wanted anew', async () => {
    const refusals: unknown[] = [];
    let tries = 0;
    const reconciler = new Reconciler(
      new Timers(),
      () => {
        tries += 1;
        return Promise.reject(new MeridianError('forbidden', 'no'));
      },
      (error) => refusals.push(error),
    );
    reconciler.poke();
    await jest.advanceTimersByTimeAsync(60_000);
    expect([tries, refusals.length]).toEqual([1, 1]);
    reconciler.hurry();
    await flush();
    expect(tries).toBe(2);
  });

  test('an unknown error is tried a few times, then told', async () => {
    const told: unknown[] = [];
    let tries = 0;
    const reconciler = new Reconciler(
      new Timers(),
      () => {
        tries += 1;
        return Promise.reject(new Error('odd'));
      },
      (error) => told.push(error),
    );
    reconciler.poke();
    await jest.advanceTimersByTimeAsync(60_000);
    expect([tries, told.length]).toEqual([5, 1]);
  });
});
