/** Waits until `check` no longer throws, and returns what it returned. */
export async function eventually<Value>(check: () => Value, withinMs = 5_000): Promise<Value> {
  const end = Date.now() + withinMs;
  for (;;) {
    try {
      return check();
    } catch (error) {
      if (Date.now() > end) throw error;
      await new Promise((resolve) => setTimeout(resolve, 10));
    }
  }
}

export const pause = (milliseconds: number): Promise<void> =>
  new Promise((resolve) => setTimeout(resolve, milliseconds));
