import { randomUUID } from 'node:crypto';
import {
  protocolVersion,
  type Ack,
  type EventEnvelope,
  type EventName,
  type MessageName,
  type PayloadOf,
  type RequestOf,
  type ResponseOf,
} from '@meridian/protocol';
import { io, type Socket } from 'socket.io-client';

/** A signalling client without a browser: says whatever it is told to, right or wrong. */
export class RtcClient {
  readonly events: { name: string; envelope: EventEnvelope }[] = [];

  private constructor(readonly socket: Socket) {
    socket.onAny((name: string, envelope: EventEnvelope) => this.events.push({ name, envelope }));
  }

  /** Connects, or rejects with the `{ code, message }` of the refusal. */
  static connect(
    origin: string,
    token: string,
    auth: Record<string, unknown> = {},
  ): Promise<RtcClient> {
    const socket = io(`${origin}/rtc`, {
      transports: ['websocket'],
      reconnection: false,
      forceNew: true,
      auth: { protocolVersion, token, clientId: `client-${randomUUID()}`, ...auth },
    });
    const client = new RtcClient(socket);
    return new Promise((resolve, reject) => {
      socket.once('connect', () => resolve(client));
      socket.once('connect_error', (error: Error & { data?: unknown }) => {
        socket.close();
        reject(Object.assign(error, error.data));
      });
    });
  }

  /** Sends anything under any name and waits for the acknowledgement. */
  raw(name: string, argument: unknown, timeoutMs = 10_000): Promise<Ack> {
    return this.socket.timeout(timeoutMs).emitWithAck(name, argument) as Promise<Ack>;
  }

  async send<Name extends MessageName>(
    name: Name,
    data: RequestOf<Name>,
  ): Promise<ResponseOf<Name>> {
    const ack = await this.raw(name, { id: randomUUID(), data });
    if (!ack.ok) throw Object.assign(new Error(ack.error.message), ack.error);
    return ack.data as ResponseOf<Name>;
  }

  join(displayName = 'Somebody'): Promise<ResponseOf<'join'>> {
    return this.send('join', { displayName, spokenLanguage: 'en', captionLanguage: null });
  }

  payloads<Name extends EventName>(name: Name): PayloadOf<Name>[] {
    return this.events
      .filter((event) => event.name === name)
      .map(({ envelope }) => envelope.data as PayloadOf<Name>);
  }

  close(): void {
    this.socket.close();
  }
}

/** The code of a refusal; other errors are thrown again. */
export function codeOf(error: unknown): string {
  if (error instanceof Error && 'code' in error && typeof error.code === 'string')
    return error.code;
  throw error;
}
