/**
 * Every error code a client may meet, with the HTTP status it has on REST routes.
 * Codes are a contract: clients translate the code, never the text. Codes are added, not renamed.
 */
export const errorCodes = {
  bad_request: 400,
  invalid_request: 400,
  unknown_message: 400,
  protocol_version: 426,
  unauthenticated: 401,
  link_required: 401,
  link_invalid: 401,
  link_expired: 410,
  link_revoked: 410,
  forbidden: 403,
  removed: 403,
  not_found: 404,
  meeting_not_found: 404,
  meeting_ended: 410,
  meeting_cancelled: 410,
  participant_not_found: 404,
  transport_not_found: 404,
  producer_not_found: 404,
  consumer_not_found: 404,
  conflict: 409,
  not_joined: 409,
  seat_taken: 409,
  room_moved: 409,
  room_full: 503,
  room_locked: 403,
  too_many_producers: 409,
  cannot_consume: 422,
  payload_too_large: 413,
  rate_limited: 429,
  timeout: 504,
  unavailable: 503,
  shutting_down: 503,
  internal: 500,
} as const satisfies Record<string, number>;

export type ErrorCode = keyof typeof errorCodes;

export const errorCodeList = Object.keys(errorCodes) as [ErrorCode, ...ErrorCode[]];

export function isErrorCode(value: unknown): value is ErrorCode {
  return typeof value === 'string' && Object.hasOwn(errorCodes, value);
}

/** What an error may say besides its code: small, safe to show, never a secret. */
export type ErrorDetails = Readonly<Record<string, string | number | boolean>>;

/**
 * The one error that crosses an edge. Domain code throws it with a stable `code`, an English
 * `message` for logs and developers, and the `cause` where another error led to it.
 * Anything else that reaches an edge is answered as `internal` and logged with its stack.
 */
export class MeridianError extends Error {
  readonly code: ErrorCode;
  readonly details: ErrorDetails | undefined;

  constructor(
    code: ErrorCode,
    message: string,
    options: { cause?: unknown; details?: ErrorDetails } = {},
  ) {
    super(message, 'cause' in options ? { cause: options.cause } : undefined);
    this.name = 'MeridianError';
    this.code = code;
    this.details = options.details;
  }
}

/** The part of an unknown error that may be told to the other side. Unknown errors reveal nothing. */
export function toErrorBody(error: unknown): {
  code: ErrorCode;
  message: string;
  details?: ErrorDetails;
} {
  if (error instanceof MeridianError) {
    return {
      code: error.code,
      message: error.message,
      ...(error.details ? { details: error.details } : {}),
    };
  }
  return { code: 'internal', message: 'Something went wrong on the server.' };
}
