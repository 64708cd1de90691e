import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type {
  CreateLocalModelInput,
  CreateRemoteModelInput,
  ModelFilter,
  UpdateModelInput,
} from '../gql/graphql.ts';
import { createTestApp, type TestApp } from '../support/create-test-app.ts';
import { ollamaWith } from '../support/fake-ollama.ts';
import type { GraphqlClient } from '../support/graphql-client.ts';
import {
  AuditEvents,
  CreateModel,
  FindDefault,
  ListModels,
  UpdateModel,
} from '../support/operations.ts';
import { register, remoteModel } from '../support/registered-model.ts';
import { startUpstream, type Upstream } from '../support/upstream.ts';

let ollama: Upstream;
let app: TestApp;
let client: GraphqlClient;

beforeAll(async () => {
  const installed = ['chatty:latest', 'vectors:latest', 'eyes:latest', 'old:latest'];
  const capabilities = {
    'vectors:latest': ['embedding'],
    'eyes:latest': ['completion', 'vision', 'thinking'],
    'old:latest': [],
  };
  ollama = await startUpstream({ handler: ollamaWith(installed, () => {}, capabilities) });
  app = await createTestApp({ ollamaUrl: ollama.url });
  client = await app.as('acme');
});
afterAll(async () => {
  await app[Symbol.asyncDispose]();
  await ollama[Symbol.asyncDispose]();
});

async function createLocal(local: CreateLocalModelInput) {
  return (await client.data(CreateModel, { input: { local } })).createModel;
}

async function createRemote(overrides: Partial<CreateRemoteModelInput>) {
  return (await client.data(CreateModel, { input: remoteModel(overrides) })).createModel;
}

async function update(input: UpdateModelInput) {
  return (await client.data(UpdateModel, { input })).updateModel;
}

async function updated(input: UpdateModelInput) {
  const result = await update(input);
  if (result.__typename !== 'ModelPayload') throw new Error(JSON.stringify(result));
  return result.model;
}

const sources = (model: { capabilitySources: readonly { capability: string; source: string }[] }) =>
  Object.fromEntries(model.capabilitySources.map(({ capability, source }) => [capability, source]));

describe('the capabilities of a remote model', () => {
  test.each([
    ['CHAT', { COMPLETION: 'TYPE' }],
    ['VISION', { COMPLETION: 'TYPE', VISION: 'TYPE' }],
    ['EMBEDDING', { EMBEDDING: 'TYPE' }],
    ['RERANK', { RERANK: 'TYPE' }],
    ['SPEECH', { TRANSCRIPTION: 'TYPE' }],
  ] as const)('of the type %s are at least those that it needs', async (type, expected) => {
    const model = await register(client, { type });
    expect(sources(model)).toEqual(expected);
    expect(model.capabilities).toEqual(Object.keys(expected));
  });

  test.each([
    ['openai', 'gpt-4.1-mini', ['VISION', 'TOOLS', 'JSON_SCHEMA']],
    ['openai', 'gpt-5', ['VISION', 'TOOLS', 'THINKING', 'JSON_SCHEMA']],
    ['openai', 'gpt-3.5-turbo', []],
    ['anthropic', 'claude-sonnet-4-5', ['VISION', 'TOOLS']],
    ['gemini', 'gemini-2.5-flash', ['VISION', 'TOOLS', 'THINKING', 'JSON_SCHEMA']],
    ['gemini', 'gemini-2.5-flash-preview-tts', []],
    ['groq', 'openai/gpt-oss-20b', ['TOOLS', 'THINKING', 'JSON_SCHEMA']],
  ])('of %s %s include those of the catalogue', async (provider, name, known) => {
    const model = await register(client, { provider, name, baseUrl: null });
    expect(model.capabilities).toEqual(['COMPLETION', ...known]);
    expect(sources(model)).toEqual(
      Object.fromEntries([['COMPLETION', 'TYPE'], ...known.map((one) => [one, 'CATALOGUE'])]),
    );
  });

  test('are only those that its owner declares', async () => {
    const model = await register(client, {
      provider: 'openai',
      name: 'gpt-4.1',
      baseUrl: null,
      capabilities: ['TOOLS', 'COMPLETION', 'TOOLS'],
    });
    expect(sources(model)).toEqual({ COMPLETION: 'DECLARED', TOOLS: 'DECLARED' });
    const { id } = model;
    const more = await updated({ id, capabilities: ['COMPLETION', 'THINKING'] });
    expect(sources(more)).toEqual({ COMPLETION: 'DECLARED', THINKING: 'DECLARED' });
    const cleared = await updated({ id, capabilities: null });
    expect(sources(cleared)).toMatchObject({ COMPLETION: 'TYPE', VISION: 'CATALOGUE' });
    const renamed = await updated({ id, name: 'gpt-3.5-turbo' });
    expect(sources(renamed)).toEqual({ COMPLETION: 'TYPE' });
    const { auditEvents } = await client.data(AuditEvents, { filter: { modelId: id } });
    expect(auditEvents.nodes.map(({ fields }) => fields)).toEqual([
      ['name', 'capabilities'],
      ['capabilities'],
      ['capabilities'],
      [],
    ]);
  });

  test.each([
    ['lack what the type needs', { capabilities: ['TOOLS' as const] }],
    [
      'lack images for the type VISION',
      { type: 'VISION' as const, capabilities: ['COMPLETION' as const] },
    ],
    ['are none at all', { capabilities: [] }],
  ])('are rejected when they %s', async (_name, overrides) => {
    expect(await createRemote(overrides)).toMatchObject({
      __typename: 'InvalidInputError',
      fields: [{ path: ['input', 'remote', 'capabilities'] }],
    });
  });
});

describe('a local model', () => {
  test('has the capabilities that Ollama reports', async () => {
    expect(await createLocal({ name: 'eyes', type: 'VISION' })).toMatchObject({
      model: {
        status: 'ACTIVE',
        capabilities: ['COMPLETION', 'VISION', 'THINKING'],
        capabilitySources: [{ source: 'OLLAMA' }, { source: 'OLLAMA' }, { source: 'OLLAMA' }],
      },
    });
    expect(await createLocal({ name: 'old', type: 'VISION' })).toMatchObject({
      model: { status: 'ACTIVE', capabilities: [] },
    });
  });

  test.each([
    ['vectors', 'CHAT', 'EMBEDDING', 'COMPLETION'],
    ['chatty', 'VISION', 'COMPLETION, TOOLS', 'VISION'],
    ['chatty', 'EMBEDDING', 'COMPLETION, TOOLS', 'EMBEDDING'],
  ] as const)('%s is refused with the type %s', async (name, type, known, needed) => {
    expect(await createLocal({ name, type })).toMatchObject({
      __typename: 'InvalidInputError',
      fields: [
        {
          path: ['input', 'local', 'type'],
          message: `does not fit. The model has the capabilities ${known}, but a model of type ${type} needs ${needed}.`,
        },
      ],
    });
  });

  test('rejects a name or a type whose capabilities do not match', async () => {
    const result = await createLocal({ name: 'chatty', type: 'CHAT' });
    if (result.__typename !== 'ModelPayload') throw new Error(JSON.stringify(result));
    const { id } = result.model;
    expect(await update({ id, name: 'vectors' })).toMatchObject({
      fields: [{ path: ['input', 'name'] }],
    });
    expect(await update({ id, type: 'EMBEDDING' })).toMatchObject({
      fields: [{ path: ['input', 'type'] }],
    });
    expect(await update({ id, type: 'RERANK' })).toMatchObject({
      fields: [{ path: ['input', 'type'] }],
    });
    expect(await updated({ id, name: 'vectors', type: 'EMBEDDING' })).toMatchObject({
      name: 'vectors:latest',
      type: 'EMBEDDING',
      status: 'ACTIVE',
      capabilities: ['EMBEDDING'],
    });
  });

  test('rejects a declaration', async () => {
    const result = await createLocal({ name: 'chatty', type: 'CHAT' });
    if (result.__typename !== 'ModelPayload') throw new Error(JSON.stringify(result));
    const { id } = result.model;
    const headers = [{ name: 'X-Team', value: 'one' }];
    expect(await update({ id, capabilities: ['COMPLETION'], headers })).toMatchObject({
      fields: [{ path: ['input', 'headers'] }, { path: ['input', 'capabilities'] }],
    });
  });
});

describe('a list', () => {
  let own: GraphqlClient;
  const listed = async (filter: ModelFilter) => {
    const { models } = await own.data(ListModels, { filter });
    expect(models.totalCount).toBe(models.nodes.length);
    return models.nodes.map(({ name }) => name).toSorted();
  };

  beforeAll(async () => {
    own = await app.as('initech');
    await register(own, { name: 'plain', isDefault: true });
    await register(own, { name: 'able', capabilities: ['COMPLETION', 'VISION', 'TOOLS'] });
    await register(own, { name: 'vectors', type: 'EMBEDDING', isDefault: true });
  });

  test.each<[ModelFilter, string[]]>([
    [{ capabilities: ['COMPLETION'] }, ['able', 'plain']],
    [{ capabilities: ['COMPLETION', 'TOOLS'] }, ['able']],
    [{ capabilities: ['TOOLS', 'EMBEDDING'] }, []],
    [{ capabilities: [] }, ['able', 'plain', 'vectors']],
    [{ isDefault: true }, ['plain', 'vectors']],
    [{ isDefault: false }, ['able']],
    [{ isDefault: true, capabilities: ['EMBEDDING'] }, ['vectors']],
  ])('filtered by %j returns %j', async (filter, names) => {
    expect(await listed(filter)).toEqual(names);
  });

  test('without default models contains none of them', async () => {
    const fresh = await app.as('hooli');
    await register(fresh, { name: 'alone' });
    const count = async (isDefault: boolean) =>
      (await fresh.data(ListModels, { filter: { isDefault } })).models.totalCount;
    expect([await count(true), await count(false)]).toEqual([0, 1]);
  });
});

describe('an update', () => {
  test('sets, replaces and deletes headers', async () => {
    const { id } = await register(client, { apiKey: 'sk-canary-0123456789' });
    const set = await updated({ id, headers: [{ name: 'X-Team', value: 'one' }] });
    expect(set.credential).toMatchObject({ hint: '6789', headerNames: ['X-Team'] });
    const moved = await updated({
      id,
      baseUrl: 'https://other.example.com/v1',
      headers: [{ name: 'X-Other', value: 'two' }],
    });
    expect(moved.credential).toMatchObject({ hint: null, headerNames: ['X-Other'] });
    const cleared = await updated({ id, headers: null });
    expect(cleared.credential).toMatchObject({ configured: false, headerNames: [] });
    const { auditEvents } = await client.data(AuditEvents, { filter: { modelId: id } });
    expect(auditEvents.nodes.map(({ action, fields }) => [action, ...fields])).toEqual([
      ['CREDENTIAL_CLEARED', 'headers'],
      ['CREDENTIAL_SET', 'headers'],
      ['UPDATED', 'baseUrl'],
      ['CREDENTIAL_SET', 'headers'],
      ['CREATED'],
    ]);
    const reserved = [{ name: 'Host', value: 'evil' }];
    expect(await update({ id, headers: reserved })).toMatchObject({
      fields: [{ path: ['input', 'headers', '0', 'name'] }],
    });
  });

  test('sets and removes a model as the default', async () => {
    const own = await app.as('umbrella');
    const first = await register(own, { name: 'first', isDefault: true });
    const second = await register(own, { name: 'second' });
    const change = async (input: UpdateModelInput) => own.data(UpdateModel, { input });
    const defaultName = async () =>
      (await own.data(FindDefault, { type: 'CHAT' })).defaultModel?.name;
    await change({ id: second.id, isDefault: true });
    expect(await defaultName()).toBe('second');
    await change({ id: first.id, isDefault: false });
    expect(await defaultName()).toBe('second');
    await change({ id: second.id, isDefault: false });
    expect(await defaultName()).toBeUndefined();
    const { auditEvents } = await own.data(AuditEvents, {});
    expect(auditEvents.nodes.map(({ action, modelName }) => [action, modelName])).toEqual([
      ['DEFAULT_UNSET', 'second'],
      ['DEFAULT_SET', 'second'],
      ['DEFAULT_UNSET', 'first'],
      ['CREATED', 'second'],
      ['DEFAULT_SET', 'first'],
      ['CREATED', 'first'],
    ]);
  });

  test('changes the type, and all values that depend on it', async () => {
    const own = await app.as('cyberdyne');
    const created = await register(own, {
      provider: 'cohere',
      baseUrl: null,
      isDefault: true,
      parameters: { topP: 0.5 },
    });
    const { id } = created;
    const change = async (input: Omit<UpdateModelInput, 'id'>) =>
      (await own.data(UpdateModel, { input: { id, ...input } })).updateModel;
    expect(await change({ type: 'RERANK' })).toMatchObject({
      fields: [{ path: ['input', 'parameters', 'topP'] }],
    });
    expect(await change({ type: 'SPEECH', parameters: null })).toMatchObject({
      fields: [{ path: ['input', 'provider'] }],
    });
    expect(await change({ type: 'RERANK', parameters: null })).toMatchObject({
      model: {
        type: 'RERANK',
        baseUrl: 'https://api.cohere.com/v2/rerank',
        capabilities: ['RERANK'],
        isDefault: false,
      },
    });
    expect((await own.data(FindDefault, { type: 'CHAT' })).defaultModel).toBeNull();
    const { auditEvents } = await own.data(AuditEvents, { first: 2 });
    expect(auditEvents.nodes.map(({ action }) => action)).toEqual(['DEFAULT_UNSET', 'UPDATED']);
  });
});
