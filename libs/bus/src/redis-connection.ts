import type { Logger } from 'pino';
import { createClient } from 'redis';

export type RedisClient = ReturnType<typeof openClient>;

/** Longest wait between two attempts to reach Redis again, in milliseconds. */
const longestRetryMs = 1_000;

function openClient(url: string, name: string) {
  return createClient({
    url,
    name,
    // Commands are never queued while Redis is away: callers decide what waits and for how long.
    disableOfflineQueue: true,
    pingInterval: 2_000,
    socket: {
      connectTimeout: 2_000,
      reconnectStrategy: (retries) => Math.min(longestRetryMs, 50 * 2 ** Math.min(retries, 5)),
    },
  });
}

/**
 * Opens a connection that mends itself. Rejects when Redis cannot be reached at the start, so that
 * a wrong REDIS_URL is found at boot and not in the first meeting.
 */
export async function connectRedis(
  url: string,
  name: string,
  logger: Logger,
): Promise<RedisClient> {
  const client = openClient(url, name);
  let lost = false;
  client.on('error', (error: unknown) => {
    if (!lost) logger.warn({ err: error, connection: name }, 'Redis connection lost; retrying.');
    lost = true;
  });
  client.on('ready', () => {
    if (lost) logger.info({ connection: name }, 'Redis connection is back.');
    lost = false;
  });
  const deadline = new Promise<never>((_, reject) => {
    const timer = setTimeout(
      () => reject(new Error('Redis did not answer within 5 s. Is REDIS_URL right?')),
      5_000,
    );
    timer.unref();
    client.once('ready', () => clearTimeout(timer));
  });
  try {
    await Promise.race([client.connect(), deadline]);
  } catch (error) {
    client.destroy();
    throw error;
  }
  return client;
}
