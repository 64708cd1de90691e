import type { LookupFunction } from 'node:net';
import { describe, expect, test } from 'vitest';
import { parseAllowList } from '../../src/egress/allow-list.ts';
import { DestinationRefusedError, destinationFault } from '../../src/egress/destination.ts';
import { createGuardedFetch } from '../../src/egress/guarded-fetch.ts';
import { HostUnresolvedError } from '../../src/egress/guarded-lookup.ts';
import { type RawInit, rawBody } from '../../src/egress/raw-response.ts';
import { startUpstream } from '../support/upstream.ts';

const fault = (url: string, allow: string[] = []) =>
  destinationFault(new URL(url), parseAllowList(allow));

test.each([
  'https://api.openai.com/v1',
  'http://api.example.com:8080',
  'https://8.8.8.8/',
  'https://[2606:4700::1111]/',
  'https://api.example.com./v1',
])('%s is allowed', (url) => {
  expect(fault(url)).toBeNull();
});

test.each([
  'http://127.0.0.1/',
  'http://127.1/',
  'http://2130706433/',
  'http://0x7f000001/',
  'http://0177.0.0.1/',
  'http://0.0.0.0/',
  'http://10.0.0.1/',
  'http://172.16.0.1/',
  'http://192.168.0.1/',
  'http://100.64.0.1/',
  'http://169.254.0.1/',
  'http://169.254.169.254/',
  'http://192.0.2.1/',
  'http://198.18.0.1/',
  'http://224.0.0.1/',
  'http://255.255.255.255/',
  'http://[::]/',
  'http://[::1]/',
  'http://[::ffff:127.0.0.1]/',
  'http://[::ffff:7f00:1]/',
  'http://[::127.0.0.1]/',
  'http://[64:ff9b::127.0.0.1]/',
  'http://[2002:7f00:1::]/',
  'http://[fe80::1]/',
  'http://[fc00::1]/',
  'http://[fd00:ec2::254]/',
  'http://[ff02::1]/',
  'http://[2001:db8::1]/',
  'http://localhost/',
  'http://localhost./',
  'http://LOCALHOST/',
  'http://x.localhost/',
  'http://printer.local/',
  'http://db/',
  'http://metadata.google.internal/',
  'https://user:pass@api.example.com/',
  'https://api.example.com:22/',
  'https://api.example.com:6379/',
  'https://api.example.com:0/',
  'http://168.63.129.16/',
  'http://[64:ff9b::168.63.129.16]/',
  'http://[64:ff9b:1::168.63.129.16]/',
  'http://[::ffff:0:168.63.129.16]/',
  'ftp://api.example.com/',
  'file:///etc/passwd',
  'data:text/plain,x',
])('%s is not allowed', (url) => {
  expect(fault(url)).not.toBeNull();
});

describe('what the operator permits', () => {
  test.each([
    ['vllm.internal', 'http://vllm.internal:8000/'],
    ['vllm.internal:8000', 'http://vllm.internal:8000/'],
    ['localhost', 'http://localhost:11434/'],
    ['10.0.0.5', 'http://10.0.0.5:8000/'],
    ['10.0.0.5:8000', 'http://10.0.0.5:8000/'],
    ['10.0.0.0/8', 'http://10.9.8.7/'],
    ['[fd00::1]:8000', 'http://[fd00::1]:8000/'],
    ['fd00::1', 'http://[fd00::1]/'],
    ['fd00::/8', 'http://[fd12::1]/'],
    ['db.internal:6379', 'http://db.internal:6379/'],
  ])('%s permits %s', (entry, url) => {
    expect(fault(url, [entry])).toBeNull();
  });

  test.each([
    ['vllm.internal:8000', 'http://vllm.internal:8001/'],
    ['vllm.internal', 'http://evil-vllm.internal/'],
    ['vllm.internal', 'http://x.vllm.internal/'],
    ['10.0.0.5', 'http://10.0.0.6/'],
    ['10.0.0.0/16', 'http://10.1.0.1/'],
    ['169.254.169.254', 'http://169.254.169.254/'],
    ['0.0.0.0/0', 'http://169.254.169.254/'],
    ['::/0', 'http://[fd00:ec2::254]/'],
    ['::/0', 'http://[fd00:ec2::23]/'],
    ['::/0', 'http://[fd20:ce::254]/'],
    ['::/0', 'http://[fd00:c1::a9fe:a9fe]/'],
    ['::/0', 'http://[fd00:42::42]/'],
    ['::/0', 'http://[fe80::a9fe:a9fe]/'],
    ['::/0', 'http://[64:ff9b::a9fe:a9fe]/'],
    ['::/0', 'http://[64:ff9b:1::a9fe:a9fe]/'],
    ['::/0', 'http://[::ffff:0:a9fe:a9fe]/'],
    ['::/0', 'http://[2002:a9fe:a9fe::]/'],
    ['0.0.0.0/0', 'http://169.254.170.2/'],
    ['0.0.0.0/0', 'http://169.254.170.23/'],
    ['0.0.0.0/0', 'http://169.254.0.23/'],
    ['0.0.0.0/0', 'http://169.254.42.42/'],
    ['0.0.0.0/0', 'http://192.0.0.192/'],
    ['0.0.0.0/0', 'http://100.100.100.200/'],
    ['168.63.129.16', 'http://168.63.129.16/'],
    ['vllm.internal', 'http://vllm.internal:0/'],
    ['10.0.0.0/8', 'http://10.0.0.1:0/'],
    ['metadata.google.internal', 'http://metadata.google.internal/'],
    ['10.0.0.5', 'http://10.0.0.5:6379@evil.example/'],
  ])('%s does not permit %s', (entry, url) => {
    expect(fault(url, [entry])).not.toBeNull();
  });

  test.each(['', 'a b', 'http://x', 'x:0', 'x:99999', '10.0.0.0/33', '*', 'x/y'])(
    '%j is not a valid entry',
    (entry) => {
      expect(() => parseAllowList(['ok.example', entry])).toThrow(/^entry 2 /);
    },
  );
});

/** A resolver that returns these addresses, in the requested format. */
const resolvingTo =
  (...addresses: string[]): LookupFunction =>
  (_name, options, done) => {
    const found = addresses.map((address) => ({ address, family: address.includes(':') ? 6 : 4 }));
    if (options.all) done(null, found);
    else done(null, addresses[0] ?? '', found[0]?.family);
  };

async function refusalOf(response: Promise<Response>): Promise<unknown> {
  try {
    return await response;
  } catch (error) {
    const cause = error instanceof Error ? error.cause : null;
    return cause instanceof HostUnresolvedError ? cause.refusal : error;
  }
}

describe('a request', () => {
  test.each([
    [['127.0.0.1']],
    [['10.0.0.1']],
    [['::ffff:127.0.0.1']],
    [['169.254.169.254']],
    [['168.63.129.16']],
    [['fe80::a9fe:a9fe%eth0']],
    [['93.184.216.34', '127.0.0.1']],
  ])('to a name that resolves to %j is refused', async (addresses) => {
    await using upstream = await startUpstream();
    const { port } = new URL(upstream.url);
    await using guarded = createGuardedFetch({ allow: [], lookup: resolvingTo(...addresses) });
    const refusal = await refusalOf(guarded.fetch(`http://rebound.example.com:${port}/`));
    expect(refusal).toBeInstanceOf(DestinationRefusedError);
    expect(upstream.exchanges).toHaveLength(0);
  });

  test('to a permitted name can use a private address', async () => {
    await using upstream = await startUpstream({ handler: (exchange) => exchange.end('hello') });
    const { port } = new URL(upstream.url);
    const allow = [`vllm.internal:${port}`];
    await using guarded = createGuardedFetch({ allow, lookup: resolvingTo('127.0.0.1') });
    expect(await (await guarded.fetch(`http://vllm.internal:${port}/`)).text()).toBe('hello');
  });

  test('to a name that resolves into a permitted range is sent', async () => {
    await using upstream = await startUpstream({ handler: (exchange) => exchange.end('hello') });
    const { port } = new URL(upstream.url);
    await using guarded = createGuardedFetch({
      allow: ['127.0.0.0/8'],
      lookup: resolvingTo('127.0.0.1'),
    });
    expect(await (await guarded.fetch(`http://api.example.com:${port}/`)).text()).toBe('hello');
  });

  test('to a literal loopback address is refused without a connection', async () => {
    await using upstream = await startUpstream();
    await using guarded = createGuardedFetch({ allow: [] });
    expect(await refusalOf(guarded.fetch(upstream.url))).toBeInstanceOf(DestinationRefusedError);
    expect(upstream.exchanges).toHaveLength(0);
  });

  test.each<[string, RawInit]>([
    ['with web streams', {}],
    ['with a raw body', { [rawBody]: true }],
  ])(
    'that is redirected fails with its status, and the redirect is not followed, %s',
    async (_name, init) => {
      await using upstream = await startUpstream({
        handler: async (exchange) => {
          exchange.head(302, { location: '/elsewhere' });
          await exchange.write('moved');
        },
      });
      await using guarded = createGuardedFetch({ allow: ['127.0.0.1'] });
      await expect(guarded.fetch(upstream.url, init)).rejects.toMatchObject({
        name: 'TypeError',
        cause: { name: 'RedirectError', httpStatus: 302 },
      });
      await upstream.exchanges[0]?.closed;
      expect(upstream.exchanges).toHaveLength(1);
    },
  );

  test('whose response has an invalid status fails, and its connection is closed', async () => {
    await using upstream = await startUpstream({
      handler: async (exchange) => {
        exchange.head(999);
        await exchange.write('x');
      },
    });
    await using guarded = createGuardedFetch({ allow: ['127.0.0.1'] });
    const init: RawInit = { [rawBody]: true };
    await expect(guarded.fetch(upstream.url, init)).rejects.toBeInstanceOf(TypeError);
    await upstream.exchanges[0]?.closed;
  });

  test('ignores proxy settings', async () => {
    await using upstream = await startUpstream({ handler: (exchange) => exchange.end('direct') });
    await using proxy = await startUpstream({ handler: (exchange) => exchange.end('proxied') });
    const names = ['HTTP_PROXY', 'http_proxy', 'HTTPS_PROXY', 'ALL_PROXY', 'NODE_USE_ENV_PROXY'];
    for (const name of names) process.env[name] = proxy.url;
    try {
      await using guarded = createGuardedFetch({ allow: ['127.0.0.1'] });
      expect(await (await guarded.fetch(upstream.url)).text()).toBe('direct');
    } finally {
      for (const name of names) delete process.env[name];
    }
  });

  test('has the same error for every refused destination', async () => {
    const faults = [
      'http://127.0.0.1:1/',
      'http://10.0.0.1/',
      'http://localhost/',
      'https://api.example.com:22/',
    ];
    expect(new Set(faults.map((url) => fault(url)?.message)).size).toBe(1);
  });
});
