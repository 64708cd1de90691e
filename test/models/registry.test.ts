import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type {
  CreateModelMutation,
  CreateRemoteModelInput,
  UpdateModelInput,
} from '../gql/graphql.ts';
import { createTestApp, type TestApp } from '../support/create-test-app.ts';
import { ollamaWith } from '../support/fake-ollama.ts';
import type { GraphqlClient } from '../support/graphql-client.ts';
import {
  CreateModel,
  DeleteModel,
  FindModel,
  SetCredential,
  UpdateModel,
} from '../support/operations.ts';
import { startUpstream, type Upstream } from '../support/upstream.ts';

let ollama: Upstream;
let app: TestApp;
let client: GraphqlClient;

beforeAll(async () => {
  ollama = await startUpstream({ handler: ollamaWith(['Tiny:latest', 'acme/big:7b'], () => {}) });
  app = await createTestApp({ ollamaUrl: ollama.url });
  client = await app.as('acme');
});
afterAll(async () => {
  await app[Symbol.asyncDispose]();
  await ollama[Symbol.asyncDispose]();
});

type CreatedModel = Extract<
  CreateModelMutation['createModel'],
  { __typename: 'ModelPayload' }
>['model'];

async function createRemote(
  overrides: Partial<CreateRemoteModelInput> = {},
): Promise<CreatedModel> {
  const remote = {
    name: 'gpt',
    type: 'CHAT' as const,
    baseUrl: 'https://api.example.com/v1',
    ...overrides,
  };
  const { createModel } = await client.data(CreateModel, { input: { remote } });
  if (createModel.__typename !== 'ModelPayload') throw new Error(JSON.stringify(createModel));
  return createModel.model;
}

test('a remote model has the given values, and defaults for the others', async () => {
  const model = await createRemote({
    displayName: 'Our model',
    description: 'Line one\nline two',
    apiKey: ' sk-canary-0123456789 ',
    headers: [{ name: 'X-Team', value: 'canary-header' }],
    parameters: { temperature: 0, maxTokens: 100 },
  });
  expect(model).toMatchObject({
    name: 'gpt',
    displayName: 'Our model',
    description: 'Line one\nline two',
    type: 'CHAT',
    source: 'REMOTE',
    status: 'ACTIVE',
    provider: { name: 'generic' },
    baseUrl: 'https://api.example.com/v1',
    credential: { configured: true, hint: '6789', readable: true, headerNames: ['X-Team'] },
    parameters: { temperature: 0, topP: null, maxTokens: 100, keepAlive: null },
    capabilities: ['COMPLETION'],
    version: 1,
  });
  expect(JSON.stringify(model)).not.toContain('canary');
});

test("a provider's own address is used when none is given", async () => {
  const model = await createRemote({ provider: 'openai', baseUrl: null });
  expect(model).toMatchObject({
    baseUrl: 'https://api.openai.com/v1',
    provider: { name: 'openai' },
  });
});

describe('a provider that is not named', () => {
  const openai = 'https://api.openai.com/v1';
  const update = async (input: UpdateModelInput) => {
    const { updateModel } = await client.data(UpdateModel, { input });
    if (updateModel.__typename !== 'ModelPayload') throw new Error(JSON.stringify(updateModel));
    return updateModel.model;
  };

  test('is recognised by its address when a model is created', async () => {
    expect(await createRemote({ baseUrl: openai })).toMatchObject({ provider: { name: 'openai' } });
    const azure = { provider: null, baseUrl: 'https://ours.openai.azure.com/openai/v1' };
    expect(await createRemote(azure)).toMatchObject({ provider: { name: 'azure-openai' } });
  });

  test('is generic when another was named, or the address serves other types', async () => {
    const named = await createRemote({ provider: 'generic', baseUrl: openai });
    expect(named).toMatchObject({ provider: { name: 'generic' } });
    const other = await createRemote({ type: 'RERANK', baseUrl: openai });
    expect(other).toMatchObject({ provider: { name: 'generic' } });
  });

  test('is recognised when the address of a generic model changes', async () => {
    const { id } = await createRemote({});
    expect(await update({ id, baseUrl: openai })).toMatchObject({ provider: { name: 'openai' } });
  });

  test('stays when the address does not change, or when it is not generic', async () => {
    const generic = await createRemote({ provider: 'generic', baseUrl: openai });
    expect(await update({ id: generic.id, baseUrl: openai })).toMatchObject({
      provider: { name: 'generic' },
    });
    const vllm = await createRemote({ provider: 'vllm' });
    expect(await update({ id: vllm.id, baseUrl: openai })).toMatchObject({
      provider: { name: 'vllm' },
    });
    expect(await update({ id: vllm.id, provider: null })).toMatchObject({
      provider: { name: 'openai' },
    });
  });
});

test.each([
  ['tiny', 'Tiny:latest'],
  ['TINY:LATEST', 'Tiny:latest'],
  ['registry.ollama.ai/library/tiny', 'Tiny:latest'],
  ['ACME/big:7B', 'acme/big:7b'],
])('a local model named %s is registered as Ollama lists it', async (name, listed) => {
  const { createModel } = await client.data(CreateModel, {
    input: { local: { name, type: 'CHAT' } },
  });
  expect(createModel).toMatchObject({
    __typename: 'ModelPayload',
    model: {
      name: listed,
      source: 'LOCAL',
      provider: null,
      baseUrl: null,
      capabilities: ['COMPLETION', 'TOOLS'],
      credential: {
        configured: false,
        hint: null,
        readable: true,
        headerNames: [],
        updatedAt: null,
      },
    },
  });
});

test('a credential for a local model is rejected', async () => {
  const { createModel } = await client.data(CreateModel, {
    input: { local: { name: 'tiny', type: 'CHAT' } },
  });
  if (createModel.__typename !== 'ModelPayload') throw new Error(createModel.__typename);
  const { id } = createModel.model;
  const { setModelCredential } = await client.data(SetCredential, {
    input: { id, apiKey: 'sk-canary-0123456789' },
  });
  expect(setModelCredential).toMatchObject({
    __typename: 'InvalidInputError',
    fields: [{ path: ['input', 'id'] }],
  });
});

test('a local model that Ollama does not have is downloaded', async () => {
  const { createModel } = await client.data(CreateModel, {
    input: { local: { name: 'absent', type: 'CHAT' } },
  });
  expect(createModel).toMatchObject({
    __typename: 'ModelPayload',
    model: { status: 'DOWNLOADING', statusReason: null },
  });
});

test('models can be registered without Ollama', async () => {
  await using lonely = await createTestApp({ ollamaUrl: 'http://127.0.0.1:9' });
  const other = await lonely.as('acme');
  const local = await other.data(CreateModel, { input: { local: { name: 'tiny', type: 'CHAT' } } });
  expect(local.createModel).toMatchObject({ model: { name: 'tiny', status: 'DOWNLOADING' } });
  const remote = { name: 'gpt', type: 'CHAT' as const, baseUrl: 'https://api.example.com' };
  const { createModel } = await other.data(CreateModel, { input: { remote } });
  expect(createModel.__typename).toBe('ModelPayload');
});

test('an absent field keeps its value and null clears it', async () => {
  const { id } = await createRemote({
    displayName: 'Shown',
    description: 'Kept',
    parameters: { temperature: 1, topP: 0.5 },
  });
  const { updateModel } = await client.data(UpdateModel, {
    input: { id, displayName: null, parameters: { topP: null, maxTokens: 7 } },
  });
  expect(updateModel).toMatchObject({
    model: {
      displayName: null,
      description: 'Kept',
      parameters: { temperature: 1, topP: null, maxTokens: 7 },
      version: 2,
    },
  });
  const cleared = await client.data(UpdateModel, { input: { id, parameters: null } });
  expect(cleared.updateModel).toMatchObject({
    model: { parameters: { temperature: null, topP: null, maxTokens: null } },
  });
});

test('an update of an outdated version is rejected with the current version', async () => {
  const { id } = await createRemote();
  await client.data(UpdateModel, { input: { id, displayName: 'First', expectedVersion: 1 } });
  const late = await client.data(UpdateModel, {
    input: { id, displayName: 'Second', expectedVersion: 1 },
  });
  expect(late.updateModel).toMatchObject({
    __typename: 'ConflictError',
    code: 'CONFLICT',
    currentVersion: 2,
    conflictingModel: { id, displayName: 'First', version: 2 },
  });
});

test('the current model of a conflict is not shown without the scope models:read', async () => {
  const { id } = await createRemote();
  const writer = await app.as('acme', { scopes: ['models:write'] });
  const late = await writer.data(UpdateModel, { input: { id, expectedVersion: 7 } });
  expect(late.updateModel).toMatchObject({ currentVersion: 1, conflictingModel: null });
});

test('of concurrent updates with one version exactly one succeeds', async () => {
  const { id } = await createRemote();
  const results = await Promise.all(
    Array.from({ length: 8 }, (_, index) =>
      client.data(UpdateModel, { input: { id, displayName: `${index}`, expectedVersion: 1 } }),
    ),
  );
  const names = results.map(({ updateModel }) => updateModel.__typename).sort();
  expect(names.filter((name) => name === 'ModelPayload')).toHaveLength(1);
  expect(names.filter((name) => name === 'ConflictError')).toHaveLength(7);
});

test('concurrent updates of different fields are both applied', async () => {
  const { id } = await createRemote({ parameters: { temperature: 1 } });
  await Promise.all([
    client.data(UpdateModel, { input: { id, parameters: { topP: 0.5 } } }),
    client.data(UpdateModel, { input: { id, parameters: { maxTokens: 5 } } }),
  ]);
  const { updateModel } = await client.data(UpdateModel, { input: { id } });
  expect(updateModel).toMatchObject({
    model: { parameters: { temperature: 1, topP: 0.5, maxTokens: 5 } },
  });
});

test('a changed origin deletes the credential, a changed path keeps it', async () => {
  const { id } = await createRemote({
    apiKey: 'sk-canary-0123456789',
    headers: [{ name: 'X-Team', value: 'one' }],
  });
  const path = await client.data(UpdateModel, {
    input: { id, baseUrl: 'https://api.example.com/v2' },
  });
  expect(path.updateModel).toMatchObject({
    model: { credential: { configured: true, readable: true, headerNames: ['X-Team'] } },
  });
  const origin = await client.data(UpdateModel, {
    input: { id, baseUrl: 'https://evil.example.net/v2' },
  });
  expect(origin.updateModel).toMatchObject({
    model: { credential: { configured: false, hint: null, headerNames: [] } },
  });
});

test('a changed origin with a new key keeps only the new key', async () => {
  const { id } = await createRemote({
    apiKey: 'sk-canary-0123456789',
    headers: [{ name: 'X-Team', value: 'one' }],
  });
  const { updateModel } = await client.data(UpdateModel, {
    input: { id, baseUrl: 'https://other.example.net', apiKey: 'sk-fresh-0123456abcd' },
  });
  expect(updateModel).toMatchObject({
    model: { credential: { configured: true, hint: 'abcd', readable: true, headerNames: [] } },
  });
});

test('a short key has no hint', async () => {
  expect((await createRemote({ apiKey: 'sk-1234' })).credential).toMatchObject({
    configured: true,
    hint: null,
  });
});

test('a deleted model is not found by anyone', async () => {
  const { id, name } = await createRemote();
  const first = await client.data(DeleteModel, { input: { id } });
  expect(first.deleteModel).toEqual({ __typename: 'DeleteModelPayload', model: { id, name } });
  const again = await client.data(DeleteModel, { input: { id } });
  expect(again.deleteModel).toMatchObject({ __typename: 'NotFoundError', code: 'NOT_FOUND' });
  const update = await client.data(UpdateModel, { input: { id, displayName: 'x' } });
  expect(update.updateModel.__typename).toBe('NotFoundError');
  expect(await client.data(FindModel, { id })).toEqual({ model: null, node: null, nodes: [null] });
});

test("another tenant's id returns the same result as an unknown id", async () => {
  const { id } = await createRemote();
  const stranger = await app.as('globex');
  const invented = Buffer.from('Model:00000000-0000-4000-8000-000000000000').toString('base64url');
  const ids = [
    id,
    invented,
    'garbage',
    '',
    Buffer.from('Viewer:1').toString('base64url'),
    'x'.repeat(10_000),
  ];
  const answers = await Promise.all(
    ids.map(async (one) => ({
      find: await stranger.execute(FindModel, { id: one }),
      update: await stranger.execute(UpdateModel, { input: { id: one, displayName: 'x' } }),
      delete: await stranger.execute(DeleteModel, { input: { id: one } }),
    })),
  );
  for (const answer of answers) expect(answer).toEqual(answers[0]);
  expect(answers[0]?.find.data).toEqual({ model: null, node: null, nodes: [null] });
  expect((await client.data(FindModel, { id })).model).toMatchObject({ version: 1 });
});
