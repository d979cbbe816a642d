import type { JoinTokens, VerifiedGrant } from '@meridian/auth';
import { MeridianError, handshake, handshakeVersion, protocolVersion } from '@meridian/protocol';

export interface Authenticated {
  readonly grant: VerifiedGrant;
  readonly clientId: string;
}

/**
 * Who wants to connect. Fails with `protocol_version` when client and server speak different
 * versions, `invalid_request` for a malformed handshake, `link_invalid` or `link_expired` for the
 * token.
 */
export async function authenticate(auth: unknown, tokens: JoinTokens): Promise<Authenticated> {
  const version = handshakeVersion.safeParse(auth);
  if (!version.success) {
    throw new MeridianError('invalid_request', 'The handshake carries no protocol version.');
  }
  if (version.data.protocolVersion !== protocolVersion) {
    throw new MeridianError('protocol_version', 'Reload the page to get the current version.', {
      details: { server: protocolVersion, client: version.data.protocolVersion },
    });
  }
  const parsed = handshake.safeParse(auth);
  if (!parsed.success) {
    throw new MeridianError('invalid_request', 'The handshake is malformed.', {
      cause: parsed.error,
    });
  }
  const { token, clientId } = parsed.data;
  return { grant: await tokens.verify(token), clientId };
}
