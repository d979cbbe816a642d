import { availableParallelism } from 'node:os';
import { isIP } from 'node:net';
import { resolve } from 'node:path';
import { z } from 'zod';

/** One environment variable: how it is read, and what to tell whoever set it wrongly. */
export interface Variable<Schema extends z.ZodType = z.ZodType> {
  readonly schema: Schema;
  /** Completes the sentence "allowed: ...". */
  readonly allowed: string;
  /** The value is never shown, not even when it is wrong. */
  readonly secret: boolean;
}

function variable<Schema extends z.ZodType>(
  allowed: string,
  schema: Schema,
  options: { readonly secret?: boolean } = {},
): Variable<Schema> {
  return { schema, allowed, secret: options.secret ?? false };
}

const integer = (min: number, max: number) =>
  z
    .string()
    .regex(/^\d{1,15}$/)
    .transform(Number)
    .pipe(z.number().int().min(min).max(max));

const urlOf = (protocols: readonly string[]) =>
  z.string().refine((text) => {
    const url = URL.parse(text);
    return url !== null && protocols.includes(url.protocol) && url.hostname !== '';
  });

/** Only an origin: the web client lives at the root, so a path would break its links. */
const origin = urlOf(['http:', 'https:'])
  .transform((text) => new URL(text))
  .refine(
    ({ pathname, search, hash, username }) =>
      pathname === '/' && search === '' && hash === '' && username === '',
  )
  .transform((url) => url.origin);

const hostName =
  /^(?=.{1,253}$)[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?(\.[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?)*$/i;
const address = z.string().refine((text) => isIP(text) !== 0 || hostName.test(text));

const base64Url = /^[A-Za-z0-9_-]+$/;
const secretKey = z
  .string()
  .refine((text) => base64Url.test(text) && Buffer.from(text, 'base64url').length >= 32);

const turnUrl = /^turns?:[^\s,?]+(\?transport=(udp|tcp))?$/;
const turnUrls = z
  .string()
  .transform((text) => text.split(',').map((part) => part.trim()))
  .pipe(z.array(z.string().regex(turnUrl)).min(1).max(8));

const nodeName = z.string().regex(/^[A-Za-z0-9._-]{1,64}$/);

/**
 * Every variable Meridian reads, in the order of `.env.example`. An empty value counts as not set.
 */
export const variables = {
  PORT: variable('a port from 0 to 65535; 0 takes any free one', integer(0, 65_535).default(3000)),
  HOST: variable('an IP address or host name of this machine', address.optional()),
  PUBLIC_URL: variable(
    'the address people open, such as https://meet.example.org, without a path',
    origin.optional(),
  ),
  TRUST_PROXY: variable(
    'the number of reverse proxies in front, from 0 to 10',
    integer(0, 10).default(0),
  ),
  DATA_DIR: variable(
    'a folder',
    z
      .string()
      .default('./.data')
      .transform((path) => resolve(path)),
  ),
  DATABASE_URL: variable(
    'a PostgreSQL address such as postgres://user:password@host:5432/meridian',
    urlOf(['postgres:', 'postgresql:']).optional(),
    { secret: true },
  ),
  REDIS_URL: variable(
    'a Redis address such as redis://host:6379 or rediss://host:6380',
    urlOf(['redis:', 'rediss:']).optional(),
    { secret: true },
  ),
  RTC_PORT: variable(
    'the first of one port per media worker, from 1 to 65535',
    integer(1, 65_535).default(40_000),
  ),
  RTC_ANNOUNCED_ADDRESS: variable(
    'the IP address or host name at which browsers reach the media ports',
    address.optional(),
  ),
  RTC_WORKERS: variable(
    'the number of media workers, from 1 to 256',
    integer(1, 256).default(availableParallelism),
  ),
  MEDIASOUP_WORKER_BIN: variable(
    'the path of a mediasoup-worker binary',
    z
      .string()
      .transform((path) => resolve(path))
      .optional(),
  ),
  TURN_URLS: variable(
    'up to 8 addresses parted by commas, such as turns:turn.example.org:443?transport=tcp',
    turnUrls.default([]),
  ),
  TURN_SECRET: variable(
    'the static-auth-secret of the TURN server, 16 characters or more',
    z.string().min(16).max(512).optional(),
    { secret: true },
  ),
  JOIN_LINK_KEY: variable(
    'at least 32 random bytes in base64url, as `openssl rand -base64 32 | tr +/ -_ | tr -d =` gives',
    secretKey.optional(),
    { secret: true },
  ),
  NODE_ID: variable('up to 64 letters, digits, dots, dashes or underscores', nodeName.optional()),
  REGION: variable('up to 64 letters, digits, dots, dashes or underscores', nodeName.optional()),
  DEMO: variable('on, off or auto', z.enum(['on', 'off', 'auto']).default('auto')),
  ROOM_MAX_PARTICIPANTS: variable('a number from 2 to 1000', integer(2, 1000).default(60)),
  MAX_INCOMING_BITRATE: variable(
    'bits per second from 100000 to 100000000',
    integer(100_000, 100_000_000).default(6_000_000),
  ),
  SEAT_GRACE_SECONDS: variable('seconds from 1 to 600', integer(1, 600).default(30)),
  LOG_LEVEL: variable(
    'trace, debug, info, warn, error, fatal or silent',
    z.enum(['trace', 'debug', 'info', 'warn', 'error', 'fatal', 'silent']).default('info'),
  ),
  LOG_FORMAT: variable('json, pretty or auto', z.enum(['json', 'pretty', 'auto']).default('auto')),
} as const satisfies Record<string, Variable>;

export type VariableName = keyof typeof variables;
export type VariableValues = {
  readonly [Name in VariableName]: z.output<(typeof variables)[Name]['schema']>;
};
