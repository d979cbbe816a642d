import { describe, expect, it } from '@jest/globals';
import type { CallModel, LocalSource } from '../call/call-model.js';
import { Announcer } from './announcer.js';
import { connectionOf } from './connection.js';
import { controlsOf } from './role-controls.js';
import { RoomWatcher } from './room-watcher.js';
import { participant } from './testing/participant.js';

type Watched = Parameters<RoomWatcher['take']>[0];

const source = (change: Partial<LocalSource> = {}): LocalSource => ({
  state: 'live',
  deviceId: null,
  track: null,
  problem: null,
  mutedByChair: false,
  refused: null,
  ...change,
});
const self = participant('self');
const model = (change: Partial<Watched> = {}): Watched => ({
  phase: 'live',
  selfId: 'self',
  participants: [self],
  local: { microphone: source(), camera: source(), screen: source({ state: 'off' }) },
  ...change,
});

function watched(...models: readonly Watched[]): RoomWatcher {
  const watcher = new RoomWatcher();
  for (const one of models) watcher.take(one);
  return watcher;
}

describe('RoomWatcher', () => {
  it('tells the connection lost and back', () => {
    const watcher = watched(model());
    expect(watcher.take(model({ phase: 'reconnecting' }))).toEqual([{ kind: 'connection-lost' }]);
    expect(watcher.take(model({ phase: 'offline' }))).toEqual([]);
    expect(watcher.take(model())).toEqual([{ kind: 'connection-back' }]);
  });

  it('gathers joins of the other delegation and tells them by center', () => {
    const watcher = watched(model());
    const own = participant('own');
    const others = [
      participant('c', { centerCode: 'SKO', displayName: 'Anna' }),
      participant('d', { centerCode: 'SKO', displayName: 'Mikhail' }),
    ];
    watcher.take(model({ participants: [self, own] }));
    expect(watcher.joinsWaiting).toBe(false);
    watcher.take(model({ participants: [self, own, ...others] }));
    expect(watcher.joinsWaiting).toBe(true);
    expect(watcher.flushJoins()).toEqual([
      { kind: 'joined', centerCode: 'SKO', names: ['Anna', 'Mikhail'] },
    ]);
    expect(watcher.flushJoins()).toEqual([]);
  });

  it('does not announce those who were there already', () => {
    const watcher = watched(
      model({ participants: [self, participant('c', { centerCode: 'SKO' })] }),
    );
    expect(watcher.joinsWaiting).toBe(false);
  });

  it('tells a hand of somebody else once', () => {
    const raised = participant('c', { displayName: 'Anna', handRaisedAt: 5 });
    const watcher = watched(model({ participants: [self, participant('c')] }));
    expect(watcher.take(model({ participants: [self, raised] }))).toEqual([
      { kind: 'hand', name: 'Anna' },
    ]);
    expect(watcher.take(model({ participants: [self, { ...raised }] }))).toEqual([]);
  });

  it('tells who was muted by the chair, what failed and what was refused', () => {
    const watcher = watched(model());
    const { local } = model();
    expect(
      watcher.take(
        model({ local: { ...local, microphone: source({ state: 'muted', mutedByChair: true }) } }),
      ),
    ).toEqual([{ kind: 'muted-by-chair', source: 'microphone' }]);
    expect(
      watcher.take(
        model({
          local: {
            microphone: source({ problem: 'device-busy' }),
            camera: source({ refused: 'forbidden' }),
            screen: source({ state: 'off' }),
          },
        }),
      ),
    ).toEqual([
      { kind: 'microphone', on: true },
      { kind: 'problem', problem: 'device-busy' },
      { kind: 'refused', source: 'camera', code: 'forbidden' },
    ]);
  });
});

describe('connectionOf', () => {
  it('says the state in plain words', () => {
    const of = (phase: CallModel['phase'], quality: CallModel['quality']) =>
      connectionOf({ phase, quality });
    expect(of('live', 'good')).toEqual({ state: 'live', word: 'good' });
    expect(of('live', 'fair')).toEqual({ state: 'live', word: 'fair' });
    expect(of('live', 'poor')).toEqual({ state: 'weak', word: 'weak' });
    expect(of('connecting', 'unknown').state).toBe('connecting');
    expect(of('reconnecting', 'good').state).toBe('reconnecting');
    expect(of('offline', 'good').state).toBe('offline');
  });
});

describe('controlsOf', () => {
  it('offers the deeds of a chair to chairs only', () => {
    expect(controlsOf('chair').chairs).toBe(true);
    for (const role of ['delegate', 'interpreter', 'observer'] as const) {
      expect(controlsOf(role).chairs).toBe(false);
    }
    expect(controlsOf('interpreter')).toMatchObject({ microphone: true, camera: false });
    expect(controlsOf('observer')).toMatchObject({ microphone: false, camera: false, hand: false });
  });
});

describe('Announcer', () => {
  it('changes the text when the same is said again', () => {
    const announcer = new Announcer();
    announcer.say('Microphone off.');
    const first = announcer.store.getState().polite;
    announcer.say('Microphone off.');
    expect(announcer.store.getState().polite).not.toBe(first);
    expect(announcer.store.getState().assertive).toBe('');
  });
});
