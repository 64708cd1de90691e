import { createPublicKey } from 'node:crypto';
import { errors, type JWTPayload, type JWTVerifyGetKey, jwtVerify } from 'jose';
import type { JwtConfig } from '../config.ts';
import { platformTenant } from '../domain.ts';
import { UnauthenticatedError } from '../errors.ts';
import { createKeySet, type KeySetOptions } from './key-set.ts';
import { isScope, type Viewer } from './viewer.ts';

/** Decides whether a token holds. */
export interface TokenVerifier {
  /**
   * @throws UnauthenticatedError, without saying what the token contains, when it does not.
   * @throws AuthUnavailableError when its issuer has to be asked for a key and does not answer.
   */
  verify(token: string): Promise<Viewer>;
}

export interface TokenVerifierOptions {
  /** How the issuer's keys are fetched; needed only when JWT_JWKS_URL is set. */
  readonly issuer?: Omit<KeySetOptions, 'url'>;
  /** @default the system's clock */
  readonly now?: () => Date;
}

/** Seconds that clocks may differ. */
export const clockSkew = 60;

const asymmetric = ['RS256', 'PS256', 'ES256', 'ES384', 'ES512', 'EdDSA', 'Ed25519'];

/**
 * Verifies signature, `exp`, `nbf`, age, and issuer and audience when configured. `sub` and the
 * tenant claim must be there, and `iat` when the age is limited. The algorithms are those of the configured key, whatever the token says.
 */
export function createTokenVerifier(
  config: JwtConfig,
  options: TokenVerifierOptions = {},
): TokenVerifier {
  const { now = () => new Date() } = options;
  const { getKey, algorithms } = keyOf(config, options.issuer);
  return {
    async verify(token) {
      const currentDate = now();
      const { maxAgeSeconds } = config;
      const { payload, protectedHeader } = await jwtVerify(token, getKey, {
        algorithms,
        clockTolerance: clockSkew,
        currentDate,
        requiredClaims: ['exp', 'sub', config.tenantClaim],
        ...(config.issuer === undefined ? {} : { issuer: config.issuer }),
        ...(config.audience === undefined ? {} : { audience: config.audience }),
      }).catch((error: unknown) => {
        throw error instanceof errors.JOSEError ? refusal(error) : error;
      });
      if (!isAccessTokenType(protectedHeader.typ)) throw invalid('is not an access token');
      const seconds = currentDate.getTime() / 1000;
      const { iat = maxAgeSeconds === null ? seconds : undefined } = payload;
      if (iat === undefined) throw invalid('has no iat claim, which is required');
      if (iat > seconds + clockSkew) throw invalid('was issued in the future');
      const end = Math.min(payload.exp ?? 0, iat + (maxAgeSeconds ?? Number.POSITIVE_INFINITY));
      if (end <= seconds - clockSkew) throw invalid('is older than JWT_MAX_AGE_SECONDS');
      return toViewer(payload, {
        tenantClaim: config.tenantClaim,
        expiresAt: new Date(end * 1000),
      });
    },
  };
}

function keyOf(
  { key }: JwtConfig,
  issuer: TokenVerifierOptions['issuer'],
): { getKey: JWTVerifyGetKey; algorithms: string[] } {
  switch (key.kind) {
    case 'secret': {
      // Imported once: given as bytes, it would be imported again for each token.
      const hmac = { name: 'HMAC', hash: 'SHA-256' };
      const imported = crypto.subtle.importKey('raw', Buffer.from(key.secret), hmac, false, [
        'verify',
      ]);
      return { getKey: () => imported, algorithms: ['HS256'] };
    }
    case 'public-key': {
      const publicKey = createPublicKey(key.pem);
      const type = publicKey.asymmetricKeyType ?? '';
      const curve = publicKey.asymmetricKeyDetails?.namedCurve ?? '';
      return { getKey: () => publicKey, algorithms: algorithmsOf(type, curve) };
    }
    case 'jwks':
      if (issuer === undefined) throw new Error('JWT_JWKS_URL needs a fetch function.');
      return { getKey: createKeySet({ ...issuer, url: key.url }), algorithms: asymmetric };
  }
}

function algorithmsOf(type: string, curve: string): string[] {
  if (type === 'rsa') return ['RS256', 'PS256'];
  if (type === 'rsa-pss') return ['PS256'];
  if (type === 'ed25519') return ['EdDSA', 'Ed25519'];
  const byCurve: Record<string, string> = {
    prime256v1: 'ES256',
    secp384r1: 'ES384',
    secp521r1: 'ES512',
  };
  const algorithm = byCurve[curve];
  if (algorithm === undefined) throw new Error('JWT_PUBLIC_KEY has an unsupported key type.');
  return [algorithm];
}

/** `at+jwt` is RFC 9068's; ID and refresh tokens carry other types or the plain one. */
function isAccessTokenType(typ: string | undefined): boolean {
  const type = typ?.toLowerCase().replace(/^application\//, '');
  return type === undefined || type === 'jwt' || type === 'at+jwt';
}

function toViewer(
  payload: JWTPayload,
  { tenantClaim, expiresAt }: { tenantClaim: string; expiresAt: Date },
): Viewer {
  const tenantId = payload[tenantClaim];
  if (!isName(tenantId, 128) || tenantId === platformTenant)
    throw invalid('has no valid tenant claim');
  if (!isName(payload.sub, 256)) throw invalid('has no valid sub claim');
  return {
    tenantId,
    subject: payload.sub,
    scopes: new Set(scopeWords(payload['scope']).filter(isScope)),
    expiresAt,
  };
}

/** A string of words (RFC 8693, section 4.2), or the list that some issuers make of it. */
function scopeWords(scope: unknown): string[] {
  if (typeof scope === 'string') return scope.split(' ');
  return Array.isArray(scope) ? scope.filter((word) => typeof word === 'string') : [];
}

function isName(value: unknown, longest: number): value is string {
  return (
    typeof value === 'string' &&
    value.trim() !== '' &&
    value.length <= longest &&
    value.isWellFormed() &&
    !/\p{Cc}/u.test(value)
  );
}

function refusal(error: errors.JOSEError): UnauthenticatedError {
  if (error instanceof errors.JWTExpired) return invalid('has expired');
  if (error instanceof errors.JWTClaimValidationFailed) {
    return invalid('lacks a required claim, or has a claim that is not accepted');
  }
  return invalid('is invalid: its signature, algorithm or format is wrong');
}

function invalid(why: string): UnauthenticatedError {
  return new UnauthenticatedError(`The token ${why}.`);
}
