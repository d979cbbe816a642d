import type {
  ErrorBody,
  EventName,
  Handshake,
  MessageName,
  ParticipantView,
  PayloadOf,
  ProducerView,
  RoomSnapshot,
} from '@meridian/protocol';
import {
  events,
  handshake,
  isMessageName,
  MeridianError,
  messages,
  requestEnvelope,
  toErrorBody,
} from '@meridian/protocol';
import type { Socket } from 'socket.io';
import { Server } from 'socket.io';
import { FakeSfu } from './fake-sfu.js';
import { sampleMeeting, sampleParticipant } from './samples.js';

/** What to do with one request: answer it, do it but lose the answer, or refuse it. */
export type Treatment = 'answer' | 'lose-answer' | ErrorBody;

export interface Received {
  readonly name: string;
  readonly id: string;
  readonly data: unknown;
  readonly clientId: string;
}

interface Seat {
  readonly participantId: string;
  socket: Socket | null;
  clientId: string;
}

/**
 * Stands in for gateway and media node, which live in other apps and need a media worker: a real
 * socket.io server that speaks the protocol, with one room and pretended media. The link's token
 * is the participant's id.
 */
export class RoomServer {
  readonly received: Received[] = [];
  readonly sfu = new FakeSfu();
  readonly participants = new Map<string, ParticipantView>();
  /** How to treat a request; `answer` when it says nothing. */
  treat: (request: Received) => Treatment | undefined = () => undefined;
  /** Refuses handshakes with this. */
  refusal: ErrorBody | null = null;
  /** Seats and media are forgotten when the socket goes, as by a restarted server. */
  forgetful = false;
  epoch = 1;
  seq = 0;
  locked = false;
  handshakes = 0;
  readonly #seats = new Map<string, Seat>();
  readonly #answers = new Map<string, unknown>();
  readonly #pingIntervalMs: number;
  #io: Server;

  constructor(pingIntervalMs = 5_000) {
    this.#pingIntervalMs = pingIntervalMs;
    this.#io = this.#listen(0);
  }

  get port(): number {
    const address = this.#io.httpServer.address();
    if (typeof address !== 'object' || !address) throw new Error('The server does not listen.');
    return address.port;
  }

  get url(): string {
    return `http://127.0.0.1:${this.port}`;
  }

  get connections(): number {
    return this.#io.of('/rtc').sockets.size;
  }

  requests(name: MessageName): Received[] {
    return this.received.filter((one) => one.name === name);
  }

  /** Cuts every connection, as a broken line does: no good-bye. */
  cut(): void {
    for (const socket of this.#io.of('/rtc').sockets.values()) socket.conn.close();
  }

  /** Ends the process and starts another one on the same port, which knows nothing. */
  async restart(downMs: number): Promise<void> {
    const { port } = this;
    await this.#io.close();
    this.epoch += 1;
    this.seq = 0;
    this.participants.clear();
    this.#seats.clear();
    this.#answers.clear();
    this.sfu.clear();
    await new Promise((resolve) => setTimeout(resolve, downMs));
    this.#io = this.#listen(port);
  }

  async close(): Promise<void> {
    await this.#io.close();
  }

  /** Tells everybody in the room, numbered. */
  tell<Name extends EventName>(name: Name, data: PayloadOf<Name>): void {
    events[name].payload.parse(data);
    this.seq += 1;
    this.#io.of('/rtc').emit(name, { epoch: this.epoch, seq: this.seq, data });
  }

  /** Tells one seat, without a number. */
  tellSeat<Name extends EventName>(participantId: string, name: Name, data: PayloadOf<Name>): void {
    events[name].payload.parse(data);
    const socket = this.#seats.get(participantId)?.socket;
    socket?.emit(name, { epoch: this.epoch, seq: null, data });
  }

  /** Somebody who is only pretended to be there. */
  addParticipant(participant: ParticipantView): void {
    this.participants.set(participant.participantId, participant);
    this.tell('participantJoined', { participant });
  }

  addProducer(producer: ProducerView): void {
    this.sfu.producers.set(producer.producerId, producer);
    this.tell('producerOpened', { producer });
  }

  removeProducer({ producerId, participantId }: ProducerView): void {
    this.sfu.producers.delete(producerId);
    this.tell('producerClosed', { producerId, participantId });
  }

  snapshot(): RoomSnapshot {
    return {
      epoch: this.epoch,
      seq: this.seq,
      meeting: sampleMeeting,
      participants: [...this.participants.values()],
      producers: [...this.sfu.producers.values()],
      activeSpeaker: null,
      locked: this.locked,
      serverTime: Date.now(),
    };
  }

  #listen(port: number): Server {
    const io = new Server({ pingInterval: this.#pingIntervalMs, pingTimeout: 5_000 });
    const room = io.of('/rtc');
    room.use((socket, next) => {
      this.handshakes += 1;
      if (!this.refusal) {
        next();
        return;
      }
      next(Object.assign(new Error(this.refusal.message), { data: this.refusal }));
    });
    room.on('connection', (socket) => this.#serve(socket, handshake.parse(socket.handshake.auth)));
    io.listen(port);
    return io;
  }

  #serve(socket: Socket, { token, clientId }: Handshake): void {
    socket.onAny((name: string, argument: unknown, done: (answer: unknown) => void) => {
      const { id, data } = requestEnvelope.parse(argument);
      const request = { name, id, data, clientId };
      this.received.push(request);
      const treatment = this.treat(request) ?? 'answer';
      if (typeof treatment === 'object') {
        done({ ok: false, error: treatment });
        return;
      }
      if (!this.#answers.has(id)) this.#answers.set(id, this.#answer(request, token, socket));
      if (treatment === 'answer') done(this.#answers.get(id));
    });
    socket.on('disconnect', () => {
      const seat = this.#seats.get(token);
      if (seat?.socket !== socket) return;
      seat.socket = null;
      if (this.forgetful) this.sfu.clear();
    });
  }

  #answer({ name, data, clientId }: Received, seatId: string, socket: Socket): unknown {
    try {
      if (!isMessageName(name)) throw new MeridianError('unknown_message', name);
      const parsed: unknown = messages[name].request.parse(data);
      const answered =
        name === 'join'
          ? this.#join(seatId, clientId, socket, parsed as { displayName: string })
          : this.#do(name, seatId, parsed);
      return { ok: true, data: answered };
    } catch (error) {
      return { ok: false, error: toErrorBody(error) };
    }
  }

  #join(
    participantId: string,
    clientId: string,
    socket: Socket,
    { displayName }: { displayName: string },
  ): unknown {
    const before = this.#seats.get(participantId);
    const resumed = before?.clientId === clientId;
    if (before?.socket && before.socket !== socket) {
      this.tellSeat(participantId, 'seatTaken', {});
      before.socket.disconnect(true);
    }
    this.#seats.set(participantId, { participantId, clientId, socket });
    if (!this.participants.has(participantId)) {
      this.addParticipant(sampleParticipant(participantId, { displayName }));
    }
    return {
      participantId,
      resumed,
      kept: this.sfu.kept(participantId),
      room: this.snapshot(),
      routerRtpCapabilities: this.sfu.capabilities,
      iceServers: [],
    };
  }

  #do(name: MessageName, participantId: string, data: unknown): unknown {
    const outcome = this.sfu.handle(name, participantId, data);
    if (outcome.opened) this.tell('producerOpened', { producer: outcome.opened });
    if (outcome.updated) this.tell('producerUpdated', { producer: outcome.updated });
    if (outcome.closed) {
      this.tell('producerClosed', { producerId: outcome.closed.producerId, participantId });
    }
    return outcome.answer;
  }
}
