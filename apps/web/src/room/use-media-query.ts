import { useCallback, useSyncExternalStore } from 'react';

export function useMediaQuery(query: string): boolean {
  const subscribe = useCallback(
    (changed: () => void) => {
      const list = window.matchMedia(query);
      list.addEventListener('change', changed);
      return () => {
        list.removeEventListener('change', changed);
      };
    },
    [query],
  );
  return useSyncExternalStore(subscribe, () => window.matchMedia(query).matches);
}

/** Phones in either position: one lead tile and a strip. */
export const phoneQuery = '(max-width: 767px), (max-height: 480px)';
/** Wide enough for the agenda beside the stage. */
export const railQuery = '(min-width: 1280px) and (min-height: 481px)';
/** Wide enough for rail and panel together. */
export const railAndPanelQuery = '(min-width: 1600px)';
