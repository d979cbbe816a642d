import { randomUUID } from 'node:crypto';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { MemoryBroker, MemoryBus, MemoryPresence, MemoryRoomDirectory } from '@meridian/bus';
import {
  joinRoom,
  recordEnded,
  recordRemoval,
  recordStarted,
  roomRequest,
  roomTopic,
  seatDropped,
  type Invitee,
  type MeetingView,
  type MessageName,
  type RequestOf,
  type ResponseOf,
  type RoomTopicEvent,
  type SeatRef,
} from '@meridian/protocol';
import { pino } from 'pino';
import { someInvitee, someMeeting } from '../../../test/support/meeting.js';
import { freePort } from '../../../test/support/redis-server.js';
import { opusParameters, simulcastParameters } from '../../../test/support/rtp-parameters.js';
import { WorkerPool } from './media/worker-pool.js';
import { MeetingRecords } from './room/meeting-records.js';
import { RoomRegistry } from './room/room-registry.js';
import { SfuCommands } from './sfu.commands.js';

/*
 * The media node with a real mediasoup worker. The meetings service is another process's matter:
 * here its three commands are answered by the test, which looks at what it was told.
 */

const logger = pino({ level: 'silent' });
const graceMs = 150;
let workers: WorkerPool;

beforeAll(async () => {
  workers = await WorkerPool.start(
    {
      count: 1,
      firstPort: await freePort(),
      announcedAddress: '127.0.0.1',
      binary: process.env['MEDIASOUP_WORKER_BIN'],
    },
    logger,
  );
});
afterAll(async () => {
  await workers.close();
});

class Client {
  readonly #seat: SeatRef;
  constructor(
    private readonly bus: MemoryBus,
    private readonly meeting: MeetingView,
    readonly invitee: Invitee,
    change: Partial<SeatRef> = {},
  ) {
    this.#seat = {
      roomId: meeting.id,
      participantId: invitee.participantId,
      clientId: `tab-${randomUUID()}`,
      connectionId: randomUUID(),
      gatewayId: 'gateway',
      ...change,
    };
  }

  get seat(): SeatRef {
    return this.#seat;
  }

  join(takeOver = true): Promise<ResponseOf<'join'>> {
    return this.bus.request({ service: 'sfu' }, joinRoom, {
      seat: this.#seat,
      requestId: randomUUID(),
      meeting: this.meeting,
      invitee: this.invitee,
      join: {
        displayName: 'Somebody',
        spokenLanguage: 'en',
        captionLanguage: null,
        ...(takeOver ? { takeOver } : {}),
      },
    });
  }

  async send<Name extends MessageName>(
    name: Name,
    data: RequestOf<Name>,
    requestId: string = randomUUID(),
  ): Promise<ResponseOf<Name>> {
    const answer = await this.bus.request({ service: 'sfu' }, roomRequest, {
      seat: this.#seat,
      requestId,
      name,
      data,
    });
    return answer as ResponseOf<Name>;
  }

  async drop(): Promise<void> {
    await this.bus.request({ service: 'sfu' }, seatDropped, { seat: this.#seat });
  }

  /** Sends sound and a picture, and receives what the room has. */
  async sendMedia(): Promise<{ microphone: string; camera: string }> {
    const { transportId } = await this.send('createTransport', { direction: 'send' });
    const common = { transportId, paused: false };
    const microphone = await this.send('produce', {
      ...common,
      kind: 'audio',
      source: 'microphone',
      rtpParameters: opusParameters(),
    });
    const camera = await this.send('produce', {
      ...common,
      kind: 'video',
      source: 'camera',
      rtpParameters: simulcastParameters(),
    });
    return { microphone: microphone.producerId, camera: camera.producerId };
  }
}

describe('a media node', () => {
  let bus: MemoryBus;
  let registry: RoomRegistry;
  let commands: SfuCommands;
  let meeting: MeetingView;
  let events: RoomTopicEvent[];
  let recorded: string[];

  beforeEach(async () => {
    const broker = new MemoryBroker();
    bus = new MemoryBus('node', broker, logger);
    const presence = new MemoryPresence(broker);
    await presence.announce('gateways', 'gateway', () => ({}));
    recorded = [];
    const record = (what: string) => () => {
      recorded.push(what);
      return Promise.resolve({});
    };
    await bus.handle(recordStarted, record('started'));
    await bus.handle(recordEnded, record('ended'));
    await bus.handle(recordRemoval, record('removed'));
    const records = new MeetingRecords(bus);
    registry = new RoomRegistry(
      bus,
      new MemoryRoomDirectory('node', broker),
      workers,
      records,
      { maxParticipants: 4, maxIncomingBitrate: 6_000_000, maxConsumers: 16, seatGraceMs: graceMs },
      logger,
    );
    commands = new SfuCommands(bus, presence, registry, records, undefined, logger);
    await commands.start();
    meeting = someMeeting();
    events = [];
    await bus.subscribe(roomTopic(meeting.id), (event) => events.push(event as RoomTopicEvent));
  });
  afterEach(async () => {
    await registry.close();
    await commands.close();
    await bus.close();
  });

  const enter = async (
    invitee = someInvitee(),
    change: Partial<SeatRef> = {},
  ): Promise<{ client: Client; joined: ResponseOf<'join'> }> => {
    const client = new Client(bus, meeting, invitee, change);
    return { client, joined: await client.join() };
  };
  const named = (name: string): RoomTopicEvent[] =>
    events.filter((event) => event.kind !== 'drop' && event.name === name);
  const pause = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms));

  it('seats participants and tells the room in one order', async () => {
    const { joined: first } = await enter();
    const { joined: second } = await enter(someInvitee({ centerCode: 'SKO' }));
    expect(first.room.participants).toHaveLength(1);
    expect(second.room.participants).toHaveLength(2);
    expect(second.room.epoch).toBe(first.room.epoch);
    expect(recorded).toEqual(['started']);
    const numbers = events.flatMap((event) => (event.kind === 'room' ? [event.seq] : []));
    expect(numbers).toEqual(numbers.map((_, index) => index + 1));
    expect(second.room.seq).toBe(numbers.at(-1));
  });

  it('leaves it to the shutdown to close workers, not to a signal', async () => {
    const count = (): number[] =>
      (['SIGINT', 'SIGTERM'] as const).map((signal) => process.listenerCount(signal));
    const before = count();
    const pool = await WorkerPool.start(
      {
        count: 1,
        firstPort: await freePort(),
        announcedAddress: '127.0.0.1',
        binary: process.env['MEDIASOUP_WORKER_BIN'],
      },
      logger,
    );
    expect(count()).toEqual(before);
    await pool.close();
  });

  it('offers Opus with FEC and DTX, VP8, VP9, H264 and AV1', async () => {
    const { joined } = await enter();
    const codecs = joined.routerRtpCapabilities.codecs ?? [];
    const names = codecs.map(({ mimeType }) => mimeType.toLowerCase());
    for (const name of ['audio/opus', 'video/vp8', 'video/vp9', 'video/h264', 'video/av1']) {
      expect(names).toContain(name);
    }
    const opus = codecs.find(({ mimeType }) => mimeType === 'audio/opus');
    expect(opus?.parameters).toMatchObject({ useinbandfec: 1, usedtx: 1 });
  });

  it('announces producers and lets others consume them, paused at first', async () => {
    const { client: speaker } = await enter();
    const { microphone, camera } = await speaker.sendMedia();
    const { client: listener, joined } = await enter();
    expect(joined.room.producers.map(({ producerId }) => producerId)).toEqual([microphone, camera]);
    const { transportId } = await listener.send('createTransport', { direction: 'recv' });
    const consumed = await listener.send('consume', {
      transportId,
      producerId: camera,
      rtpCapabilities: joined.routerRtpCapabilities,
    });
    expect(consumed).toMatchObject({ kind: 'video', type: 'simulcast', producerPaused: false });
    await listener.send('setPreferredLayers', { consumerId: consumed.consumerId, spatialLayer: 1 });
    await listener.send('resumeConsumer', { consumerId: consumed.consumerId });
    await speaker.send('closeProducer', { producerId: camera });
    await pause(20);
    expect(named('producerClosed')).toHaveLength(1);
    expect(named('consumerClosed')).toHaveLength(1);
  });

  it('keeps one producer per source', async () => {
    const { client } = await enter();
    const first = await client.sendMedia();
    await client.sendMedia();
    const { joined } = await enter();
    expect(joined.room.producers).toHaveLength(2);
    expect(joined.room.producers.map(({ producerId }) => producerId)).not.toContain(first.camera);
  });

  it('answers a retried request once', async () => {
    const { client } = await enter();
    const { transportId } = await client.send('createTransport', { direction: 'send' });
    const request = {
      transportId,
      kind: 'audio' as const,
      source: 'microphone' as const,
      rtpParameters: opusParameters(),
      paused: false,
    };
    const [one, two] = await Promise.all([
      client.send('produce', request, 'retried-request'),
      client.send('produce', request, 'retried-request'),
    ]);
    expect(one).toEqual(two);
    await expect(client.send('produce', request, 'retried-request')).resolves.toEqual(one);
    expect(named('producerOpened')).toHaveLength(1);
  });

  it('keeps a seat and its media while the connection is lost, without a second join', async () => {
    const { client } = await enter();
    const { microphone, camera } = await client.sendMedia();
    await client.drop();
    const { joined } = await enter(client.invitee, {
      clientId: client.seat.clientId,
      connectionId: 'another-connection',
    });
    expect(joined.resumed).toBe(true);
    expect(joined.participantId).toBe(client.invitee.participantId);
    expect(joined.kept.producerIds).toEqual([microphone, camera]);
    expect(joined.room.participants).toHaveLength(1);
    await pause(graceMs * 2);
    expect(named('participantJoined')).toHaveLength(1);
    expect(named('participantLeft')).toHaveLength(0);
    await expect(client.send('leave', {})).rejects.toMatchObject({ code: 'not_joined' });
  });

  it('gives a seat up when the connection stays lost', async () => {
    const { client } = await enter();
    await enter();
    await client.drop();
    await pause(graceMs * 2);
    expect(named('participantLeft')).toMatchObject([
      { data: { participantId: client.invitee.participantId, reason: 'lost' } },
    ]);
  });

  it('lets a second device take the seat over and tells the first', async () => {
    const { client: first } = await enter();
    await first.sendMedia();
    const { client: second, joined } = await enter(first.invitee);
    expect(joined).toMatchObject({ resumed: false, kept: { producerIds: [], transportIds: [] } });
    expect(named('seatTaken')).toMatchObject([
      { connectionId: first.seat.connectionId, disconnect: true },
    ]);
    await first.drop();
    await second.send('raiseHand', { raised: true });
    expect(registry.find(meeting.id)?.seats.size).toBe(1);
  });

  it('gives a seat back to a tab it was taken from only when a person asks for it there', async () => {
    const { client: first } = await enter();
    const { client: second } = await enter(first.invitee);
    // The first tab was offline and heard nothing of it; now it reconnects by itself.
    await expect(first.join(false)).rejects.toMatchObject({ code: 'seat_taken' });
    await expect(second.join(false)).resolves.toMatchObject({ resumed: true });
    await expect(first.join()).resolves.toMatchObject({ resumed: false });
    await expect(second.join(false)).rejects.toMatchObject({ code: 'seat_taken' });
    expect(registry.find(meeting.id)?.seats.size).toBe(1);
  });

  it('refuses more participants than the room may have', async () => {
    for (let seat = 0; seat < 4; seat += 1) await enter();
    await expect(enter()).rejects.toMatchObject({ code: 'room_full', details: { limit: 4 } });
  });

  it('limits what one participant may send', async () => {
    const { client } = await enter();
    const seat = registry.find(meeting.id)?.seatOf(client.seat);
    const transport = await seat?.media.createTransport('send');
    const [stats] = (await transport?.getStats()) ?? [];
    expect(stats?.maxIncomingBitrate).toBe(6_000_000);
  });

  it('lets a chair mute on the server, lock, remove and end', async () => {
    const { client: chair } = await enter(someInvitee({ role: 'chair' }));
    const { client: other } = await enter();
    const { microphone } = await other.sendMedia();
    const { participantId } = other.invitee;
    await chair.send('muteParticipant', { participantId, source: 'microphone' });
    expect(named('producerUpdated')).toMatchObject([
      { data: { producer: { producerId: microphone, paused: true } } },
    ]);
    expect(named('mutedByChair')).toHaveLength(1);
    await chair.send('lockRoom', { locked: true });
    await expect(enter()).rejects.toMatchObject({ code: 'room_locked' });
    await chair.send('removeParticipant', { participantId, mayReturn: false });
    expect(named('removed')).toMatchObject([{ data: { mayReturn: false }, disconnect: true }]);
    await chair.send('endMeeting', {});
    expect(named('meetingEnded')).toHaveLength(1);
    expect(recorded).toEqual(['started', 'removed', 'ended']);
    expect(registry.rooms).toHaveLength(0);
  });

  it('refuses what does not belong to the sender', async () => {
    const { client: one } = await enter();
    const { client: two } = await enter();
    const { camera } = await one.sendMedia();
    await expect(two.send('closeProducer', { producerId: camera })).rejects.toMatchObject({
      code: 'producer_not_found',
    });
    await expect(two.send('restartIce', { transportId: randomUUID() })).rejects.toMatchObject({
      code: 'transport_not_found',
    });
  });

  it('moves a room to another worker when its worker dies', async () => {
    const { client, joined: before } = await enter();
    await client.sendMedia();
    const [pooled] = workers.alive;
    if (!pooled) throw new Error('No worker is alive.');
    process.kill(pooled.worker.pid, 'SIGKILL');
    const end = Date.now() + 5_000;
    while (named('mediaReset').length === 0 && Date.now() < end) await pause(20);
    expect(named('mediaReset')).toHaveLength(1);
    const joined = await client.join();
    expect(joined.resumed).toBe(true);
    expect(joined.kept.transportIds).toEqual([]);
    expect(joined.room.epoch).toBeGreaterThan(before.room.epoch);
    await client.sendMedia();
  });

  it('leaves nothing behind after 200 joins and leaves', async () => {
    const { client: stays, joined } = await enter();
    const { camera } = await stays.sendMedia();
    const worker = workers.alive[0]?.worker;
    if (!worker) throw new Error('No worker is alive.');
    const counts = async (): Promise<object> => {
      const { channelMessageHandlers } = await worker.dump();
      return {
        requestHandlers: channelMessageHandlers.channelRequestHandlers.length,
        notificationHandlers: channelMessageHandlers.channelNotificationHandlers.length,
        seats: registry.find(meeting.id)?.seats.size,
        listeners: worker.listenerCount('died'),
      };
    };
    const visit = async (): Promise<void> => {
      const { client } = await enter();
      await client.sendMedia();
      const { transportId } = await client.send('createTransport', { direction: 'recv' });
      const { consumerId } = await client.send('consume', {
        transportId,
        producerId: camera,
        rtpCapabilities: joined.routerRtpCapabilities,
      });
      await client.send('resumeConsumer', { consumerId });
      await client.send('leave', {});
    };
    await visit();
    const timers = (): number =>
      process.getActiveResourcesInfo().filter((name) => name === 'Timeout').length;
    const before = await counts();
    const timersBefore = timers();
    for (let round = 0; round < 200; round += 1) await visit();
    await expect(counts()).resolves.toEqual(before);
    expect(timers()).toBeLessThanOrEqual(timersBefore);

    await stays.send('leave', {});
    const { channelMessageHandlers, routerIds } = await worker.dump();
    expect(routerIds).toEqual([]);
    // Only the WebRtcServer of the worker itself is left.
    expect(channelMessageHandlers.channelRequestHandlers).toHaveLength(1);
    expect(workers.alive[0]?.rooms).toBe(0);
  }, 60_000);
});
