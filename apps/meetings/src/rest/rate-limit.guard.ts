import { Injectable, type CanActivate, type ExecutionContext } from '@nestjs/common';
import { MeridianError } from '@meridian/protocol';
import type { Request } from 'express';
import { clientKey, TokenBuckets } from './token-bucket.js';

/** Requests a minute of one client: ample for an office behind one address, hopeless for guessing. */
const joinsPerMinute = 60;

/** Bounds how often one client may try join links. */
@Injectable()
export class JoinRateLimit implements CanActivate {
  private readonly buckets = new TokenBuckets(joinsPerMinute);

  canActivate(context: ExecutionContext): boolean {
    const request = context.switchToHttp().getRequest<Request>();
    const seconds = this.buckets.take(clientKey(request.ip));
    if (seconds === 0) return true;
    throw new MeridianError('rate_limited', 'Too many requests from your address.', {
      details: { retryAfterSeconds: Math.ceil(seconds) },
    });
  }
}
