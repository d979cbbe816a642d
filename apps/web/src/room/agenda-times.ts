import type { AgendaItemView } from '@meridian/protocol';

export interface PlannedItem {
  readonly item: AgendaItemView;
  readonly number: number;
  readonly startsAt: Date;
}

/** When each item is planned to begin: the meeting's start plus what stands before it. */
export function plannedItems(
  startsAt: string,
  agenda: readonly AgendaItemView[],
): readonly PlannedItem[] {
  let time = Date.parse(startsAt);
  return agenda.map((item, index) => {
    const planned = { item, number: index + 1, startsAt: new Date(time) };
    time += item.durationMinutes * 60_000;
    return planned;
  });
}
