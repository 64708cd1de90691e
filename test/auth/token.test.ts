import { generateKeyPairSync, type KeyObject } from 'node:crypto';
import { SignJWT, UnsecuredJWT } from 'jose';
import { describe, expect, test } from 'vitest';
import { createTokenVerifier, type TokenVerifierOptions } from '../../src/auth/token.ts';
import type { JwtConfig } from '../../src/config.ts';
import { UnauthenticatedError } from '../../src/errors.ts';

const now = new Date('2026-06-01T12:00:00Z');
const seconds = Math.floor(now.getTime() / 1000);
const secret = new TextEncoder().encode('thirty-two bytes of a secret, or more');
const rsa = generateKeyPairSync('rsa', { modulusLength: 2048 });
const ec = generateKeyPairSync('ec', { namedCurve: 'P-256' });
const rsaPem = rsa.publicKey.export({ type: 'spki', format: 'pem' }).toString();

const good = {
  sub: 'ann',
  tenant_id: 'acme',
  scope: 'models:read models:use nonsense',
  iat: seconds,
  exp: seconds + 600,
};

interface Minting {
  readonly claims?: Record<string, unknown>;
  readonly header?: Record<string, unknown>;
  readonly key?: Uint8Array | KeyObject;
}

function mint({ claims = {}, header = {}, key = secret }: Minting = {}): Promise<string> {
  const payload = Object.fromEntries(
    Object.entries({ ...good, ...claims }).filter(([, value]) => value !== undefined),
  );
  return new SignJWT(payload).setProtectedHeader({ alg: 'HS256', ...header }).sign(key);
}

function verifier(
  overrides: Partial<JwtConfig> = {},
  onRejection?: TokenVerifierOptions['onRejection'],
) {
  const config: JwtConfig = {
    key: { kind: 'secret', secret },
    issuer: undefined,
    audience: undefined,
    tenantClaim: 'tenant_id',
    maxAgeSeconds: 86_400,
    ...overrides,
  };
  return createTokenVerifier(config, { now: () => now, ...(onRejection ? { onRejection } : {}) });
}

test('a valid token contains tenant, subject, known scopes and its end', async () => {
  expect(await verifier().verify(await mint())).toEqual({
    tenantId: 'acme',
    subject: 'ann',
    scopes: new Set(['models:read', 'models:use']),
    expiresAt: new Date((seconds + 600) * 1000),
  });
});

test.each<[string, Minting]>([
  ['clocks that differ by a minute at its end', { claims: { exp: seconds - 59 } }],
  [
    'clocks that differ by a minute at its start',
    { claims: { nbf: seconds + 59, iat: seconds + 59 } },
  ],
  ['an age of a day and a minute', { claims: { iat: seconds - 86_400 - 59 } }],
  ['the type of an access token', { header: { typ: 'at+jwt' } }],
  ['the long form of that type', { header: { typ: 'application/at+jwt' } }],
  ['a list of scopes', { claims: { scope: ['models:read'] } }],
  ['no scopes', { claims: { scope: undefined } }],
  ['an odd key id', { header: { kid: "'; drop table model; --" } }],
  [
    'an embedded key, which is ignored',
    { header: { jwk: { kty: 'oct', k: 'AAAA' }, jku: 'http://127.0.0.1:9' } },
  ],
])('%s is accepted', async (_name, minting) => {
  await expect(verifier().verify(await mint(minting))).resolves.toMatchObject({ tenantId: 'acme' });
});

test.each<[string, Minting]>([
  ['an end in the past', { claims: { exp: seconds - 61 } }],
  ['a start in the future', { claims: { nbf: seconds + 61 } }],
  ['a time of issue in the future', { claims: { iat: seconds + 86_400 } }],
  ['no time of issue', { claims: { iat: undefined } }],
  ['a time of issue that is not a number', { claims: { iat: `${seconds}` } }],
  ['an age of more than a day', { claims: { iat: seconds - 86_400 - 60 } }],
  ['no end', { claims: { exp: undefined } }],
  ['no subject', { claims: { sub: undefined } }],
  ['an empty subject', { claims: { sub: '' } }],
  ['no tenant', { claims: { tenant_id: undefined } }],
  ['an empty tenant', { claims: { tenant_id: ' ' } }],
  ['a tenant that is a number', { claims: { tenant_id: 7 } }],
  ['a tenant that is a list', { claims: { tenant_id: ['acme'] } }],
  ['a tenant that is too long', { claims: { tenant_id: 'x'.repeat(129) } }],
  ['a tenant with a line break', { claims: { tenant_id: 'acme\nglobex' } }],
  ['a tenant with half a character', { claims: { tenant_id: '\ud800' } }],
  ['the type of another use', { header: { typ: 'logout+jwt' } }],
  ['another secret', { key: new TextEncoder().encode('another secret, also of thirty-two bytes') }],
  ['another algorithm', { header: { alg: 'HS512' } }],
])('%s is rejected, without its content in the error', async (_name, minting) => {
  const error = await verifier()
    .verify(await mint(minting))
    .catch((reason: unknown) => reason);
  expect(error).toBeInstanceOf(UnauthenticatedError);
  expect(String(error)).not.toMatch(/acme|ann|globex/);
});

test.each(['', 'a.b', 'a.b.c', 'ey.ey.ey', `${'x'.repeat(1_000)}.y.z`])(
  '%.10j is not a token',
  async (text) => {
    await expect(verifier().verify(text)).rejects.toBeInstanceOf(UnauthenticatedError);
  },
);

test.each<[string, Minting, Partial<JwtConfig>]>([
  ['iss differs from JWT_ISSUER', { claims: { iss: 'https://idp' } }, { issuer: 'https://idp/' }],
  ['aud is missing', {}, { audience: 'modelyard' }],
  ['aud differs from JWT_AUDIENCE', { claims: { aud: 'x' } }, { audience: 'modelyard' }],
  ['exp is in the past', { claims: { exp: seconds - 61 } }, {}],
  ['nbf is in the future', { claims: { nbf: seconds + 61 } }, {}],
  ['iat is older than JWT_MAX_AGE_SECONDS', { claims: { iat: seconds - 90_000 } }, {}],
  ['https://ours/tenant is missing', {}, { tenantClaim: 'https://ours/tenant' }],
  ['typ is not that of an access token', { header: { typ: 'logout+jwt' } }, {}],
  ['signature cannot be verified', { header: { alg: 'HS512' } }, {}],
])('the reason is reported when its %s', async (report, minting, overrides) => {
  const reports: string[] = [];
  const { verify } = verifier(overrides, ({ claim, problem }) => {
    reports.push(`${claim} ${problem}`);
  });
  await expect(verify(await mint(minting))).rejects.toBeInstanceOf(UnauthenticatedError);
  expect(reports).toEqual([report]);
});

test('a token without a signature is rejected', async () => {
  const token = new UnsecuredJWT(good).encode();
  await expect(verifier().verify(token)).rejects.toBeInstanceOf(UnauthenticatedError);
});

test('an unknown critical extension is rejected', async () => {
  const [, payload, signature] = (await mint()).split('.');
  const header = Buffer.from('{"alg":"HS256","crit":["x"],"x":1}').toString('base64url');
  await expect(verifier().verify([header, payload, signature].join('.'))).rejects.toBeInstanceOf(
    UnauthenticatedError,
  );
});

describe('the maximum age', () => {
  test('ends a token before its exp', async () => {
    const token = await mint({ claims: { iat: seconds - 3_000, exp: seconds + 600 } });
    const { expiresAt } = await verifier({ maxAgeSeconds: 3_600 }).verify(token);
    expect(expiresAt).toEqual(new Date((seconds + 600) * 1000));
    const shorter = await verifier({ maxAgeSeconds: 3_300 }).verify(token);
    expect(shorter.expiresAt).toEqual(new Date((seconds + 300) * 1000));
  });

  test('is named in the error of a rejected token', async () => {
    const token = await mint({ claims: { iat: seconds - 7_200 } });
    await expect(verifier({ maxAgeSeconds: 3_600 }).verify(token)).rejects.toThrow(
      'The token is older than JWT_MAX_AGE_SECONDS.',
    );
  });

  test.each([[undefined], [0]])('can be unlimited, with iat %s', async (iat) => {
    const token = await mint({ claims: { iat } });
    await expect(verifier({ maxAgeSeconds: null }).verify(token)).resolves.toMatchObject({
      expiresAt: new Date((seconds + 600) * 1000),
    });
  });
});

describe('issuer and audience', () => {
  const strict = () => verifier({ issuer: 'https://id.example', audience: 'modelyard' });

  test('are accepted when they are the configured ones', async () => {
    const claims = { iss: 'https://id.example', aud: ['other', 'modelyard'] };
    await expect(strict().verify(await mint({ claims }))).resolves.toMatchObject({
      subject: 'ann',
    });
  });

  test.each([
    [{ iss: 'https://id.example' }],
    [{ aud: 'modelyard' }],
    [{ iss: 'https://evil.example', aud: 'modelyard' }],
    [{ iss: 'https://id.example', aud: 'another' }],
  ])('%j are rejected', async (claims) => {
    await expect(strict().verify(await mint({ claims }))).rejects.toBeInstanceOf(
      UnauthenticatedError,
    );
  });
});

describe('a public key', () => {
  const byKey = () => verifier({ key: { kind: 'public-key', pem: rsaPem } });

  test.each(['RS256', 'PS256'])('verifies %s', async (alg) => {
    const token = await mint({ header: { alg }, key: rsa.privateKey });
    await expect(byKey().verify(token)).resolves.toMatchObject({ subject: 'ann' });
  });

  test('is not accepted as a secret for HS256', async () => {
    const token = await mint({ key: new TextEncoder().encode(rsaPem) });
    await expect(byKey().verify(token)).rejects.toBeInstanceOf(UnauthenticatedError);
  });

  test('of a curve verifies only its own algorithm', async () => {
    const pem = ec.publicKey.export({ type: 'spki', format: 'pem' }).toString();
    const byCurve = verifier({ key: { kind: 'public-key', pem } });
    const token = await mint({ header: { alg: 'ES256' }, key: ec.privateKey });
    await expect(byCurve.verify(token)).resolves.toMatchObject({ subject: 'ann' });
    const foreign = await mint({ header: { alg: 'RS256' }, key: rsa.privateKey });
    await expect(byCurve.verify(foreign)).rejects.toBeInstanceOf(UnauthenticatedError);
  });
});
