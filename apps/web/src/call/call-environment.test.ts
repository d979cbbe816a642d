import { expect, test } from '@jest/globals';
import { listenForHints } from './call-environment.js';

/** Stands in for the parts of `window` that tell of network and visibility. */
class FakeWindow extends EventTarget {
  readonly document = Object.assign(new EventTarget(), { visibilityState: 'visible' });
  readonly navigator = { connection: Object.assign(new EventTarget(), { type: 'wifi' }) };
}

test('hints come with a network that returns or changes its kind, not with new estimates', () => {
  const window = new FakeWindow();
  let hints = 0;
  const stop = listenForHints(window, () => (hints += 1));
  window.dispatchEvent(new Event('online'));
  expect(hints).toBe(1);
  const { connection } = window.navigator;
  connection.dispatchEvent(new Event('change'));
  expect(hints).toBe(1);
  connection.type = 'cellular';
  connection.dispatchEvent(new Event('change'));
  expect(hints).toBe(2);
  stop();
  window.dispatchEvent(new Event('online'));
  connection.type = 'wifi';
  connection.dispatchEvent(new Event('change'));
  expect(hints).toBe(2);
});

test('a short look at another tab is no hint, a long one is', () => {
  const window = new FakeWindow();
  let hints = 0;
  let now = 1_000;
  const stop = listenForHints(
    window,
    () => (hints += 1),
    () => now,
  );
  const show = (visibilityState: string): void => {
    window.document.visibilityState = visibilityState;
    window.document.dispatchEvent(new Event('visibilitychange'));
  };
  show('hidden');
  now += 3_000;
  show('visible');
  expect(hints).toBe(0);
  show('hidden');
  now += 30_000;
  show('visible');
  expect(hints).toBe(1);
  stop();
});
