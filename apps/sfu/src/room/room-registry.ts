import type { Bus, Lease, RoomDirectory } from '@meridian/bus';
import {
  MeridianError,
  roomTopic,
  type MeetingView,
  type RoomTopicEvent,
} from '@meridian/protocol';
import type { Logger } from 'pino';
import type { WorkerPool } from '../media/worker-pool.js';
import type { MeetingRecords } from './meeting-records.js';
import { RoomMedia } from './room-media.js';
import { Room, type RoomOptions } from './room.js';

/** A lease not renewed for this long is free for others, in milliseconds. */
export const leaseTtlMs = 6_000;
const renewEveryMs = 2_000;

interface Held {
  readonly room: Room;
  readonly lease: Lease;
}

/** The rooms this node holds. A room exists here exactly as long as this node has its lease. */
export class RoomRegistry {
  readonly #rooms = new Map<string, Held>();
  readonly #opening = new Map<string, Promise<Room>>();
  readonly #renewing: NodeJS.Timeout;
  #closed = false;

  constructor(
    private readonly bus: Bus,
    private readonly directory: RoomDirectory,
    private readonly workers: WorkerPool,
    private readonly records: MeetingRecords,
    private readonly limits: RoomOptions['limits'],
    private readonly logger: Logger,
  ) {
    this.#renewing = setInterval(() => void this.#renewAll(), renewEveryMs);
    this.#renewing.unref();
  }

  get rooms(): readonly Room[] {
    return [...this.#rooms.values()].map(({ room }) => room);
  }

  find(roomId: string): Room | undefined {
    return this.#rooms.get(roomId)?.room;
  }

  /** The room of a meeting, opened if it is new. Fails with `room_moved` if another node has it. */
  async open(meeting: MeetingView): Promise<Room> {
    if (this.#closed) throw new MeridianError('shutting_down', 'This node is shutting down.');
    const known = this.find(meeting.id);
    if (known) return known;
    const opening =
      this.#opening.get(meeting.id) ??
      this.#open(meeting).finally(() => this.#opening.delete(meeting.id));
    this.#opening.set(meeting.id, opening);
    return opening;
  }

  /** Closes a room and gives its lease back. */
  async end(roomId: string): Promise<void> {
    const held = this.#rooms.get(roomId);
    if (!held) return;
    this.#rooms.delete(roomId);
    held.room.close();
    this.logger.info({ roomId }, 'Room closed.');
    await this.directory.release(held.lease);
  }

  async close(): Promise<void> {
    if (this.#closed) return;
    this.#closed = true;
    clearInterval(this.#renewing);
    await Promise.allSettled(this.#opening.values());
    for (const { room } of this.#rooms.values()) room.announceMove();
    const ended = await Promise.allSettled([...this.#rooms.keys()].map((id) => this.end(id)));
    for (const result of ended) {
      if (result.status === 'rejected') {
        this.logger.warn(
          { err: result.reason as unknown },
          'A lease was not given back; it lapses.',
        );
      }
    }
  }

  async #open(meeting: MeetingView): Promise<Room> {
    const lease = await this.directory.claim(meeting.id, leaseTtlMs);
    if (!lease) throw new MeridianError('room_moved', 'Another node holds this room.');
    const logger = this.logger.child({ roomId: meeting.id });
    const topic = roomTopic(meeting.id);
    const publish = (event: RoomTopicEvent): void => {
      this.bus.publish(topic, event).catch((error: unknown) => {
        logger.warn({ err: error }, 'A room event was not published.');
      });
    };
    const room = new Room({
      meeting,
      epoch: lease.token,
      limits: this.limits,
      publish,
      onEmpty: () => this.#endLogged(meeting.id),
      logger,
    });
    try {
      room.useMedia(await this.#openMedia(room));
    } catch (error) {
      await this.directory.release(lease);
      throw error;
    }
    this.#rooms.set(meeting.id, { room, lease });
    logger.info({ epoch: lease.token }, 'Room opened.');
    this.records.started(meeting.id).catch((error: unknown) => {
      logger.warn({ err: error }, 'The start of the meeting was not recorded.');
    });
    return room;
  }

  #openMedia(room: Room): Promise<RoomMedia> {
    return RoomMedia.open(
      this.workers.leastLoaded(),
      (now) => room.onSpeakers(now),
      () => void this.#rebuild(room),
    );
  }

  /** The worker died under a room: it gets another one, and its participants join again. */
  async #rebuild(room: Room, attempt = 1): Promise<void> {
    if (room.closed || this.#closed) return;
    try {
      room.useMedia(await this.#openMedia(room));
      this.logger.warn({ roomId: room.id, attempt }, 'Room rebuilt on another worker.');
    } catch (error) {
      this.logger.error({ err: error, roomId: room.id, attempt }, 'Room could not be rebuilt yet.');
      await new Promise((resolve) => setTimeout(resolve, Math.min(2_000, 100 * attempt)));
      await this.#rebuild(room, attempt + 1);
    }
  }

  async #renewAll(): Promise<void> {
    for (const { room, lease } of this.#rooms.values()) {
      try {
        if (await this.directory.renew(lease, leaseTtlMs)) continue;
        this.logger.error(
          { roomId: room.id },
          'The room has moved to another node; closing it here.',
        );
        this.#rooms.delete(room.id);
        room.announceMove();
        room.close();
      } catch (error) {
        // Running calls go on while the directory is away.
        this.logger.warn({ err: error, roomId: room.id }, 'The lease of a room was not renewed.');
      }
    }
  }

  #endLogged(roomId: string): void {
    this.end(roomId).catch((error: unknown) => {
      this.logger.warn({ err: error, roomId }, 'A lease was not given back; it lapses.');
    });
  }
}
