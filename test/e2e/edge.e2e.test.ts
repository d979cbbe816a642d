import { randomUUID } from 'node:crypto';
import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import { messageNames, messages } from '@meridian/protocol';
import fc from 'fast-check';
import { decodeJwt, SignJWT } from 'jose';
import { codeOf, RtcClient } from '../support/rtc-client.js';
import { startStandalone, type Standalone } from '../support/standalone.js';

/* What outsiders may try at the signalling edge, against a whole running Meridian. */

const key = Buffer.alloc(32, 7);
let meridian: Standalone;
let clients: RtcClient[] = [];

const tokenOf = (role: string, index = 0): string =>
  new URL(meridian.link(role, index)).searchParams.get('token') ?? '';

const connect = async (token: string, auth: Record<string, unknown> = {}): Promise<RtcClient> => {
  const client = await RtcClient.connect(meridian.process.url, token, auth);
  clients.push(client);
  return client;
};
const metric = async (name: string): Promise<number> => {
  const text = await (await fetch(`${meridian.process.url}/metrics`)).text();
  const line = text.split('\n').find((one) => one.startsWith(`${name} `));
  return Number(line?.split(' ')[1]);
};

beforeAll(async () => {
  meridian = await startStandalone({
    JOIN_LINK_KEY: key.toString('base64url'),
    LOG_LEVEL: 'info',
    SEAT_GRACE_SECONDS: '1',
  });
}, 90_000);
afterEach(() => {
  for (const client of clients) client.close();
  clients = [];
});
afterAll(async () => {
  await meridian.close();
}, 30_000);

describe('the handshake', () => {
  const refused = (token: string, auth = {}): Promise<unknown> =>
    connect(token, auth).then(() => 'admitted', codeOf);

  it('refuses other versions, malformed handshakes and a missing token', async () => {
    const token = tokenOf('delegate');
    await expect(refused(token, { protocolVersion: 0 })).resolves.toBe('protocol_version');
    await expect(refused(token, { protocolVersion: 99 })).resolves.toBe('protocol_version');
    await expect(refused(token, { protocolVersion: 'x' })).resolves.toBe('invalid_request');
    await expect(refused(token, { clientId: '../..' })).resolves.toBe('invalid_request');
    await expect(refused('', {})).resolves.toBe('invalid_request');
    await expect(refused('a'.repeat(5_000))).resolves.toBe('invalid_request');
  });

  it('refuses forged, altered, unsigned and expired tokens', async () => {
    const token = tokenOf('delegate');
    const claims = decodeJwt(token);
    const sign = (change: object, secret: Buffer, expires: number): Promise<string> =>
      new SignJWT({ ...claims, ...change })
        .setProtectedHeader({ alg: 'HS256' })
        .setExpirationTime(expires)
        .sign(secret);
    const soon = Math.floor(Date.now() / 1000) + 3_600;
    const past = Math.floor(Date.now() / 1000) - 10;
    await expect(sign({}, Buffer.alloc(32, 1), soon).then(refused)).resolves.toBe('link_invalid');
    await expect(sign({}, key, past).then(refused)).resolves.toBe('link_expired');
    await expect(sign({}, key, soon).then(refused)).resolves.toBe('admitted');
    const [header, payload, signature] = token.split('.');
    const altered = Buffer.from(JSON.stringify({ ...claims, r: 'chair' })).toString('base64url');
    await expect(refused(`${header}.${altered}.${signature}`)).resolves.toBe('link_invalid');
    const none = Buffer.from('{"alg":"none"}').toString('base64url');
    await expect(refused(`${none}.${payload}.`)).resolves.toBe('link_invalid');
    await expect(refused('not a token')).resolves.toBe('link_invalid');
  });
});

describe('requests', () => {
  it('are refused before the join, and when nobody knows them', async () => {
    const client = await connect(tokenOf('delegate'));
    await expect(client.send('leave', {})).rejects.toMatchObject({ code: 'not_joined' });
    await expect(client.raw('fly', { id: randomUUID(), data: {} })).resolves.toMatchObject({
      error: { code: 'unknown_message' },
    });
    await expect(client.raw('toString', { id: randomUUID(), data: {} })).resolves.toMatchObject({
      error: { code: 'unknown_message' },
    });
    await expect(client.raw('join', 'nonsense')).resolves.toMatchObject({
      error: { code: 'invalid_request' },
    });
  });

  it('of a chair are refused to everybody else, whatever the token claims of another meeting', async () => {
    const chair = await connect(tokenOf('chair'));
    const { participantId } = await chair.join('Chair');
    for (const role of ['delegate', 'interpreter', 'observer']) {
      const client = await connect(tokenOf(role));
      await client.join(role);
      const attempts = [
        client.send('muteParticipant', { participantId, source: 'microphone' }),
        client.send('muteEveryone', {}),
        client.send('removeParticipant', { participantId, mayReturn: false }),
        client.send('lockRoom', { locked: true }),
        client.send('endMeeting', {}),
      ];
      for (const result of await Promise.allSettled(attempts)) {
        expect(result).toMatchObject({ status: 'rejected', reason: { code: 'forbidden' } });
      }
      client.close();
    }
    expect(chair.payloads('removed')).toEqual([]);
  });

  it('a link of another meeting opens no door here', async () => {
    const claims = decodeJwt(tokenOf('delegate'));
    const elsewhere = {
      ...claims,
      m: Buffer.from(randomUUID().replaceAll('-', ''), 'hex').toString('base64url'),
    };
    const token = await new SignJWT(elsewhere)
      .setProtectedHeader({ alg: 'HS256' })
      .setExpirationTime('1h')
      .sign(key);
    const client = await connect(token);
    await expect(client.join()).rejects.toMatchObject({ code: 'meeting_not_found' });
  });

  it('of 1 MB are refused as too large', async () => {
    const client = await connect(tokenOf('delegate'));
    await expect(
      client.raw('join', { id: randomUUID(), data: { displayName: 'x'.repeat(1_000_000) } }),
    ).resolves.toMatchObject({ error: { code: 'payload_too_large' } });
    await expect(client.join()).resolves.toMatchObject({ resumed: false });
  });
});

describe('under attack', () => {
  it('1,000 requests a second are refused with a code, and other calls go on', async () => {
    const chair = await connect(tokenOf('chair'));
    await chair.join();
    const attacker = await connect(tokenOf('delegate'));
    await attacker.join();
    const codes = new Map<string, number>();
    const latencies: number[] = [];
    for (let burst = 0; burst < 10; burst += 1) {
      const flood = Array.from({ length: 100 }, () =>
        attacker.raw('raiseHand', { id: randomUUID(), data: { raised: burst % 2 === 0 } }),
      );
      const started = performance.now();
      await chair.send('raiseHand', { raised: burst % 2 === 0 });
      latencies.push(performance.now() - started);
      for (const ack of await Promise.all(flood)) {
        const code = ack.ok ? 'ok' : ack.error.code;
        codes.set(code, (codes.get(code) ?? 0) + 1);
      }
      await new Promise((resolve) => setTimeout(resolve, 100));
    }
    expect([...codes.keys()].sort()).toEqual(['ok', 'rate_limited']);
    expect(codes.get('rate_limited')).toBeGreaterThan(300);
    // Not a measure of speed: only that nobody waits behind the flood.
    expect(Math.max(...latencies)).toBeLessThan(1_000);
  }, 30_000);

  it('a socket that does not stop is cut off', async () => {
    const attacker = await connect(tokenOf('observer'));
    const cut = new Promise((resolve) => attacker.socket.once('disconnect', resolve));
    for (let request = 0; request < 4_000; request += 1) {
      attacker.socket.emit('leave', { id: randomUUID(), data: {} }, () => undefined);
    }
    await cut;
  }, 30_000);

  it('20,000 fuzzed payloads are refused, memory stays flat, and nothing breaks', async () => {
    const witness = await connect(tokenOf('chair', 1));
    await witness.join('Witness');
    const payload = fc.oneof(
      fc.anything({ maxDepth: 3 }),
      fc.record({ id: fc.constant('fuzz-request'), data: fc.anything({ maxDepth: 3 }) }),
      ...messageNames.map((name) => almost(name)),
    );
    const samples = fc.sample(fc.tuple(fc.constantFrom(...messageNames), payload), {
      numRuns: 20_000,
      seed: 20_261_124,
    });
    const before = { memory: 0 };
    const results = new Map<string, number>();
    let fuzzer = await connect(tokenOf('delegate'));
    for (let from = 0; from < samples.length; from += 300) {
      if (from === 6_000) before.memory = await metric('process_resident_memory_bytes');
      fuzzer.close();
      // A new socket for each batch keeps the fuzz below the rate limit, which is tested above.
      fuzzer = await connect(tokenOf(from % 2 === 0 ? 'delegate' : 'interpreter'));
      await fuzzer.join('Fuzzer');
      const batch = samples.slice(from, from + 300).filter(([name]) => name !== 'leave');
      const acks = await Promise.all(
        batch.map(([name, argument]) => fuzzer.raw(name, serialisable(argument))),
      );
      for (const ack of acks) {
        const code = ack.ok ? 'ok' : ack.error.code;
        results.set(code, (results.get(code) ?? 0) + 1);
      }
    }
    expect(results.get('internal') ?? 0).toBe(0);
    expect(results.get('invalid_request')).toBeGreaterThan(10_000);
    const after = await metric('process_resident_memory_bytes');
    expect(after).toBeLessThan(before.memory * 1.3);
    await expect(witness.send('raiseHand', { raised: true })).resolves.toEqual({});
    expect(meridian.process.errors()).toEqual([]);
    expect(meridian.process.log.filter((line) => /unhandled/i.test(line))).toEqual([]);
  }, 180_000);
});

/** A request that fits its schema but for one spoilt field. */
function almost(name: (typeof messageNames)[number]): fc.Arbitrary<unknown> {
  const fields = Object.keys(
    (messages[name].request as unknown as { shape?: object }).shape ?? { none: null },
  );
  const value = fc.oneof(
    fc.uuid(),
    fc.string(),
    fc.boolean(),
    fc.integer(),
    fc.constantFrom('audio', 'video', 'send', 'recv', 'camera', 'microphone'),
    fc.anything({ maxDepth: 2 }),
  );
  return fc.record({
    id: fc.uuid(),
    data: fc.record(Object.fromEntries(fields.map((field) => [field, value]))),
  });
}

/** What JSON cannot carry never reaches a server. */
function serialisable(value: unknown): unknown {
  // JSON.stringify gives undefined for undefined and functions, which its type does not say.
  const text = JSON.stringify(value, (_, part: unknown) =>
    typeof part === 'bigint' ? String(part) : part,
  ) as string | undefined;
  return text === undefined ? null : (JSON.parse(text) as unknown);
}
