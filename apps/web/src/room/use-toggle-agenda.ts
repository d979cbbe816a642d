import { useCallback } from 'react';
import { useRoom } from './room-context.js';
import { railAndPanelQuery, railQuery } from './use-media-query.js';

/** Folds or unfolds the rail where there is one, opens the sheet where there is none. */
export function useToggleAgenda(): () => void {
  const { ui } = useRoom();
  return useCallback(() => {
    const { dialog, people } = ui.store.getState();
    if (dialog === 'agenda') ui.closeDialog();
    else if (!window.matchMedia(railQuery).matches) ui.open('agenda');
    // The open panel keeps the rail folded: the agenda is wanted, so the panel goes.
    else if (people && !window.matchMedia(railAndPanelQuery).matches) ui.togglePeople();
    else ui.toggleRail();
  }, [ui]);
}
