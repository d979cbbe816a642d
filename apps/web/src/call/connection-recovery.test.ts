import { describe, expect, test } from '@jest/globals';
import { ConnectionRecovery } from './connection-recovery.js';

/** Lets time pass up to the moment the machine asked for, and returns what it wants done. */
function wait(recovery: ConnectionRecovery): { action: string | null; at: number } {
  const at = recovery.dueAt;
  if (at === null) throw new Error('Nothing is due.');
  expect(recovery.elapsed(at - 1)).toBeNull();
  return { action: recovery.elapsed(at), at };
}

function healthy(): ConnectionRecovery {
  const recovery = new ConnectionRecovery(() => 0.5);
  expect(recovery.connectionState('connecting', 0)).toBeNull();
  expect(recovery.phase).toBe('connecting');
  expect(recovery.connectionState('connected', 100)).toBeNull();
  expect(recovery.phase).toBe('healthy');
  expect(recovery.dueAt).toBeNull();
  return recovery;
}

describe('ConnectionRecovery', () => {
  test('a short silence heals by itself and is not even shown', () => {
    const recovery = healthy();
    expect(recovery.connectionState('disconnected', 1_000)).toBeNull();
    expect(recovery.phase).toBe('suspect');
    expect(recovery.lostAt).toBeNull();
    expect(recovery.connectionState('connected', 2_500)).toBeNull();
    expect(recovery.phase).toBe('healthy');
    expect(recovery.dueAt).toBeNull();
  });

  test('two seconds of silence restart ICE; the loss counts from its beginning', () => {
    const recovery = healthy();
    recovery.connectionState('disconnected', 1_000);
    expect(wait(recovery)).toEqual({ action: 'restart-ice', at: 3_000 });
    expect(recovery.phase).toBe('restarting');
    expect(recovery.lostAt).toBe(1_000);
    recovery.restartSent(3_200);
    expect(recovery.dueAt).toBe(8_200);
    recovery.connectionState('connected', 4_000);
    expect(recovery.lostAt).toBeNull();
  });

  test('a failed connection restarts ICE at once', () => {
    const recovery = healthy();
    expect(recovery.connectionState('failed', 1_000)).toBe('restart-ice');
  });

  test('a restart that leads nowhere within 5 s rebuilds the transport', () => {
    const recovery = healthy();
    recovery.connectionState('failed', 1_000);
    expect(wait(recovery)).toEqual({ action: 'rebuild', at: 6_000 });
    expect(recovery.phase).toBe('rebuilding');
    recovery.connectionState('connecting', 6_100);
    recovery.connectionState('connected', 6_400);
    expect(recovery.phase).toBe('healthy');
  });

  test('a server that forgot the transport makes it rebuild at once', () => {
    const recovery = healthy();
    recovery.connectionState('failed', 1_000);
    expect(recovery.restartFailed(1_050)).toBe('rebuild');
  });

  test('rebuilding pauses longer each time, then gives up', () => {
    const recovery = healthy();
    recovery.connectionState('failed', 0);
    let action: string | null = wait(recovery).action;
    const pauses: number[] = [];
    let now = 10_000;
    for (let builds = 1; action === 'rebuild'; builds += 1) {
      expect(builds).toBeLessThanOrEqual(6);
      recovery.connectionState('connecting', now);
      expect(recovery.connectionState('failed', now + 500)).toBeNull();
      if (recovery.phase === 'gave-up') break;
      pauses.push((recovery.dueAt ?? 0) - (now + 500));
      now = recovery.dueAt ?? 0;
      action = recovery.elapsed(now);
    }
    expect(pauses).toEqual([1_000, 2_000, 4_000, 8_000, 8_000]);
    expect(recovery.phase).toBe('gave-up');
    expect(recovery.dueAt).toBeNull();
    expect(recovery.lostAt).toBe(0);
  });

  test('after giving up, a hint starts anew', () => {
    const recovery = healthy();
    recovery.connectionState('failed', 0);
    while (recovery.phase !== 'gave-up') wait(recovery);
    expect(recovery.hint(900_000)).toBe('rebuild');
    recovery.connectionState('connected', 900_500);
    expect(recovery.phase).toBe('healthy');
  });

  test('nothing is tried while signalling is away, and at once when it is back', () => {
    const recovery = healthy();
    recovery.connectionState('disconnected', 1_000);
    expect(recovery.signalling(false, 1_500)).toBeNull();
    expect(recovery.elapsed(3_000)).toBeNull();
    expect(recovery.connectionState('failed', 9_000)).toBeNull();
    expect(recovery.lostAt).toBe(1_000);
    expect(recovery.signalling(true, 11_000)).toBe('restart-ice');
  });

  test('a restart under way when signalling is lost is taken up again later', () => {
    const recovery = healthy();
    recovery.connectionState('failed', 1_000);
    recovery.signalling(false, 1_500);
    expect(recovery.dueAt).toBeNull();
    expect(recovery.lostAt).toBe(1_000);
    expect(recovery.signalling(true, 8_000)).toBe('restart-ice');
    expect(recovery.dueAt).toBe(13_000);
  });

  test('a hint shortens the wait of a suspect connection', () => {
    const recovery = healthy();
    recovery.connectionState('disconnected', 1_000);
    expect(recovery.hint(1_200)).toBe('restart-ice');
  });

  test('a hint leaves a healthy connection alone', () => {
    const recovery = healthy();
    expect(recovery.hint(5_000)).toBeNull();
    expect(recovery.signalling(false, 6_000)).toBeNull();
    expect(recovery.signalling(true, 7_000)).toBeNull();
    expect(recovery.phase).toBe('healthy');
  });

  test('a first connection that never comes up is rebuilt', () => {
    const recovery = new ConnectionRecovery();
    recovery.connectionState('connecting', 0);
    expect(wait(recovery)).toEqual({ action: 'rebuild', at: 10_000 });
  });
});
