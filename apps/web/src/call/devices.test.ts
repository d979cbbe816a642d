import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import type { DevicesModel } from './call-model.js';
import { LocalDevices } from './devices.js';
import { eventually, pause } from './testing/eventually.js';
import { FakeMediaDevices } from './testing/fake-media-devices.js';

let browser: FakeMediaDevices;
let devices: LocalDevices;
let permissions: Partial<Record<'camera' | 'microphone', PermissionState>>;
let meters = 0;

function open(unsupported: 'insecure-page' | null = null): void {
  devices = new LocalDevices(
    {
      mediaDevices: unsupported ? null : browser,
      unsupported,
      createLevelMeter: () => {
        meters += 1;
        return { read: () => 0.4, close: () => (meters -= 1) };
      },
      permissionOf: (kind) => Promise.resolve(permissions[kind] ?? 'prompt'),
    },
    () => undefined,
  );
}

const model = (): DevicesModel => devices.store.getState();
const both = { camera: true, microphone: true };

beforeEach(() => {
  browser = new FakeMediaDevices();
  permissions = {};
  meters = 0;
  open();
});
afterEach(async () => {
  await devices.close();
  await devices.close();
  await pause(0);
  expect(meters).toBe(0);
  expect(model().cameraTrack ?? model().microphoneTrack).toBeNull();
});

describe('asking for both at once', () => {
  test('makes one prompt and lists what there is', async () => {
    await devices.request(both);
    expect(browser.asked).toHaveLength(1);
    expect(model()).toMatchObject({
      permission: 'granted',
      cameras: [{ deviceId: 'cam-1', label: 'Built-in camera' }],
      microphones: [{ deviceId: 'mic-1' }],
      speakers: [{ deviceId: 'out-1' }],
      cameraProblem: null,
      microphoneProblem: null,
    });
    await eventually(() => expect(model().level).toBe(0.4));
  });

  test('without a camera the microphone still works', async () => {
    browser.devices = browser.devices.filter((one) => one.kind !== 'videoinput');
    await devices.request(both);
    expect(model()).toMatchObject({ permission: 'granted', cameraProblem: 'no-camera' });
    expect(model().microphoneTrack).not.toBeNull();
  });

  test('a busy camera is told as busy and does not cost the microphone', async () => {
    browser.devices = browser.devices.map((one) =>
      one.kind === 'videoinput' ? { ...one, busy: true } : one,
    );
    await devices.request(both);
    expect(model().cameraProblem).toBe('device-busy');
    expect(model().microphoneTrack).not.toBeNull();
  });

  test('after a "no" nobody is asked again', async () => {
    browser.denied = true;
    await devices.request(both);
    expect(browser.asked).toHaveLength(1);
    expect(model()).toMatchObject({
      permission: 'denied',
      cameraProblem: 'permission-denied',
      microphoneProblem: 'permission-denied',
    });
  });

  test('after a "no" for one, the other that is allowed is opened', async () => {
    permissions.microphone = 'granted';
    const ask = browser.getUserMedia.bind(browser);
    browser.getUserMedia = (constraints) => {
      browser.denied = Boolean(constraints?.video);
      return ask(constraints);
    };
    await devices.request(both);
    expect(model()).toMatchObject({ permission: 'granted', cameraProblem: 'permission-denied' });
    expect(model().microphoneTrack).not.toBeNull();
  });
});

test('an insecure page says so for both and asks for nothing', async () => {
  open('insecure-page');
  await devices.request(both);
  expect(model()).toMatchObject({
    cameraProblem: 'insecure-page',
    microphoneProblem: 'insecure-page',
    permission: 'unasked',
  });
});

describe('choosing', () => {
  test('another camera takes over before the first one stops', async () => {
    browser.plug({ kind: 'videoinput', deviceId: 'cam-2', label: 'Conference camera' });
    const first = await devices.useCamera(null);
    const second = await devices.useCamera('cam-2');
    expect(second?.label).toBe('Conference camera');
    expect(first?.readyState).toBe('live');
    await eventually(() => expect(first?.readyState).toBe('ended'));
  });

  test('stopping while one takes over from another stops both', async () => {
    browser.plug({ kind: 'videoinput', deviceId: 'cam-2', label: 'Conference camera' });
    await devices.useCamera(null);
    await devices.useCamera('cam-2');
    devices.stopCamera();
    expect(browser.live).toEqual([]);
  });

  test('the device in use is not opened twice', async () => {
    const first = await devices.useCamera(null);
    expect(await devices.useCamera('cam-1')).toBe(first);
    expect(await devices.useCamera(null)).toBe(first);
    expect(browser.asked).toHaveLength(1);
  });

  test('one that is gone gives way to whichever there is', async () => {
    const track = await devices.useMicrophone('vanished');
    expect(track?.label).toBe('Built-in microphone');
  });

  test('stopping while it is being opened leaves it closed', async () => {
    const opening = devices.useCamera(null);
    devices.stopCamera();
    await opening;
    expect(browser.live).toEqual([]);
    expect(model().cameraTrack).toBeNull();
  });
});

describe('unplugging', () => {
  test('switches to the next device and says so once', async () => {
    browser.plug({ kind: 'audioinput', deviceId: 'mic-2', label: 'Headset' });
    await devices.useMicrophone('mic-2');
    browser.unplug('mic-2');
    await eventually(() =>
      expect(model().notice).toEqual({
        id: 1,
        kind: 'switched',
        device: 'microphone',
        label: 'Built-in microphone',
      }),
    );
    expect(model().microphoneTrack?.label).toBe('Built-in microphone');
    expect(model().microphoneProblem).toBeNull();
  });

  test('of the last one says that there is none, until one is plugged in', async () => {
    await devices.useMicrophone(null);
    browser.unplug('mic-1');
    await eventually(() =>
      expect(model().notice).toMatchObject({ kind: 'lost', label: 'Built-in microphone' }),
    );
    expect(model()).toMatchObject({ microphoneTrack: null, microphoneProblem: 'no-microphone' });
    browser.plug({ kind: 'audioinput', deviceId: 'mic-3', label: 'New one' });
    await eventually(() => expect(model().microphoneProblem).toBeNull());
  });

  test('withdrawn permission is told as such', async () => {
    const track = await devices.useCamera(null);
    browser.denied = true;
    browser.tracks.find((one) => one === track)?.end();
    await eventually(() => expect(model().cameraTrack).toBeNull());
    expect(model().cameraProblem).toBe('permission-denied');
  });
});
