import type { StoreApi } from 'zustand/vanilla';
import { createStore } from 'zustand/vanilla';

export interface Announcements {
  readonly polite: string;
  readonly assertive: string;
}

/** What screen readers are told: one polite and one assertive voice for the whole room. */
export class Announcer {
  readonly store: StoreApi<Announcements> = createStore(() => ({ polite: '', assertive: '' }));

  say(text: string, urgency: keyof Announcements = 'polite'): void {
    const before = this.store.getState()[urgency];
    // The same sentence twice in a row must be a change, or it is not spoken again.
    this.store.setState({ [urgency]: before === text ? `${text}\u00a0` : text });
  }
}
