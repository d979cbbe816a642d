import { access } from 'node:fs/promises';
import { join, sep } from 'node:path';
import type { NestExpressApplication } from '@nestjs/platform-express';
import type { NextFunction, Request, Response } from 'express';
import { StartError } from './start-error.js';

/** Paths that belong to the server, where a page would only hide a mistake. */
const serverPaths = /^\/(api|health|metrics|socket\.io|rtc|assets)(\/|$)/;

/**
 * Serves the built web client: files under `/assets` carry a hash in their name and may be kept for
 * ever, everything else is asked for anew. Any other page address gets `index.html`, since the
 * client has its own routes; unknown paths of the server stay unknown.
 */
export async function serveWebApp(app: NestExpressApplication, directory: string): Promise<void> {
  const index = join(directory, 'index.html');
  try {
    await access(index);
  } catch (error) {
    throw new StartError(`The web client is not built: ${index} is missing.`, {
      mend: 'run `npm start`, which builds it.',
      cause: error,
    });
  }
  const assets = join(directory, 'assets') + sep;
  app.useStaticAssets(directory, {
    index: false,
    redirect: false,
    setHeaders: (response: Response, path: string) => {
      response.setHeader(
        'cache-control',
        path.startsWith(assets) ? 'public, max-age=31536000, immutable' : 'no-cache',
      );
    },
  });
  app.use((request: Request, response: Response, next: NextFunction): void => {
    const wantsPage =
      (request.method === 'GET' || request.method === 'HEAD') &&
      (request.get('accept') ?? '').includes('text/html') &&
      !serverPaths.test(request.path);
    if (!wantsPage) {
      next();
      return;
    }
    response.setHeader('cache-control', 'no-cache');
    response.sendFile(index, { cacheControl: false }, (error?: Error) => {
      // A client that went away in the middle needs no answer.
      if (error && !response.headersSent) next(error);
    });
  });
}
