import { join } from 'node:path';
import {
  centerCode,
  meetingCode,
  meetingRole,
  MeridianError,
  uuid,
  type MeetingRole,
} from '@meridian/protocol';
import { readOrCreateSecret } from '@meridian/platform';
import { errors, jwtVerify, SignJWT } from 'jose';
import { z } from 'zod';

/** What a join link vouches for. Whether it still counts is for the meetings service to say. */
export interface JoinGrant {
  readonly participantId: string;
  readonly meetingId: string;
  readonly meetingCode: string;
  readonly role: MeetingRole;
  readonly centerCode: string | null;
}

export interface VerifiedGrant extends JoinGrant {
  readonly expiresAt: Date;
}

const algorithm = 'HS256';
const issuer = 'meridian';
const audience = 'join';
/** Tokens are about 350 characters; nothing longer is worth a signature check. */
const longestToken = 1024;

/** A UUID's 16 bytes take 22 characters instead of 36: tokens are read out, mailed and wrapped. */
const packUuid = (id: string): string =>
  Buffer.from(id.replaceAll('-', ''), 'hex').toString('base64url');

const packedUuid = z
  .string()
  .length(22)
  .transform((packed) =>
    Buffer.from(packed, 'base64url')
      .toString('hex')
      .replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5'),
  )
  .pipe(uuid);

/** Short names, since they stand in a URL: subject, meeting, code, role, delegation. */
const claims = z.object({
  sub: packedUuid,
  m: packedUuid,
  c: meetingCode,
  r: meetingRole,
  d: centerCode.optional(),
  exp: z.number().int(),
});

const invalid = (cause: unknown): MeridianError =>
  new MeridianError('link_invalid', 'This join link is not valid.', { cause });

/** Signs join links and checks them, with one key that all processes of an installation share. */
export class JoinTokens {
  private constructor(private readonly key: Uint8Array) {}

  /** @param keyText at least 32 bytes in base64url */
  static fromKey(keyText: string): JoinTokens {
    const key = Buffer.from(keyText, 'base64url');
    if (key.length < 32) throw new Error('The key of join links needs at least 32 bytes.');
    return new JoinTokens(new Uint8Array(key));
  }

  /** Takes the key from the settings, or from a file in the data folder that is made on first use. */
  static async open(settings: {
    readonly key: string | undefined;
    readonly dataDir: string;
  }): Promise<JoinTokens> {
    const path = join(settings.dataDir, 'keys', 'join-link.key');
    return JoinTokens.fromKey(settings.key ?? (await readOrCreateSecret(path)));
  }

  async issue(grant: JoinGrant, expiresAt: Date): Promise<string> {
    return await new SignJWT({
      m: packUuid(grant.meetingId),
      c: grant.meetingCode,
      r: grant.role,
      ...(grant.centerCode === null ? {} : { d: grant.centerCode }),
    })
      .setProtectedHeader({ alg: algorithm })
      .setSubject(packUuid(grant.participantId))
      .setIssuer(issuer)
      .setAudience(audience)
      .setExpirationTime(expiresAt)
      .sign(this.key);
  }

  /**
   * The reason of a refusal is kept as its `cause` for the log; the answer does not tell a forger
   * how far they came.
   *
   * @throws MeridianError link_expired, or link_invalid when it is forged, damaged, or meant for
   *   another meeting than the one asked for
   */
  async verify(
    token: string,
    expected: { readonly meetingCode?: string } = {},
  ): Promise<VerifiedGrant> {
    if (token.length > longestToken) throw invalid(new Error('The token is too long.'));
    let payload: unknown;
    try {
      ({ payload } = await jwtVerify(token, this.key, {
        algorithms: [algorithm],
        issuer,
        audience,
        requiredClaims: ['exp', 'sub'],
      }));
    } catch (cause) {
      // The signature is checked before the date, so only a genuine link is called expired.
      if (cause instanceof errors.JWTExpired) {
        throw new MeridianError('link_expired', 'This join link has expired.', { cause });
      }
      throw invalid(cause);
    }
    const parsed = claims.safeParse(payload);
    if (!parsed.success) throw invalid(parsed.error);
    const { sub, m, c, r, d, exp } = parsed.data;
    if (expected.meetingCode !== undefined && expected.meetingCode !== c) {
      throw invalid(new Error('The token is for another meeting.'));
    }
    return {
      participantId: sub,
      meetingId: m,
      meetingCode: c,
      role: r,
      centerCode: d ?? null,
      expiresAt: new Date(exp * 1000),
    };
  }
}
