import { describe, expect, it } from '@jest/globals';
import { HealthRegistry } from './health.js';

describe('HealthRegistry', () => {
  it('is ready while every check passes, and names the one that does not', async () => {
    const health = new HealthRegistry();
    health.register('database', () => Promise.resolve());
    expect(await health.readiness()).toEqual({ ready: true, checks: { database: 'ok' } });
    const remove = health.register('bus', () => Promise.reject(new Error('Redis is away')));
    expect(await health.readiness()).toEqual({
      ready: false,
      checks: { database: 'ok', bus: 'Redis is away' },
    });
    remove();
    expect((await health.readiness()).ready).toBe(true);
  });

  it('waits two seconds at most, for all checks together', async () => {
    const health = new HealthRegistry();
    health.register('slow', () => new Promise(() => undefined));
    health.register('slower', () => new Promise(() => undefined));
    const started = performance.now();
    const { ready, checks } = await health.readiness();
    expect(performance.now() - started).toBeLessThan(3_000);
    expect(ready).toBe(false);
    expect(checks).toEqual({ slow: 'no answer within 2 s', slower: 'no answer within 2 s' });
  });

  it('shows no password of an address in an error', async () => {
    const health = new HealthRegistry();
    health.register('database', () => Promise.reject(new Error('postgres://u:geheim@db refused')));
    expect(JSON.stringify(await health.readiness())).not.toContain('geheim');
  });

  it('is not ready while shutting down', async () => {
    const health = new HealthRegistry();
    health.register('database', () => Promise.resolve());
    health.beginShutdown();
    expect(await health.readiness()).toEqual({
      ready: false,
      checks: { database: 'ok', shutdown: 'shutting down' },
    });
  });

  it('refuses two checks of one name, and removes only its own', async () => {
    const health = new HealthRegistry();
    const remove = health.register('sfu', () => Promise.resolve());
    expect(() => health.register('sfu', () => Promise.resolve())).toThrow('exists already');
    remove();
    health.register('sfu', () => Promise.reject(new Error('no worker')));
    remove();
    expect((await health.readiness()).checks).toEqual({ sfu: 'no worker' });
  });
});
