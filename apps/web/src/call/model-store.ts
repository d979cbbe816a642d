import type { StoreApi } from 'zustand/vanilla';
import { createStore } from 'zustand/vanilla';
import type { CallModel, LocalSource } from './call-model.js';

const off: LocalSource = {
  state: 'off',
  deviceId: null,
  track: null,
  problem: null,
  mutedByChair: false,
  refused: null,
};

/** A call before anything happened. */
const idleCall: CallModel = {
  phase: 'idle',
  failure: null,
  lostSince: null,
  selfId: null,
  meeting: null,
  participants: [],
  remote: [],
  local: { microphone: off, camera: off, screen: off },
  dominantSpeaker: null,
  speaking: [],
  locked: false,
  quality: 'unknown',
  roundTripMs: null,
  serverOffsetMs: 0,
  durationSeconds: null,
  mayReturn: false,
  soundBlocked: false,
  soundOnly: false,
};

/**
 * The model as a store. Parts that say the same as before keep their identity, so that React
 * draws again only what has changed; a write that changes nothing wakes nobody.
 */
export class ModelStore {
  readonly store: StoreApi<CallModel> = createStore(() => idleCall);

  write(change: Partial<CallModel>): void {
    const before = this.store.getState();
    const after = reuse(before, { ...before, ...change });
    if (after !== before) this.store.setState(after, true);
  }
}

/** `next`, with every part that equals its counterpart in `previous` replaced by that. */
export function reuse<Value>(previous: Value, next: Value): Value {
  if (Object.is(previous, next)) return previous;
  if (Array.isArray(previous) && Array.isArray(next)) {
    const items = next.map((item: unknown, index) => reuse<unknown>(previous[index], item));
    const same = items.length === previous.length && items.every((item, i) => item === previous[i]);
    return same ? previous : (items as Value);
  }
  if (!isPlain(previous) || !isPlain(next)) return next;
  const merged: Record<string, unknown> = {};
  let same = Object.keys(previous).length === Object.keys(next).length;
  for (const [key, value] of Object.entries(next)) {
    merged[key] = reuse(previous[key], value);
    if (merged[key] !== previous[key]) same = false;
  }
  return same ? previous : (merged as Value);
}

/** Tracks and other objects of the browser are compared by identity alone. */
function isPlain(value: unknown): value is Record<string, unknown> {
  return (
    typeof value === 'object' && value !== null && Object.getPrototypeOf(value) === Object.prototype
  );
}
