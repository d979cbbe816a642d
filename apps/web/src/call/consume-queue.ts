/** How soon a subscription is made: sound before pictures. */
export type ConsumePriority = 'sound' | 'picture';

/** Runs a few tasks at a time; waiting sound goes before waiting pictures. */
export class ConsumeQueue {
  readonly #limit: number;
  #running = 0;
  readonly #waiting: Record<ConsumePriority, (() => void)[]> = { sound: [], picture: [] };

  constructor(limit = 4) {
    this.#limit = limit;
  }

  async run<Result>(priority: ConsumePriority, task: () => Promise<Result>): Promise<Result> {
    if (this.#running < this.#limit) this.#running += 1;
    // Whoever finishes hands its place over, so the count stays as it is.
    else await new Promise<void>((start) => this.#waiting[priority].push(start));
    try {
      return await task();
    } finally {
      const next = this.#waiting.sound.shift() ?? this.#waiting.picture.shift();
      if (next) next();
      else this.#running -= 1;
    }
  }
}
