import { afterAll, beforeAll, expect, test } from 'vitest';
import type { CreateRemoteModelInput, UpdateModelInput } from '../gql/graphql.ts';
import { createTestApp, type TestApp } from '../support/create-test-app.ts';
import type { GraphqlClient } from '../support/graphql-client.ts';
import { CreateModel, ListModels, UpdateModel } from '../support/operations.ts';

let app: TestApp;
let client: GraphqlClient;

beforeAll(async () => {
  app = await createTestApp({ egressAllow: [] });
  client = await app.as('acme');
});
afterAll(() => app[Symbol.asyncDispose]());

const good = { name: 'gpt', type: 'CHAT', baseUrl: 'https://api.example.com/v1' } as const;

async function create(remote: Partial<CreateRemoteModelInput>) {
  return (await client.data(CreateModel, { input: { remote: { ...good, ...remote } } }))
    .createModel;
}

test.each<[string, Partial<CreateRemoteModelInput>, string[]]>([
  [
    'a temperature for vectors',
    { type: 'EMBEDDING', parameters: { temperature: 1 } },
    ['parameters', 'temperature'],
  ],
  [
    'dimensions for chat',
    { parameters: { embeddingDimensions: 3 } },
    ['parameters', 'embeddingDimensions'],
  ],
  [
    'a keep-alive for a remote model',
    { parameters: { keepAlive: '5m' } },
    ['parameters', 'keepAlive'],
  ],
  [
    "Ollama's switch for a remote model",
    { parameters: { thinkingControl: 'OLLAMA_THINK' } },
    ['parameters', 'thinkingControl'],
  ],
  [
    'thinking for a rerank model',
    { type: 'RERANK', parameters: { thinkingControl: 'NONE' } },
    ['parameters', 'thinkingControl'],
  ],
  ['nobody at a time', { parameters: { maxConcurrency: 0 } }, ['parameters', 'maxConcurrency']],
  [
    'zero dimensions',
    { type: 'EMBEDDING', parameters: { embeddingDimensions: 0 } },
    ['parameters', 'embeddingDimensions'],
  ],
  ['an empty name', { name: '' }, ['name']],
  ['a blank name', { name: '  ' }, ['name']],
  ['a name that is too long', { name: 'x'.repeat(256) }, ['name']],
  ['a name of two lines', { name: 'a\nb' }, ['name']],
  ['a name with NUL', { name: 'a\0b' }, ['name']],
  ['a name with half a character', { name: 'a\ud800' }, ['name']],
  ['a description with NUL', { description: 'a\0b' }, ['description']],
  ['a huge description', { description: 'x'.repeat(10_001) }, ['description']],
  ['an unknown provider', { provider: '__proto__' }, ['provider']],
  [
    'a type that the provider does not serve',
    { provider: 'deepseek', type: 'SPEECH' },
    ['provider'],
  ],
  [
    'a provider without an address, and none given',
    { provider: 'vllm', baseUrl: null },
    ['baseUrl'],
  ],
  ['an address that is none', { baseUrl: 'api.example.com' }, ['baseUrl']],
  ['an address of a file', { baseUrl: 'file:///etc/passwd' }, ['baseUrl']],
  ['an address with credentials', { baseUrl: 'https://user:pass@api.example.com' }, ['baseUrl']],
  ['an address with a query', { baseUrl: 'https://api.example.com/v1?key=1' }, ['baseUrl']],
  ['an address with a fragment', { baseUrl: 'https://api.example.com/v1#x' }, ['baseUrl']],
  ['a key with a line break', { apiKey: 'sk-1\r\nX-Evil: 1' }, ['apiKey']],
  ['a key that is no ASCII', { apiKey: 'schlüssel' }, ['apiKey']],
  ['an empty key', { apiKey: ' ' }, ['apiKey']],
  ['a huge key', { apiKey: 'x'.repeat(4_097) }, ['apiKey']],
  ['a header for the host', { headers: [{ name: 'Host', value: 'x' }] }, ['headers', '0', 'name']],
  [
    'a header with a credential',
    { headers: [{ name: 'authorization', value: 'x' }] },
    ['headers', '0', 'name'],
  ],
  [
    'a header named __proto__',
    { headers: [{ name: '__proto__', value: 'x' }] },
    ['headers', '0', 'name'],
  ],
  [
    'an invalid header name',
    { headers: [{ name: 'X Team', value: 'x' }] },
    ['headers', '0', 'name'],
  ],
  [
    'a header value with a line break',
    { headers: [{ name: 'X-A', value: 'a\nb' }] },
    ['headers', '0', 'value'],
  ],
  [
    'a header twice',
    {
      headers: [
        { name: 'X-A', value: '1' },
        { name: 'x-a', value: '2' },
      ],
    },
    ['headers', '1', 'name'],
  ],
  [
    'a temperature out of range',
    { parameters: { temperature: 2.1 } },
    ['parameters', 'temperature'],
  ],
  ['a negative limit', { parameters: { maxTokens: -1 } }, ['parameters', 'maxTokens']],
  [
    'a keep-alive without a unit',
    { parameters: { keepAlive: 'abc' } },
    ['parameters', 'keepAlive'],
  ],
  ['no time at all', { parameters: { idleTimeoutMs: 0 } }, ['parameters', 'idleTimeoutMs']],
])('%s is rejected with its path', async (_name, remote, path) => {
  expect(await create(remote)).toMatchObject({
    __typename: 'InvalidInputError',
    code: 'INVALID_INPUT',
    fields: [{ path: ['input', 'remote', ...path] }],
  });
});

test('all faults are listed at once, without their values, and nothing is written', async () => {
  const before = (await client.data(ListModels, {})).models.totalCount;
  const result = await create({
    name: '',
    apiKey: 'canary\nkey',
    baseUrl: 'https://canary:canary@x',
    headers: Array.from({ length: 1_000 }, (_, index) => ({ name: `X-${index}`, value: 'canary' })),
    parameters: { topP: 7 },
  });
  if (result.__typename !== 'InvalidInputError') throw new Error(result.__typename);
  expect(result.fields.map(({ path }) => path[2]).toSorted()).toEqual([
    'apiKey',
    'baseUrl',
    'headers',
    'name',
    'parameters',
  ]);
  expect(JSON.stringify(result)).not.toContain('canary');
  expect((await client.data(ListModels, {})).models.totalCount).toBe(before);
});

test.each([
  'http://127.0.0.1:8000/v1',
  'http://2130706433/',
  'http://0x7f.1/',
  'http://[::1]/',
  'http://[::ffff:10.0.0.1]/',
  'http://169.254.169.254/latest/meta-data',
  'http://metadata.google.internal/',
  'http://localhost:11434',
  'http://vllm.internal:8000',
  'https://api.example.com:6379',
  'http://192.168.1.1',
])('the address %s is not allowed', async (baseUrl) => {
  expect(await create({ baseUrl })).toEqual({
    __typename: 'DestinationNotAllowedError',
    code: 'DESTINATION_NOT_ALLOWED',
    message: expect.stringMatching(/^Models may not use this address on this installation\./),
  });
});

test.each<[string, Omit<UpdateModelInput, 'id'>, string[]]>([
  ['clearing the name', { name: null }, ['name']],
  ['an empty name', { name: '' }, ['name']],
  ['a bad address', { baseUrl: 'nowhere' }, ['baseUrl']],
  ['a bad key', { apiKey: '\u0007' }, ['apiKey']],
])('%s in an update is rejected with its path', async (_name, change, path) => {
  const created = await create({});
  if (created.__typename !== 'ModelPayload') throw new Error(created.__typename);
  const { updateModel } = await client.data(UpdateModel, {
    input: { id: created.model.id, ...change },
  });
  expect(updateModel).toMatchObject({
    __typename: 'InvalidInputError',
    fields: [{ path: ['input', ...path] }],
  });
});

test('both kinds of model, or neither, are rejected', async () => {
  for (const input of [{}, { local: null }, { local: { name: 'x', type: 'CHAT' }, remote: good }]) {
    const body = { query: CreateModel.toString(), variables: { input } };
    const { errors, data } = await (await client.post(body)).json();
    expect(data).toBeUndefined();
    expect(errors[0].extensions.code).toBe('INVALID_INPUT');
  }
});
