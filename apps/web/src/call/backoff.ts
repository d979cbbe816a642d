export interface BackoffRange {
  readonly firstMs: number;
  readonly maxMs: number;
}

/**
 * Exponential backoff with jitter of plus or minus half, never above `maxMs`, so that clients
 * which lost the same server do not all return in the same instant.
 * @param attempt 0 for the first retry
 */
export function backoffMs(attempt: number, range: BackoffRange, random = Math.random): number {
  const base = Math.min(range.maxMs, range.firstMs * 2 ** attempt);
  return Math.min(range.maxMs, Math.round(base * (0.5 + random())));
}
