export type NetworkVerdict =
  | { readonly state: 'checking' }
  | { readonly state: 'good' | 'fair' | 'slow'; readonly roundTripMs: number }
  | { readonly state: 'none' };

/** Good up to 150 ms one can talk over; past 400 ms people start to interrupt one another (ITU-T G.114). */
export function judgeRoundTrip(roundTripMs: number): NetworkVerdict {
  const rounded = Math.max(1, Math.round(roundTripMs));
  if (rounded <= 150) return { state: 'good', roundTripMs: rounded };
  return { state: rounded <= 400 ? 'fair' : 'slow', roundTripMs: rounded };
}

/**
 * Measures the round trip to the server over HTTP: the best of four, since the first one carries
 * the connection's set-up. Answers `none` when no request came through.
 */
export async function checkNetwork(
  request: () => Promise<unknown>,
  clock: () => number,
): Promise<NetworkVerdict> {
  const times: number[] = [];
  for (let attempt = 0; attempt < 4; attempt++) {
    const start = clock();
    try {
      await request();
      times.push(clock() - start);
    } catch {
      // A lost request is no measurement; the others decide.
    }
  }
  return times.length === 0 ? { state: 'none' } : judgeRoundTrip(Math.min(...times));
}

export async function requestLiveness(): Promise<void> {
  const response = await fetch('/health/live', {
    cache: 'no-store',
    signal: AbortSignal.timeout(4000),
  });
  if (!response.ok) throw new Error(`The server answered ${String(response.status)}.`);
}
