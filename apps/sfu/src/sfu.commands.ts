import type { Bus, Closeable, Presence } from '@meridian/bus';
import {
  MeridianError,
  joinRoom,
  messages,
  roomRequest,
  seatDropped,
  type SeatRef,
} from '@meridian/protocol';
import type { Logger } from 'pino';
import type { z } from 'zod';
import { handleRoomMessage } from './handlers/index.js';
import type { RoomMessageName } from './handlers/room-handler.js';
import { iceServers, type TurnSettings } from './media/ice-servers.js';
import type { MeetingRecords } from './room/meeting-records.js';
import type { RoomRegistry } from './room/room-registry.js';
import type { Room } from './room/room.js';

const sweepEveryMs = 2_000;
/** A store that came back empty shows no gateway for a moment; a dead one stays away. */
const missesUntilDead = 3;

/** Answers the gateways' commands for the rooms of this node. */
export class SfuCommands {
  #open: Closeable[] = [];
  /** For each gateway with seats here, how many sweeps in a row it was not there. */
  readonly #missed = new Map<string, number>();
  #sweeping: NodeJS.Timeout | undefined;

  constructor(
    private readonly bus: Bus,
    private readonly presence: Presence,
    private readonly registry: RoomRegistry,
    private readonly records: MeetingRecords,
    private readonly turn: TurnSettings | undefined,
    private readonly logger: Logger,
  ) {}

  async start(): Promise<void> {
    this.#open = [
      await this.bus.handle(joinRoom, (request) => this.#join(request)),
      await this.bus.handle(roomRequest, (request) => this.#request(request)),
      await this.bus.handle(seatDropped, ({ seat }) => {
        this.registry.find(seat.roomId)?.dropConnection(seat);
        return Promise.resolve({});
      }),
    ];
    this.#sweeping = setInterval(() => void this.#dropSeatsOfDeadGateways(), sweepEveryMs);
    this.#sweeping.unref();
  }

  async close(): Promise<void> {
    clearInterval(this.#sweeping);
    await Promise.all(this.#open.map((handler) => handler.close()));
    this.#open = [];
  }

  async #join({
    seat,
    meeting,
    invitee,
    join,
  }: z.output<typeof joinRoom.request>): Promise<z.input<typeof joinRoom.response>> {
    const room = await this.registry.open(meeting);
    return {
      ...room.join(seat, invitee, join),
      iceServers: iceServers(this.turn, invitee.participantId, Date.now()),
    };
  }

  async #request({
    seat: ref,
    requestId,
    name,
    data,
  }: z.output<typeof roomRequest.request>): Promise<unknown> {
    const room = this.registry.find(ref.roomId);
    if (!room) throw new MeridianError('room_moved', 'This node does not hold the room.');
    if (name === 'join') throw new MeridianError('bad_request', 'A join has its own command.');
    const seat = room.seatOf(ref);
    return seat.requests.once(requestId, () => this.#handle(room, ref, name, data));
  }

  #handle(room: Room, ref: SeatRef, name: RoomMessageName, data: unknown): Promise<unknown> {
    // The gateway has parsed it; it is parsed again here, since trust ends at an edge.
    const request = messages[name].request.parse(data);
    const context = {
      room,
      seat: room.seatOf(ref),
      records: this.records,
      endRoom: () => this.registry.end(room.id),
      logger: this.logger.child({ roomId: room.id }),
    };
    return handleRoomMessage(context, name, request);
  }

  /** A gateway that was killed says nothing about its sockets: its seats are dropped for it. */
  async #dropSeatsOfDeadGateways(): Promise<void> {
    const seats = this.registry.rooms.flatMap((room) =>
      [...room.seats.values()].map((seat) => ({ room, ref: seat.ref })),
    );
    const needed = new Set(seats.map(({ ref }) => ref.gatewayId));
    for (const gateway of this.#missed.keys()) {
      if (!needed.has(gateway)) this.#missed.delete(gateway);
    }
    if (needed.size === 0) return;
    try {
      const alive = await this.presence.list('gateways');
      for (const gateway of needed) {
        this.#missed.set(gateway, alive.has(gateway) ? 0 : (this.#missed.get(gateway) ?? 0) + 1);
      }
      for (const { room, ref } of seats) {
        if ((this.#missed.get(ref.gatewayId) ?? 0) >= missesUntilDead) room.dropConnection(ref);
      }
    } catch (error) {
      this.logger.debug({ err: error }, 'The gateways could not be listed.');
    }
  }
}
