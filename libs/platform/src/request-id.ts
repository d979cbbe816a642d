import { randomUUID } from 'node:crypto';
import type { NextFunction, Request, Response } from 'express';

const acceptable = /^[A-Za-z0-9_-]{8,64}$/;

/**
 * Gives every request an id: the support code people read out. A proxy's id is kept, so that its log
 * and ours tell the same story, but only when a proxy is known to stand in front.
 */
export function requestIds(trustProxy: number) {
  return (request: Request, response: Response, next: NextFunction): void => {
    const given = request.get('x-request-id');
    const id =
      trustProxy > 0 && given !== undefined && acceptable.test(given) ? given : randomUUID();
    response.locals['requestId'] = id;
    response.setHeader('x-request-id', id);
    next();
  };
}

export function requestIdOf(response: Response): string | undefined {
  const id: unknown = response.locals['requestId'];
  return typeof id === 'string' ? id : undefined;
}
