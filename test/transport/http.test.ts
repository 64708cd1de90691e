import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { Database } from '../../src/db/database.ts';
import type { Log } from '../../src/log.ts';
import { encodeGlobalId } from '../../src/schema/global-id.ts';
import { createTestApp, type TestApp } from '../support/create-test-app.ts';
import { FindModel, ListModels, ModelChanges, Who } from '../support/operations.ts';

let app: TestApp;

beforeAll(async () => {
  app = await createTestApp();
});
afterAll(() => app[Symbol.asyncDispose]());

const introspection = '{ __schema { queryType { name } } }';

describe('identity', () => {
  test('a token identifies the caller', async () => {
    const client = await app.as('acme', { subject: 'ann', scopes: ['models:read'] });
    expect(await client.data(Who, {})).toEqual({
      viewer: { tenantId: 'acme', subject: 'ann', scopes: ['models:read'] },
    });
  });

  test('without a token, only the schema can be read', async () => {
    const nobody = app.anonymous();
    const { errors } = await nobody.execute(Who, {});
    expect(errors?.[0]?.extensions).toEqual({ code: 'UNAUTHENTICATED' });
    expect((await (await nobody.post({ query: introspection })).json()).data).toBeDefined();
  });

  test.each(['application/json', 'application/graphql-response+json', '*/*'])(
    'a missing token is rejected with 401 when no field has data, with Accept: %s',
    async (accept) => {
      const headers = { 'content-type': 'application/json', accept };
      const nobody = app.anonymous();
      const response = await nobody.post({ query: '{ viewer { subject } }' }, { headers });
      expect(response.status).toBe(401);
      expect(response.headers.get('www-authenticate')).toBe('Bearer');
      expect((await response.json()).errors[0].extensions).toEqual({ code: 'UNAUTHENTICATED' });
      const partial = await nobody.post(
        { query: '{ __typename node(id: "x") { id } }' },
        { headers },
      );
      expect(partial.status).toBe(200);
    },
  );

  test.each(['Bearer a.b.c', 'Bearer', 'Basic dXNlcjpwYXNz', `Bearer ${'x'.repeat(20_000)}`])(
    'the authorization %.20s is rejected with 401',
    async (authorization) => {
      const response = await app
        .anonymous()
        .post(
          { query: introspection },
          { headers: { 'content-type': 'application/json', authorization } },
        );
      // The limit of Node.js on headers can apply first.
      expect([401, 431]).toContain(response.status);
      if (response.status === 431) return;
      expect(response.headers.get('www-authenticate')).toContain('Bearer');
      expect((await response.json()).errors[0].extensions).toEqual({ code: 'UNAUTHENTICATED' });
    },
  );

  test('the error names a missing scope', async () => {
    const client = await app.as('acme', { scopes: ['models:write'] });
    const { errors } = await client.execute(ListModels, {});
    expect(errors?.[0]).toMatchObject({
      message: 'The token lacks the scope models:read or models:use.',
      extensions: { code: 'FORBIDDEN' },
    });
  });
});

describe('in production', () => {
  test('only callers with a token can read the schema', async () => {
    await using production = await createTestApp({ production: true });
    const refused = await (await production.anonymous().post({ query: introspection })).json();
    expect(refused.data).toBeUndefined();
    const client = await production.as('acme');
    expect((await (await client.post({ query: introspection })).json()).data).toBeDefined();
  });
});

describe('a request', () => {
  test.each([
    ['invalid JSON', '{"query": "canary', 'application/json', 400],
    ['a list', '[]', 'application/json', 400],
    ['a number', '1', 'application/json', 400],
    ['null', 'null', 'application/json', 400],
    ['no query', '{}', 'application/json', 400],
    ['a form', 'query={viewer{tenantId}}', 'application/x-www-form-urlencoded', 415],
    ['plain text', '{"query":"{viewer{tenantId}}"}', 'text/plain', 415],
    ['a multipart form', '--x--', 'multipart/form-data; boundary=x', 415],
    ['too much', `{"query":"${'x'.repeat(8_000_000)}"}`, 'application/json', 413],
  ])(
    'with %s is rejected, and the error does not contain it',
    async (_name, body, type, status) => {
      const response = await fetch(`${app.origin}/graphql`, {
        method: 'POST',
        headers: { 'content-type': type },
        body,
      });
      const text = await response.text();
      expect(response.status).toBe(status);
      expect(text).not.toContain('canary');
      expect(text).not.toContain('originalError');
    },
  );

  test.each([
    ['query', '{ viewer { tenantId } }', 'text/html', 'application/json'],
    ['query', '{ viewer { tenantId } }', 'text/event-streams', 'application/json'],
    [
      'subscription',
      'subscription { modelChanges { __typename } }',
      'application/json',
      'text/event-stream',
    ],
  ])(
    'for a %s (%s) with Accept: %s names the header to send',
    async (_kind, query, accept, type) => {
      const client = await app.as('acme');
      const response = await client.post({ query }, { headers: { ...client.headers, accept } });
      expect(response.status).toBe(406);
      expect(response.headers.get('accept')).toContain(type);
      const { errors } = (await response.json()) as { errors: { message: string }[] };
      expect(errors[0]?.message).toContain(`"Accept: ${type}"`);
    },
  );

  test('with a mutation is rejected as GET', async () => {
    const query = encodeURIComponent('mutation { deleteModel(input: {id: "x"}) { __typename } }');
    const response = await fetch(`${app.origin}/graphql?query=${query}`);
    expect(response.status).toBe(405);
  });

  test('for too many nodes is rejected, and the error names the limit', async () => {
    const client = await app.as('acme');
    const query = 'query ($ids: [ID!]!) { nodes(ids: $ids) { id } }';
    const ids = Array.from({ length: 101 }, (_, index) => `${index}`);
    const { errors } = await (await client.post({ query, variables: { ids } })).json();
    expect(errors[0].extensions).toMatchObject({
      code: 'INVALID_INPUT',
      fields: [{ path: ['ids'] }],
    });
  });
});

test('refused operations are logged at debug, once each, with their codes only', async () => {
  const lines: unknown[] = [];
  const silent = () => {};
  const debug: Log['debug'] = ({ code, operationName }, message) =>
    void lines.push([message, code, operationName]);
  const log: Log = { error: silent, warn: silent, info: silent, debug };
  await using logged = await createTestApp({ overrides: { log } });
  const client = await logged.as('acme', { scopes: ['models:write'] });
  await client.execute(ListModels, {});
  await client.post({ query: 'query Unknown { nothing }' });
  await logged.anonymous().post({ query: '{ viewer { tenantId } }' });
  const refused = lines.filter((line) => Array.isArray(line) && line[0] === 'operation refused');
  expect(refused).toEqual([
    ['operation refused', 'FORBIDDEN', 'ListModels'],
    ['operation refused', 'INVALID_INPUT', undefined],
    ['operation refused', 'UNAUTHENTICATED', undefined],
  ]);
});

test('an unexpected error is masked, and logged with its request ID', async () => {
  const lines: { fields: Readonly<Record<string, unknown>>; message: string }[] = [];
  const note = (fields: Readonly<Record<string, unknown>>, message: string) => {
    lines.push({ fields, message });
  };
  const log: Log = { error: note, warn: note, info: note, debug: note };
  await using broken = await createTestApp({ overrides: { log } });
  const client = await broken.as('acme');
  const { read } = Database.prototype;
  Database.prototype.read = async () => {
    throw new Error('canary: connection to postgres://user:secret@db lost');
  };
  try {
    const { data, errors } = await client.execute(FindModel, {
      id: encodeGlobalId('Model', randomUUID()),
    });
    expect(data?.model).toBeNull();
    expect(JSON.stringify(errors)).not.toContain('canary');
    const error = errors?.find(({ path }) => path?.[0] === 'model');
    expect(error).toMatchObject({ message: 'Unexpected error.', path: ['model'] });
    const requestId = error?.extensions?.['requestId'];
    expect(
      lines.find(({ fields }) => fields['requestId'] === requestId)?.fields['err'],
    ).toMatchObject({
      message: expect.stringContaining('canary'),
    });
  } finally {
    Database.prototype.read = read;
  }
});

describe('health', () => {
  test('a working server is live and ready', async () => {
    expect((await fetch(`${app.origin}/livez`)).status).toBe(200);
    expect((await fetch(`${app.origin}/readyz`)).status).toBe(200);
  });

  test('a server without its database is live, but not ready', async () => {
    await using broken = await createTestApp();
    const ping = Database.prototype.ping;
    Database.prototype.ping = async () => {
      throw new Error('canary');
    };
    try {
      expect((await fetch(`${broken.origin}/livez`)).status).toBe(200);
      const response = await fetch(`${broken.origin}/readyz`);
      expect(response.status).toBe(503);
      expect(await response.text()).not.toContain('canary');
    } finally {
      Database.prototype.ping = ping;
    }
  });
});

describe('GraphiQL', () => {
  const page = (origin: string, headers = {}) =>
    fetch(`${origin}/graphql`, { headers: { accept: 'text/html', ...headers } });

  test('has files of this server only, which browsers cache', async () => {
    const response = await page(app.origin);
    expect(response.headers.get('content-type')).toContain('text/html');
    const policy = response.headers.get('content-security-policy');
    expect(policy).not.toMatch(/unsafe-eval|script-src|https?:|\*/);
    const html = await response.text();
    expect(html).toContain('Stream the response of the default model');
    expect(html.length).toBeLessThan(20_000);
    const files = [...html.matchAll(/ (?:src|href)="([^"]+)"/g)].map(([, file]) => file);
    expect(files.length).toBeGreaterThan(1);
    for (const file of files) {
      const asset = await fetch(`${app.origin}${file}`);
      expect(asset.headers.get('cache-control')).toContain('immutable');
      await asset.body?.cancel();
    }
  });

  test('cannot be left by a token that contains HTML', async () => {
    const token = '</script><img src=x>';
    await using app = await createTestApp({ overrides: { graphiql: () => ({ token }) } });
    const html = await (await page(app.origin)).text();
    expect(html).not.toContain(token);
    expect(html).toContain('\\u003c/script>');
  });

  test('contains a token in development, for loopback names only', async () => {
    await using offering = await createTestApp({
      overrides: { graphiql: () => ({ token: 'canary-token' }) },
    });
    expect(await (await page(offering.origin)).text()).toContain('canary-token');
    const { port } = new URL(offering.origin);
    const { request } = await import('node:http');
    const rebound = await new Promise<string>((resolve, reject) => {
      const headers = { accept: 'text/html', host: `evil.example:${port}` };
      request({ host: '127.0.0.1', port, path: '/graphql', headers }, async (response) => {
        resolve((await response.toArray()).join(''));
      })
        .on('error', reject)
        .end();
    });
    expect(rebound).toContain('Stream the response of the default model');
    expect(rebound).not.toContain('canary-token');
  });
});

test('an event stream ends when its token expires, with an error', async () => {
  const client = await app.as('acme', { ttlSeconds: -58 });
  const results = [];
  for await (const result of await client.subscribe('sse', ModelChanges, { after: null })) {
    results.push(result);
  }
  expect(results).toMatchObject([{ errors: [{ extensions: { code: 'UNAUTHENTICATED' } }] }]);
});
