import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { MeridianError, type RequestOf } from '@meridian/protocol';
import type { RoomState } from './room-state.js';
import type { JoinAnswer } from './seat-link.js';
import { SeatLink } from './seat-link.js';
import type { SeatEvent } from './signalling-event.js';
import { eventually, pause } from './testing/eventually.js';
import { RoomServer } from './testing/room-server.js';
import { sampleParticipant, sampleProducer, uuidOf } from './testing/samples.js';
import { TcpLine } from './testing/tcp-line.js';

const me = uuidOf(1, 1);
const other = uuidOf(1, 2);

/** A link with everything it told. */
class Watched {
  readonly link: SeatLink;
  readonly answers: JoinAnswer[] = [];
  readonly refusals: MeridianError[] = [];
  readonly seatEvents: SeatEvent[] = [];
  readonly errors: unknown[] = [];
  room: RoomState | null = null;
  losses = 0;
  name = 'Lin Hai';

  constructor(url: string, clientId = 'client-0001') {
    this.link = new SeatLink(
      {
        url,
        token: me,
        clientId,
        checkRequests: true,
        joinData: () => ({ displayName: this.name, spokenLanguage: 'en', captionLanguage: null }),
      },
      {
        onSeated: (answer, room) => {
          this.answers.push(answer);
          this.room = room;
          return Promise.resolve();
        },
        onReady: () => undefined,
        onLost: () => (this.losses += 1),
        onRoom: (room) => (this.room = room),
        onSeatEvent: (event) => this.seatEvents.push(event),
        onRefused: (error) => this.refusals.push(error),
      },
      (error) => this.errors.push(error),
    );
  }

  async seated(times = 1): Promise<void> {
    this.link.connect();
    await eventually(() => {
      expect(this.answers.length).toBeGreaterThanOrEqual(times);
      expect(this.link.seated).toBe(true);
    }, 15_000);
  }
}

let server: RoomServer;
const open: { close(): unknown }[] = [];

function watch(url = server.url, clientId?: string): Watched {
  const watched = new Watched(url, clientId);
  open.push(watched.link);
  return watched;
}

beforeEach(() => {
  server = new RoomServer();
});
afterEach(async () => {
  for (const one of open.splice(0)) await one.close();
  await server.close();
});

describe('taking a seat', () => {
  test('joins first and has the whole room', async () => {
    server.participants.set(other, sampleParticipant(other));
    const watched = watch();
    await watched.seated();
    expect(server.received[0]?.name).toBe('join');
    expect(watched.room?.participants.map((one) => one.participantId)).toEqual([other, me]);
  });

  test('asks to take the seat over at first, never again by itself', async () => {
    const watched = watch();
    await watched.seated();
    server.cut();
    await eventually(() => expect(watched.losses).toBe(1));
    await watched.seated(2);
    const asked = server.received
      .filter(({ name }) => name === 'join')
      .map(({ data }) => (data as RequestOf<'join'>).takeOver);
    expect(asked).toEqual([true, undefined]);
  });

  test('a refused handshake is told with its code and not repeated', async () => {
    server.refusal = { code: 'protocol_version', message: 'too old' };
    const watched = watch();
    watched.link.connect();
    await eventually(() => expect(watched.refusals).toHaveLength(1));
    expect(watched.refusals[0]).toBeInstanceOf(MeridianError);
    expect(watched.refusals[0]?.code).toBe('protocol_version');
    await pause(1_200);
    expect(server.handshakes).toBe(1);
  });

  test('a handshake refused for now is tried again', async () => {
    server.refusal = { code: 'shutting_down', message: 'in a moment' };
    const watched = watch();
    watched.link.connect();
    await eventually(() => expect(server.handshakes).toBeGreaterThan(1));
    server.refusal = null;
    await watched.seated();
    expect(watched.refusals).toEqual([]);
  });

  test('a join refused for good is told, one refused for now is tried again', async () => {
    let answer: 'unavailable' | 'room_full' = 'unavailable';
    server.treat = ({ name }) => (name === 'join' ? { code: answer, message: '' } : undefined);
    const watched = watch();
    watched.link.connect();
    await eventually(() => expect(server.requests('join').length).toBeGreaterThan(1));
    answer = 'room_full';
    await eventually(() => expect(watched.refusals[0]?.code).toBe('room_full'));
  });

  test('events that come before the answer to join are applied after it', async () => {
    const watched = watch();
    server.treat = ({ name }) => {
      // Told before and after the snapshot is made, all before the client has it.
      if (name === 'join') queueMicrotask(() => server.addParticipant(sampleParticipant(other)));
      return undefined;
    };
    await watched.seated();
    await eventually(() =>
      expect(watched.room?.participants.map((one) => one.participantId)).toEqual([me, other]),
    );
    expect(watched.room?.seq).toBe(server.seq);
    expect(server.requests('join')).toHaveLength(1);
  });
});

describe('requests', () => {
  test('a repetition carries the same id and is answered once', async () => {
    const watched = watch();
    await watched.seated();
    let losses = 2;
    server.treat = ({ name }) =>
      name === 'createTransport' && losses-- > 0 ? 'lose-answer' : undefined;
    const answer = await watched.link.client.request(
      'createTransport',
      { direction: 'send' },
      { timeoutMs: 200 },
    );
    const tries = server.requests('createTransport');
    expect(tries).toHaveLength(3);
    expect(new Set(tries.map((one) => one.id)).size).toBe(1);
    expect([...server.sfu.transports.keys()]).toEqual([answer.transportId]);
  });

  test('what the server refuses comes as an error with its code', async () => {
    const watched = watch();
    await watched.seated();
    server.treat = () => ({ code: 'forbidden', message: 'only a chair' });
    await expect(watched.link.client.request('lockRoom', { locked: true })).rejects.toMatchObject({
      code: 'forbidden',
    });
  });

  test('an answer of the wrong shape and a malformed own request are told', async () => {
    const watched = watch();
    await watched.seated();
    server.sfu.handle = () => ({ answer: { nonsense: true } });
    const { client } = watched.link;
    await expect(client.request('lockRoom', { locked: true })).rejects.toMatchObject({
      code: 'internal',
    });
    await expect(
      client.request('consume', { transportId: 'x', producerId: 'y', rtpCapabilities: {} }),
    ).rejects.toMatchObject({ code: 'invalid_request' });
  });

  test('a request cut off by a lost connection is sent again, same id, after the new join', async () => {
    const watched = watch();
    await watched.seated();
    server.treat = ({ name }) => (name === 'raiseHand' ? 'lose-answer' : undefined);
    const raised = watched.link.client.request('raiseHand', { raised: true });
    await eventually(() => expect(server.requests('raiseHand')).toHaveLength(1));
    server.treat = () => undefined;
    server.cut();
    await raised;
    expect(watched.answers[1]?.resumed).toBe(true);
    expect(server.received.map((one) => one.name)).toEqual([
      'join',
      'raiseHand',
      'join',
      'raiseHand',
    ]);
    expect(new Set(server.requests('raiseHand').map((one) => one.id)).size).toBe(1);
  });

  test('one that is of no use later fails at once', async () => {
    const watched = watch();
    await watched.seated();
    server.refusal = { code: 'shutting_down', message: '' };
    server.cut();
    await eventually(() => expect(watched.losses).toBe(1));
    await expect(
      watched.link.client.request('leave', {}, { whenLost: 'fail' }),
    ).rejects.toMatchObject({ code: 'unavailable' });
  });
});

describe('staying in step', () => {
  test('a gap makes one join, however many events show it', async () => {
    const watched = watch();
    await watched.seated();
    server.seq += 1;
    for (let index = 2; index < 20; index += 1) {
      server.addParticipant(sampleParticipant(uuidOf(1, index)));
    }
    await eventually(() => expect(watched.room?.seq).toBe(server.seq));
    expect(watched.room?.participants).toHaveLength(19);
    expect(server.requests('join')).toHaveLength(2);
  });

  test('mediaReset joins again', async () => {
    const watched = watch();
    await watched.seated();
    server.tellSeat(me, 'mediaReset', {});
    await watched.seated(2);
  });

  test('an event of the wrong shape is reported and made up for by a snapshot', async () => {
    const watched = watch();
    await watched.seated();
    server.locked = true;
    server.tellSeat(me, 'mutedByChair', { source: 'microphone' });
    await eventually(() => expect(watched.seatEvents).toHaveLength(1));
    const send = server.tellSeat.bind(server) as (...args: unknown[]) => void;
    expect(() => send(me, 'removed', { nonsense: 1 })).toThrow();
    // Past the test server's own check, as a faulty server would.
    const { events } = await import('@meridian/protocol');
    const strict = events.removed.payload.parse.bind(events.removed.payload);
    events.removed.payload.parse = (data) => data as ReturnType<typeof strict>;
    send(me, 'removed', { nonsense: 1 });
    events.removed.payload.parse = strict;
    await eventually(() => expect(watched.room?.locked).toBe(true));
    expect(watched.errors).toHaveLength(1);
  });
});

describe('a lost connection', () => {
  test('is taken up again with the present name, as the same client', async () => {
    const watched = watch();
    await watched.seated();
    watched.name = 'Lin Hai (XMN)';
    server.cut();
    await watched.seated(2);
    expect(watched.losses).toBe(1);
    expect(server.requests('join')[1]).toMatchObject({
      clientId: 'client-0001',
      data: { displayName: 'Lin Hai (XMN)' },
    });
  });

  test('a server that restarts is found again', async () => {
    const watched = watch();
    await watched.seated();
    server.tellSeat(me, 'serverClosing', { reconnectInMs: 400 });
    await eventually(() => expect(watched.losses).toBe(1));
    await server.restart(300);
    await watched.seated(2);
    expect(watched.room?.epoch).toBe(2);
  });

  test('a line that swallows everything is noticed by the missing pings', async () => {
    await server.close();
    server = new RoomServer(300);
    const line = await TcpLine.open(server.port);
    const watched = watch(line.url);
    open.push(line);
    await watched.seated();
    const frozenAt = Date.now();
    line.freeze();
    await eventually(() => expect(watched.losses).toBe(1), 6_000);
    // Ping interval, slack and one look each second; socket.io alone would need 5.3 s.
    expect(Date.now() - frozenAt).toBeLessThan(4_500);
    line.thaw();
    const thawedAt = Date.now();
    await watched.seated(2);
    expect(Date.now() - thawedAt).toBeLessThan(8_000);
  });

  test('a probe finds a dead line within seconds and an idle client hurries', async () => {
    const line = await TcpLine.open(server.port);
    const watched = watch(line.url);
    open.push(line);
    await watched.seated();
    line.freeze();
    watched.link.probe();
    await eventually(() => expect(watched.losses).toBe(1), 4_000);
    await pause(1_500);
    line.thaw();
    watched.link.probe();
    const hurriedAt = Date.now();
    await watched.seated(2);
    expect(Date.now() - hurriedAt).toBeLessThan(1_000);
  });
});

test('another tab with the same link takes the seat over', async () => {
  const first = watch();
  await first.seated();
  const second = watch(server.url, 'client-0002');
  await second.seated();
  await eventually(() => expect(first.seatEvents[0]?.name).toBe('seatTaken'));
});

test('after close the server hears nothing more and requests fail', async () => {
  const watched = watch();
  await watched.seated();
  server.addProducer(sampleProducer(uuidOf(2, 1), other));
  watched.link.close();
  watched.link.close();
  await eventually(() => expect(server.connections).toBe(0));
  await expect(watched.link.client.request('raiseHand', { raised: true })).rejects.toMatchObject({
    code: 'unavailable',
  });
  await pause(900);
  expect(server.handshakes).toBe(1);
});
