import { existsSync } from 'node:fs';
import { createServer, type Server } from 'node:net';
import { inspect } from 'node:util';
import { Module, type DynamicModule, type NestApplicationOptions, type Type } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import { ExpressAdapter, type NestExpressApplication } from '@nestjs/platform-express';
import type { Logger } from 'pino';
import { loadConfig, type MeridianConfig } from './config.js';
import { prepareDataDir } from './data-dir.js';
import { HealthRegistry } from './health.js';
import { securityHeaders } from './http-security.js';
import { createLogger, NestLog } from './logger.js';
import { Metrics } from './metrics.js';
import { PlatformModule } from './platform.module.js';
import { endInOrder } from './process-end.js';
import { requestIds } from './request-id.js';
import { requestLog } from './request-log.js';
import { StartError, systemErrorCode } from './start-error.js';

/** Bytes of a JSON body; agendas are the longest thing anybody sends. */
const bodyLimit = 262_144;

export interface AppContext {
  readonly config: MeridianConfig;
  readonly logger: Logger;
}

/** Makes an app's own modules; `PlatformModule` is there already. */
export type RootModuleFactory = (context: AppContext) => Type | DynamicModule;

export interface RunAppOptions {
  /** Adds what is not a module (web client, API docs, socket adapter), before the doors open. */
  readonly configure?: (app: NestExpressApplication, context: AppContext) => void | Promise<void>;
  /** False for an app that keeps nothing, so that it runs on a read-only file system. */
  readonly needsDataDir?: boolean;
}

export interface RunningApp {
  readonly app: NestExpressApplication;
  readonly context: AppContext;
  /** Where people reach it: PUBLIC_URL, or localhost and the port. */
  readonly url: string;
  /** Idempotent: closing again waits for the first close. */
  readonly close: () => Promise<void>;
}

@Module({})
class AppRoot {}

function listen(server: Server, { port, host }: MeridianConfig['http']): Promise<number> {
  return new Promise((resolve, reject) => {
    const onError = (error: Error): void => {
      reject(listenError(error, port, host));
    };
    server.once('error', onError);
    server.listen({ port, ...(host === undefined ? {} : { host }) }, () => {
      server.off('error', onError);
      const address = server.address();
      resolve(typeof address === 'object' && address !== null ? address.port : port);
    });
  });
}

function listenError(error: Error, port: number, host: string | undefined): Error {
  switch (systemErrorCode(error)) {
    case 'EADDRINUSE':
      return new StartError(`Port ${port} is in use by another program.`, {
        mend: 'stop that program, or set PORT to a free port.',
        cause: error,
      });
    case 'EACCES':
      return new StartError(`Port ${port} may be opened by the administrator only.`, {
        mend: 'set PORT to 1024 or more and put a reverse proxy in front, or grant CAP_NET_BIND_SERVICE.',
        cause: error,
      });
    case 'EADDRNOTAVAIL':
    case 'ENOTFOUND':
    case 'EAI_AGAIN':
      return new StartError(`HOST ${String(host)} is not an address of this machine.`, {
        mend: 'set HOST to one of its addresses, or leave it out for all of them.',
        cause: error,
      });
    default:
      return error;
  }
}

/** Finds a taken port before databases and workers were started for nothing. */
async function probePort(http: MeridianConfig['http']): Promise<void> {
  if (http.port === 0) return;
  const probe = createServer();
  await listen(probe, http);
  await new Promise((resolve) => probe.close(resolve));
}

async function createApp(
  rootModule: RootModuleFactory,
  context: AppContext,
  options: RunAppOptions,
): Promise<NestExpressApplication> {
  const { config, logger } = context;
  const root: DynamicModule = {
    module: AppRoot,
    imports: [PlatformModule.forRoot(config, logger), rootModule(context)],
  };
  // eslint-disable-next-line @typescript-eslint/no-unsafe-class-instance-assignment -- Nest declares the base of its options as a class, and documents passing a literal.
  const settings: NestApplicationOptions = {
    logger: new NestLog(logger),
    abortOnError: false,
    bodyParser: false,
  };
  const adapter = new ExpressAdapter();
  const app = await NestFactory.create<NestExpressApplication>(root, adapter, settings);
  try {
    app.disable('x-powered-by');
    app.set('trust proxy', config.http.trustProxy);
    app.use(requestIds(config.http.trustProxy));
    app.use(requestLog(logger, app.get(Metrics)));
    app.use(securityHeaders({ https: config.http.publicUrl?.startsWith('https:') ?? false }));
    app.useBodyParser('json', { limit: bodyLimit });
    await options.configure?.(app, context);
    await app.init();
    return app;
  } catch (error) {
    await app.close();
    throw error;
  }
}

/** Starts an app and leaves the process alone; for tests and for whoever runs several in one. */
export async function startApp(
  rootModule: RootModuleFactory,
  env: NodeJS.ProcessEnv,
  options: RunAppOptions = {},
): Promise<RunningApp> {
  const config = loadConfig(env);
  const context: AppContext = { config, logger: createLogger(config.log) };
  if (options.needsDataDir !== false) await prepareDataDir(config.dataDir);
  await probePort(config.http);
  const app = await createApp(rootModule, context, options);
  let closing: Promise<void> | undefined;
  const close = (): Promise<void> => {
    app.get(HealthRegistry).beginShutdown();
    return (closing ??= app.close());
  };
  try {
    const port = await listen(app.getHttpServer(), config.http);
    return { app, context, url: config.http.publicUrl ?? `http://localhost:${port}`, close };
  } catch (error) {
    await close();
    throw error;
  }
}

/**
 * The whole `main` of an app: settings from the environment (and a `.env` file, which never overrides
 * it), start, signals, orderly end. When it cannot start it says why and exits: 78 for wrong
 * settings, 1 otherwise.
 */
export async function runApp(
  rootModule: RootModuleFactory,
  options: RunAppOptions = {},
): Promise<RunningApp> {
  // Leaving by process.exit lets whoever has started a child process take it along.
  const interrupted = (): never => process.exit(1);
  process.once('SIGINT', interrupted);
  process.once('SIGTERM', interrupted);
  try {
    if (existsSync('.env')) process.loadEnvFile('.env');
    const running = await startApp(rootModule, process.env, options);
    endInOrder(running.close, running.context.logger);
    return running;
  } catch (error) {
    if (error instanceof StartError) process.stderr.write(`${error.describe()}\n`);
    else process.stderr.write(`Meridian could not start. ${inspect(error)}\n`);
    process.exit(error instanceof StartError ? error.exitCode : 1);
  } finally {
    process.off('SIGINT', interrupted);
    process.off('SIGTERM', interrupted);
  }
}
