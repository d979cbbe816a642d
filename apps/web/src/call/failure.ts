import type { ErrorCode } from '@meridian/protocol';
import { MeridianError } from '@meridian/protocol';

/** Where errors go that nobody waits for: the console in development, the log of the page. */
export type ReportError = (error: unknown, doing: string) => void;

/** Codes that say "not now" rather than "no": the same request may work a moment later. */
const transientCodes: ReadonlySet<ErrorCode> = new Set([
  'unavailable',
  'timeout',
  'shutting_down',
  'room_moved',
  'rate_limited',
  'not_joined',
]);

export function isTransient(error: unknown): boolean {
  return error instanceof MeridianError && transientCodes.has(error.code);
}

export function codeOf(error: unknown): ErrorCode | null {
  return error instanceof MeridianError ? error.code : null;
}

/** `name` of an error as the browser gives it: a `DOMException` may come from another realm. */
export function nameOf(error: unknown): string {
  if (typeof error !== 'object' || error === null || !('name' in error)) return '';
  return typeof error.name === 'string' ? error.name : '';
}
