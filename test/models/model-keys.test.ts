import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, beforeEach, describe, expect, inject, test } from 'vitest';
import type { UpdateModelInput } from '../gql/graphql.ts';
import {
  DeleteApiKey,
  FindModelKeys,
  storeApiKey,
  UpdateApiKey,
} from '../support/api-key-operations.ts';
import { ask } from '../support/chat-fixture.ts';
import { createTestApp, type TestApp } from '../support/create-test-app.ts';
import { answer, sendStream } from '../support/fake-openai.ts';
import type { GraphqlClient } from '../support/graphql-client.ts';
import {
  AuditEvents,
  ChatWhole,
  CreateModel,
  SetCredential,
  UpdateModel,
} from '../support/operations.ts';
import { register, remoteModel } from '../support/registered-model.ts';
import { createTestDatabase, type TestDatabase } from '../support/test-database.ts';
import { startUpstream, type Upstream } from '../support/upstream.ts';

let place: TestDatabase;
let app: TestApp;
let upstream: Upstream;
let baseUrl: string;

beforeAll(async () => {
  place = await createTestDatabase();
  app = await createTestApp({ overrides: { database: place.location } });
  upstream = await startUpstream();
  baseUrl = `${upstream.url}/v1`;
});
beforeEach(() => upstream.handle((exchange) => sendStream(exchange, answer(['Hi']))));
afterAll(async () => {
  await app[Symbol.asyncDispose]();
  await upstream[Symbol.asyncDispose]();
  await place[Symbol.asyncDispose]();
});

const asTenant = () => app.as(randomUUID());

const store = (client: GraphqlClient, name: string) =>
  storeApiKey(client, { name, baseUrl, apiKey: `sk-${name}-0123456789` });

async function update(client: GraphqlClient, input: UpdateModelInput) {
  return (await client.data(UpdateModel, { input })).updateModel;
}

/** The name of the key that a chat sends. */
async function keySentBy(client: GraphqlClient, modelId: string): Promise<string | undefined> {
  const { chat } = await client.data(ChatWhole, ask(modelId));
  expect(chat).toMatchObject({ completion: { status: 'COMPLETED' } });
  const { authorization } = upstream.exchanges.at(-1)?.request.headers ?? {};
  return /^Bearer sk-(.*)-0123456789$/.exec(String(authorization))?.[1];
}

const keysOf = async (client: GraphqlClient, id: string) =>
  (await client.data(FindModelKeys, { id })).model?.keys.map(({ apiKey, weight, enabled }) => [
    apiKey.name,
    weight,
    enabled,
  ]);

test('two models use one key, and one mutation replaces it for both', async () => {
  const client = await asTenant();
  const key = await store(client, 'shared');
  const keys = [{ apiKeyId: key.id }];
  const models = [
    await register(client, { baseUrl, keys }),
    await register(client, { baseUrl, name: 'other', keys }),
  ];
  for (const { id } of models) expect(await keySentBy(client, id)).toBe('shared');
  await client.data(UpdateApiKey, { input: { id: key.id, apiKey: 'sk-renewed-0123456789' } });
  for (const { id } of models) expect(await keySentBy(client, id)).toBe('renewed');
});

test('the own key of the model comes first, and its headers are sent with every key', async () => {
  const client = await asTenant();
  const { id: apiKeyId } = await store(client, 'stored');
  const headers = [{ name: 'X-Team', value: 'blue' }];
  const { id } = await register(client, { baseUrl, headers, keys: [{ apiKeyId }] });
  expect(await keySentBy(client, id)).toBe('stored');
  expect(upstream.exchanges.at(-1)?.request.headers).toMatchObject({ 'x-team': 'blue' });
  await client.data(SetCredential, { input: { id, apiKey: 'sk-own-0123456789' } });
  expect(await keySentBy(client, id)).toBe('own');
});

test('disabled keys are not used, and the others are used by their weight', async () => {
  const client = await asTenant();
  const stored = [];
  for (const name of ['heavy', 'light', 'disabled']) stored.push(await store(client, name));
  const [heavy, light, disabled] = stored.map(({ id }) => id) as [string, string, string]; // three
  const { id } = await register(client, {
    baseUrl,
    keys: [
      { apiKeyId: heavy, weight: 1_000 },
      { apiKeyId: light },
      { apiKeyId: disabled, weight: 1_000, enabled: false },
    ],
  });
  expect(await keysOf(client, id)).toEqual([
    ['heavy', 1_000, true],
    ['light', 1, true],
    ['disabled', 1_000, false],
  ]);
  const sent = [];
  for (let call = 0; call < 20; call += 1) sent.push(await keySentBy(client, id));
  // The lighter key comes first in at most 2 of 20 calls, except once in a million runs.
  expect(sent.filter((name) => name === 'heavy').length).toBeGreaterThanOrEqual(18);
  expect(sent).not.toContain('disabled');
  await update(client, { id, keys: [{ apiKeyId: heavy, enabled: false }, { apiKeyId: light }] });
  expect(await keySentBy(client, id)).toBe('light');
});

test('a change of the keys is a change of the model', async () => {
  const client = await asTenant();
  const { id: apiKeyId } = await store(client, 'one');
  const { id } = await register(client, { baseUrl });
  const keys = [{ apiKeyId, weight: 5 }];
  expect(await update(client, { id, keys, expectedVersion: 1 })).toMatchObject({
    model: { version: 2 },
  });
  expect(await update(client, { id, keys, expectedVersion: 2 })).toMatchObject({
    model: { version: 2 },
  });
  expect(await update(client, { id, displayName: 'x' })).toMatchObject({ model: { version: 3 } });
  expect(await keysOf(client, id)).toEqual([['one', 5, true]]);
  expect(await update(client, { id, keys: null })).toMatchObject({ model: { version: 4 } });
  expect(await keysOf(client, id)).toEqual([]);
  const { nodes } = (await client.data(AuditEvents, { filter: { modelId: id } })).auditEvents;
  expect(nodes.map(({ fields }) => fields)).toEqual([['keys'], ['displayName'], ['keys'], []]);
});

describe('keys of a model are rejected', () => {
  const reject = async (client: GraphqlClient, keys: UpdateModelInput['keys'], path: string[]) => {
    const invalid = {
      __typename: 'InvalidInputError',
      fields: [expect.objectContaining({ path: ['input', ...path] })],
    };
    const { id } = await register(client, { baseUrl });
    expect(await update(client, { id, keys: keys ?? null })).toMatchObject(invalid);
    const { createModel } = await client.data(CreateModel, {
      input: remoteModel({ baseUrl, keys: keys ?? null }),
    });
    expect(createModel).toMatchObject({
      __typename: 'InvalidInputError',
      fields: [expect.objectContaining({ path: ['input', 'remote', ...path] })],
    });
  };

  test('when they are repeated, too many, or have an invalid weight', async () => {
    const client = await asTenant();
    const { id: apiKeyId } = await store(client, 'one');
    await reject(client, [{ apiKeyId }, { apiKeyId }], ['keys', '1', 'apiKeyId']);
    for (const weight of [0, 1_001, -1]) {
      await reject(client, [{ apiKeyId, weight }], ['keys', '0', 'weight']);
    }
    const many = Array.from({ length: 21 }, (_, index) => ({ apiKeyId: `${index}` }));
    const { id } = await register(client, { baseUrl });
    expect(await update(client, { id, keys: many })).toMatchObject({ code: 'INVALID_INPUT' });
  });

  test('when they do not exist, or belong to another tenant', async () => {
    const client = await asTenant();
    const foreign = await store(await asTenant(), 'foreign');
    const { id } = await store(client, 'one');
    for (const apiKeyId of [foreign.id, 'invented', '']) {
      await reject(client, [{ apiKeyId: id }, { apiKeyId }], ['keys', '1', 'apiKeyId']);
    }
  });

  test('when they were stored for another origin', async () => {
    const client = await asTenant();
    const other = await storeApiKey(client, { name: 'other', provider: 'openai' });
    await reject(client, [{ apiKeyId: other.id }], ['keys', '0', 'apiKeyId']);
  });
});

test('a base URL of another origin is rejected while the model has keys of the old one', async () => {
  const client = await asTenant();
  const old = await store(client, 'old');
  const moved = await storeApiKey(client, { name: 'new', baseUrl: 'https://new.example.com' });
  const { id } = await register(client, { baseUrl, keys: [{ apiKeyId: old.id, enabled: false }] });
  const address = 'https://new.example.com/v1';
  expect(await update(client, { id, baseUrl: address })).toMatchObject({
    __typename: 'InvalidInputError',
    fields: [{ path: ['input', 'baseUrl'], message: expect.stringContaining('"old"') }],
  });
  expect(await update(client, { id, baseUrl: `${upstream.url}/v2` })).toMatchObject({
    __typename: 'ModelPayload',
  });
  const keys = [{ apiKeyId: moved.id }];
  expect(await update(client, { id, baseUrl: address, keys })).toMatchObject({
    model: { baseUrl: address },
  });
  expect(await keysOf(client, id)).toEqual([['new', 1, true]]);
});

test('a local model has no keys', async () => {
  const client = await asTenant();
  const { createModel } = await client.data(CreateModel, {
    input: { local: { name: 'tiny', type: 'CHAT' } },
  });
  if (createModel.__typename !== 'ModelPayload') throw new Error(JSON.stringify(createModel));
  expect(await update(client, { id: createModel.model.id, keys: [] })).toMatchObject({
    __typename: 'InvalidInputError',
    fields: [{ path: ['input', 'keys'] }],
  });
});

test('a provider that needs a key accepts a stored one', async () => {
  const client = await asTenant();
  const { id: apiKeyId } = await store(client, 'one');
  const { id } = await register(client, { baseUrl, provider: 'openai', keys: [{ apiKeyId }] });
  expect(await keySentBy(client, id)).toBe('one');
  await update(client, { id, keys: [{ apiKeyId, enabled: false }] });
  const { chat } = await client.data(ChatWhole, ask(id));
  expect(chat).toMatchObject({ code: 'CREDENTIAL_MISSING' });
});

describe.runIf(inject('databaseTemplate').kind === 'postgres')('with two processes', () => {
  test('a key that one changes is used by the next call of the other', async () => {
    await using other = await createTestApp({ overrides: { database: place.location } });
    const tenant = randomUUID();
    const [one, two] = [await app.as(tenant), await other.as(tenant)];
    const { id } = await store(one, 'first');
    const model = await register(one, { baseUrl, keys: [{ apiKeyId: id }] });
    for (let round = 0; round < 5; round += 1) {
      const before = round === 0 ? 'first' : `round${round - 1}`;
      expect(await keySentBy(two, model.id)).toBe(before);
      const apiKey = `sk-round${round}-0123456789`;
      await one.data(UpdateApiKey, { input: { id, apiKey } });
      // Immediately, so that the other process can have the old key in memory.
      expect(await keySentBy(two, model.id)).toBe(`round${round}`);
    }
    const { deleteApiKey } = await two.data(DeleteApiKey, { input: { id } });
    expect(deleteApiKey).toMatchObject({ code: 'API_KEY_IN_USE', models: [{ id: model.id }] });
  });
});
