import { randomUUID } from 'node:crypto';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { createTestApp, type TestApp } from '../support/create-test-app.ts';
import type { GraphqlClient } from '../support/graphql-client.ts';
import { DeleteFromOllama } from '../support/ollama-operations.ts';
import { CreateModel, DeleteModel } from '../support/operations.ts';
import { register } from '../support/registered-model.ts';
import { bytes, cut, html, scriptedOllama, silent } from '../support/scripted-ollama.ts';
import { type Handler, startUpstream, type Upstream } from '../support/upstream.ts';

let ollama: Upstream;
let app: TestApp;
let admin: GraphqlClient;
let deletions: unknown[] = [];

const deleting: Handler = (exchange) => {
  const { method, body } = exchange.request;
  deletions.push({ method, body });
  exchange.head(200);
  exchange.end();
};

const registered: { client: GraphqlClient; id: string }[] = [];

beforeAll(async () => {
  ollama = await startUpstream();
  app = await createTestApp({ ollamaUrl: ollama.url, overrides: { ollamaTimeoutMs: 500 } });
  admin = await app.as('ops', { scopes: ['platform:admin'] });
});
beforeEach(() => {
  deletions = [];
  ollama.handle(scriptedOllama({ '/api/delete': deleting }));
});
afterEach(async () => {
  for (const { client, id } of registered.splice(0)) {
    await client.data(DeleteModel, { input: { id } });
  }
});
afterAll(async () => {
  await app[Symbol.asyncDispose]();
  await ollama[Symbol.asyncDispose]();
});

const remove = async (name: string, client = admin) =>
  (await client.data(DeleteFromOllama, { name })).deleteOllamaModel;

async function registerLocal(
  client: GraphqlClient,
  fields: { name: string; displayName?: string; isBuiltin?: boolean },
): Promise<string> {
  const type = 'CHAT' as const;
  const { createModel } = await client.data(CreateModel, { input: { local: { ...fields, type } } });
  if (createModel.__typename !== 'ModelPayload') throw new Error(JSON.stringify(createModel));
  const { id } = createModel.model;
  registered.push({ client, id });
  return id;
}

test.each([
  ['tiny', 'tiny:latest'],
  ['Acme/EMBED:v1', 'acme/Embed:v1'],
  [' registry.ollama.ai/library/tiny:LATEST ', 'tiny:latest'],
])('%j is deleted with the name that Ollama lists', async (name, listed) => {
  expect(await remove(name)).toEqual({ __typename: 'DeleteOllamaModelPayload', name: listed });
  expect(deletions).toEqual([{ method: 'DELETE', body: { name: listed } }]);
});

describe('while a registered model uses it', () => {
  test('nothing is deleted, and the error names every model that uses it', async () => {
    const [acme, globex, ops] = [randomUUID(), randomUUID(), randomUUID()];
    const ann = await app.as(acme);
    const gus = await app.as(globex, { scopes: ['models:write'] });
    const operator = await app.as(ops, { scopes: ['platform:admin', 'models:write'] });
    const ids = [
      await registerLocal(ann, { name: 'tiny', displayName: 'Our tiny one' }),
      await registerLocal(ann, { name: 'TINY:latest' }),
      await registerLocal(gus, { name: 'library/tiny' }),
      await registerLocal(operator, { name: 'tiny', displayName: 'House', isBuiltin: true }),
    ];
    const used = await remove('Tiny');
    expect(used).toMatchObject({ __typename: 'ModelInUseError', code: 'MODEL_IN_USE' });
    const models = 'models' in used ? used.models : [];
    expect(models.map(({ modelId }) => modelId).sort()).toEqual([...ids].sort());
    expect(models).toEqual(
      expect.arrayContaining([
        { tenantId: acme, modelId: ids[0], name: 'tiny:latest', displayName: 'Our tiny one' },
        { tenantId: globex, modelId: ids[2], name: 'tiny:latest', displayName: null },
        { tenantId: null, modelId: ids[3], name: 'tiny:latest', displayName: 'House' },
      ]),
    );
    expect(deletions).toEqual([]);
  });

  test('it can be deleted after its last use', async () => {
    const ann = await app.as(randomUUID());
    const id = await registerLocal(ann, { name: 'tiny' });
    expect(await remove('tiny')).toMatchObject({ __typename: 'ModelInUseError' });
    await ann.data(DeleteModel, { input: { id } });
    expect(await remove('tiny')).toMatchObject({ __typename: 'DeleteOllamaModelPayload' });
  });

  test('a model with a similar name can be deleted', async () => {
    await registerLocal(await app.as(randomUUID()), { name: 'tiny' });
    const tags = ['tiny:latest', 'tiny:v2', 'ti_y:latest', 'acme/tiny:latest', 'tin:latest'];
    const body = JSON.stringify({ models: tags.map((name) => ({ name })) });
    ollama.handle(scriptedOllama({ '/api/tags': bytes(body), '/api/delete': deleting }));
    for (const name of tags.slice(1)) {
      expect(await remove(name)).toEqual({ __typename: 'DeleteOllamaModelPayload', name });
    }
    expect(await remove('tiny')).toMatchObject({ __typename: 'ModelInUseError' });
  });

  test('a remote model with the same name does not count as a use', async () => {
    await register(await app.as(randomUUID()), { name: 'tiny:latest' });
    expect(await remove('tiny')).toMatchObject({ __typename: 'DeleteOllamaModelPayload' });
  });
});

describe('deleting is rejected', () => {
  test('without the platform scope, whatever other scopes there are', async () => {
    const scopes = ['models:read', 'models:write', 'models:use'] as const;
    const before = ollama.exchanges.length;
    for (const name of ['tiny', 'huge', 'no name']) {
      const { data, errors } = await (await app.as('acme', { scopes })).execute(DeleteFromOllama, {
        name,
      });
      expect(data ?? null).toBeNull();
      expect(errors?.[0]?.extensions).toEqual({ code: 'FORBIDDEN' });
    }
    const { errors } = await app.anonymous().execute(DeleteFromOllama, { name: 'tiny' });
    expect(errors?.[0]?.extensions).toEqual({ code: 'UNAUTHENTICATED' });
    expect(ollama.exchanges.length).toBe(before);
  });

  test.each(['', 'a b', 'x:', '../../etc/passwd', 'ti\nny', 'tiny@sha256:00'])(
    'for %j, which is not a valid name',
    async (name) => {
      const before = ollama.exchanges.length;
      const refused = await remove(name);
      expect(refused).toMatchObject({
        __typename: 'InvalidInputError',
        fields: expect.arrayContaining([expect.objectContaining({ path: ['input', 'name'] })]),
      });
      expect(ollama.exchanges.length).toBe(before);
    },
  );

  test('for a model that is not installed', async () => {
    expect(await remove('huge')).toMatchObject({ __typename: 'NotFoundError', code: 'NOT_FOUND' });
    expect(deletions).toEqual([]);
  });

  test('for a model that was deleted meanwhile', async () => {
    const missing = bytes(`{"error":"model 'tiny:latest' not found"}`, 404);
    ollama.handle(scriptedOllama({ '/api/delete': missing }));
    expect(await remove('tiny')).toMatchObject({ __typename: 'NotFoundError' });
  });
});

describe('the error is OLLAMA_UNAVAILABLE when Ollama', () => {
  const failures: [string, Handler, object][] = [
    ['is cut off', cut, { upstreamStatus: null }],
    ['is silent', silent, { upstreamStatus: null }],
    [
      'fails',
      bytes('{"error":"remove /root/canary: permission denied"}', 500),
      { upstreamStatus: 500 },
    ],
    [
      'is a proxy that forbids it',
      bytes('<html>canary</html>', 405, 'text/html'),
      { upstreamStatus: 405 },
    ],
  ];
  const unavailable = {
    __typename: 'UpstreamError',
    code: 'OLLAMA_UNAVAILABLE',
    reason: 'UNAVAILABLE',
    retryable: true,
  };
  test.each(failures)('%s for the request to delete', async (_name, handler, details) => {
    ollama.handle(scriptedOllama({ '/api/delete': handler }));
    const failed = await remove('tiny');
    expect(failed).toMatchObject({ ...unavailable, ...details });
    expect(JSON.stringify(failed)).not.toMatch(/canary|127\.0\.0\.1/);
  });
  test.each([...failures, ['is something else', html, {}] as const])(
    '%s for the list of models',
    async (_name, handler, details) => {
      ollama.handle(scriptedOllama({ '/api/tags': handler, '/api/delete': deleting }));
      expect(await remove('tiny')).toMatchObject({ ...unavailable, ...details });
      expect(deletions).toEqual([]);
    },
  );
});
