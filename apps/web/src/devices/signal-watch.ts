/** Below this level (0 to 1) a microphone carries noise, not a voice. */
const voiceLevel = 0.04;
/** Silence after which "We can hear you" is no longer said. */
const memoryMs = 4000;

/** Whether a voice was heard a short while ago; the meter's text follows it without flickering. */
export class SignalWatch {
  #heardAt: number | null = null;

  /** Takes a level measured at `now` (milliseconds); answers whether we hear the person. */
  take(level: number, now: number): boolean {
    if (level >= voiceLevel) this.#heardAt = now;
    return this.#heardAt !== null && now - this.#heardAt <= memoryMs;
  }
}

/** How many of `count` bars are lit: on a curve, since loudness is felt on a curve as well. */
export function barsLit(level: number, count: number): number {
  const bounded = Math.min(1, Math.max(0, level));
  return Math.round(Math.sqrt(bounded) * count);
}
