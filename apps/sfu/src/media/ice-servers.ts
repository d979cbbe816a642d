import { createHmac } from 'node:crypto';

export interface TurnSettings {
  readonly urls: readonly string[];
  readonly secret: string;
}
export interface IceServer {
  urls: string[];
  username: string;
  credential: string;
}

/** How long TURN credentials are good for, in seconds: longer than any meeting, shorter than a day. */
const lifetimeSeconds = 12 * 3600;

/**
 * Short-lived TURN credentials in the form coturn checks with `use-auth-secret`
 * (draft-uberti-behave-turn-rest-00): the name carries the expiry, the password is its HMAC-SHA1.
 */
export function iceServers(
  turn: TurnSettings | undefined,
  participantId: string,
  nowMs: number,
): IceServer[] {
  if (!turn || turn.urls.length === 0) return [];
  const username = `${Math.floor(nowMs / 1000) + lifetimeSeconds}:${participantId}`;
  const credential = createHmac('sha1', turn.secret).update(username).digest('base64');
  return [{ urls: [...turn.urls], username, credential }];
}
