import { networkInterfaces } from 'node:os';
import { createWorker } from 'mediasoup';
import type { Worker, WorkerSettings, WebRtcServer } from 'mediasoup/types';
import type { Logger } from 'pino';
import { MeridianError } from '@meridian/protocol';
import { listenInfos } from './listen-addresses.js';

export interface WorkerPoolOptions {
  readonly count: number;
  /** First port; worker `n` listens on `firstPort + n`, UDP and TCP. */
  readonly firstPort: number;
  readonly announcedAddress: string | undefined;
  /** The worker's program; mediasoup finds its own when undefined. */
  readonly binary: string | undefined;
}

/** One mediasoup worker process with the one port all its transports share. */
export interface PooledWorker {
  readonly index: number;
  readonly worker: Worker;
  readonly webRtcServer: WebRtcServer;
  /** How many rooms are on it. */
  rooms: number;
}

/** Longest wait between two attempts to start a worker again, in milliseconds. */
const longestRestartMs = 5_000;

/** The workers of this node: one per core by default, each started again when it dies. */
export class WorkerPool {
  readonly #workers = new Map<number, PooledWorker>();
  readonly #restarts = new Map<number, NodeJS.Timeout>();
  #closed = false;
  /** Workers that died since the start. */
  deaths = 0;

  private constructor(
    private readonly options: WorkerPoolOptions,
    private readonly logger: Logger,
  ) {}

  static async start(options: WorkerPoolOptions, logger: Logger): Promise<WorkerPool> {
    const pool = new WorkerPool(options, logger.child({ part: 'workers' }));
    try {
      await Promise.all(
        Array.from({ length: options.count }, (_, index) => pool.#startWorker(index)),
      );
    } catch (error) {
      await pool.close();
      throw error;
    }
    return pool;
  }

  get alive(): readonly PooledWorker[] {
    return [...this.#workers.values()];
  }

  /** The worker with the fewest rooms. Fails with `unavailable` when none is alive. */
  leastLoaded(): PooledWorker {
    const [first, ...others] = this.alive;
    if (!first) throw new MeridianError('unavailable', 'No media worker is running.');
    return others.reduce((best, worker) => (worker.rooms < best.rooms ? worker : best), first);
  }

  /** Seconds of CPU each worker has used, user and system together. */
  async cpuSeconds(): Promise<ReadonlyMap<number, number>> {
    const usages = await Promise.all(
      this.alive.map(async ({ index, worker }) => {
        const usage = await worker.getResourceUsage();
        return [index, (usage.ru_utime + usage.ru_stime) / 1000] as const;
      }),
    );
    return new Map(usages);
  }

  close(): Promise<void> {
    this.#closed = true;
    for (const timer of this.#restarts.values()) clearTimeout(timer);
    this.#restarts.clear();
    for (const { worker } of this.#workers.values()) worker.close();
    this.#workers.clear();
    return Promise.resolve();
  }

  async #startWorker(index: number): Promise<void> {
    const { firstPort, announcedAddress, binary } = this.options;
    const worker = await createWorkerWithoutSignals({
      logLevel: 'warn',
      ...(binary === undefined ? {} : { workerBin: binary }),
    });
    try {
      const webRtcServer = await worker.createWebRtcServer({
        listenInfos: listenInfos(firstPort + index, announcedAddress, networkInterfaces()),
      });
      this.#workers.set(index, { index, worker, webRtcServer, rooms: 0 });
      worker.on('died', (error) => this.#onDied(index, error));
      this.logger.info(
        { worker: index, pid: worker.pid, port: firstPort + index },
        'Worker started.',
      );
    } catch (error) {
      worker.close();
      throw new MeridianError(
        'unavailable',
        `The media port ${firstPort + index} cannot be opened. Is it taken? RTC_PORT chooses another.`,
        { cause: error },
      );
    }
  }

  #onDied(index: number, error: Error): void {
    this.deaths += 1;
    this.#workers.delete(index);
    this.logger.error({ err: error, worker: index }, 'A media worker died; starting another.');
    this.#restart(index, 100);
  }

  #restart(index: number, afterMs: number): void {
    if (this.#closed) return;
    const timer = setTimeout(() => {
      this.#restarts.delete(index);
      this.#startWorker(index).catch((error: unknown) => {
        this.logger.error({ err: error, worker: index }, 'A media worker could not be started.');
        this.#restart(index, Math.min(longestRestartMs, afterMs * 2));
      });
    }, afterMs);
    this.#restarts.set(index, timer);
  }
}

/**
 * mediasoup lets each worker close itself at SIGINT and SIGTERM, which would take sound and picture
 * away before anybody was told. The pool decides when workers end, so those listeners, which the
 * worker's constructor adds, are taken away again.
 */
function createWorkerWithoutSignals(settings: WorkerSettings): Promise<Worker> {
  const signals = ['SIGINT', 'SIGTERM'] as const;
  const before = signals.map((signal) => new Set(process.listeners(signal)));
  const creating = createWorker(settings);
  signals.forEach((signal, index) => {
    for (const listener of process.listeners(signal)) {
      if (!before[index]?.has(listener)) process.removeListener(signal, listener);
    }
  });
  return creating;
}
