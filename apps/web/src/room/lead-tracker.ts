import type { ParticipantView } from '@meridian/protocol';

interface Group {
  readonly key: string;
  readonly people: readonly ParticipantView[];
}

interface Speech {
  readonly dominant: string | null;
  /** Loudest first. */
  readonly speaking: readonly string[];
}

interface Track {
  lead: string | null;
  /** False while the lead stands there by order only, not by having spoken. */
  spoke: boolean;
  /** The first look takes who speaks now: there is nothing yet that could be disturbed. */
  fresh: boolean;
  candidate: { readonly id: string; readonly since: number } | null;
}

/** Speech this long makes a lead; shorter interjections move nothing (milliseconds). */
export const steadySpeechMs = 2000;

/**
 * Who is large in each delegation: the current or latest steady speaker of it, before that its
 * head. Time is handed in, so that it can be tested and nothing ticks inside.
 */
export class LeadTracker {
  readonly #tracks = new Map<string, Track>();

  /**
   * Answers the lead of each group by its key, and when to ask again although nothing else has
   * changed (milliseconds of the same clock as `now`), or null.
   */
  update(
    groups: readonly Group[],
    speech: Speech,
    now: number,
  ): { readonly leads: ReadonlyMap<string, string>; readonly askAgainAt: number | null } {
    const leads = new Map<string, string>();
    let askAgainAt: number | null = null;
    for (const group of groups) {
      const track = this.#tracks.get(group.key) ?? {
        lead: null,
        spoke: false,
        fresh: true,
        candidate: null,
      };
      this.#tracks.set(group.key, track);
      followSpeech(track, group, speech, now);
      track.fresh &&= group.people.length === 0;
      if (track.lead !== null) leads.set(group.key, track.lead);
      if (track.candidate) {
        askAgainAt = Math.min(askAgainAt ?? Infinity, track.candidate.since + steadySpeechMs);
      }
    }
    return { leads, askAgainAt };
  }
}

function followSpeech(track: Track, group: Group, speech: Speech, now: number): void {
  const ids = group.people.map(({ participantId }) => participantId);
  const seated = track.lead !== null && ids.includes(track.lead);
  if (!seated || !track.spoke) {
    track.lead = ids[0] ?? null;
    track.spoke = false;
  }
  const loud = [speech.dominant, ...speech.speaking].find((id) => id !== null && ids.includes(id));
  if (!loud) {
    track.candidate = null;
    return;
  }
  if (loud === track.lead) {
    track.spoke = true;
    track.candidate = null;
    return;
  }
  if (track.candidate?.id !== loud) track.candidate = { id: loud, since: now };
  if (track.fresh || now - track.candidate.since >= steadySpeechMs) {
    track.lead = loud;
    track.spoke = true;
    track.candidate = null;
  }
}
