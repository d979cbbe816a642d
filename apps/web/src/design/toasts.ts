import type { StoreApi } from 'zustand/vanilla';
import { createStore } from 'zustand/vanilla';

export type ToastTone = 'info' | 'done' | 'problem';

export interface ToastView {
  readonly id: number;
  readonly text: string;
  readonly tone: ToastTone;
}

/** Short messages that pass by themselves; at most three at a time, the newest last. */
export class Toasts {
  readonly store: StoreApi<readonly ToastView[]> = createStore(() => []);
  #lastId = 0;

  show(text: string, tone: ToastTone = 'info'): void {
    const id = ++this.#lastId;
    // The same sentence again replaces itself instead of piling up.
    const others = this.store.getState().filter((toast) => toast.text !== text);
    this.store.setState([...others, { id, text, tone }].slice(-3), true);
  }

  dismiss(id: number): void {
    this.store.setState(
      this.store.getState().filter((toast) => toast.id !== id),
      true,
    );
  }
}
