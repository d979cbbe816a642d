import { isAllowed } from '@meridian/auth';
import type { Bus } from '@meridian/bus';
import {
  MeridianError,
  admitParticipant,
  isMessageName,
  joinRoom,
  messages,
  permissionOf,
  requestEnvelope,
  roomRequest,
  type MessageName,
  type RequestOf,
  type ResponseOf,
} from '@meridian/protocol';
import type { Connection } from './connection.js';
import type { RoomListeners } from './room-listeners.js';
import type { RoomRoutes } from './room-routes.js';

/** Nothing a client sends is longer than this, in characters of JSON. */
const longestRequest = 64 * 1024;

/**
 * Answers one request of one connection: parses it with the message's schema, checks the
 * permission, and hands it to the node that holds the room.
 */
export class Dispatcher {
  constructor(
    private readonly bus: Bus,
    private readonly routes: RoomRoutes,
    private readonly listeners: RoomListeners,
  ) {}

  /** Fails with a `MeridianError` of the code the client is to get. */
  async answer(connection: Connection, name: string, argument: unknown): Promise<unknown> {
    const waitMs = connection.takeRequest();
    if (waitMs > 0) {
      throw new MeridianError('rate_limited', 'Too many requests.', {
        details: { retryAfterMs: waitMs },
      });
    }
    if (!isMessageName(name)) {
      throw new MeridianError('unknown_message', 'There is no such message.');
    }
    const { id, request } = this.#parse(name, argument);
    if (name !== 'join' && connection.nodeId === undefined) {
      throw new MeridianError('not_joined', 'Join the meeting first.');
    }
    if (!isAllowed(connection.role, permissionOf(name, request))) {
      throw new MeridianError('forbidden', 'Your role in this meeting does not allow this.');
    }
    if (name === 'join') return this.#join(connection, id, request as RequestOf<'join'>);
    const answer = await this.#forward(connection, id, name, request);
    if (name === 'leave') await this.forget(connection);
    return answer;
  }

  /** The connection has no seat any more; what is said in its room is no longer passed on to it. */
  async forget(connection: Connection): Promise<void> {
    connection.unseated();
    await connection.socket.leave(connection.roomId);
    await this.listeners.remove(connection);
  }

  #parse<Name extends MessageName>(
    name: Name,
    argument: unknown,
  ): { id: string; request: RequestOf<Name> } {
    const envelope = requestEnvelope.safeParse(argument);
    if (!envelope.success) throw refused(argument, envelope.error.issues[0]?.path);
    const request = messages[name].request.safeParse(envelope.data.data);
    if (!request.success) throw refused(argument, request.error.issues[0]?.path);
    return { id: envelope.data.id, request: request.data as RequestOf<Name> };
  }

  async #join(
    connection: Connection,
    requestId: string,
    request: RequestOf<'join'>,
  ): Promise<ResponseOf<'join'>> {
    const { meetingId, participantId } = connection.grant;
    const { meeting, invitee } = await this.bus.request({ service: 'meetings' }, admitParticipant, {
      meetingId,
      participantId,
    });
    await this.listeners.add(connection);
    try {
      const { nodeId, answer } = await this.routes.ask(meetingId, (node) =>
        this.bus.request({ node }, joinRoom, {
          seat: connection.seat,
          requestId,
          meeting,
          invitee,
          join: request,
        }),
      );
      connection.seated(nodeId, invitee.role);
      return answer;
    } catch (error) {
      await this.forget(connection);
      throw error;
    }
  }

  #forward(
    connection: Connection,
    requestId: string,
    name: MessageName,
    data: unknown,
  ): Promise<unknown> {
    const node = connection.nodeId;
    if (node === undefined) throw new MeridianError('not_joined', 'Join the meeting first.');
    return this.bus.request({ node }, roomRequest, {
      seat: connection.seat,
      requestId,
      name,
      data,
    });
  }
}

/** Tells a request that is too big from one that is merely wrong; only refused ones are measured. */
function refused(argument: unknown, path: readonly PropertyKey[] | undefined): MeridianError {
  if (size(argument) > longestRequest) {
    return new MeridianError('payload_too_large', 'The request is too large.', {
      details: { limit: longestRequest },
    });
  }
  return new MeridianError('invalid_request', 'The request does not fit its schema.', {
    details: { path: (path ?? []).map(String).join('.') },
  });
}

function size(argument: unknown): number {
  // JSON.stringify gives undefined for undefined, which its type does not say.
  return argument === undefined ? 0 : JSON.stringify(argument).length;
}
