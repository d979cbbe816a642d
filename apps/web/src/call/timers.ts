export type Cancel = () => void;

/** Owns every timer of one part of the call, so that closing the part leaves none behind. */
export class Timers {
  readonly #pending = new Set<Cancel>();
  #closed = false;

  get size(): number {
    return this.#pending.size;
  }

  after(milliseconds: number, work: () => void): Cancel {
    if (this.#closed) return () => undefined;
    const handle = setTimeout(() => {
      this.#pending.delete(cancel);
      work();
    }, milliseconds);
    const cancel = (): void => {
      clearTimeout(handle);
      this.#pending.delete(cancel);
    };
    this.#pending.add(cancel);
    return cancel;
  }

  every(milliseconds: number, work: () => void): Cancel {
    if (this.#closed) return () => undefined;
    const handle = setInterval(work, milliseconds);
    const cancel = (): void => {
      clearInterval(handle);
      this.#pending.delete(cancel);
    };
    this.#pending.add(cancel);
    return cancel;
  }

  close(): void {
    this.#closed = true;
    for (const cancel of [...this.#pending]) cancel();
  }
}
