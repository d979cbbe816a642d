import { useStore } from 'zustand';
import { useRoom } from './room-context.js';

export function LiveRegions() {
  const { announcer } = useRoom();
  const { polite, assertive } = useStore(announcer.store);
  return (
    <>
      <p className="visually-hidden" data-testid="announcer" aria-live="polite">
        {polite}
      </p>
      <p className="visually-hidden" data-testid="announcer-assertive" aria-live="assertive">
        {assertive}
      </p>
    </>
  );
}
