import type { Bus, Closeable, Presence } from '@meridian/bus';
import type { Logger } from 'pino';
import type { RoomListeners } from './room-listeners.js';

const everyMs = 1_500;
/**
 * A store that came back empty shows no node until each has repeated itself, which takes one look;
 * a node that is really gone stays away.
 */
const missesUntilGone = 2;

/**
 * Announces this gateway, and watches the media nodes its rooms are on: when one dies, its
 * clients are told to join again, which places the room on another.
 */
export class RoomWatch {
  #announcement: Promise<Closeable> | undefined;
  #timer: NodeJS.Timeout | undefined;
  /** For each media node, how many looks in a row it was not there. */
  readonly #missed = new Map<string, number>();

  constructor(
    private readonly presence: Presence,
    private readonly bus: Bus,
    private readonly listeners: RoomListeners,
    private readonly logger: Logger,
  ) {}

  start(): void {
    this.#announcement = this.presence.announce('gateways', this.bus.nodeId, () => ({
      rooms: this.listeners.size,
    }));
    this.#announcement.catch((error: unknown) => {
      this.logger.error({ err: error }, 'This gateway could not announce itself.');
    });
    this.#timer = setInterval(() => void this.#look(), everyMs);
    this.#timer.unref();
  }

  async close(): Promise<void> {
    clearInterval(this.#timer);
    const announcement = this.#announcement;
    this.#announcement = undefined;
    await (await announcement)?.close();
  }

  async #look(): Promise<void> {
    try {
      const alive = await this.presence.list('sfu');
      for (const node of alive.keys()) this.#missed.set(node, 0);
      for (const [node, missed] of this.#missed) {
        if (alive.has(node)) continue;
        this.#missed.set(node, missed + 1);
        if (missed + 1 < missesUntilGone) continue;
        this.#missed.delete(node);
        this.#onGone(node);
      }
    } catch (error) {
      this.logger.debug({ err: error }, 'The media nodes could not be listed.');
    }
  }

  #onGone(node: string): void {
    const rooms = this.listeners
      .roomIds()
      .filter((roomId) => this.listeners.connectionsOf(roomId).some((one) => one.nodeId === node));
    if (rooms.length === 0) return;
    this.logger.warn({ node, rooms: rooms.length }, 'A media node is gone; its rooms move.');
    for (const roomId of rooms) {
      for (const connection of this.listeners.connectionsOf(roomId)) connection.unseated();
      this.listeners.resetMedia(roomId);
    }
  }
}
