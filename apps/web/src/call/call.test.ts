import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import type { ProducerView } from '@meridian/protocol';
import { CallBench, everythingOn } from './testing/call-bench.js';
import { eventually, pause } from './testing/eventually.js';
import { RoomServer } from './testing/room-server.js';
import { sampleParticipant, sampleProducer, uuidOf } from './testing/samples.js';

const me = uuidOf(1, 1);
const other = uuidOf(1, 2);
const voice = sampleProducer(uuidOf(2, 1), other);
const face = sampleProducer(uuidOf(2, 2), other, { kind: 'video', source: 'camera' });
const big = { width: 1280, height: 720, visible: true };

let server: RoomServer;
let bench: CallBench;

beforeEach(() => {
  server = new RoomServer();
  server.participants.set(other, sampleParticipant(other));
  server.sfu.producers.set(voice.producerId, voice);
  server.sfu.producers.set(face.producerId, face);
  bench = new CallBench(server.url);
});
afterEach(async () => {
  await bench.close();
  await server.close();
});

const own = (source: ProducerView['source']): ProducerView | undefined =>
  server.sfu.ownProducer(me, source);

async function joined(): Promise<void> {
  await bench.call.join(me, everythingOn);
  await eventually(() => {
    expect(own('microphone')).toBeDefined();
    expect(own('camera')).toBeDefined();
    expect(bench.sounding.size).toBe(1);
    expect(bench.model.phase).toBe('live');
    expect(bench.model.local.camera.state).toBe('live');
  });
}

describe('joining', () => {
  test('sends microphone and camera, hears everybody, sees who has a tile', async () => {
    bench.call.setTileSize(other, 'camera', big);
    await joined();
    await eventually(() => {
      expect(server.sfu.consumerOf(voice.producerId)?.paused).toBe(false);
      expect(server.sfu.consumerOf(face.producerId)).toMatchObject({
        paused: false,
        spatialLayer: 2,
      });
    });
    expect(bench.model).toMatchObject({ selfId: me, failure: null, lostSince: null });
    expect(bench.model.remote.map((one) => one.producer.source)).toEqual(['microphone', 'camera']);
    expect(bench.model.remote.every((one) => one.track !== null)).toBe(true);
    // Sound is asked for before pictures.
    const consumed = server.requests('consume').map((one) => (one.data as ProducerView).producerId);
    expect(consumed).toEqual([voice.producerId, face.producerId]);
    expect(bench.errors).toEqual([]);
  });

  test('goes from connecting to live, with nothing between', async () => {
    const phases: string[] = [];
    bench.call.store.subscribe(({ phase }) => {
      if (phases.at(-1) !== phase) phases.push(phase);
    });
    await joined();
    expect(phases).toEqual(['connecting', 'live']);
  });

  test('without devices one joins to listen', async () => {
    bench.mediaDevices.denied = true;
    await bench.call.join(me, everythingOn);
    await eventually(() => expect(bench.model.phase).toBe('live'));
    expect(bench.model.local.microphone).toMatchObject({
      state: 'off',
      problem: 'permission-denied',
    });
    expect(server.requests('produce')).toEqual([]);
    await eventually(() => expect(bench.sounding.size).toBe(1));
  });

  test('a refusal is told with its code and its devices are closed', async () => {
    server.refusal = { code: 'link_expired', message: '' };
    await bench.call.join(me, everythingOn);
    expect(bench.model).toMatchObject({ phase: 'failed', failure: 'link_expired' });
    await eventually(() => expect(bench.mediaDevices.live).toEqual([]));
    server.refusal = null;
    await bench.call.retry();
    await eventually(() => expect(bench.model.local.microphone.state).toBe('live'));
  });
});

describe('own sources', () => {
  test('mute is instant and reaches the server; unmute too', async () => {
    await joined();
    const muting = bench.call.setMicrophone(false);
    expect(bench.model.local.microphone.track?.enabled).toBe(false);
    await muting;
    expect(own('microphone')?.paused).toBe(true);
    expect(bench.model.local.microphone.state).toBe('muted');
    await bench.call.setMicrophone(true);
    expect(own('microphone')?.paused).toBe(false);
    expect(bench.model.local.microphone).toMatchObject({ state: 'live' });
    expect(bench.model.local.microphone.track?.enabled).toBe(true);
  });

  test('camera off puts its light out and closes the producer; on opens it anew', async () => {
    await joined();
    await bench.call.setCamera(false);
    expect(bench.mediaDevices.live.map((track) => track.kind)).toEqual(['audio']);
    expect(own('camera')).toBeUndefined();
    expect(bench.model.local.camera).toMatchObject({ state: 'off', track: null });
    await bench.call.setCamera(true);
    expect(own('camera')).toBeDefined();
  });

  test('quick toggles end where the person stopped', async () => {
    await joined();
    await Promise.all([true, false, true, false].map((on) => bench.call.setCamera(on)));
    await Promise.all([false, true, false].map((on) => bench.call.setMicrophone(on)));
    await eventually(() => {
      expect(own('camera')).toBeUndefined();
      expect(own('microphone')?.paused).toBe(true);
    });
    expect(bench.mediaDevices.live.map((track) => track.kind)).toEqual(['audio']);
  });

  test('another camera goes out over the same producer', async () => {
    bench.mediaDevices.plug({ kind: 'videoinput', deviceId: 'cam-2', label: 'Second' });
    await joined();
    const before = own('camera')?.producerId;
    await bench.call.switchDevice('camera', 'cam-2');
    expect(bench.model.local.camera).toMatchObject({ state: 'live', deviceId: 'cam-2' });
    expect(own('camera')?.producerId).toBe(before);
  });

  test('the sole microphone unplugged mutes and says so; a new one can be unmuted', async () => {
    await joined();
    bench.mediaDevices.unplug('mic-1');
    await eventually(() => {
      expect(bench.model.local.microphone).toMatchObject({
        state: 'muted',
        track: null,
        problem: 'no-microphone',
      });
      expect(own('microphone')?.paused).toBe(true);
    });
    bench.mediaDevices.plug({ kind: 'audioinput', deviceId: 'mic-2', label: 'Headset' });
    await bench.call.setMicrophone(true);
    expect(own('microphone')?.paused).toBe(false);
    expect(bench.model.local.microphone).toMatchObject({ state: 'live', problem: null });
  });

  test('a chair mutes: state and flag follow, and the participant may unmute', async () => {
    await joined();
    const mine = own('microphone');
    if (mine) server.sfu.producers.set(mine.producerId, { ...mine, paused: true });
    server.tellSeat(me, 'mutedByChair', { source: 'microphone' });
    await eventually(() =>
      expect(bench.model.local.microphone).toMatchObject({ state: 'muted', mutedByChair: true }),
    );
    expect(bench.model.local.microphone.track?.enabled).toBe(false);
    await bench.call.setMicrophone(true);
    expect(own('microphone')?.paused).toBe(false);
    expect(bench.model.local.microphone.mutedByChair).toBe(false);
  });

  test('what the role may not send is told and its light goes out', async () => {
    server.treat = ({ name, data }) =>
      name === 'produce' && (data as ProducerView).source === 'camera'
        ? { code: 'forbidden', message: 'observers only watch' }
        : undefined;
    await bench.call.join(me, everythingOn);
    await eventually(() =>
      expect(bench.model.local.camera).toMatchObject({ state: 'off', refused: 'forbidden' }),
    );
    expect(bench.mediaDevices.live.map((track) => track.kind)).toEqual(['audio']);
    // Asked for again, it is tried again.
    server.treat = () => undefined;
    await bench.call.setCamera(true);
    expect(bench.model.local.camera).toMatchObject({ state: 'live', refused: null });
  });

  test('the screen is shared once, with its sound, until the browser stops it', async () => {
    bench.mediaDevices.sharing = 'screen and sound';
    await joined();
    await Promise.all([bench.call.startScreenShare(), bench.call.startScreenShare()]);
    expect(bench.model.local.screen.state).toBe('live');
    expect(bench.model.local.screen.track?.contentHint).toBe('detail');
    expect(own('screen')).toBeDefined();
    expect(own('screenAudio')).toBeDefined();
    expect(server.requests('produce')).toHaveLength(4);
    bench.mediaDevices.tracks.find((track) => track.label === 'Screen')?.end();
    await eventually(() => {
      expect(bench.model.local.screen.state).toBe('off');
      expect(own('screen') ?? own('screenAudio')).toBeUndefined();
    });
    expect(bench.mediaDevices.live).toHaveLength(2);
  });

  test('a closed picker is no problem', async () => {
    bench.mediaDevices.sharing = 'cancelled';
    await joined();
    await bench.call.startScreenShare();
    expect(bench.model.local.screen).toMatchObject({ state: 'off', problem: null });
  });
});

describe('what the others send', () => {
  const faceConsumer = () => server.sfu.consumerOf(face.producerId);

  test('a tile out of sight pauses after a while, a small one gets a low layer', async () => {
    bench.call.setTileSize(other, 'camera', big);
    await joined();
    await eventually(() => expect(faceConsumer()).toMatchObject({ paused: false }));
    bench.call.setTileSize(other, 'camera', { width: 240, height: 135, visible: true });
    await eventually(() => expect(faceConsumer()?.spatialLayer).toBe(0));
    bench.call.setTileSize(other, 'camera', null);
    await pause(200);
    expect(faceConsumer()?.paused).toBe(false);
    await eventually(() => expect(faceConsumer()?.paused).toBe(true));
    bench.call.setTileSize(other, 'camera', big);
    await eventually(() =>
      expect(faceConsumer()).toMatchObject({ paused: false, spatialLayer: 2 }),
    );
    expect(server.requests('consume')).toHaveLength(2);
  });

  test('a tile that moves is not interrupted', async () => {
    bench.call.setTileSize(other, 'camera', big);
    await joined();
    await eventually(() => expect(faceConsumer()?.paused).toBe(false));
    bench.call.setTileSize(other, 'camera', null);
    bench.call.setTileSize(other, 'camera', { width: 320, height: 180, visible: true });
    await pause(700);
    expect(server.requests('pauseConsumer')).toEqual([]);
    expect(faceConsumer()?.spatialLayer).toBe(0);
  });

  test('sound only pauses all pictures and the own camera', async () => {
    bench.call.setTileSize(other, 'camera', big);
    await joined();
    await eventually(() => expect(faceConsumer()?.paused).toBe(false));
    await bench.call.setSoundOnly(true);
    await eventually(() => expect(faceConsumer()?.paused).toBe(true));
    expect(own('camera')).toBeUndefined();
    expect(bench.model.soundOnly).toBe(true);
    expect(bench.sounding.size).toBe(1);
    await bench.call.setSoundOnly(false);
    await eventually(() => expect(faceConsumer()?.paused).toBe(false));
  });

  test('those who come and go are heard and no longer heard', async () => {
    await joined();
    const third = sampleProducer(uuidOf(2, 3), uuidOf(1, 3));
    server.addParticipant(sampleParticipant(uuidOf(1, 3)));
    server.addProducer(third);
    await eventually(() => expect(bench.sounding.size).toBe(2));
    server.removeProducer(third);
    await eventually(() => expect(bench.sounding.size).toBe(1));
    expect(bench.model.participants).toHaveLength(3);
  });

  test('the layer that arrives is shown', async () => {
    bench.call.setTileSize(other, 'camera', big);
    await joined();
    await eventually(() => expect(faceConsumer()?.paused).toBe(false));
    const [consumerId = ''] =
      [...server.sfu.consumers].find(([, one]) => one.producerId === face.producerId) ?? [];
    server.tellSeat(me, 'consumerLayersChanged', { consumerId, spatialLayer: 1 });
    await eventually(() => {
      const seen = bench.model.remote.find((one) => one.producer.source === 'camera');
      expect(seen?.spatialLayer).toBe(1);
    });
  });

  test('a consumer the server closed is made anew', async () => {
    await joined();
    const [consumerId = ''] = [...server.sfu.consumers.keys()];
    server.sfu.consumers.delete(consumerId);
    server.tellSeat(me, 'consumerClosed', { consumerId });
    await eventually(() => expect(server.sfu.consumerOf(voice.producerId)?.paused).toBe(false));
    expect(bench.sounding.size).toBe(1);
  });
});

test('parts of the model that say the same keep their identity', async () => {
  await joined();
  const before = bench.model;
  server.tell('roomLocked', { locked: true });
  await eventually(() => expect(bench.model.locked).toBe(true));
  expect(bench.model.remote).toBe(before.remote);
  expect(bench.model.participants).toBe(before.participants);
  expect(bench.model.local).toBe(before.local);
});
