import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import type { ProducerView } from '@meridian/protocol';
import type { CallModel, CallPhase } from './call-model.js';
import { CallBench, everythingOn } from './testing/call-bench.js';
import { eventually, pause } from './testing/eventually.js';
import { RoomServer } from './testing/room-server.js';
import { sampleParticipant, sampleProducer, uuidOf } from './testing/samples.js';
import { TcpLine } from './testing/tcp-line.js';

const me = uuidOf(1, 1);
const other = uuidOf(1, 2);
const voice = sampleProducer(uuidOf(2, 1), other);
const face = sampleProducer(uuidOf(2, 2), other, { kind: 'video', source: 'camera' });

let server: RoomServer;
let bench: CallBench;
const open: { close(): Promise<void> }[] = [];

/** The state in which the call was in this phase, however briefly. */
function passedThrough(phase: CallPhase): Promise<CallModel> {
  return eventually(() => {
    const model = bench.history.find((one) => one.phase === phase);
    if (!model) throw new Error(`The call was never ${phase}.`);
    return model;
  });
}

function populate(): void {
  server.participants.set(other, sampleParticipant(other));
  server.sfu.producers.set(voice.producerId, voice);
  server.sfu.producers.set(face.producerId, face);
}

beforeEach(() => {
  server = new RoomServer(400);
  populate();
  bench = new CallBench(server.url);
  open.push(bench);
});
afterEach(async () => {
  for (const one of open.splice(0)) await one.close();
  await server.close();
});

const own = (source: ProducerView['source']): ProducerView | undefined =>
  server.sfu.ownProducer(me, source);

async function flowing(who = bench): Promise<void> {
  await eventually(() => {
    expect(who.model.phase).toBe('live');
    expect(own('microphone')).toBeDefined();
    expect(own('camera')).toBeDefined();
    expect(server.sfu.consumerOf(voice.producerId)?.paused).toBe(false);
    expect(server.sfu.consumerOf(face.producerId)?.paused).toBe(false);
    expect(who.sounding.size).toBe(1);
  }, 20_000);
}

async function joined(who = bench): Promise<void> {
  who.call.setTileSize(other, 'camera', { width: 1280, height: 720, visible: true });
  await who.call.join(me, everythingOn);
  await flowing(who);
}

const count = (name: Parameters<RoomServer['requests']>[0]): number => server.requests(name).length;

describe('signalling lost and back', () => {
  test('media that the server kept goes on untouched', async () => {
    await joined();
    const { handlers } = bench.path;
    const before = [...handlers];
    const track = bench.model.remote[0]?.track;
    server.cut();
    const lost = await passedThrough('reconnecting');
    expect(lost.lostSince).not.toBeNull();
    await eventually(() => expect(bench.model.phase).toBe('live'));
    await pause(100);
    expect(handlers).toEqual(before);
    expect(bench.model.remote[0]?.track).toBe(track);
    expect([count('join'), count('produce'), count('consume')]).toEqual([2, 2, 2]);
    expect(bench.model.lostSince).toBeNull();
  });

  test('mute works while away and is made known afterwards', async () => {
    await joined();
    server.refusal = { code: 'shutting_down', message: '' };
    server.cut();
    await eventually(() => expect(bench.model.phase).toBe('reconnecting'));
    const muting = bench.call.setMicrophone(false);
    expect(bench.model.local.microphone.track?.enabled).toBe(false);
    await pause(0);
    expect(bench.model.local.microphone.state).toBe('muted');
    expect(own('microphone')?.paused).toBe(false);
    server.refusal = null;
    await muting;
    await eventually(() => expect(own('microphone')?.paused).toBe(true));
    expect(bench.model.local.microphone.mutedByChair).toBe(false);
  });

  test('a chair who muted meanwhile is obeyed', async () => {
    await joined();
    const mine = own('microphone');
    server.refusal = { code: 'shutting_down', message: '' };
    server.cut();
    if (mine) server.sfu.producers.set(mine.producerId, { ...mine, paused: true });
    server.refusal = null;
    await eventually(() =>
      expect(bench.model.local.microphone).toMatchObject({ state: 'muted', mutedByChair: true }),
    );
    await pause(50);
    expect(own('microphone')?.paused).toBe(true);
  });

  test('a server that restarted gets everything anew from the same tracks', async () => {
    await joined();
    const { track } = bench.model.local.camera;
    server.tellSeat(me, 'serverClosing', { reconnectInMs: 300 });
    await server.restart(200);
    populate();
    await eventually(() => expect(bench.model.phase).not.toBe('live'));
    await flowing();
    expect(bench.model.local.camera.track).toBe(track);
    expect(track?.readyState).toBe('live');
    expect(bench.path.open).toBe(2);
    expect(bench.model.remote.every((one) => one.track !== null)).toBe(true);
  });

  test('a media node that lost the room, too', async () => {
    await joined();
    server.sfu.clear();
    populate();
    server.epoch += 1;
    server.seq = 0;
    server.tellSeat(me, 'mediaReset', {});
    await flowing();
    expect(count('join')).toBe(2);
    expect(bench.path.open).toBe(2);
  });

  test('a network that swallowed everything for a while', async () => {
    await bench.close();
    const line = await TcpLine.open(server.port);
    bench = new CallBench(line.url);
    open.push(bench, line);
    await joined();
    line.freeze();
    bench.path.working = false;
    bench.path.report('disconnected');
    await eventually(() => expect(bench.model.phase).toBe('reconnecting'), 6_000);
    await pause(1_000);
    line.thaw();
    bench.path.working = true;
    bench.hint();
    const returnedAt = Date.now();
    await flowing();
    expect(Date.now() - returnedAt).toBeLessThan(3_000);
    expect(bench.path.restarts).toBeGreaterThan(0);
    expect(count('produce')).toBe(2);
  });
});

describe('media lost while signalling stands', () => {
  test('a moment of silence changes nothing', async () => {
    await joined();
    bench.path.report('disconnected');
    await pause(300);
    bench.path.report('connected');
    await pause(2_200);
    expect(bench.model.phase).toBe('live');
    expect(count('restartIce')).toBe(0);
  });

  test('ICE is restarted after two seconds and media is there again', async () => {
    await joined();
    bench.path.report('disconnected');
    await passedThrough('reconnecting');
    await eventually(() => expect(bench.model.phase).toBe('live'));
    expect(count('restartIce')).toBe(2);
    expect([count('produce'), count('consume')]).toEqual([2, 2]);
  });

  test('a restart that does not help leads to new transports', async () => {
    await joined();
    bench.path.working = false;
    bench.path.report('failed');
    await eventually(() => expect(count('restartIce')).toBe(2));
    await pause(1_000);
    bench.path.working = true;
    await eventually(() => expect(count('createTransport')).toBe(4), 8_000);
    await flowing();
    expect([count('produce'), count('consume')]).toEqual([4, 4]);
    expect(bench.path.open).toBe(2);
    expect(bench.mediaDevices.live).toHaveLength(2);
  });

  test('a transport the server forgot is replaced at once', async () => {
    await joined();
    server.sfu.transports.clear();
    bench.path.report('failed');
    await eventually(() => expect(count('createTransport')).toBe(4));
    await flowing();
  });
});

describe('the end', () => {
  test('elsewhere: lights out, nothing sent; retry takes the seat back as it was', async () => {
    await joined();
    const second = new CallBench(server.url);
    open.push(second);
    await second.call.join(me, { ...everythingOn, camera: { on: false, deviceId: null } });
    await eventually(() => expect(bench.model.phase).toBe('elsewhere'));
    await eventually(() => expect(bench.mediaDevices.live).toEqual([]));
    expect(bench.path.open).toBe(0);
    // What the first page sent is closed by the second, which holds the seat now.
    await eventually(() => expect(own('camera')).toBeUndefined());
    await bench.call.retry();
    await flowing();
    expect(second.model.phase).toBe('elsewhere');
  });

  test('removed: says whether one may return', async () => {
    await joined();
    server.tellSeat(me, 'removed', { mayReturn: true });
    await eventually(() =>
      expect(bench.model).toMatchObject({ phase: 'removed', mayReturn: true }),
    );
    await eventually(() => expect(bench.mediaDevices.live).toEqual([]));
    await eventually(() => expect(server.connections).toBe(0));
  });

  test('ended: says how long it was, and nothing is tried any more', async () => {
    await joined();
    server.tell('meetingEnded', { durationSeconds: 3_600 });
    await eventually(() =>
      expect(bench.model).toMatchObject({ phase: 'ended', durationSeconds: 3_600 }),
    );
    await bench.call.retry();
    expect(bench.model.phase).toBe('ended');
    expect(bench.path.open).toBe(0);
  });

  test('leave tells the server and gives everything back', async () => {
    await joined();
    await bench.call.leave();
    expect(count('leave')).toBe(1);
    expect(bench.model.phase).toBe('left');
    expect(bench.mediaDevices.live).toEqual([]);
  });

  test('commands without a call are refused, not lost', async () => {
    await expect(bench.call.raiseHand(true)).rejects.toMatchObject({ code: 'not_joined' });
  });

  test('close leaves no timer, socket, track, transport or listener', async () => {
    const resources = (): string[] =>
      process.getActiveResourcesInfo().filter((one) => /Timeout|Immediate/.test(one));
    const before = resources().length;
    await joined();
    await bench.call.startScreenShare();
    server.cut();
    await bench.close();
    await bench.close();
    await eventually(() => expect(server.connections).toBe(0));
    expect(bench.mediaDevices.live).toEqual([]);
    expect(bench.path.open).toBe(0);
    expect(bench.sounding.size).toBe(0);
    expect(bench.hinting).toBe(false);
    const { handshakes } = server;
    await pause(1_000);
    expect(server.handshakes).toBe(handshakes);
    await server.close();
    await pause(50);
    expect(resources().length).toBeLessThanOrEqual(before);
    server = new RoomServer();
  });
});
