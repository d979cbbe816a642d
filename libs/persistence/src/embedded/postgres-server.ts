import { spawn, type ChildProcess } from 'node:child_process';
import { createServer } from 'node:net';
import { createInterface } from 'node:readline';
import { StartError } from '@meridian/platform';
import type { Logger } from 'pino';
import { endServer, serverEnvironment, type DataFolder } from './data-folder.js';
import type { PostgresBinaries } from './postgres-binaries.js';
import type { ServerAccount } from './server-account.js';

/** Recovery after a crash reads the log of changes; on a slow disk that takes a while. */
const readyTimeoutMs = 120_000;
/** How long workers of a killed server may take to notice and go. */
const leftoverTimeoutMs = 10_000;

/**
 * Reachable from this machine only, by TCP alone (a socket's path may be too long for the system).
 * The log never holds statements or values: of errors only what the server itself suffers is logged,
 * clients learn theirs from the answer.
 */
const settings: Readonly<Record<string, string>> = {
  listen_addresses: '127.0.0.1',
  unix_socket_directories: '',
  max_connections: '60',
  jit: 'off',
  timezone: 'UTC',
  log_timezone: 'UTC',
  log_destination: 'stderr',
  logging_collector: 'off',
  log_line_prefix: '',
  log_min_messages: 'log',
  log_min_error_statement: 'panic',
  log_error_verbosity: 'terse',
  log_statement: 'none',
  log_parameter_max_length: '0',
  log_parameter_max_length_on_error: '0',
  lc_messages: 'C',
};

const logLine = /^(LOG|WARNING|ERROR|FATAL|PANIC): {1,2}(.*)$/;

async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(0, '127.0.0.1', resolve);
  });
  const address = server.address();
  await new Promise((resolve) => server.close(resolve));
  if (typeof address !== 'object' || address === null) throw new Error('No port was given.');
  return address.port;
}

type Outcome = 'ready' | 'portTaken' | 'leftovers' | 'failed';

/** One run of the server process. */
export class PostgresServer {
  private stopping: Promise<void> | undefined;
  private gone = false;
  private outcome: Outcome | undefined;
  private lastWords: string[] = [];
  private readonly exited: Promise<void>;

  private constructor(
    private readonly child: ChildProcess,
    readonly port: number,
    private readonly logger: Logger,
  ) {
    this.exited = new Promise((resolve) => {
      const onEnd = (): void => {
        process.off('exit', this.killWithUs);
        this.gone = true;
        resolve();
      };
      child.once('exit', onEnd);
      child.once('error', (error) => {
        this.lastWords.push(error.message);
        onEnd();
      });
    });
    if (child.stderr) createInterface(child.stderr).on('line', (line) => this.onLine(line));
    process.on('exit', this.killWithUs);
  }

  /** Starts the server and waits until it answers. A given port is kept, else a free one is found. */
  static async start(
    folder: DataFolder,
    binaries: PostgresBinaries,
    account: ServerAccount,
    logger: Logger,
    port?: number,
  ): Promise<PostgresServer> {
    const deadline = performance.now() + leftoverTimeoutMs;
    for (;;) {
      const server = PostgresServer.spawn(
        folder,
        binaries,
        account,
        logger,
        port ?? (await freePort()),
      );
      const outcome = await server.untilReady();
      if (outcome === 'ready') return server;
      await server.stop();
      const retry = outcome !== 'failed' && performance.now() < deadline;
      if (!retry) {
        throw new StartError(
          `The embedded PostgreSQL did not start: ${server.lastWords.join(' ') || 'it said nothing.'}`,
          {
            mend: 'see what it says with LOG_LEVEL=debug, or set DATABASE_URL to a PostgreSQL of your own.',
          },
        );
      }
      await new Promise((resolve) => setTimeout(resolve, 200));
    }
  }

  private static spawn(
    folder: DataFolder,
    binaries: PostgresBinaries,
    account: ServerAccount,
    logger: Logger,
    port: number,
  ): PostgresServer {
    const [command, args] = account.command(binaries.postgres, [
      '-D',
      folder.path,
      '-p',
      String(port),
      ...Object.entries(settings).flatMap(([name, value]) => ['-c', `${name}=${value}`]),
    ]);
    const child = spawn(command, [...args], {
      ...account.spawnOptions,
      env: serverEnvironment(),
      stdio: ['ignore', 'ignore', 'pipe'],
      // A group of its own: Ctrl-C is for us, and the database goes last.
      detached: true,
    });
    return new PostgresServer(child, port, logger);
  }

  /** Last resort when the process leaves without closing: the server then stops in order by itself. */
  private readonly killWithUs = (): void => {
    this.child.kill('SIGINT');
  };

  private onLine(line: string): void {
    const [, severity, message] = logLine.exec(line) ?? [];
    if (severity === undefined || message === undefined) {
      this.logger.debug({ postgres: true }, line.trim());
      return;
    }
    this.logger[severity === 'LOG' ? 'debug' : 'warn']({ postgres: true, severity }, message);
    if (severity === 'FATAL' || severity === 'PANIC') {
      this.lastWords.push(message);
      if (message.includes('shared memory block')) this.outcome = 'leftovers';
      if (message.includes('could not create any TCP/IP sockets')) this.outcome = 'portTaken';
    }
    if (message.includes('database system is ready to accept connections')) this.outcome = 'ready';
  }

  private async untilReady(): Promise<Outcome> {
    const deadline = performance.now() + readyTimeoutMs;
    while (this.outcome !== 'ready' && !this.gone && performance.now() < deadline) {
      await new Promise((resolve) => setTimeout(resolve, 10));
    }
    if (this.outcome === undefined && !this.gone) this.lastWords.push('it was not ready in time.');
    return this.outcome ?? 'failed';
  }

  /** Calls back when the server ends though nobody stopped it. */
  onUnexpectedEnd(callback: () => void): void {
    void this.exited.then(() => {
      if (this.stopping === undefined) callback();
    });
  }

  /** Idempotent. Fast shutdown: open transactions are rolled back, everything committed is kept. */
  stop(): Promise<void> {
    return (this.stopping ??= this.end());
  }

  private async end(): Promise<void> {
    const { pid } = this.child;
    if (pid !== undefined && !this.gone) await endServer(pid);
    await this.exited;
  }
}
