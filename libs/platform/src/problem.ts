import {
  Catch,
  HttpException,
  Inject,
  Injectable,
  type ArgumentsHost,
  type ExceptionFilter,
} from '@nestjs/common';
import type { Response } from 'express';
import type { Logger } from 'pino';
import { requestIdOf } from './request-id.js';
import { LOGGER } from './tokens.js';

/** What an error says on HTTP, before it becomes a problem document of RFC 9457. */
export interface ProblemDescription {
  readonly status: number;
  /** Stable code that clients translate. */
  readonly code: string;
  readonly detail?: string;
  /** Further members of the document. */
  readonly extra?: Readonly<Record<string, unknown>>;
  /** Seconds after which asking again makes sense. */
  readonly retryAfterSeconds?: number;
}

/** Codes of the errors the framework itself throws, by status; they are part of the contract. */
const frameworkCodes: Readonly<Record<number, string>> = {
  400: 'bad_request',
  401: 'unauthenticated',
  403: 'forbidden',
  404: 'not_found',
  409: 'conflict',
  413: 'payload_too_large',
  429: 'rate_limited',
  503: 'unavailable',
  504: 'timeout',
};

const titles: Readonly<Record<number, string>> = {
  400: 'Bad request',
  401: 'Not authenticated',
  403: 'Forbidden',
  404: 'Not found',
  409: 'Conflict',
  410: 'Gone',
  413: 'Payload too large',
  422: 'Cannot be processed',
  426: 'Upgrade required',
  429: 'Too many requests',
  500: 'Internal error',
  503: 'Unavailable',
  504: 'Time-out',
};

function sendProblem(response: Response, problem: ProblemDescription): void {
  const requestId = requestIdOf(response);
  if (problem.retryAfterSeconds !== undefined) {
    response.setHeader('retry-after', String(Math.ceil(problem.retryAfterSeconds)));
  }
  response
    .status(problem.status)
    .setHeader('cache-control', 'no-store')
    .type('application/problem+json')
    .send(
      JSON.stringify({
        ...problem.extra,
        type: 'about:blank',
        title: titles[problem.status] ?? 'Error',
        status: problem.status,
        ...(problem.detail === undefined ? {} : { detail: problem.detail }),
        code: problem.code,
        ...(requestId === undefined ? {} : { requestId }),
      }),
    );
}

/**
 * Turns whatever a route throws into a problem document, in one place. It knows the framework's
 * errors; a service with errors of its own extends it. Anything unknown is answered as `internal`,
 * revealing nothing but the request's id, and logged with its stack.
 */
@Injectable()
@Catch()
export class ProblemFilter implements ExceptionFilter {
  constructor(@Inject(LOGGER) protected readonly logger: Logger) {}

  catch(error: unknown, host: ArgumentsHost): void {
    // Sockets map their errors in one place of their own.
    if (host.getType() !== 'http') throw error;
    const response = host.switchToHttp().getResponse<Response>();
    const problem = this.describe(error) ?? { status: 500, code: 'internal' };
    if (problem.status >= 500) {
      const fields = { err: error, requestId: requestIdOf(response), code: problem.code };
      if (problem.code === 'internal') this.logger.error(fields, 'A request failed unexpectedly.');
      else this.logger.warn(fields, 'A request could not be served.');
    }
    if (response.headersSent) {
      // Half an answer is out; cutting the connection is the only honest end.
      response.destroy();
      return;
    }
    sendProblem(response, problem);
  }

  protected describe(error: unknown): ProblemDescription | undefined {
    if (error instanceof HttpException) {
      const status = error.getStatus();
      const code = frameworkCodes[status];
      if (code === undefined) {
        return status < 500 ? { status, code: 'bad_request', detail: error.message } : undefined;
      }
      return { status, code, detail: error.message };
    }
    return undefined;
  }
}
