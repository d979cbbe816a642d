import { z } from 'zod';

/** The bus topic on which the node that holds a room tells the gateways what happens in it. */
export function roomTopic(roomId: string): string {
  return `room:${roomId}`;
}

/**
 * What travels on a room's topic. `epoch` is the fencing token of the room's holder: gateways
 * ignore a lower one than the highest they have seen.
 */
export const roomTopicEvent = z.discriminatedUnion('kind', [
  z.strictObject({
    kind: z.literal('room'),
    epoch: z.number().int().min(0),
    seq: z.number().int().min(0),
    name: z.string(),
    data: z.unknown(),
  }),
  z.strictObject({
    kind: z.literal('seat'),
    epoch: z.number().int().min(0),
    connectionId: z.string(),
    name: z.string(),
    data: z.unknown(),
    /** The socket is closed once the event is sent. */
    disconnect: z.boolean(),
  }),
  /** A connection that was replaced by a newer one of the same tab: closed without a word. */
  z.strictObject({
    kind: z.literal('drop'),
    epoch: z.number().int().min(0),
    connectionId: z.string(),
  }),
]);
export type RoomTopicEvent = z.infer<typeof roomTopicEvent>;
