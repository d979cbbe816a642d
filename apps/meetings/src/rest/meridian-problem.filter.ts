import { Catch, Injectable } from '@nestjs/common';
import { ProblemFilter, type ProblemDescription } from '@meridian/platform';
import { errorCodes, MeridianError } from '@meridian/protocol';

/** Adds our own errors to those every process can tell on HTTP: each code has one status. */
@Injectable()
@Catch()
export class MeridianProblemFilter extends ProblemFilter {
  protected override describe(error: unknown): ProblemDescription | undefined {
    if (!(error instanceof MeridianError)) return super.describe(error);
    const retryAfter = error.details?.['retryAfterSeconds'];
    return {
      status: errorCodes[error.code],
      code: error.code,
      detail: error.message,
      ...(error.details ? { extra: { details: error.details } } : {}),
      ...(typeof retryAfter === 'number' ? { retryAfterSeconds: retryAfter } : {}),
    };
  }
}
