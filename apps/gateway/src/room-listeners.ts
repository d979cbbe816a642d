import type { Bus, Closeable } from '@meridian/bus';
import { roomTopic, roomTopicEvent, type EventEnvelope } from '@meridian/protocol';
import type { Logger } from 'pino';
import type { Namespace } from 'socket.io';
import type { Connection } from './connection.js';

interface Listener {
  readonly connections: Map<string, Connection>;
  readonly subscription: Promise<Closeable>;
  /** Highest epoch heard of; what a former holder of the room still says is not passed on. */
  epoch: number;
}

/** Passes on to this gateway's sockets what the bus says of their rooms. */
export class RoomListeners {
  readonly #rooms = new Map<string, Listener>();

  constructor(
    private readonly bus: Bus,
    private readonly namespace: Namespace,
    private readonly logger: Logger,
  ) {}

  get size(): number {
    return this.#rooms.size;
  }

  connectionsOf(roomId: string): readonly Connection[] {
    return [...(this.#rooms.get(roomId)?.connections.values() ?? [])];
  }

  roomIds(): readonly string[] {
    return [...this.#rooms.keys()];
  }

  /** Resolves when nothing said in the room from now on can be missed. */
  async add(connection: Connection): Promise<void> {
    const { roomId } = connection;
    let listener = this.#rooms.get(roomId);
    if (!listener) {
      const opened: Listener = {
        connections: new Map(),
        subscription: this.bus.subscribe(roomTopic(roomId), (event) => this.#pass(roomId, event)),
        epoch: 0,
      };
      listener = opened;
      this.#rooms.set(roomId, opened);
    }
    listener.connections.set(connection.id, connection);
    await connection.socket.join(roomId);
    try {
      await listener.subscription;
    } catch (error) {
      if (this.#rooms.get(roomId) === listener) this.#rooms.delete(roomId);
      throw error;
    }
  }

  async remove(connection: Connection): Promise<void> {
    const listener = this.#rooms.get(connection.roomId);
    if (!listener) return;
    listener.connections.delete(connection.id);
    if (listener.connections.size > 0) return;
    this.#rooms.delete(connection.roomId);
    await (await listener.subscription).close();
  }

  /** Tells the sockets of a room that its media node is gone and a join will find another. */
  resetMedia(roomId: string): void {
    const listener = this.#rooms.get(roomId);
    if (!listener) return;
    const envelope: EventEnvelope = { epoch: listener.epoch, seq: null, data: {} };
    this.namespace.to(roomId).emit('mediaReset', envelope);
  }

  #pass(roomId: string, event: unknown): void {
    const listener = this.#rooms.get(roomId);
    if (!listener) return;
    const parsed = roomTopicEvent.parse(event);
    if (parsed.epoch < listener.epoch) {
      this.logger.warn({ roomId, epoch: parsed.epoch }, 'A former holder of a room still speaks.');
      return;
    }
    listener.epoch = parsed.epoch;
    switch (parsed.kind) {
      case 'room': {
        const { epoch, seq, name, data } = parsed;
        const envelope: EventEnvelope = { epoch, seq, data };
        this.namespace.to(roomId).emit(name, envelope);
        return;
      }
      case 'seat': {
        const connection = listener.connections.get(parsed.connectionId);
        if (!connection) return;
        const envelope: EventEnvelope = { epoch: parsed.epoch, seq: null, data: parsed.data };
        connection.socket.emit(parsed.name, envelope);
        if (parsed.disconnect) this.#disconnect(connection);
        return;
      }
      case 'drop': {
        const connection = listener.connections.get(parsed.connectionId);
        if (connection) this.#disconnect(connection);
      }
    }
  }

  /** The seat is no longer this connection's, so its end means nothing to the room. */
  #disconnect(connection: Connection): void {
    connection.unseated();
    connection.socket.disconnect(true);
  }
}
