import type { Invitee, ParticipantView, RequestOf, SeatRef } from '@meridian/protocol';
import { RequestMemory } from './request-memory.js';
import type { SeatMedia } from './seat-media.js';
import { UplinkQuality } from './uplink-quality.js';

/** A participant's place in a room. It outlives the participant's connection for a while. */
export class Seat {
  readonly requests = new RequestMemory();
  readonly uplink = new UplinkQuality();
  connection: 'connected' | 'reconnecting' = 'connected';
  displayName: string;
  spokenLanguage: string;
  captionLanguage: string | null;
  handRaisedAt: number | null = null;
  /** Tabs the seat was taken from; they get it back only when somebody asks for it there. */
  readonly #superseded = new Set<string>();
  #grace: NodeJS.Timeout | undefined;

  constructor(
    public ref: SeatRef,
    readonly invitee: Invitee,
    public media: SeatMedia,
    choices: RequestOf<'join'>,
  ) {
    this.displayName = choices.displayName;
    this.spokenLanguage = choices.spokenLanguage;
    this.captionLanguage = choices.captionLanguage;
  }

  get participantId(): string {
    return this.invitee.participantId;
  }

  view(): ParticipantView {
    return {
      participantId: this.participantId,
      displayName: this.displayName,
      role: this.invitee.role,
      centerCode: this.invitee.centerCode,
      head: this.invitee.head,
      spokenLanguage: this.spokenLanguage,
      captionLanguage: this.captionLanguage,
      connection: this.connection,
      handRaisedAt: this.handRaisedAt,
      quality: this.uplink.value,
    };
  }

  choose(choices: RequestOf<'updateSelf'>): void {
    this.displayName = choices.displayName ?? this.displayName;
    this.spokenLanguage = choices.spokenLanguage ?? this.spokenLanguage;
    if (choices.captionLanguage !== undefined) this.captionLanguage = choices.captionLanguage;
  }

  /** Keeps the seat for `ms` milliseconds without a connection, then says it is lost. */
  keepFor(ms: number, onLost: () => void): void {
    this.connection = 'reconnecting';
    clearTimeout(this.#grace);
    this.#grace = setTimeout(onLost, ms);
  }

  isSuperseded(clientId: string): boolean {
    return this.#superseded.has(clientId);
  }

  reconnected(ref: SeatRef): void {
    clearTimeout(this.#grace);
    if (ref.clientId !== this.ref.clientId) this.#superseded.add(this.ref.clientId);
    this.#superseded.delete(ref.clientId);
    this.ref = ref;
    this.connection = 'connected';
  }

  close(): void {
    clearTimeout(this.#grace);
    this.media.close();
  }
}
