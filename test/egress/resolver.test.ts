import type { LookupFunction } from 'node:net';
import { describe, expect, test } from 'vitest';
import { createGuardedFetch, type GuardedFetch } from '../../src/egress/guarded-fetch.ts';
import { type RawInit, rawBody } from '../../src/egress/raw-response.ts';
import { startUpstream } from '../support/upstream.ts';

type Answer = Parameters<Parameters<LookupFunction>[2]>;

const failure = (code: string) => Object.assign(new Error('lookup failed'), { code });
/** A resolver that calls back with these values, whatever the types are. */
const answering =
  (...answer: unknown[]): LookupFunction =>
  (_name, _options, done) =>
    void setImmediate(() => done(...(answer as Answer)));
const found = (...addresses: unknown[]) => [
  null,
  addresses.map((address) => ({ address, family: 4 })),
];

const answers: [string, LookupFunction][] = [
  ['a name that does not exist', answering(failure('ENOTFOUND'))],
  ['a resolver that is away', answering(failure('EAI_AGAIN'))],
  ['an error beside an empty list', answering(failure('ENODATA'), [])],
  ['an error that is none', answering('broken')],
  ['an empty list', answering(null, [])],
  ['no list at all', answering(null, undefined)],
  ['an empty address', answering(null, '', 4)],
  ['something that is not an address', answering(...found('example'))],
  ['an address that is not a string', answering(...found(undefined))],
  ['an entry that is null', answering(null, [null])],
  ['a scoped address with a dot in its zone', answering(...found('fe80::1%eth0.100'))],
  [
    'a resolver that throws',
    () => {
      throw new Error('broken');
    },
  ],
  [
    'a resolver that calls back twice',
    (name, options, done) => {
      answering(failure('EAI_AGAIN'))(name, options, done);
      answering(null, [])(name, options, done);
    },
  ],
];

/** All forms of requests that the guarded fetch supports. */
const requestForms: [string, RawInit][] = [
  ['a whole response', {}],
  ['a raw response', { [rawBody]: true }],
];

async function failureOf(guarded: GuardedFetch, url: string, init: RawInit): Promise<unknown> {
  return guarded.fetch(url, init).then(
    () => null,
    (error: unknown) => error,
  );
}

describe.each(requestForms)('a request for %s', (_form, init) => {
  test.each(answers)('fails without further effects after %s', async (_name, lookup) => {
    await using guarded = createGuardedFetch({ allow: ['named.example'], lookup });
    for (const host of ['named.example', 'other.example']) {
      for (const scheme of ['http', 'https']) {
        expect(await failureOf(guarded, `${scheme}://${host}/`, init)).toBeInstanceOf(TypeError);
      }
    }
  });

  test.each([
    'http://unknown.invalid/',
    'https://unknown.invalid:8443/',
    'http://a..b.invalid/',
    'http://_x_.invalid/',
    `http://${'a'.repeat(63)}.${'b'.repeat(63)}.${'c'.repeat(63)}.${'d'.repeat(63)}.invalid/`,
    `http://${'a'.repeat(64)}.invalid/`,
  ])('fails when the system does not resolve %s', async (url) => {
    await using guarded = createGuardedFetch({ allow: [] });
    expect(await failureOf(guarded, url, init)).toBeInstanceOf(TypeError);
  });

  test('connects to a permitted IPv6 address', async () => {
    await using upstream = await startUpstream({
      host: '::1',
      handler: (exchange) => {
        exchange.head(204);
        exchange.end();
      },
    });
    await using guarded = createGuardedFetch({ allow: ['::1'] });
    expect((await guarded.fetch(upstream.url, init)).status).toBe(204);
  });
});
