import { z } from 'zod';

/**
 * The `auth` object of the socket.io handshake on `/rtc`. It is parsed in two steps: the version
 * first, since a client of another version may send another shape.
 */
export const handshakeVersion = z.looseObject({ protocolVersion: z.number().int() });

export const handshake = z.strictObject({
  protocolVersion: z.number().int(),
  /** The signed join link's token. */
  token: z.string().min(1).max(4096),
  /**
   * Random id of the browser tab, kept over reloads of that tab. The same id takes a kept seat
   * back; another id with the same link takes the seat over.
   */
  clientId: z.string().regex(/^[A-Za-z0-9_-]{8,64}$/),
});
export type Handshake = z.infer<typeof handshake>;
