import {
  MeridianError,
  type Invitee,
  type MeetingView,
  type PayloadOf,
  type RequestOf,
  type ResponseOf,
  type RoomEventName,
  type RoomSnapshot,
  type RoomTopicEvent,
  type SeatEventName,
  type SeatRef,
} from '@meridian/protocol';
import type { RtpCapabilities } from 'mediasoup/types';
import type { Logger } from 'pino';
import type { RoomMedia } from './room-media.js';
import { SeatMedia, type MediaLimits, type SeatMediaEvents } from './seat-media.js';
import { Seat } from './seat.js';
import type { SpeakersNow } from './speakers.js';

export interface RoomOptions {
  readonly meeting: MeetingView;
  /** Fencing token of the lease; the first epoch of the room. */
  readonly epoch: number;
  readonly limits: MediaLimits & {
    readonly maxParticipants: number;
    /** Milliseconds a seat is kept without a connection. */
    readonly seatGraceMs: number;
  };
  readonly publish: (event: RoomTopicEvent) => void;
  readonly onEmpty: () => void;
  readonly logger: Logger;
}

type LeaveReason = PayloadOf<'participantLeft'>['reason'];
export type Joined = Omit<ResponseOf<'join'>, 'iceServers'>;

/** One meeting in progress: its seats, and what everybody is told about them, in one order. */
export class Room {
  readonly #seats = new Map<string, Seat>();
  readonly openedAt = Date.now();
  #media: RoomMedia | undefined;
  #epoch: number;
  #seq = 0;
  #locked = false;
  #closed = false;

  constructor(private readonly options: RoomOptions) {
    this.#epoch = options.epoch;
  }

  get id(): string {
    return this.options.meeting.id;
  }
  get locked(): boolean {
    return this.#locked;
  }
  get closed(): boolean {
    return this.#closed;
  }
  get seats(): ReadonlyMap<string, Seat> {
    return this.#seats;
  }

  /** Gives the room its router, or another one after the worker died; media of before is gone. */
  useMedia(media: RoomMedia): void {
    const rebuilt = this.#media !== undefined;
    this.#media?.close();
    this.#media = media;
    if (!rebuilt) return;
    this.#epoch += 1;
    this.#seq = 0;
    for (const seat of this.#seats.values()) {
      seat.media.close();
      seat.media = this.#openMedia(seat.participantId);
      this.tell(seat, 'mediaReset', {});
    }
  }

  /**
   * Seats a participant. The same browser tab takes its kept seat back with its media; another
   * tab or device takes the seat over, and the former one is told.
   */
  join(ref: SeatRef, invitee: Invitee, choices: RequestOf<'join'>): Joined {
    const existing = this.#seats.get(invitee.participantId);
    if (existing?.isSuperseded(ref.clientId) && choices.takeOver !== true) {
      throw new MeridianError('seat_taken', 'The same link was opened on another device.');
    }
    const resumed = existing !== undefined && existing.ref.clientId === ref.clientId;
    const seat = existing ?? this.#takeSeat(ref, invitee, choices);
    if (existing) {
      if (!resumed) {
        this.tell(existing, 'seatTaken', {}, { disconnect: true });
        existing.media.close();
        existing.media = this.#openMedia(invitee.participantId);
      } else if (existing.ref.connectionId !== ref.connectionId) {
        this.#drop(existing.ref.connectionId);
      }
      existing.reconnected(ref);
      existing.choose(choices);
      this.announce(existing);
    }
    return {
      participantId: invitee.participantId,
      resumed,
      kept: seat.media.kept,
      room: this.snapshot(),
      // mediasoup's finalized capabilities are what the schema describes.
      routerRtpCapabilities: this.media.router.rtpCapabilities satisfies RtpCapabilities,
    };
  }

  /** The seat a request comes from; fails with `not_joined` for a stale or unknown connection. */
  seatOf(ref: SeatRef): Seat {
    const seat = this.#seats.get(ref.participantId);
    if (!seat || seat.ref.connectionId !== ref.connectionId) {
      throw new MeridianError('not_joined', 'Join the meeting first.');
    }
    if (seat.connection === 'reconnecting') {
      // Its gateway was taken for dead but still speaks for it.
      seat.reconnected(ref);
      this.announce(seat);
    }
    return seat;
  }

  seatById(participantId: string): Seat {
    const seat = this.#seats.get(participantId);
    if (!seat) throw new MeridianError('participant_not_found', 'This participant is not here.');
    return seat;
  }

  /** The connection of a seat is lost: the seat is kept for a while. */
  dropConnection(ref: SeatRef): void {
    const seat = this.#seats.get(ref.participantId);
    if (!seat || seat.ref.connectionId !== ref.connectionId || seat.connection !== 'connected') {
      return;
    }
    seat.keepFor(this.options.limits.seatGraceMs, () => this.removeSeat(seat, 'lost'));
    this.announce(seat);
  }

  removeSeat(seat: Seat, reason: LeaveReason): void {
    if (this.#seats.get(seat.participantId) !== seat) return;
    this.#seats.delete(seat.participantId);
    seat.close();
    this.#media?.speakers.forget(seat.participantId);
    this.emit('participantLeft', { participantId: seat.participantId, reason });
    this.options.logger.info({ participantId: seat.participantId, reason }, 'Participant left.');
    if (this.#seats.size === 0) this.options.onEmpty();
  }

  setLocked(locked: boolean): void {
    if (this.#locked === locked) return;
    this.#locked = locked;
    this.emit('roomLocked', { locked });
  }

  /** Tells everybody in the room, in one order. */
  emit<Name extends RoomEventName>(name: Name, data: PayloadOf<Name>): void {
    if (this.#closed) return;
    this.#seq += 1;
    this.options.publish({ kind: 'room', epoch: this.#epoch, seq: this.#seq, name, data });
  }

  /** Tells one participant. */
  tell<Name extends SeatEventName>(
    seat: Seat,
    name: Name,
    data: PayloadOf<Name>,
    { disconnect = false } = {},
  ): void {
    if (this.#closed) return;
    const { connectionId } = seat.ref;
    this.options.publish({
      kind: 'seat',
      epoch: this.#epoch,
      connectionId,
      name,
      data,
      disconnect,
    });
  }

  /** Tells everybody to join again elsewhere, since this node gives the room up. */
  announceMove(): void {
    for (const seat of this.#seats.values()) this.tell(seat, 'mediaReset', {});
  }

  /** Tells everybody how a participant looks now. */
  announce(seat: Seat): void {
    this.emit('participantUpdated', { participant: seat.view() });
  }

  onSpeakers(now: SpeakersNow): void {
    this.emit('activeSpeakerChanged', { dominant: now.dominant, speaking: [...now.speaking] });
  }

  snapshot(): RoomSnapshot {
    const seats = [...this.#seats.values()];
    return {
      epoch: this.#epoch,
      seq: this.#seq,
      meeting: this.options.meeting,
      participants: seats.map((seat) => seat.view()),
      producers: seats.flatMap((seat) => seat.media.producers()),
      activeSpeaker: this.media.speakers.dominant,
      locked: this.#locked,
      serverTime: Date.now(),
    };
  }

  close(): void {
    if (this.#closed) return;
    this.#closed = true;
    for (const seat of this.#seats.values()) seat.close();
    this.#seats.clear();
    this.#media?.close();
  }

  private get media(): RoomMedia {
    if (!this.#media || this.#media.router.closed) {
      throw new MeridianError('unavailable', 'The media of this room is being rebuilt.');
    }
    return this.#media;
  }

  #takeSeat(ref: SeatRef, invitee: Invitee, choices: RequestOf<'join'>): Seat {
    if (this.#locked && invitee.role !== 'chair') {
      throw new MeridianError('room_locked', 'The chair has locked the room.');
    }
    const { maxParticipants } = this.options.limits;
    if (this.#seats.size >= maxParticipants) {
      throw new MeridianError('room_full', 'The room is full.', {
        details: { limit: maxParticipants },
      });
    }
    const seat = new Seat(ref, invitee, this.#openMedia(invitee.participantId), choices);
    this.#seats.set(invitee.participantId, seat);
    this.emit('participantJoined', { participant: seat.view() });
    this.options.logger.info(
      { participantId: invitee.participantId, role: invitee.role },
      'Participant joined.',
    );
    return seat;
  }

  #openMedia(participantId: string): SeatMedia {
    const { router, webRtcServer, speakers } = this.media;
    const withSeat = (act: (seat: Seat) => void): void => {
      const seat = this.#seats.get(participantId);
      if (seat) act(seat);
    };
    const events: SeatMediaEvents = {
      producerOpened: (producer, view) => {
        this.emit('producerOpened', { producer: view });
        if (view.source !== 'microphone') return;
        speakers.add(producer).catch((error: unknown) => {
          // The producer can be gone again before the observer has it.
          this.options.logger.debug({ err: error }, 'A microphone could not be observed.');
        });
      },
      producerClosed: ({ producerId, source }) => {
        if (source === 'microphone') speakers.forget(participantId);
        withSeat((seat) => seat.uplink.forget(source));
        this.emit('producerClosed', { producerId, participantId });
      },
      producerScored: (source, score) => {
        withSeat((seat) => {
          const before = seat.uplink.value;
          seat.uplink.score(source, score);
          if (seat.uplink.value !== before) this.announce(seat);
        });
      },
      consumerClosed: (consumerId) => {
        withSeat((seat) => this.tell(seat, 'consumerClosed', { consumerId }));
      },
      consumerLayersChanged: (consumerId, spatialLayer) => {
        withSeat((seat) => this.tell(seat, 'consumerLayersChanged', { consumerId, spatialLayer }));
      },
    };
    return new SeatMedia(participantId, router, webRtcServer, this.options.limits, events);
  }

  #drop(connectionId: string): void {
    this.options.publish({ kind: 'drop', epoch: this.#epoch, connectionId });
  }
}
