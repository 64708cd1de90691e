import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { createTestApp, type TestApp } from '../support/create-test-app.ts';

const allowed = 'https://app.example';
const also = 'http://localhost:5173';

let closed: TestApp;
let open: TestApp;

beforeAll(async () => {
  closed = await createTestApp();
  open = await createTestApp({ corsOrigins: [allowed, also] });
});
afterAll(async () => {
  await closed[Symbol.asyncDispose]();
  await open[Symbol.asyncDispose]();
});

const preflight = {
  'access-control-request-method': 'POST',
  'access-control-request-headers': 'authorization,content-type',
};

async function send(app: TestApp, method: string, origin: string, more = {}): Promise<Headers> {
  const { headers } = await fetch(`${app.origin}/graphql`, {
    method,
    headers: { 'content-type': 'application/json', origin, ...more },
    body: method === 'POST' ? '{"query":"{ __typename }"}' : null,
  });
  return headers;
}

const allowedOrigin = (headers: Headers) => headers.get('access-control-allow-origin');

describe('without CORS_ORIGINS', () => {
  test.each(['OPTIONS', 'POST'])('a response to %s allows no origin', async (method) => {
    const headers = await send(closed, method, allowed, method === 'OPTIONS' ? preflight : {});
    expect([...headers.keys()].filter((name) => name.startsWith('access-control'))).toEqual([]);
  });
});

describe('with CORS_ORIGINS', () => {
  test.each([allowed, also])(
    '%s may send requests with a token, without cookies',
    async (origin) => {
      const headers = await send(open, 'OPTIONS', origin, preflight);
      expect(allowedOrigin(headers)).toBe(origin);
      expect(headers.get('access-control-allow-headers')).toContain('authorization');
      expect(headers.get('access-control-allow-methods')).toContain('POST');
      expect(headers.has('access-control-allow-credentials')).toBe(false);
      const answered = await send(open, 'POST', origin);
      expect(allowedOrigin(answered)).toBe(origin);
      expect(answered.get('vary')).toMatch(/origin/i);
    },
  );

  test.each([
    'https://evil.example',
    'null',
    'https://app.example.evil.example',
    'http://app.example',
  ])('%s may not send requests', async (origin) => {
    for (const method of ['OPTIONS', 'POST']) {
      const headers = await send(open, method, origin, method === 'OPTIONS' ? preflight : {});
      expect(allowedOrigin(headers)).toBeNull();
      expect(headers.get('vary')).toMatch(/origin/i);
    }
  });
});
