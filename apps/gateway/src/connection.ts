import type { VerifiedGrant } from '@meridian/auth';
import type { MeetingRole, SeatRef } from '@meridian/protocol';
import type { Socket } from 'socket.io';
import { RateLimit } from './rate-limit.js';

/*
 * Joining a room of 60 with sound and picture takes about 400 requests; in a running meeting a
 * client sends a few per second when people page through a gallery.
 */
const burst = 400;
const perSecond = 50;
/** Refusals after which a client is not mistaken but hostile or broken, and is let go. */
const mostRefusals = 2_000;

interface Joined {
  readonly nodeId: string;
  readonly role: MeetingRole;
}

/** What the gateway knows of one socket: whose it is, and where its seat stands. */
export class Connection {
  readonly #limit = new RateLimit(burst, perSecond, performance.now());
  #refusals = 0;
  #joined: Joined | undefined;

  constructor(
    readonly socket: Socket,
    readonly grant: VerifiedGrant,
    private readonly clientId: string,
    private readonly gatewayId: string,
  ) {}

  get id(): string {
    return this.socket.id;
  }
  get roomId(): string {
    return this.grant.meetingId;
  }
  /** The node that holds the seat; undefined before the join and after the leave. */
  get nodeId(): string | undefined {
    return this.#joined?.nodeId;
  }
  /** As the meetings service said at the join; before that, as the link says. */
  get role(): MeetingRole {
    return this.#joined?.role ?? this.grant.role;
  }
  get seat(): SeatRef {
    return {
      roomId: this.grant.meetingId,
      participantId: this.grant.participantId,
      clientId: this.clientId,
      connectionId: this.socket.id,
      gatewayId: this.gatewayId,
    };
  }

  seated(nodeId: string, role: MeetingRole): void {
    this.#joined = { nodeId, role };
  }
  unseated(): void {
    this.#joined = undefined;
  }

  /** @returns milliseconds to wait, 0 when the request may pass. */
  takeRequest(): number {
    const waitMs = this.#limit.take(performance.now());
    if (waitMs > 0) this.#refusals += 1;
    return waitMs;
  }
  get isAbusive(): boolean {
    return this.#refusals > mostRefusals;
  }
}
