import type { CenterView, ParticipantView } from '@meridian/protocol';

export interface DelegationSeats {
  /** Code of the center; people of no known center sit together under `guests`. */
  readonly key: string;
  readonly center: CenterView | null;
  /** In the order of the stage. */
  readonly people: readonly ParticipantView[];
}

export interface RoomSeats {
  /** In the order of the meeting's centers, the host's first; the same for everybody. */
  readonly delegations: readonly DelegationSeats[];
  readonly interpreters: readonly ParticipantView[];
  readonly observers: readonly ParticipantView[];
}

export const guestsKey = 'guests';

/** Who sits where. Nothing depends on who joined first, nor on who looks. */
export function seatRoom(
  centers: readonly CenterView[],
  participants: readonly ParticipantView[],
): RoomSeats {
  const ordered = participants.toSorted(bySeat);
  const seated = ordered.filter(({ role }) => role === 'chair' || role === 'delegate');
  const codes = new Set(centers.map(({ code }) => code));
  const guests = seated.filter(({ centerCode }) => !centerCode || !codes.has(centerCode));
  const delegations: DelegationSeats[] = centers.map((center) => ({
    key: center.code,
    center,
    people: seated.filter(({ centerCode }) => centerCode === center.code),
  }));
  if (guests.length > 0) delegations.push({ key: guestsKey, center: null, people: guests });
  return {
    delegations,
    interpreters: ordered.filter(({ role }) => role === 'interpreter'),
    observers: ordered.filter(({ role }) => role === 'observer'),
  };
}

/** The head first, then the chair, then by name; code points compare alike in every browser. */
function bySeat(a: ParticipantView, b: ParticipantView): number {
  const rank = (person: ParticipantView): number =>
    person.head ? 0 : person.role === 'chair' ? 1 : 2;
  return (
    rank(a) - rank(b) ||
    compareText(a.displayName, b.displayName) ||
    compareText(a.participantId, b.participantId)
  );
}

function compareText(a: string, b: string): number {
  if (a === b) return 0;
  return a < b ? -1 : 1;
}

/** Place in the queue of raised hands, from 1, by participant. */
export function handPlaces(participants: readonly ParticipantView[]): ReadonlyMap<string, number> {
  const raised = participants
    .filter(({ handRaisedAt }) => handRaisedAt !== null)
    .toSorted(
      (a, b) =>
        (a.handRaisedAt ?? 0) - (b.handRaisedAt ?? 0) ||
        compareText(a.participantId, b.participantId),
    );
  return new Map(raised.map(({ participantId }, index) => [participantId, index + 1]));
}
