import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { listModels } from '../../src/adapters/openai/list-models.ts';
import type { OfferedModelsInput } from '../gql/graphql.ts';
import { createTestApp, type TestApp } from '../support/create-test-app.ts';
import { ollamaWith } from '../support/fake-ollama.ts';
import type { GraphqlClient } from '../support/graphql-client.ts';
import { CreateModel, OfferedModels } from '../support/operations.ts';
import { register } from '../support/registered-model.ts';
import { startUpstream, type Upstream } from '../support/upstream.ts';

const apiKey = 'sk-canary-0123456789';

let upstream: Upstream;
let ollama: Upstream;
let app: TestApp;
let client: GraphqlClient;
let baseUrl: string;
beforeAll(async () => {
  upstream = await startUpstream();
  ollama = await startUpstream({ handler: ollamaWith(['tiny:latest'], () => {}) });
  app = await createTestApp({ ollamaUrl: ollama.url });
  client = await app.as('acme');
  baseUrl = `${upstream.url}/v1`;
});
afterAll(async () => {
  await app[Symbol.asyncDispose]();
  await ollama[Symbol.asyncDispose]();
  await upstream[Symbol.asyncDispose]();
});
beforeEach(() => answer({ object: 'list', data: [{ id: 'one' }] }));

function answer(body: unknown, status = 200): void {
  upstream.handle((exchange) => {
    exchange.head(status, { 'content-type': 'application/json' });
    exchange.end(typeof body === 'string' ? body : JSON.stringify(body));
  });
}

async function ask(input: OfferedModelsInput, as: GraphqlClient = client) {
  return (await as.data(OfferedModels, { input })).offeredModels;
}

async function offered(body: unknown) {
  answer(body);
  const result = await ask({ baseUrl });
  if (result.__typename !== 'OfferedModels') throw new Error(JSON.stringify(result));
  return result;
}

const nothing = {
  displayName: null,
  owner: null,
  type: null,
  capabilities: null,
  contextLength: null,
};

describe('the list of a given endpoint', () => {
  test('is requested with the given key and headers, which are not stored', async () => {
    const headers = [{ name: 'X-Team', value: 'canary-team' }];
    const result = await ask({ baseUrl: `${baseUrl}/`, apiKey, headers });
    expect(result).toMatchObject({
      provider: { name: 'generic' },
      baseUrl,
      isComplete: true,
      models: [{ name: 'one', ...nothing }],
    });
    expect(upstream.exchanges.at(-1)?.request).toMatchObject({
      method: 'GET',
      path: '/v1/models',
      headers: { authorization: `Bearer ${apiKey}`, 'x-team': 'canary-team' },
    });
  });

  test.each<[string, unknown, object]>([
    [
      'OpenRouter',
      {
        id: 'acme/large',
        name: 'Acme: Large',
        context_length: 131_072,
        architecture: { input_modalities: ['text', 'image'], output_modalities: ['text'] },
        supported_parameters: ['tools', 'structured_outputs', 'reasoning', 'temperature'],
      },
      {
        name: 'acme/large',
        displayName: 'Acme: Large',
        type: 'CHAT',
        capabilities: ['COMPLETION', 'TOOLS', 'JSON_SCHEMA', 'THINKING', 'VISION'],
        contextLength: 131_072,
      },
    ],
    [
      'Mistral',
      {
        id: 'acme-small',
        owned_by: 'mistralai',
        max_context_length: 32_768,
        capabilities: { completion_chat: true, function_calling: true, vision: false },
        type: 'base',
      },
      {
        name: 'acme-small',
        owner: 'mistralai',
        type: 'CHAT',
        capabilities: ['COMPLETION', 'TOOLS'],
        contextLength: 32_768,
      },
    ],
    [
      'Groq',
      { id: 'acme-8b', owned_by: 'Acme', active: true, context_window: 8_192 },
      { name: 'acme-8b', owner: 'Acme', contextLength: 8_192 },
    ],
    [
      'vLLM',
      { id: 'acme/8b', owned_by: 'vllm', max_model_len: 4_096 },
      { name: 'acme/8b', owner: 'vllm', contextLength: 4_096 },
    ],
    ['Ollama', { id: 'tiny:1b', owned_by: 'library' }, { name: 'tiny:1b', owner: 'library' }],
    [
      'Gemini',
      { id: 'models/acme-flash', owned_by: 'google', display_name: 'Acme Flash' },
      { name: 'acme-flash', owner: 'google', displayName: 'Acme Flash' },
    ],
    [
      'Anthropic',
      {
        id: 'acme-opus',
        type: 'model',
        display_name: 'Acme Opus',
        max_input_tokens: 200_000,
        capabilities: { image_input: { supported: true }, thinking: { supported: false } },
      },
      {
        name: 'acme-opus',
        displayName: 'Acme Opus',
        capabilities: ['VISION'],
        contextLength: 200_000,
      },
    ],
    [
      'Cohere',
      { name: 'acme-rank', endpoints: ['rerank'], context_length: 4_096 },
      { name: 'acme-rank', type: 'RERANK', contextLength: 4_096 },
    ],
  ])('of %s', async (_name, entry, expected) => {
    const { models } = await offered({ data: [entry] });
    expect(models).toEqual([{ ...nothing, ...expected }]);
  });

  test('of Together is an array', async () => {
    const { models } = await offered([
      { id: 'acme/embed', type: 'embedding', organization: 'Acme', context_length: 512 },
      { id: 'acme/voice', type: 'audio' },
    ]);
    expect(models).toMatchObject([
      { name: 'acme/embed', type: 'EMBEDDING', owner: 'Acme', contextLength: 512 },
      { name: 'acme/voice', type: null },
    ]);
  });

  test('of llama-server contains each model twice', async () => {
    const { models } = await offered({
      models: [{ name: 'acme.gguf', capabilities: ['completion', 'multimodal'] }],
      data: [{ id: 'acme.gguf', owned_by: 'llamacpp', meta: { n_ctx_train: 40_960 } }],
    });
    expect(models).toEqual([
      {
        name: 'acme.gguf',
        displayName: null,
        owner: 'llamacpp',
        type: 'CHAT',
        capabilities: ['COMPLETION', 'VISION'],
        contextLength: 40_960,
      },
    ]);
  });

  test('omits models that cannot be registered, and reports when there are more', async () => {
    const hostile = [
      null,
      7,
      'x',
      {},
      { id: '' },
      { id: 7 },
      { id: 'a\nb' },
      { id: 'a'.repeat(256) },
    ];
    const { models, isComplete } = await offered({
      data: [...hostile, { id: 'fine', context_length: 1e300 }, { id: 'fine' }],
      has_more: true,
    });
    expect(models).toEqual([{ name: 'fine', ...nothing }]);
    expect(isComplete).toBe(false);
    const long = await offered({
      data: Array.from({ length: 2_001 }, (_, id) => ({ id: `m${id}` })),
    });
    expect(long.models).toHaveLength(2_000);
    expect(long.isComplete).toBe(false);
  });

  test.each<[string, string, number, object]>([
    ['a page', '<html><title>Home</title></html>', 200, { reason: 'PROTOCOL' }],
    ['an object', '{"data": {"id": "x"}}', 200, { reason: 'PROTOCOL' }],
    ['more than is read', `["${'x'.repeat(9_000_000)}"]`, 200, { reason: 'PROTOCOL' }],
    ['no such list', '404 page not found', 404, { reason: 'UNSUPPORTED' }],
    [
      'a rejected key',
      `{"error":{"message":"No: ${apiKey}"}}`,
      401,
      { reason: 'CREDENTIAL_REJECTED', detail: 'No: [redacted]' },
    ],
  ])('that is %s is an upstream error', async (_name, body, status, expected) => {
    answer(body, status);
    const result = await ask({ baseUrl, apiKey });
    expect(result).toMatchObject({ __typename: 'UpstreamError', ...expected });
    expect(JSON.stringify(result)).not.toContain('canary');
  });
});

test('a provider that requires a key is not called without one', async () => {
  const count = upstream.exchanges.length;
  for (const input of [{ provider: 'openai' }, { baseUrl: 'https://api.openai.com/v1' }]) {
    expect(await ask(input)).toMatchObject({
      __typename: 'CredentialError',
      code: 'CREDENTIAL_MISSING',
    });
  }
  const { id } = await register(client, { provider: 'openai', baseUrl });
  expect(await ask({ modelId: id })).toMatchObject({ code: 'CREDENTIAL_MISSING' });
  expect(upstream.exchanges.length).toBe(count);
});

test('a key can be sent in a header', async () => {
  const headers = [{ name: 'API-Key', value: 'canary-header' }];
  expect(await ask({ provider: 'azure-openai', baseUrl, headers })).toMatchObject({ baseUrl });
  const { id } = await register(client, { provider: 'azure-openai', baseUrl, headers });
  expect(await ask({ modelId: id })).toMatchObject({ baseUrl });
  expect(upstream.exchanges.at(-1)?.request.headers).toMatchObject({ 'api-key': 'canary-header' });
});

test('the list of Anthropic is requested with its own headers', async () => {
  await ask({ provider: 'anthropic', baseUrl, apiKey });
  const { request } = upstream.exchanges.at(-1) ?? {};
  expect(request?.path).toBe('/v1/models?limit=1000');
  expect(request?.headers).toMatchObject({
    'x-api-key': apiKey,
    'anthropic-version': '2023-06-01',
  });
  expect(request?.headers).not.toHaveProperty('authorization');
});

describe('a registered model', () => {
  test('is used with its stored credential and its own base URL', async () => {
    const headers = [{ name: 'X-Team', value: 'canary-team' }];
    const { id } = await register(client, { provider: 'vllm', baseUrl, apiKey, headers });
    expect(await ask({ modelId: id })).toMatchObject({ provider: { name: 'vllm' }, baseUrl });
    expect(upstream.exchanges.at(-1)?.request).toMatchObject({
      path: '/v1/models',
      headers: { authorization: `Bearer ${apiKey}`, 'x-team': 'canary-team' },
    });
  });

  test('is used at the general base URL when its own is for one kind of call', async () => {
    const { id } = await register(client, { type: 'RERANK', baseUrl: `${baseUrl}/rerank` });
    expect(await ask({ modelId: id })).toMatchObject({ baseUrl });
  });

  test.each<Partial<OfferedModelsInput>>([
    { baseUrl: 'https://attacker.example/v1' },
    { provider: 'openai' },
    { apiKey: 'sk-other' },
    { headers: [{ name: 'X-Team', value: 'x' }] },
  ])('cannot be combined with %j', async (extra) => {
    const { id } = await register(client, { baseUrl, apiKey });
    const count = upstream.exchanges.length;
    expect(await ask({ modelId: id, ...extra })).toMatchObject({
      __typename: 'InvalidInputError',
      fields: [{ path: ['input', Object.keys(extra)[0]] }],
    });
    expect(upstream.exchanges.length).toBe(count);
  });

  test('must be remote and belong to the tenant', async () => {
    const local = await client.data(CreateModel, {
      input: { local: { name: 'tiny', type: 'CHAT' } },
    });
    if (local.createModel.__typename !== 'ModelPayload') throw new Error('not created');
    expect(await ask({ modelId: local.createModel.model.id })).toMatchObject({
      __typename: 'InvalidInputError',
      fields: [{ path: ['input', 'modelId'] }],
    });
    const { id } = await register(client, { baseUrl, apiKey });
    const stranger = await app.as('globex');
    expect(await ask({ modelId: id }, stranger)).toMatchObject({ __typename: 'NotFoundError' });
    expect(await ask({ modelId: 'garbage' })).toMatchObject({ __typename: 'NotFoundError' });
    const shared = await register(client, { baseUrl, apiKey, isBuiltin: true });
    const user = await app.as('acme', { scopes: ['models:write'] });
    expect(await ask({ modelId: shared.id }, user)).toMatchObject({
      __typename: 'BuiltinModelError',
    });
    expect(await ask({ modelId: shared.id })).toMatchObject({ baseUrl });
  });
});

test.each<[OfferedModelsInput, string[]]>([
  [{}, ['input']],
  [{ provider: 'unheard-of' }, ['input', 'provider']],
  [{ provider: 'vllm' }, ['input', 'baseUrl']],
  [{ baseUrl: 'https://x.example/v1?key=1' }, ['input', 'baseUrl']],
  [{ baseUrl: 'https://x.example', apiKey: 'a\nb' }, ['input', 'apiKey']],
])('%j is invalid', async (input, path) => {
  expect(await ask(input)).toMatchObject({ __typename: 'InvalidInputError', fields: [{ path }] });
});

test('an address that models may not use is refused', async () => {
  for (const address of ['http://169.254.169.254/v1', 'http://10.0.0.1/v1']) {
    expect(await ask({ baseUrl: address, apiKey })).toMatchObject({
      __typename: 'DestinationNotAllowedError',
    });
  }
});

test('a token without models:write is rejected', async () => {
  const reader = await app.as('acme', { scopes: ['models:read', 'models:use'] });
  const { errors } = await reader.execute(OfferedModels, { input: { baseUrl } });
  expect(errors?.[0]?.extensions).toMatchObject({ code: 'FORBIDDEN' });
});

test('an endpoint that does not respond times out', async () => {
  upstream.handle(() => {});
  const target = {
    protocol: 'openai' as const,
    name: 'x',
    baseUrl,
    apiKey: null,
    apiKeyHeader: 'authorization' as const,
    headers: {},
    extraParameters: null,
    providerId: null,
    timeoutMs: 50,
  };
  const options = { remoteFetch: fetch, refusals: { note: () => {} } };
  const listing = listModels(target, options, new AbortController().signal);
  await expect(listing).rejects.toMatchObject({ reason: 'TIMEOUT_FIRST_TOKEN' });
});

describe('a list that repeats what the request sent', () => {
  const token = 'tok-5f9c2ab8d713e604';
  const headers = [
    { name: 'X-Auth', value: `Token ${token}` },
    { name: 'X-Team', value: 'acme' },
    { name: 'X-Version', value: '2026-07-31' },
  ];
  const forms: [string, string][] = [
    ['the key', apiKey],
    ['the Authorization header', `Bearer ${apiKey}`],
    ['the key in capitals', apiKey.toUpperCase()],
    ['the key within a name', `acme/${apiKey}-8b`],
    ['the key in base64', Buffer.from(`x:${apiKey}`).toString('base64')],
    ['the key in hexadecimal', Buffer.from(apiKey).toString('hex')],
    ['the key in a URL', encodeURIComponent(apiKey)],
    ['the reversed key', [...apiKey].reverse().join('')],
    ['a part of the key', `x${apiKey.slice(4, 17)}y`],
    ['the key with invisible characters in it', [...apiKey].join('\u200b')],
    ['the token of a header', token],
    ['a short header', 'acme'],
  ];

  test.each(forms)('does not show %s', async (_name, secret) => {
    const ordinary = { id: 'acme-8b-2026-07-31', owned_by: 'library' };
    answer({
      data: [{ id: secret }, { id: 'b', owned_by: secret, display_name: secret }, ordinary],
    });
    const result = await ask({ baseUrl, apiKey, headers });
    expect(result).toMatchObject({
      isComplete: false,
      models: [
        { name: 'b', ...nothing },
        { name: ordinary.id, ...nothing, owner: 'library' },
      ],
    });
  });

  test('shows ordinary names although a short key is a part of them', async () => {
    answer({ data: [{ id: 'tiny:latest', owned_by: 'library' }] });
    const result = await ask({ baseUrl, apiKey: 'test' });
    expect(result).toMatchObject({ isComplete: true, models: [{ name: 'tiny:latest' }] });
  });

  test('does not show the stored key of a registered model', async () => {
    const { id } = await register(client, { baseUrl, apiKey });
    upstream.handle((exchange) => {
      exchange.head(200, { 'content-type': 'application/json' });
      exchange.end(JSON.stringify({ data: [{ id: exchange.request.headers['authorization'] }] }));
    });
    expect(await ask({ modelId: id })).toMatchObject({ isComplete: false, models: [] });
  });
});
