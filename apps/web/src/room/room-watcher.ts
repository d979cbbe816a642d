import type { ErrorCode, ParticipantView } from '@meridian/protocol';
import type { CallModel, DeviceProblem } from '../call/call-model.js';

export type SourceName = 'microphone' | 'camera' | 'screen';

/** Something to be told once, by voice of the screen reader or as a toast. */
export type RoomHappening =
  | { readonly kind: 'connected' }
  | { readonly kind: 'connection-lost' }
  | { readonly kind: 'connection-back' }
  | {
      readonly kind: 'joined';
      readonly centerCode: string | null;
      readonly names: readonly string[];
    }
  | { readonly kind: 'hand'; readonly name: string }
  | { readonly kind: 'muted-by-chair'; readonly source: SourceName }
  | { readonly kind: 'microphone'; readonly on: boolean }
  | { readonly kind: 'problem'; readonly problem: DeviceProblem }
  | { readonly kind: 'refused'; readonly source: SourceName; readonly code: ErrorCode };

type Watched = Pick<CallModel, 'phase' | 'selfId' | 'participants' | 'local'>;

const sources: readonly SourceName[] = ['microphone', 'camera', 'screen'];

/** Joins within this time are told together (milliseconds). */
export const joinsToldAfterMs = 3000;

/** Compares the model with what it was and says what has happened in between. */
export class RoomWatcher {
  #before: Watched | null = null;
  #known: ReadonlySet<string> | null = null;
  readonly #joined: ParticipantView[] = [];

  /** Takes the newest model; joins are kept back until `flushJoins`. */
  take(model: Watched): readonly RoomHappening[] {
    const before = this.#before;
    this.#before = model;
    this.#collectJoins(model);
    if (!before) return [];
    return [
      ...connectionHappenings(before, model),
      ...handHappenings(before, model),
      ...sources.flatMap((source) => sourceHappenings(source, before, model)),
    ];
  }

  get joinsWaiting(): boolean {
    return this.#joined.length > 0;
  }

  /** The joins since the last call, one happening per center. */
  flushJoins(): readonly RoomHappening[] {
    const joined = this.#joined.splice(0);
    const centers = [...new Set(joined.map(({ centerCode }) => centerCode))];
    return centers.map((centerCode) => ({
      kind: 'joined',
      centerCode,
      names: joined
        .filter((person) => person.centerCode === centerCode)
        .map(({ displayName }) => displayName),
    }));
  }

  /** Only people of the other delegations are told; the own ones are known to be coming. */
  #collectJoins({ participants, selfId, phase }: Watched): void {
    if (phase !== 'live') return;
    const own = participants.find(({ participantId }) => participantId === selfId)?.centerCode;
    const known = this.#known;
    this.#known = new Set(participants.map(({ participantId }) => participantId));
    if (!known) return;
    this.#joined.push(
      ...participants.filter(
        ({ participantId, centerCode }) =>
          !known.has(participantId) && (centerCode === null || centerCode !== own),
      ),
    );
  }
}

function connectionHappenings(before: Watched, now: Watched): readonly RoomHappening[] {
  if (before.phase === now.phase) return [];
  const lost = (phase: Watched['phase']): boolean =>
    phase === 'reconnecting' || phase === 'offline';
  if (before.phase === 'live' && lost(now.phase)) return [{ kind: 'connection-lost' }];
  if (lost(before.phase) && now.phase === 'live') return [{ kind: 'connection-back' }];
  return now.phase === 'live' ? [{ kind: 'connected' }] : [];
}

function handHappenings(before: Watched, now: Watched): readonly RoomHappening[] {
  if (before.participants === now.participants) return [];
  const up = new Set(
    before.participants
      .filter((person) => person.handRaisedAt !== null)
      .map((person) => person.participantId),
  );
  return now.participants
    .filter((person) => person.handRaisedAt !== null && !up.has(person.participantId))
    .filter((person) => person.participantId !== now.selfId)
    .map((person) => ({ kind: 'hand', name: person.displayName }));
}

function sourceHappenings(
  source: SourceName,
  before: Watched,
  now: Watched,
): readonly RoomHappening[] {
  const old = before.local[source];
  const own = now.local[source];
  const happenings: RoomHappening[] = [];
  if (own.mutedByChair && !old.mutedByChair) happenings.push({ kind: 'muted-by-chair', source });
  else if (source === 'microphone' && old.state !== own.state) {
    if (own.state === 'live') happenings.push({ kind: 'microphone', on: true });
    if (own.state === 'muted' && old.state === 'live')
      happenings.push({ kind: 'microphone', on: false });
  }
  if (own.problem && own.problem !== old.problem)
    happenings.push({ kind: 'problem', problem: own.problem });
  if (own.refused && own.refused !== old.refused) {
    happenings.push({ kind: 'refused', source, code: own.refused });
  }
  return happenings;
}
