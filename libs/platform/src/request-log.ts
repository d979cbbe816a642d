import type { NextFunction, Request, Response } from 'express';
import type { Logger } from 'pino';
import type { Metrics } from './metrics.js';
import { requestIdOf } from './request-id.js';

/** Asked for every few seconds by machines; worth a line only when somebody looks closely. */
const quietPaths = /^\/(health|metrics|assets)(\/|$)/;

/** The matched route's pattern: with the path itself every meeting code would be a new time series. */
function routeOf(request: Request): string {
  const route: unknown = request.route;
  return typeof route === 'object' && route !== null && 'path' in route
    ? `${request.baseUrl}${String(route.path)}`
    : 'other';
}

/** One line and one measurement per request. Query strings are left out: join tokens stand there. */
export function requestLog(logger: Logger, metrics: Metrics) {
  const duration = metrics.histogram({
    name: 'meridian_http_request_duration_seconds',
    help: 'Time from a request to the end of its answer.',
    labelNames: ['method', 'route', 'status'],
    buckets: [0.005, 0.02, 0.1, 0.5, 2, 10],
  });
  return (request: Request, response: Response, next: NextFunction): void => {
    const started = performance.now();
    // Express rewrites the path while it routes.
    const path = request.path;
    response.once('close', () => {
      const ms = performance.now() - started;
      const status = response.writableFinished ? response.statusCode : 499;
      duration.observe(
        { method: request.method, route: routeOf(request), status: String(status) },
        ms / 1000,
      );
      logger[quietPaths.test(path) ? 'debug' : 'info'](
        {
          requestId: requestIdOf(response),
          method: request.method,
          path,
          status,
          durationMs: Math.round(ms * 10) / 10,
          client: request.ip,
        },
        status === 499 ? 'The client went away' : 'Request',
      );
    });
    next();
  };
}
