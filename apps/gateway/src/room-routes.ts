import type { Bus, Presence, RoomDirectory } from '@meridian/bus';
import { MeridianError } from '@meridian/protocol';
import { z } from 'zod';

/** What media nodes announce of themselves under the presence scope `sfu`. */
const mediaNode = z.object({ rooms: z.number(), participants: z.number() });

const mostMoves = 4;

/** Finds the node that holds a room, or chooses one for a new room. */
export class RoomRoutes {
  constructor(
    private readonly presence: Presence,
    private readonly directory: RoomDirectory,
    private readonly bus: Bus,
  ) {}

  /**
   * Asks the node that holds the room, following the room when it has moved.
   * Fails with `unavailable` when no media node is there.
   */
  async ask<T>(
    roomId: string,
    ask: (nodeId: string) => Promise<T>,
  ): Promise<{ nodeId: string; answer: T }> {
    for (let move = 1; ; move += 1) {
      const nodeId = (await this.directory.lookup(roomId))?.nodeId ?? (await this.#leastLoaded());
      try {
        return { nodeId, answer: await ask(nodeId) };
      } catch (error) {
        const moved = error instanceof MeridianError && error.code === 'room_moved';
        if (!moved || move === mostMoves) throw error;
      }
    }
  }

  async #leastLoaded(): Promise<string> {
    const nodes = [...(await this.presence.list('sfu'))].map(([nodeId, info]) => ({
      nodeId,
      ...mediaNode.parse(info),
    }));
    // A media node in the own process saves a hop, all else being equal.
    const cost = (node: (typeof nodes)[number]): number =>
      node.participants + (node.nodeId === this.bus.nodeId ? 0 : 0.5);
    nodes.sort((a, b) => cost(a) - cost(b));
    const [best] = nodes;
    if (!best) throw new MeridianError('unavailable', 'No media node is there.');
    return best.nodeId;
  }
}
