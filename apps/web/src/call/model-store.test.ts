import { describe, expect, test } from '@jest/globals';
import { ModelStore, reuse } from './model-store.js';
import { FakeTrack } from './testing/fake-track.js';

describe('reuse', () => {
  test('what says the same keeps its identity, part by part', () => {
    const before = { list: [{ id: 1 }, { id: 2 }], flag: true };
    const after = reuse(before, { list: [{ id: 1 }, { id: 3 }], flag: true });
    expect(after).not.toBe(before);
    expect(after.list[0]).toBe(before.list[0]);
    expect(after.list[1]).toEqual({ id: 3 });
    const told = JSON.stringify(before);
    expect(reuse<object>(before, JSON.parse(told) as object)).toBe(before);
  });

  test('a list that shrinks or grows is another list', () => {
    expect(reuse([1, 2], [1])).toEqual([1]);
    expect(reuse<object>({ a: 1 }, { a: 1, b: 2 })).toEqual({ a: 1, b: 2 });
    expect(reuse<object>({ a: 1, b: 2 }, { a: 1 })).toEqual({ a: 1 });
  });

  test('objects of the browser are the same only when they are', () => {
    const track = new FakeTrack('audio');
    expect(reuse<object>({ track }, { track: new FakeTrack('audio') })).not.toEqual({ track });
    const same = { track };
    expect(reuse(same, { track })).toBe(same);
  });
});

test('a write that changes nothing wakes nobody', () => {
  const model = new ModelStore();
  let woken = 0;
  model.store.subscribe(() => (woken += 1));
  model.write({ phase: 'idle', participants: [], speaking: [] });
  expect(woken).toBe(0);
  model.write({ phase: 'connecting' });
  expect(woken).toBe(1);
  expect(model.store.getState().quality).toBe('unknown');
});
