import type { LoggerService } from '@nestjs/common';
import { destination as openDestination, pino, type DestinationStream, type Logger } from 'pino';
import { prettyFactory } from 'pino-pretty';
import type { MeridianConfig } from './config.js';
import { StartError } from './start-error.js';

const secretFields = [
  'token',
  'password',
  'authorization',
  'cookie',
  'set-cookie',
  'secret',
  'credential',
];
/** pino's wildcards stand for one level each, so every depth we log at is named. */
const redactPaths = ['', '*.', '*.*.', '*.*.*.'].flatMap((prefix) =>
  secretFields.map((field) =>
    field.includes('-') ? `${prefix.replace(/\.$/, '')}["${field}"]` : `${prefix}${field}`,
  ),
);

/** What stands in URLs and messages, where no field name tells that it is a secret. */
const secretsInText: readonly (readonly [RegExp, string])[] = [
  [/([?&]token=)[^&"'\s#\\<>]+/gi, '$1[redacted]'],
  // A JSON Web Token, wherever it stands.
  [/\beyJ[\w-]{8,}\.[\w-]{8,}\.[\w-]{8,}/g, '[redacted]'],
  // The password in postgres://user:password@host.
  [/(\w:\/\/[^\s:@/"]*:)[^\s@/"]+(?=@)/g, '$1[redacted]'],
];

export function redactText(text: string): string {
  return secretsInText.reduce((clean, [pattern, by]) => clean.replace(pattern, by), text);
}

/**
 * The log of a process: JSON lines, or readable lines in a terminal, without tokens and passwords.
 * It goes to stderr, because stdout carries the announcements others read (the ready line, the
 * demo's links), and is written synchronously so that the last words of a process are not lost.
 */
export function createLogger(
  { level, format }: MeridianConfig['log'],
  destination?: DestinationStream,
): Logger {
  const out = destination ?? openDestination({ dest: 2, sync: true });
  return pino(
    {
      level,
      base: null,
      redact: { paths: redactPaths, censor: '[redacted]' },
      hooks: { streamWrite: redactText },
      timestamp: () => `,"time":"${new Date().toISOString()}"`,
      formatters: { level: (label) => ({ level: label }) },
    },
    format === 'pretty' || (format === 'auto' && process.stderr.isTTY) ? readable(out) : out,
  );
}

function readable(out: DestinationStream): DestinationStream {
  const prettify = prettyFactory({
    colorize: process.stderr.isTTY,
    translateTime: 'SYS:HH:MM:ss.l',
  });
  return { write: (line) => out.write(prettify(line)) };
}

/** What the framework says of its own wiring is of interest only when something is wrong there. */
const chattyContexts = new Set([
  'NestFactory',
  'NestApplication',
  'InstanceLoader',
  'RoutesResolver',
  'RouterExplorer',
  'WebSocketsController',
]);

/** Lets the framework's own messages into our log; the last argument is Nest's context. */
export class NestLog implements LoggerService {
  constructor(private readonly logger: Logger) {}

  log(message: unknown, ...rest: unknown[]): void {
    const { context } = this.fields(rest);
    const level = context !== undefined && chattyContexts.has(context) ? 'debug' : 'info';
    this.write(level, message, rest);
  }
  error(message: unknown, ...rest: unknown[]): void {
    // Thrown on to whoever starts the app, who tells it in plain words.
    if (message instanceof StartError) return;
    this.write('error', message, rest);
  }
  fatal(message: unknown, ...rest: unknown[]): void {
    this.write('fatal', message, rest);
  }
  warn(message: unknown, ...rest: unknown[]): void {
    this.write('warn', message, rest);
  }
  debug(message: unknown, ...rest: unknown[]): void {
    this.write('debug', message, rest);
  }
  verbose(message: unknown, ...rest: unknown[]): void {
    this.write('trace', message, rest);
  }

  /** Nest calls `error(message, stack?, context?)` and the others `(message, context?)`. */
  private fields(rest: unknown[]): { context?: string; stack?: string } {
    const texts = rest.filter((part): part is string => typeof part === 'string');
    const stack = texts.find((text) => text.includes('\n    at '));
    const context = texts.findLast((text) => text !== stack);
    return {
      ...(context === undefined ? {} : { context }),
      ...(stack === undefined ? {} : { stack }),
    };
  }

  private write(
    level: 'trace' | 'debug' | 'info' | 'warn' | 'error' | 'fatal',
    message: unknown,
    rest: unknown[],
  ): void {
    const fields = this.fields(rest);
    if (message instanceof Error) this.logger[level]({ ...fields, err: message }, message.message);
    else if (typeof message === 'string') this.logger[level](fields, message);
    else this.logger[level]({ ...fields, details: message }, 'Message of the framework');
  }
}
