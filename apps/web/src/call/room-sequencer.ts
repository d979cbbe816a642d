import type { RoomSnapshot } from '@meridian/protocol';
import type { RoomState } from './room-state.js';
import { applyRoomEvent, roomFromSnapshot } from './room-state.js';
import type { RoomEvent } from './signalling-event.js';

/** A room event, or the bare place of one this client does not know. */
export type Numbered = Pick<RoomEvent, 'epoch' | 'seq'> & { readonly event: RoomEvent | null };

/**
 * - `applied`: the room has changed
 * - `ignored`: old, repeated or of another epoch
 * - `held`: kept until the snapshot that is on its way
 * - `gap`: something is missing; ask for a snapshot, the event is kept for after it
 */
export type Receipt = 'applied' | 'ignored' | 'held' | 'gap';

/** More held events than this mean that no snapshot will fit them any more. */
const MAX_HELD = 2_000;

/**
 * Puts snapshot and events together. Events may overtake the snapshot, be repeated, or be
 * missing; the state is always one that the server had, and a missing event is noticed by its
 * number.
 */
export class RoomSequencer {
  #room: RoomState | null = null;
  #held: Numbered[] = [];
  #awaitingSnapshot = true;

  get room(): RoomState | null {
    return this.#room;
  }

  /** A snapshot was asked for: hold events back until it is there. */
  awaitSnapshot(): void {
    this.#awaitingSnapshot = true;
  }

  receive(numbered: Numbered): Receipt {
    const room = this.#room;
    if (this.#awaitingSnapshot || !room) return this.#hold(numbered);
    if (numbered.epoch < room.epoch) return 'ignored';
    if (numbered.epoch === room.epoch && numbered.seq <= room.seq) return 'ignored';
    if (numbered.epoch > room.epoch || numbered.seq > room.seq + 1) {
      this.#hold(numbered);
      this.#awaitingSnapshot = true;
      return 'gap';
    }
    this.#room = this.#after(room, numbered);
    return 'applied';
  }

  /**
   * Takes the snapshot, then what was held and continues it.
   * @returns false when an event between is missing and another snapshot must be asked for
   */
  takeSnapshot(snapshot: RoomSnapshot): boolean {
    let room = roomFromSnapshot(snapshot);
    const held = this.#held.toSorted((a, b) => a.epoch - b.epoch || a.seq - b.seq);
    this.#held = [];
    this.#awaitingSnapshot = false;
    for (const [index, numbered] of held.entries()) {
      if (numbered.epoch < room.epoch) continue;
      if (numbered.epoch === room.epoch && numbered.seq <= room.seq) continue;
      if (numbered.epoch > room.epoch || numbered.seq > room.seq + 1) {
        this.#held = held.slice(index);
        this.#awaitingSnapshot = true;
        break;
      }
      room = this.#after(room, numbered);
    }
    this.#room = room;
    return !this.#awaitingSnapshot;
  }

  #hold(numbered: Numbered): 'held' {
    this.#held.push(numbered);
    if (this.#held.length > MAX_HELD) this.#held.shift();
    return 'held';
  }

  #after(room: RoomState, { event, seq }: Numbered): RoomState {
    return event ? applyRoomEvent(room, event) : { ...room, seq };
  }
}
