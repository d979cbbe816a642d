import type { RedisClient } from './redis-connection.js';
import type { Lease, RoomDirectory } from './room-directory.js';

const prefix = 'meridian:room:';

/*
 * A lease is the string "<token> <nodeId>" with an expiry. Tokens are the store's clock in
 * microseconds, so they rise even when Redis comes back empty. Scripts make each step atomic.
 */
const claimScript = `
local current = redis.call('GET', KEYS[1])
if current then
  local token, node = string.match(current, '^(%d+) (.+)$')
  if node ~= ARGV[1] then return false end
  redis.call('PEXPIRE', KEYS[1], ARGV[2])
  return token
end
local now = redis.call('TIME')
local token = now[1] .. string.format('%06d', now[2])
redis.call('SET', KEYS[1], token .. ' ' .. ARGV[1], 'PX', ARGV[2])
return token`;

const renewScript = `
local current = redis.call('GET', KEYS[1])
if current and current ~= ARGV[1] then return 0 end
redis.call('SET', KEYS[1], ARGV[1], 'PX', ARGV[2])
return 1`;

const releaseScript = `
if redis.call('GET', KEYS[1]) == ARGV[1] then redis.call('DEL', KEYS[1]) end
return 1`;

export class RedisRoomDirectory implements RoomDirectory {
  constructor(
    private readonly nodeId: string,
    private readonly client: RedisClient,
  ) {}

  async claim(roomId: string, ttlMs: number): Promise<Lease | null> {
    const token = await this.client.eval(claimScript, {
      keys: [prefix + roomId],
      arguments: [this.nodeId, String(ttlMs)],
    });
    return typeof token === 'string' ? { roomId, nodeId: this.nodeId, token: Number(token) } : null;
  }

  async renew(lease: Lease, ttlMs: number): Promise<boolean> {
    const kept = await this.client.eval(renewScript, {
      keys: [prefix + lease.roomId],
      arguments: [encode(lease), String(ttlMs)],
    });
    return kept === 1;
  }

  async release(lease: Lease): Promise<void> {
    await this.client.eval(releaseScript, {
      keys: [prefix + lease.roomId],
      arguments: [encode(lease)],
    });
  }

  async lookup(roomId: string): Promise<Lease | null> {
    const current = await this.client.get(prefix + roomId);
    const match = current === null ? null : /^(\d+) (.+)$/.exec(current);
    if (!match?.[1] || !match[2]) return null;
    return { roomId, nodeId: match[2], token: Number(match[1]) };
  }
}

function encode(lease: Lease): string {
  return `${lease.token} ${lease.nodeId}`;
}
