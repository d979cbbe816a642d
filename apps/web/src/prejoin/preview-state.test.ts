import { describe, expect, it } from '@jest/globals';
import type { DevicesModel, JoinChoices } from '../call/call-model.js';
import { devicesVerdict, effectiveChoices, previewState } from './preview-state.js';
import { startWords } from './start-words.js';

type Seen = Parameters<typeof previewState>[2];
// Only its presence matters here; a real track needs a browser.
const track = {} as MediaStreamTrack;
const seen = (change: Partial<DevicesModel> = {}): Seen => ({
  permission: 'granted',
  cameraProblem: null,
  microphoneProblem: null,
  cameraTrack: track,
  microphoneTrack: track,
  ...change,
});
const nothing = { cameraTrack: null, microphoneTrack: null };
const wanted = {
  camera: { on: true, deviceId: null },
  microphone: { on: true, deviceId: null },
};

describe('previewState', () => {
  it('asks before anything is turned on', () => {
    expect(previewState('delegate', wanted, seen({ ...nothing, permission: 'unasked' }))).toEqual({
      kind: 'ask',
    });
    expect(previewState('delegate', wanted, seen({ ...nothing, permission: 'asking' }))).toEqual({
      kind: 'asking',
    });
    expect(previewState('observer', wanted, seen())).toEqual({ kind: 'observer' });
  });

  it('shows the picture, with what the microphone lacks', () => {
    expect(previewState('delegate', wanted, seen())).toEqual({ kind: 'video', notice: null });
    expect(
      previewState(
        'delegate',
        wanted,
        seen({ microphoneTrack: null, microphoneProblem: 'no-microphone' }),
      ),
    ).toEqual({ kind: 'video', notice: 'no-microphone' });
  });

  it('shows the foremost problem in place of the picture', () => {
    expect(
      previewState(
        'delegate',
        wanted,
        seen({
          ...nothing,
          permission: 'denied',
          cameraProblem: 'permission-denied',
          microphoneProblem: 'permission-denied',
        }),
      ),
    ).toEqual({ kind: 'problem', problem: 'permission-denied' });
    expect(
      previewState(
        'delegate',
        wanted,
        seen({
          ...nothing,
          permission: 'unasked',
          cameraProblem: 'insecure-page',
          microphoneProblem: 'insecure-page',
        }),
      ),
    ).toEqual({ kind: 'problem', problem: 'insecure-page' });
    expect(
      previewState('delegate', wanted, seen({ cameraTrack: null, cameraProblem: 'no-camera' })),
    ).toEqual({
      kind: 'problem',
      problem: 'no-camera',
    });
  });

  it('shows initials when the camera is off by choice', () => {
    const dark = { ...wanted, camera: { on: false, deviceId: null } };
    expect(
      previewState('delegate', dark, seen({ cameraTrack: null, cameraProblem: 'no-camera' })),
    ).toEqual({
      kind: 'camera-off',
    });
  });
});

describe('devicesVerdict', () => {
  it('sums up camera and microphone', () => {
    const verdict = (model: Seen) =>
      devicesVerdict(previewState('delegate', wanted, model), wanted, model);
    expect(verdict(seen())).toBe('devicesReady');
    expect(verdict(seen({ ...nothing, permission: 'unasked' }))).toBe('devicesUnasked');
    expect(verdict(seen({ cameraTrack: null, cameraProblem: 'no-camera' }))).toBe('devicesPartly');
    expect(verdict(seen({ microphoneTrack: null, microphoneProblem: 'no-microphone' }))).toBe(
      'devicesCameraOnly',
    );
    expect(
      verdict(seen({ ...nothing, permission: 'denied', microphoneProblem: 'permission-denied' })),
    ).toBe('devicesListenOnly');
  });
});

describe('effectiveChoices', () => {
  const choices: JoinChoices = {
    ...wanted,
    displayName: ' Anna ',
    spokenLanguage: 'ru',
    captionLanguage: null,
    speakerId: null,
  };
  const on = (model: Seen) => {
    const { camera, microphone } = effectiveChoices(choices, model);
    return [camera.on, microphone.on];
  };

  it('sends nothing the browser was never asked for', () => {
    expect(on(seen({ ...nothing, permission: 'unasked' }))).toEqual([false, false]);
    expect(on(seen())).toEqual([true, true]);
    expect(on(seen({ ...nothing, permission: 'granted' }))).toEqual([true, true]);
    expect(on(seen({ cameraTrack: null, cameraProblem: 'no-camera' }))).toEqual([false, true]);
    expect(effectiveChoices(choices, seen()).displayName).toBe('Anna');
  });
});

describe('startWords', () => {
  const words = (now: string) =>
    startWords('2027-06-10T07:00:00Z', '2027-06-10T08:00:00Z', new Date(now));

  it('counts minutes, then hours, and leaves days to the date', () => {
    expect(words('2027-06-10T06:51:30Z')).toEqual({ key: 'prejoin.startsInMinutes', count: 9 });
    expect(words('2027-06-10T03:00:00Z')).toEqual({ key: 'prejoin.startsInHours', count: 4 });
    expect(words('2027-06-08T03:00:00Z')).toBeNull();
    expect(words('2027-06-10T07:30:00Z')).toEqual({ key: 'prejoin.underWay' });
    expect(words('2027-06-10T09:00:00Z')).toEqual({ key: 'prejoin.past' });
  });
});
