import { SignJWT } from 'jose';
import type { Scope } from './viewer.ts';

/** Settings of the tokens that this installation issues itself. */
export interface TokenIssuer {
  readonly secret: Uint8Array;
  readonly tenantClaim: string;
  readonly issuer?: string | undefined;
  readonly audience?: string | undefined;
}

export interface TokenClaims {
  readonly tenantId: string;
  readonly subject: string;
  readonly scopes: readonly Scope[];
  readonly ttlSeconds: number;
}

/** Signs a token (HS256). {@link createTokenVerifier} accepts it with the same settings. */
export async function issueToken(issuer: TokenIssuer, claims: TokenClaims): Promise<string> {
  const issuedAt = Math.floor(Date.now() / 1000);
  const token = new SignJWT({
    [issuer.tenantClaim]: claims.tenantId,
    scope: claims.scopes.join(' '),
  })
    .setProtectedHeader({ alg: 'HS256', typ: 'JWT' })
    .setSubject(claims.subject)
    .setIssuedAt(issuedAt)
    .setExpirationTime(issuedAt + claims.ttlSeconds);
  if (issuer.issuer !== undefined) token.setIssuer(issuer.issuer);
  if (issuer.audience !== undefined) token.setAudience(issuer.audience);
  return token.sign(issuer.secret);
}
