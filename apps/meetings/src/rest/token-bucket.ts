import { isIPv6 } from 'node:net';

interface Bucket {
  tokens: number;
  /** Milliseconds of the clock at which `tokens` was right. */
  at: number;
}

/** Addresses remembered at most; beyond it the one longest unseen is forgotten. */
const capacity = 10_000;

/**
 * Lets every key do something `perMinute` times a minute, all at once if it likes, and refills
 * steadily. Memory is bounded, whatever the number of keys.
 */
export class TokenBuckets {
  private readonly buckets = new Map<string, Bucket>();

  constructor(
    private readonly perMinute: number,
    private readonly now: () => number = () => performance.now(),
  ) {}

  get size(): number {
    return this.buckets.size;
  }

  /** @returns 0 when allowed, else the seconds until the next time is */
  take(key: string): number {
    const now = this.now();
    const perMs = this.perMinute / 60_000;
    const known = this.buckets.get(key);
    const tokens = known
      ? Math.min(this.perMinute, known.tokens + (now - known.at) * perMs)
      : this.perMinute;
    // Put at the end, so that the first key of the map is always the one longest unseen.
    this.buckets.delete(key);
    this.buckets.set(key, { tokens: tokens >= 1 ? tokens - 1 : tokens, at: now });
    if (this.buckets.size > capacity) {
      const [oldest] = this.buckets.keys();
      if (oldest !== undefined) this.buckets.delete(oldest);
    }
    return tokens >= 1 ? 0 : (1 - tokens) / perMs / 1000;
  }
}

/**
 * What counts as one client. An IPv6 customer holds 2^64 addresses or more, so the first four groups
 * stand for them; an IPv4 address written as IPv6 is the IPv4 address.
 */
export function clientKey(address: string | undefined): string {
  if (address === undefined) return 'unknown';
  const mapped = /^::ffff:(\d+\.\d+\.\d+\.\d+)$/i.exec(address)?.[1];
  if (mapped !== undefined) return mapped;
  if (!isIPv6(address)) return address;
  const [head = '', tail] = address.split('%')[0]?.split('::') ?? [];
  const before = head === '' ? [] : head.split(':');
  const after = tail === undefined || tail === '' ? [] : tail.split(':');
  const zeros =
    tail === undefined ? [] : Array.from({ length: 8 - before.length - after.length }, () => '0');
  const groups = [...before, ...zeros, ...after].slice(0, 4);
  return `${groups.map((group) => Number.parseInt(group, 16).toString(16)).join(':')}::/64`;
}
