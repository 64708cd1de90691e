import { request } from 'node:http';
import { brotliDecompressSync, gunzipSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { createTestApp, type TestApp } from '../support/create-test-app.ts';

let app: TestApp;
let script: string;

beforeAll(async () => {
  app = await createTestApp();
  const page = await (await fetch(app.origin)).text();
  script = page.match(/src="(\/assets\/[^"]+\.js)"/)?.[1] ?? '';
});
afterAll(() => app[Symbol.asyncDispose]());

const get = (path: string, headers: Record<string, string> = {}) =>
  fetch(`${app.origin}${path}`, { headers });

/** Returns the bytes as they are sent. `fetch` would decode them, and normalise the path. */
async function raw(path: string, headers: Record<string, string> = {}) {
  const { promise, resolve, reject } = Promise.withResolvers<{
    status: number | undefined;
    encoding: string | undefined;
    body: Buffer;
  }>();
  const { hostname, port } = new URL(app.origin);
  request({ hostname, port, path, headers }, async (response) => {
    const chunks: Buffer[] = [];
    for await (const chunk of response) chunks.push(chunk as Buffer); // No encoding is set.
    const encoding = response.headers['content-encoding'];
    resolve({ status: response.statusCode, encoding, body: Buffer.concat(chunks) });
  })
    .on('error', reject)
    .end();
  return promise;
}

describe('the page of the console', () => {
  test('has a policy that allows no other origins and no inline content', async () => {
    const policy = (await get('/')).headers.get('content-security-policy') ?? '';
    expect(policy).toContain("default-src 'none'");
    expect(policy).toContain("connect-src 'self'");
    expect(policy).not.toMatch(/unsafe|http|\*/);
    const page = await (await get('/')).text();
    expect(page).not.toMatch(/<script(?![^>]*\bsrc=)|<style|\sstyle=|\son\w+=/);
  });

  test('is sent again only after a change', async () => {
    const first = await get('/');
    expect(first.headers.get('cache-control')).toBe('no-cache');
    const again = await get('/', { 'if-none-match': first.headers.get('etag') ?? '' });
    expect(again.status).toBe(304);
    expect(await again.text()).toBe('');
  });

  test('has the development token for a visitor of this machine, and is not stored then', async () => {
    const overrides = { graphiql: () => ({ token: 'canary-token' }) };
    await using offering = await createTestApp({ overrides });
    const local = await fetch(offering.origin);
    expect(await local.text()).toContain('name="development-token" content="canary-token"');
    expect(local.headers.get('cache-control')).toBe('no-store');
    const proxied = await fetch(offering.origin, { headers: { via: '1.1 proxy' } });
    expect(await proxied.text()).not.toContain('canary-token');
  });

  test('is not served with CONSOLE=false', async () => {
    await using plain = await createTestApp({ console: false });
    const page = await fetch(plain.origin, { redirect: 'manual' });
    expect([page.status, page.headers.get('location')]).toEqual([302, '/graphql']);
  });
});

describe('a file of the console', () => {
  test('is cached by browsers permanently, because its name contains its hash', async () => {
    const response = await get(script);
    expect(response.headers.get('cache-control')).toBe('public, max-age=31536000, immutable');
    expect(response.headers.get('content-type')).toBe('text/javascript; charset=utf-8');
    expect(response.headers.get('x-content-type-options')).toBe('nosniff');
    expect(script).toMatch(/-[\w-]{8}\.js$/);
  });

  test('is sent as it was compressed by the build', async () => {
    const plain = await raw(script);
    expect(plain.encoding).toBeUndefined();
    const br = await raw(script, { 'accept-encoding': 'gzip, deflate, br, zstd' });
    expect(br.encoding).toBe('br');
    expect(brotliDecompressSync(br.body).equals(plain.body)).toBe(true);
    const gzip = await raw(script, { 'accept-encoding': 'gzip' });
    expect(gzip.encoding).toBe('gzip');
    expect(gunzipSync(gzip.body).equals(plain.body)).toBe(true);
    expect(br.body.length).toBeLessThan(plain.body.length / 3);
  });

  test.each([
    '/assets/../../../package.json',
    '/../package.json',
    '/assets/%2e%2e/index.html',
    '/index.html',
    '/assets',
    '//etc/passwd',
    '/assets/..\\..\\..\\package.json',
  ])('cannot be another file: %s', async (path) => {
    expect((await raw(path)).status).toBe(404);
  });

  test('cannot be written to', async () => {
    const response = await fetch(`${app.origin}${script}`, { method: 'PUT', body: 'x' });
    expect(response.status).toBeGreaterThanOrEqual(400);
  });
});
