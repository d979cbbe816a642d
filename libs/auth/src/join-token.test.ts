import { randomBytes, randomUUID } from 'node:crypto';
import { mkdtemp, readFile, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { MeridianError } from '@meridian/protocol';
import { SignJWT, UnsecuredJWT } from 'jose';
import { JoinTokens, type JoinGrant } from './join-token.js';

const keyText = randomBytes(32).toString('base64url');
const key = new Uint8Array(Buffer.from(keyText, 'base64url'));
const tokens = JoinTokens.fromKey(keyText);
const grant: JoinGrant = {
  participantId: randomUUID(),
  meetingId: randomUUID(),
  meetingCode: 'abc-defg-hij',
  role: 'delegate',
  centerCode: 'SKO',
};
const soon = (): Date => new Date(Date.now() + 60_000);

async function refusal(token: string, expected?: { meetingCode: string }): Promise<MeridianError> {
  try {
    await tokens.verify(token, expected);
  } catch (error) {
    if (error instanceof MeridianError) return error;
    throw error;
  }
  throw new Error('The token was accepted.');
}

describe('JoinTokens', () => {
  it('gives back what was signed', async () => {
    const expiresAt = soon();
    const token = await tokens.issue(grant, expiresAt);
    expect(await tokens.verify(token, { meetingCode: grant.meetingCode })).toEqual({
      ...grant,
      expiresAt: new Date(Math.floor(expiresAt.getTime() / 1000) * 1000),
    });
    expect(token.length).toBeLessThan(360);
  });

  it('knows people of no delegation', async () => {
    const token = await tokens.issue({ ...grant, role: 'interpreter', centerCode: null }, soon());
    expect(await tokens.verify(token)).toMatchObject({ role: 'interpreter', centerCode: null });
  });

  it('calls only a genuine link expired', async () => {
    const past = new Date(Date.now() - 1_000);
    expect((await refusal(await tokens.issue(grant, past))).code).toBe('link_expired');
    const foreign = JoinTokens.fromKey(randomBytes(32).toString('base64url'));
    expect((await refusal(await foreign.issue(grant, past))).code).toBe('link_invalid');
  });

  it('refuses a link of another meeting', async () => {
    const error = await refusal(await tokens.issue(grant, soon()), { meetingCode: 'xyz-defg-hij' });
    expect(error.code).toBe('link_invalid');
  });

  it('refuses every changed character of payload and signature', async () => {
    const token = await tokens.issue(grant, soon());
    const start = token.indexOf('.') + 1;
    // The last character has bits that no byte uses.
    for (let i = start; i < token.length - 1; i += 7) {
      if (token[i] === '.') continue;
      const changed = `${token.slice(0, i)}${token[i] === 'A' ? 'B' : 'A'}${token.slice(i + 1)}`;
      expect((await refusal(changed)).code).toBe('link_invalid');
    }
  });

  it('refuses other algorithms, audiences and issuers, and tokens without a date', async () => {
    const payload = { sub: 'A'.repeat(22), m: 'A'.repeat(22), c: grant.meetingCode, r: 'chair' };
    const jwt = (alg = 'HS256') => new SignJWT(payload).setProtectedHeader({ alg });
    const forged = [
      new UnsecuredJWT(payload)
        .setIssuer('meridian')
        .setAudience('join')
        .setExpirationTime('1h')
        .encode(),
      await jwt('HS512')
        .setIssuer('meridian')
        .setAudience('join')
        .setExpirationTime('1h')
        .sign(key),
      await jwt().setIssuer('meridian').setAudience('session').setExpirationTime('1h').sign(key),
      await jwt().setIssuer('somebody').setAudience('join').setExpirationTime('1h').sign(key),
      await jwt().setIssuer('meridian').setAudience('join').sign(key),
      'not.a.token',
      '',
      'A'.repeat(100_000),
    ];
    for (const token of forged) expect((await refusal(token)).code).toBe('link_invalid');
  });

  it('refuses a well-signed token whose contents make no sense', async () => {
    const token = await new SignJWT({ m: 'x', c: '../etc', r: 'emperor' })
      .setProtectedHeader({ alg: 'HS256' })
      .setSubject('x')
      .setIssuer('meridian')
      .setAudience('join')
      .setExpirationTime('1h')
      .sign(key);
    expect((await refusal(token)).code).toBe('link_invalid');
  });

  it('keeps the reason for the log and out of the message', async () => {
    const error = await refusal('not.a.token');
    expect(error.cause).toBeDefined();
    expect(error.message).toBe('This join link is not valid.');
  });
});

describe('JoinTokens.open', () => {
  let dataDir: string;
  beforeAll(async () => {
    dataDir = await mkdtemp(join(tmpdir(), 'meridian-auth-'));
  });
  afterAll(async () => {
    await rm(dataDir, { recursive: true });
  });

  it('gives processes that start at once the same key, in a file only we may read', async () => {
    const all = await Promise.all(
      Array.from({ length: 12 }, () => JoinTokens.open({ key: undefined, dataDir })),
    );
    const [first, ...others] = all;
    const token = await first?.issue(grant, soon());
    for (const other of others) {
      await expect(other.verify(token ?? '')).resolves.toMatchObject(grant);
    }
    const path = join(dataDir, 'keys', 'join-link.key');
    expect((await stat(path)).mode & 0o777).toBe(0o600);
    expect(await readFile(path, 'utf8')).toMatch(/^[\w-]{43}\n$/);
  });

  it('takes the key of the settings where there is one', async () => {
    const opened = await JoinTokens.open({ key: keyText, dataDir });
    await expect(opened.verify(await tokens.issue(grant, soon()))).resolves.toMatchObject(grant);
  });

  it('refuses a short key', () => {
    expect(() => JoinTokens.fromKey('c2hvcnQ')).toThrow('32 bytes');
  });
});
