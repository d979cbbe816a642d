import type { Closeable } from './bus.js';

/** Wraps a closing function so that calling it again waits for, and returns, the first close. */
export function closeOnce(close: () => Promise<void>): Closeable {
  let closing: Promise<void> | undefined;
  return {
    close: () => (closing ??= close()),
  };
}
