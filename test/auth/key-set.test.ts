import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { createTokenVerifier, type TokenVerifier } from '../../src/auth/token.ts';
import { createGuardedFetch, type GuardedFetch } from '../../src/egress/guarded-fetch.ts';
import { AuthUnavailableError, UnauthenticatedError } from '../../src/errors.ts';
import type { Log } from '../../src/log.ts';
import { startTokenIssuer, type TokenIssuer, unreachable } from '../support/token-issuer.ts';
import type { Exchange } from '../support/upstream.ts';

const seconds = 1_000;
const minutes = 60_000;
const hours = 3_600_000;

let issuer: TokenIssuer;
let guarded: GuardedFetch;
let verifier: TokenVerifier;
/** Milliseconds. */
let clock: number;
let lines: Record<string, unknown>[];

beforeEach(async () => {
  issuer = await startTokenIssuer();
  issuer.publish('one');
  guarded = createGuardedFetch({ allow: ['127.0.0.1'] });
  clock = 0;
  lines = [];
  const at = (level: string) => (fields: Readonly<Record<string, unknown>>, message: string) => {
    lines.push({ level, message, ...fields });
  };
  const log: Log = { error: at('error'), warn: at('warn'), info: at('info'), debug: at('debug') };
  verifier = createTokenVerifier(
    {
      key: { kind: 'jwks', url: `${issuer.jwksUrl}?canary=1` },
      issuer: undefined,
      audience: undefined,
      tenantClaim: 'tenant_id',
      maxAgeSeconds: null,
    },
    { issuer: { fetch: guarded.fetch, log, clock: () => clock } },
  );
});
afterEach(async () => {
  await guarded[Symbol.asyncDispose]();
  await issuer[Symbol.asyncDispose]();
});

/** The result of verifying a token that a key has signed. */
async function outcome(kid: string): Promise<string> {
  return verifier.verify(await issuer.sign(kid)).then(
    () => 'accepted',
    (error: unknown) => {
      if (error instanceof UnauthenticatedError) return 'refused';
      return error instanceof AuthUnavailableError ? 'unavailable' : String(error);
    },
  );
}
const outcomes = (count: number, kid: string) =>
  Promise.all(Array.from({ length: count }, () => outcome(kid)));

describe('while the issuer responds', () => {
  test('its keys are fetched once for many tokens', async () => {
    issuer.publish('two');
    const all = [...(await outcomes(25, 'one')), ...(await outcomes(25, 'two'))];
    expect(new Set(all)).toEqual(new Set(['accepted']));
    expect(issuer.fetches).toBe(1);
  });

  test('an unknown key ID causes a new fetch, at most once in 30 seconds', async () => {
    await outcome('one');
    clock = 29 * seconds;
    expect(new Set(await outcomes(50, 'two'))).toEqual(new Set(['refused']));
    expect(issuer.fetches).toBe(1);
    issuer.publish('two');
    clock = 30 * seconds;
    expect(new Set(await outcomes(50, 'two'))).toEqual(new Set(['accepted']));
    expect(issuer.fetches).toBe(2);
  });

  test('a withdrawn key is rejected after ten minutes', async () => {
    await outcome('one');
    issuer.withdraw('one');
    clock = 10 * minutes - 1;
    expect(await outcome('one')).toBe('accepted');
    clock = 10 * minutes;
    expect(await outcome('one')).toBe('refused');
  });

  test('a token with a symmetric algorithm is rejected without a fetch', async () => {
    const header = Buffer.from('{"alg":"HS256","kid":"one"}').toString('base64url');
    await expect(verifier.verify(`${header}.e30.AAAA`)).rejects.toBeInstanceOf(
      UnauthenticatedError,
    );
    expect(issuer.fetches).toBe(0);
  });
});

describe('while the issuer is unreachable', () => {
  beforeEach(() => {
    issuer.answer = unreachable;
  });

  test('50 tokens cause one fetch in ten seconds, and none is reported as invalid', async () => {
    expect(new Set(await outcomes(50, 'one'))).toEqual(new Set(['unavailable']));
    for (let index = 0; index < 50; index += 1) await outcome('unknown');
    expect(issuer.fetches).toBe(1);
    clock = 10 * seconds;
    expect(new Set(await outcomes(50, 'one'))).toEqual(new Set(['unavailable']));
    expect(issuer.fetches).toBe(2);
  });

  test('the error contains the delay until a retry', async () => {
    const error = await verifier.verify(await issuer.sign('one')).catch((reason) => reason);
    expect(error).toMatchObject({ code: 'AUTH_UNAVAILABLE', retryAfterSeconds: 10 });
  });
});

describe('after the issuer has become unreachable', () => {
  let answer: TokenIssuer['answer'];
  beforeEach(async () => {
    expect(await outcome('one')).toBe('accepted');
    ({ answer } = issuer);
    issuer.answer = unreachable;
  });

  test('known keys are accepted for 24 hours at most', async () => {
    for (let hour = 1; hour < 24; hour += 1) {
      clock = hour * hours;
      expect(await outcome('one')).toBe('accepted');
    }
    clock = 24 * hours;
    expect(await outcome('one')).toBe('unavailable');
  });

  test('a token with an unknown key ID is not reported as invalid', async () => {
    clock = 11 * minutes;
    expect(await outcome('two')).toBe('unavailable');
    expect(await outcome('one')).toBe('accepted');
  });

  test('a token with a known key does not wait for an issuer that does not respond', async () => {
    clock = 11 * minutes;
    await outcome('one');
    clock = 12 * minutes;
    issuer.answer = () => {};
    expect(await outcome('one')).toBe('accepted');
    await expect.poll(() => issuer.fetches).toBe(3);
  });

  test('the outage is logged once, and its end once', async () => {
    for (const minute of [11, 12, 13]) {
      clock = minute * minutes;
      await outcome('one');
      await outcome('two');
    }
    issuer.answer = answer;
    clock = 14 * minutes;
    await outcome('two');
    clock = 30 * minutes;
    await outcome('one');
    expect(lines).toMatchObject([
      { level: 'warn', issuer: issuer.jwksUrl, message: expect.stringContaining('unreachable') },
      { level: 'info', issuer: issuer.jwksUrl, message: expect.stringContaining('reachable') },
    ]);
    expect(JSON.stringify(lines)).not.toContain('canary');
  });
});

describe('an issuer that responds with', () => {
  const respond =
    (status: number, body: string, headers = {}) =>
    (exchange: Exchange) => {
      exchange.head(status, headers);
      exchange.end(body);
    };
  test.each<[string, TokenIssuer['answer']]>([
    ['an error', respond(500, '{"keys":[]}')],
    ['no content', respond(204, '')],
    ['HTML', respond(200, '<html>')],
    ['JSON that is not a key set', respond(200, '[]')],
    ['keys that are not objects', respond(200, '{"keys":[1]}')],
    ['JSON nested 30,000 deep', respond(200, `${'['.repeat(30_000)}${']'.repeat(30_000)}`)],
    ['more than 64 KB', respond(200, `{"keys":[],"x":"${'x'.repeat(70_000)}"}`)],
    ['a redirect', respond(302, '', { location: '/elsewhere' })],
    [
      'the start of its keys',
      async (exchange) => {
        exchange.head(200, { 'content-length': '100' });
        await exchange.write('{"keys":');
        exchange.destroy();
      },
    ],
    [
      'a key that cannot be imported',
      respond(200, '{"keys":[{"kty":"EC","crv":"P-256","kid":"one","x":"AA","y":"AA"}]}'),
    ],
  ])('%s is unavailable', async (_name, answer) => {
    issuer.answer = answer;
    expect(await outcome('one')).toBe('unavailable');
    expect(issuer.fetches).toBe(1);
  });

  test('a slow response is unavailable after five seconds', async () => {
    issuer.answer = async (exchange) => {
      exchange.head(200);
      await exchange.write('{');
    };
    const start = performance.now();
    expect(await outcome('one')).toBe('unavailable');
    expect(performance.now() - start).toBeGreaterThan(4_900);
  });
});
