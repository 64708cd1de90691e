import { createPublicKey } from 'node:crypto';
import { errors, type JWTPayload, type JWTVerifyGetKey, jwtVerify } from 'jose';
import type { JwtConfig } from '../config.ts';
import { platformTenant } from '../domain.ts';
import { clockSkew } from './clock-skew.ts';
import { createKeySet, type KeySetOptions } from './key-set.ts';
import { RejectedTokenError, type Rejection } from './rejected-token-error.ts';
import { VerifiedTokens } from './verified-tokens.ts';
import { isScope, type Viewer } from './viewer.ts';

/** Verifies tokens. */
export interface TokenVerifier {
  /**
   * @throws UnauthenticatedError for an invalid token, without the token's content in the message.
   * @throws AuthUnavailableError when a key of the issuer is needed and the issuer does not
   * respond.
   */
  verify(token: string): Promise<Viewer>;
}

export interface TokenVerifierOptions {
  /** How to fetch the issuer's keys. Required only when JWT_JWKS_URL is set. */
  readonly issuer?: Omit<KeySetOptions, 'url'>;
  /** @default the system's clock */
  readonly now?: () => Date;
  /** Called for each token that is rejected. */
  readonly onRejection?: (rejection: Rejection) => void;
}

const asymmetric = ['RS256', 'PS256', 'ES256', 'ES384', 'ES512', 'EdDSA', 'Ed25519'];

/**
 * Verifies signature, `exp`, `nbf` and age, and also issuer and audience when they are configured.
 * `sub` and the tenant claim are required, and `iat` when the age is limited. The configured key
 * determines the algorithms, never the token.
 */
export function createTokenVerifier(
  config: JwtConfig,
  options: TokenVerifierOptions = {},
): TokenVerifier {
  const { now = () => new Date(), onRejection = () => {}, issuer } = options;
  const verify = verifierOf(config, issuer);
  const verified = new VerifiedTokens(issuer?.clock);
  return {
    async verify(token) {
      const known = verified.get(token, now());
      if (known !== undefined) return known;
      try {
        const viewer = await verify(token, now());
        verified.add(token, viewer);
        return viewer;
      } catch (error) {
        if (error instanceof RejectedTokenError) onRejection(error.rejection);
        throw error;
      }
    },
  };
}

function verifierOf(
  config: JwtConfig,
  issuer: TokenVerifierOptions['issuer'],
): (token: string, currentDate: Date) => Promise<Viewer> {
  const { getKey, algorithms } = keyOf(config, issuer);
  return async (token, currentDate) => {
    const { maxAgeSeconds } = config;
    const { payload, protectedHeader } = await jwtVerify(token, getKey, {
      algorithms,
      clockTolerance: clockSkew,
      currentDate,
      requiredClaims: ['exp', 'sub', config.tenantClaim],
      ...(config.issuer === undefined ? {} : { issuer: config.issuer }),
      ...(config.audience === undefined ? {} : { audience: config.audience }),
    }).catch((error: unknown) => {
      throw error instanceof errors.JOSEError ? toRejection(error) : error;
    });
    if (!isAccessTokenType(protectedHeader.typ))
      throw invalid('is not an access token', 'typ', 'is not that of an access token');
    const seconds = currentDate.getTime() / 1000;
    const { iat = maxAgeSeconds === null ? seconds : undefined } = payload;
    if (iat === undefined)
      throw invalid('has no iat claim, which is required', 'iat', 'is missing');
    if (iat > seconds + clockSkew)
      throw invalid('was issued in the future', 'iat', 'is in the future');
    const end = Math.min(payload.exp ?? 0, iat + (maxAgeSeconds ?? Number.POSITIVE_INFINITY));
    if (end <= seconds - clockSkew)
      throw invalid(
        'is older than JWT_MAX_AGE_SECONDS',
        'iat',
        'is older than JWT_MAX_AGE_SECONDS',
      );
    return toViewer(payload, {
      tenantClaim: config.tenantClaim,
      expiresAt: new Date(end * 1000),
    });
  };
}

function keyOf(
  { key }: JwtConfig,
  issuer: TokenVerifierOptions['issuer'],
): { getKey: JWTVerifyGetKey; algorithms: string[] } {
  switch (key.kind) {
    case 'secret': {
      // Import the key once: jose would import bytes again for each token.
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

/** `at+jwt` is defined in RFC 9068. ID tokens and refresh tokens have other types, or `JWT`. */
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
    throw invalid('has no valid tenant claim', tenantClaim, 'is not the name of a tenant');
  if (!isName(payload.sub, 256)) throw invalid('has no valid sub claim', 'sub', 'is not a name');
  return {
    tenantId,
    subject: payload.sub,
    scopes: new Set(scopeWords(payload['scope']).filter(isScope)),
    expiresAt,
  };
}

/** Scopes separated by spaces (RFC 8693, section 4.2). Some issuers send a list. */
function scopeWords(scope: unknown): string[] {
  if (typeof scope === 'string') return scope.split(' ');
  return Array.isArray(scope) ? scope.filter((word) => typeof word === 'string') : [];
}

function isName(value: unknown, maxLength: number): value is string {
  return (
    typeof value === 'string' &&
    value.trim() !== '' &&
    value.length <= maxLength &&
    value.isWellFormed() &&
    !/\p{Cc}/u.test(value)
  );
}

/** Claims that are compared with a setting. */
const settings: Readonly<Record<string, string>> = { iss: 'JWT_ISSUER', aud: 'JWT_AUDIENCE' };

function toRejection(error: errors.JOSEError): RejectedTokenError {
  if (error instanceof errors.JWTExpired) return invalid('has expired', 'exp', 'is in the past');
  if (error instanceof errors.JWTClaimValidationFailed) {
    const { claim, reason } = error;
    const setting = settings[claim];
    const differs = setting === undefined ? 'is not accepted' : `differs from ${setting}`;
    const problem = reason === 'missing' ? 'is missing' : differs;
    if (reason === 'missing') return invalid(`lacks the required claim ${claim}`, claim, problem);
    if (claim === 'nbf') return invalid('is not valid yet', claim, 'is in the future');
    return invalid(`has a claim ${claim} that is not accepted`, claim, problem);
  }
  const why = 'is invalid: its signature, algorithm or format is wrong';
  return invalid(why, 'signature', 'cannot be verified');
}

function invalid(why: string, claim: string, problem: string): RejectedTokenError {
  const setting = settings[claim] ?? null;
  return new RejectedTokenError(`The token ${why}.`, { claim, setting, problem });
}
