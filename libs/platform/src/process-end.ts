import type { Logger } from 'pino';

/** Milliseconds the orderly way out may take. */
const shutdownTimeoutMs = 10_000;
/**
 * One Ctrl-C reaches us more than once when a parent passes the terminal's signal on as well;
 * only a signal later than this counts as a second one.
 */
const sameSignalMs = 1_000;

/**
 * Ends the process in order: once, within bounded time, whatever the reason. SIGINT and SIGTERM end
 * with 0, a fault nobody caught with 1; a second signal ends at once.
 *
 * @returns takes the handlers away again
 */
export function endInOrder(close: () => Promise<void>, logger: Logger): () => void {
  let startedAt: number | undefined;

  const end = (exitCode: number): void => {
    startedAt = performance.now();
    setTimeout(() => {
      logger.fatal({ timeoutMs: shutdownTimeoutMs }, 'The shutdown took too long; leaving.');
      process.exit(1);
    }, shutdownTimeoutMs);
    close().then(
      () => {
        logger.info('Meridian has stopped.');
        process.exit(exitCode);
      },
      (error: unknown) => {
        logger.fatal({ err: error }, 'The shutdown failed.');
        process.exit(1);
      },
    );
  };

  const onSignal = (signal: NodeJS.Signals): void => {
    if (startedAt === undefined) {
      logger.info({ signal }, 'Shutting down.');
      end(0);
    } else if (performance.now() - startedAt > sameSignalMs) {
      logger.warn({ signal }, 'Second signal; leaving at once.');
      process.exit(1);
    }
  };
  const onFault = (error: unknown): void => {
    logger.fatal({ err: error }, 'A fault nobody caught; shutting down.');
    if (startedAt === undefined) end(1);
  };

  process.on('SIGINT', onSignal);
  process.on('SIGTERM', onSignal);
  process.on('uncaughtException', onFault);
  process.on('unhandledRejection', onFault);
  return () => {
    process.off('SIGINT', onSignal);
    process.off('SIGTERM', onSignal);
    process.off('uncaughtException', onFault);
    process.off('unhandledRejection', onFault);
  };
}
