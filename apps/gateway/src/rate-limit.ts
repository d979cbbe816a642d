/**
 * A token bucket: `burst` requests at once, then `perSecond`. Time is in milliseconds of any
 * steady clock.
 */
export class RateLimit {
  #tokens: number;
  #at: number;

  constructor(
    private readonly burst: number,
    private readonly perSecond: number,
    now: number,
  ) {
    this.#tokens = burst;
    this.#at = now;
  }

  /** @returns 0 when the request may pass, else the milliseconds to wait. */
  take(now: number): number {
    const gained = (Math.max(0, now - this.#at) * this.perSecond) / 1000;
    this.#tokens = Math.min(this.burst, this.#tokens + gained);
    this.#at = now;
    if (this.#tokens >= 1) {
      this.#tokens -= 1;
      return 0;
    }
    return Math.ceil(((1 - this.#tokens) * 1000) / this.perSecond);
  }

  /** A full bucket holds no memory of anybody. */
  isFull(now: number): boolean {
    return this.#tokens + (Math.max(0, now - this.#at) * this.perSecond) / 1000 >= this.burst;
  }
}

/** One bucket per key, forgotten again once it is full. */
export class RateLimits {
  readonly #limits = new Map<string, RateLimit>();

  constructor(
    private readonly burst: number,
    private readonly perSecond: number,
    private readonly mostKeys = 10_000,
  ) {}

  take(key: string, now: number): number {
    let limit = this.#limits.get(key);
    if (!limit) {
      if (this.#limits.size >= this.mostKeys) this.#forgetFull(now);
      limit = new RateLimit(this.burst, this.perSecond, now);
      this.#limits.set(key, limit);
    }
    return limit.take(now);
  }

  #forgetFull(now: number): void {
    for (const [key, limit] of this.#limits) {
      if (limit.isFull(now)) this.#limits.delete(key);
    }
    // Should all be busy, the oldest go: bounded memory matters more than one client's count.
    for (const key of this.#limits.keys()) {
      if (this.#limits.size < this.mostKeys) break;
      this.#limits.delete(key);
    }
  }
}
