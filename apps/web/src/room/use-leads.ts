import { useEffect, useMemo, useRef, useState } from 'react';
import { useCall } from '../meeting/session-context.js';
import { LeadTracker } from './lead-tracker.js';
import type { DelegationSeats } from './seats.js';

/** The lead of each group by its key, followed as people speak. */
export function useLeads(
  groups: readonly Pick<DelegationSeats, 'key' | 'people'>[],
): ReadonlyMap<string, string> {
  const tracker = useRef<LeadTracker>(null);
  const dominant = useCall((model) => model.dominantSpeaker);
  const speaking = useCall((model) => model.speaking);
  const [leads, setLeads] = useState<ReadonlyMap<string, string>>(() => firstLeads(groups));
  useEffect(() => {
    tracker.current ??= new LeadTracker();
    let timer: ReturnType<typeof setTimeout> | undefined;
    const update = (): void => {
      const now = Date.now();
      const result = tracker.current?.update(groups, { dominant, speaking }, now);
      if (!result) return;
      setLeads((before) => (sameLeads(before, result.leads) ? before : result.leads));
      if (result.askAgainAt !== null) timer = setTimeout(update, result.askAgainAt - now + 10);
    };
    update();
    return () => {
      clearTimeout(timer);
    };
  }, [groups, dominant, speaking]);
  // Who has left since must not be drawn for the moment until the effect runs.
  return useMemo(() => {
    const fallback = firstLeads(groups);
    return new Map(
      groups.flatMap(({ key, people }) => {
        const lead = leads.get(key);
        const seated = people.some(({ participantId }) => participantId === lead);
        const id = seated && lead !== undefined ? lead : fallback.get(key);
        return id === undefined ? [] : [[key, id] as const];
      }),
    );
  }, [groups, leads]);
}

function firstLeads(
  groups: readonly Pick<DelegationSeats, 'key' | 'people'>[],
): Map<string, string> {
  return new Map(
    groups.flatMap(({ key, people }) =>
      people[0] ? [[key, people[0].participantId] as const] : [],
    ),
  );
}

function sameLeads(a: ReadonlyMap<string, string>, b: ReadonlyMap<string, string>): boolean {
  return a.size === b.size && [...a].every(([key, id]) => b.get(key) === id);
}
