import type { StoreApi } from 'zustand/vanilla';
import { createStore } from 'zustand/vanilla';

export type RoomDialog = 'devices' | 'shortcuts' | 'language' | 'connection' | 'leave' | 'agenda';

export interface RoomUiModel {
  readonly people: boolean;
  readonly dialog: RoomDialog | null;
  readonly railFolded: boolean;
  /** Page of the strip, by delegation. */
  readonly pages: Readonly<Record<string, number>>;
}

/** What is open in the room: one panel and one dialog at a time. */
export class RoomUi {
  readonly store: StoreApi<RoomUiModel> = createStore(() => ({
    people: false,
    dialog: null,
    railFolded: false,
    pages: {},
  }));

  togglePeople(): void {
    this.store.setState(({ people }) => ({ people: !people }));
  }

  toggleRail(): void {
    this.store.setState(({ railFolded }) => ({ railFolded: !railFolded }));
  }

  open(dialog: RoomDialog): void {
    this.store.setState({ dialog });
  }

  closeDialog(): void {
    this.store.setState({ dialog: null });
  }

  /** Esc: closes what lies on top; answers whether there was anything. */
  closeTop(): boolean {
    const { dialog, people } = this.store.getState();
    if (dialog) this.store.setState({ dialog: null });
    else if (people) this.store.setState({ people: false });
    return dialog !== null || people;
  }

  turnPage(delegation: string): void {
    this.store.setState(({ pages }) => ({
      pages: { ...pages, [delegation]: (pages[delegation] ?? 0) + 1 },
    }));
  }
}
