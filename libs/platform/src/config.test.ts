import { availableParallelism } from 'node:os';
import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { parseEnv } from 'node:util';
import { describe, expect, it } from '@jest/globals';
import { variables } from './config-variables.js';
import { ConfigError, loadConfig } from './config.js';

function failure(env: NodeJS.ProcessEnv): ConfigError {
  try {
    loadConfig(env);
  } catch (error) {
    if (error instanceof ConfigError) return error;
    throw error;
  }
  throw new Error('The settings were accepted.');
}

const key = Buffer.alloc(32, 7).toString('base64url');

describe('loadConfig', () => {
  it('has a default for everything', () => {
    expect(loadConfig({})).toEqual({
      http: { port: 3000, host: undefined, publicUrl: undefined, trustProxy: 0 },
      dataDir: resolve('.data'),
      database: { url: undefined },
      redis: { url: undefined },
      node: { id: undefined, region: undefined },
      rtc: {
        firstPort: 40_000,
        announcedAddress: undefined,
        workers: availableParallelism(),
        workerBinary: undefined,
      },
      turn: { urls: [], secret: undefined },
      joinLinks: { key: undefined },
      demo: 'auto',
      limits: { roomMaxParticipants: 60, maxIncomingBitrate: 6_000_000, seatGraceSeconds: 30 },
      log: { level: 'info', format: 'auto' },
    });
  });

  it('takes an empty value as none', () => {
    const empty = Object.fromEntries(Object.keys(variables).map((name) => [name, ' ']));
    expect(loadConfig(empty)).toEqual(loadConfig({}));
  });

  it('reads every variable', () => {
    const config = loadConfig({
      PORT: '0',
      HOST: '::1',
      PUBLIC_URL: 'https://meet.example.org/',
      TRUST_PROXY: '2',
      DATA_DIR: '/srv/meridian',
      DATABASE_URL: 'postgres://u:p@db/meridian',
      REDIS_URL: 'rediss://cache:6380',
      RTC_PORT: '50000',
      RTC_ANNOUNCED_ADDRESS: 'media.example.org',
      RTC_WORKERS: '3',
      MEDIASOUP_WORKER_BIN: 'bin/worker',
      TURN_URLS: 'turn:a.example.org, turns:a.example.org:443?transport=tcp',
      TURN_SECRET: 'sixteen-letters!',
      JOIN_LINK_KEY: key,
      NODE_ID: 'xmn-1',
      REGION: 'cn-east',
      DEMO: 'off',
      ROOM_MAX_PARTICIPANTS: '12',
      MAX_INCOMING_BITRATE: '3000000',
      SEAT_GRACE_SECONDS: '5',
      LOG_LEVEL: 'silent',
      LOG_FORMAT: 'json',
    });
    expect(config).toEqual({
      http: { port: 0, host: '::1', publicUrl: 'https://meet.example.org', trustProxy: 2 },
      dataDir: '/srv/meridian',
      database: { url: 'postgres://u:p@db/meridian' },
      redis: { url: 'rediss://cache:6380' },
      node: { id: 'xmn-1', region: 'cn-east' },
      rtc: {
        firstPort: 50_000,
        announcedAddress: 'media.example.org',
        workers: 3,
        workerBinary: resolve('bin/worker'),
      },
      turn: {
        urls: ['turn:a.example.org', 'turns:a.example.org:443?transport=tcp'],
        secret: 'sixteen-letters!',
      },
      joinLinks: { key },
      demo: 'off',
      limits: { roomMaxParticipants: 12, maxIncomingBitrate: 3_000_000, seatGraceSeconds: 5 },
      log: { level: 'silent', format: 'json' },
    });
  });

  it.each([
    ['PORT', '65536'],
    ['PORT', '-1'],
    ['PORT', '3000.5'],
    ['PORT', '0x50'],
    ['HOST', 'no spaces'],
    ['PUBLIC_URL', 'meet.example.org'],
    ['PUBLIC_URL', 'ftp://meet.example.org'],
    ['PUBLIC_URL', 'https://meet.example.org/sub'],
    ['PUBLIC_URL', 'https://user:pw@meet.example.org'],
    ['TRUST_PROXY', 'true'],
    ['DATABASE_URL', 'mysql://db/x'],
    ['DATABASE_URL', 'meridian'],
    ['REDIS_URL', 'http://cache'],
    ['RTC_PORT', '0'],
    ['RTC_ANNOUNCED_ADDRESS', 'https://media.example.org'],
    ['RTC_WORKERS', '0'],
    ['TURN_URLS', 'stun:a.example.org'],
    ['TURN_SECRET', 'short'],
    ['JOIN_LINK_KEY', 'c2hvcnQ'],
    ['JOIN_LINK_KEY', `${key}!`],
    ['NODE_ID', 'a b'],
    ['DEMO', 'yes'],
    ['ROOM_MAX_PARTICIPANTS', '1'],
    ['MAX_INCOMING_BITRATE', '6M'],
    ['SEAT_GRACE_SECONDS', '0'],
    ['LOG_LEVEL', 'verbose'],
    ['LOG_FORMAT', 'xml'],
  ])('refuses %s=%s by name', (name, value) => {
    const { problems } = failure({ [name]: value });
    expect(problems.map((problem) => problem.name)).toEqual([name]);
  });

  it('lists every wrong variable at once, with what was given and what is allowed', () => {
    const text = failure({ PORT: 'abc', DEMO: 'maybe', RTC_WORKERS: '0' }).describe();
    expect(text).toContain('PORT: "abc" is not allowed; allowed: a port from 0 to 65535');
    expect(text).toContain('DEMO: "maybe" is not allowed; allowed: on, off or auto');
    expect(text).toContain('RTC_WORKERS: "0" is not allowed');
  });

  it('never shows a secret, not even a wrong one', () => {
    const error = failure({
      DATABASE_URL: 'mysql://u:geheim@h/x',
      REDIS_URL: 'x://:geheim@h',
      JOIN_LINK_KEY: 'geheim',
      TURN_SECRET: 'geheim',
    });
    expect(error.problems).toHaveLength(4);
    expect(JSON.stringify(error) + error.describe() + String(error.stack)).not.toContain('geheim');
  });

  it('refuses what contradicts itself', () => {
    expect(failure({ RTC_PORT: '65535', RTC_WORKERS: '2' }).problems[0]?.name).toBe('RTC_PORT');
    expect(failure({ TURN_URLS: 'turn:a.example.org' }).problems[0]?.name).toBe('TURN_SECRET');
    expect(failure({ TURN_SECRET: 'sixteen-letters!' }).problems[0]?.name).toBe('TURN_URLS');
  });

  it('is frozen to the bottom', () => {
    const config = loadConfig({});
    expect(Object.isFrozen(config)).toBe(true);
    expect(Object.isFrozen(config.rtc)).toBe(true);
    expect(Object.isFrozen(config.turn.urls)).toBe(true);
  });
});

describe('.env.example', () => {
  const text = readFileSync(new URL('../../../.env.example', import.meta.url), 'utf8');

  it('names the variables there are, in the same order, each with its comment', () => {
    const lines = text.split('\n');
    const names = lines.filter((line) => /^[A-Z]/.test(line)).map((line) => line.split('=')[0]);
    expect(names).toEqual(Object.keys(variables));
    for (const name of names) {
      const at = lines.findIndex((line) => line.startsWith(`${String(name)}=`));
      expect(lines[at - 1]).toMatch(/^# /);
    }
  });

  it('holds the defaults', () => {
    expect(loadConfig(parseEnv(text))).toEqual(loadConfig({}));
  });
});
