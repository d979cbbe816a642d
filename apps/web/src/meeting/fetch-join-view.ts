import type { ErrorCode, JoinView } from '@meridian/protocol';
import { joinView, problem } from '@meridian/protocol';

/** Why the join page could not be shown: a stable code, and the server's request id when there is one. */
export class JoinRefused extends Error {
  readonly code: ErrorCode;
  readonly requestId: string | undefined;

  constructor(code: ErrorCode, requestId?: string, options?: ErrorOptions) {
    super(`The join view was refused: ${code}`, options);
    this.name = 'JoinRefused';
    this.code = code;
    this.requestId = requestId;
  }
}

/** Codes after which asking again can help without the person doing anything. */
export function isPassing(code: string): boolean {
  return [
    'unavailable',
    'unreachable',
    'timeout',
    'shutting_down',
    'internal',
    'rate_limited',
  ].includes(code);
}

/** Asks the server what the join page shows. Throws `JoinRefused`. */
export async function fetchJoinView(
  code: string,
  token: string | null,
  signal: AbortSignal,
): Promise<JoinView> {
  const response = await ask(code, token, signal);
  const body = await readBody(response);
  if (response.ok) {
    const view = joinView.safeParse(body);
    if (view.success) return view.data;
    throw new JoinRefused('protocol_version', undefined, { cause: view.error });
  }
  const told = problem.safeParse(body);
  if (told.success) throw new JoinRefused(told.data.code, told.data.requestId);
  // A proxy answered in the server's place.
  throw new JoinRefused(response.status === 404 ? 'meeting_not_found' : 'unavailable');
}

async function ask(code: string, token: string | null, signal: AbortSignal): Promise<Response> {
  try {
    return await fetch(`/api/v1/join/${encodeURIComponent(code)}`, {
      headers: {
        accept: 'application/json, application/problem+json',
        ...(token ? { authorization: `Bearer ${token}` } : {}),
      },
      signal,
    });
  } catch (cause) {
    if (signal.aborted) throw cause;
    throw new JoinRefused('unavailable', undefined, { cause });
  }
}

async function readBody(response: Response): Promise<unknown> {
  try {
    return await response.json();
  } catch {
    // Not JSON: the status alone decides.
    return null;
  }
}
