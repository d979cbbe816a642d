import type { NextFunction, Request, RequestHandler, Response } from 'express';
import helmet from 'helmet';

const self = "'self'";
const none = "'none'";

/** Nothing is loaded from, or sent to, anywhere but this server. */
const contentSecurityPolicy = {
  'default-src': [self],
  'script-src': [self],
  'style-src': [self],
  'img-src': [self, 'data:', 'blob:'],
  'media-src': [self, 'blob:'],
  'font-src': [self],
  'connect-src': [self],
  'worker-src': [self, 'blob:'],
  'manifest-src': [self],
  'frame-src': [none],
  'frame-ancestors': [none],
  'object-src': [none],
  'base-uri': [none],
  'form-action': [self],
};

/** Left to our own page; the browser still asks the person for camera and microphone. */
const allowedFeatures = [
  'autoplay',
  'camera',
  'clipboard-write',
  'display-capture',
  'fullscreen',
  'microphone',
  'picture-in-picture',
  'screen-wake-lock',
  'speaker-selection',
];
/** Never needed by a meeting. Only names browsers know: others make them warn in the console. */
const deniedFeatures = [
  'accelerometer',
  'clipboard-read',
  'encrypted-media',
  'gamepad',
  'geolocation',
  'gyroscope',
  'hid',
  'identity-credentials-get',
  'idle-detection',
  'local-fonts',
  'magnetometer',
  'midi',
  'otp-credentials',
  'payment',
  'publickey-credentials-create',
  'publickey-credentials-get',
  'serial',
  'storage-access',
  'sync-xhr',
  'usb',
  'window-management',
  'xr-spatial-tracking',
];
const permissionsPolicy = [
  ...allowedFeatures.map((feature) => `${feature}=(self)`),
  ...deniedFeatures.map((feature) => `${feature}=()`),
].join(', ');

/**
 * The security headers of every answer. `https` tells that people reach us over TLS: only then may a
 * browser be told to insist on it.
 */
export function securityHeaders({ https }: { readonly https: boolean }): RequestHandler {
  const headers = helmet({
    contentSecurityPolicy: { useDefaults: false, directives: contentSecurityPolicy },
    // Join tokens stand in URLs: no other site may learn them from a Referer.
    referrerPolicy: { policy: 'no-referrer' },
    // The older spelling of frame-ancestors 'none'.
    xFrameOptions: { action: 'deny' },
    // Other names under the same domain are not ours to decide about.
    strictTransportSecurity: https ? { maxAge: 31_536_000, includeSubDomains: false } : false,
    // On plain http browsers ignore these two and complain about them.
    crossOriginOpenerPolicy: https,
    originAgentCluster: https,
  });
  return (request: Request, response: Response, next: NextFunction): void => {
    response.setHeader('permissions-policy', permissionsPolicy);
    headers(request, response, next);
  };
}

/** Loosens style-src for pages of a third-party interface that we serve from here, such as docs. */
export function allowInlineStyles(_request: Request, response: Response, next: NextFunction): void {
  const policy = String(response.getHeader('content-security-policy') ?? '');
  response.setHeader(
    'content-security-policy',
    policy.replace("style-src 'self'", "style-src 'self' 'unsafe-inline'"),
  );
  next();
}
