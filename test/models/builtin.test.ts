import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type ChatFixture, createChatFixture } from '../support/chat-fixture.ts';
import { answer, sendStream } from '../support/fake-openai.ts';
import type { GraphqlClient } from '../support/graphql-client.ts';
import {
  ChatWhole,
  ClearCredential,
  ClearDefault,
  CreateModel,
  DeleteModel,
  FindDefault,
  ListModels,
  ResetBuiltin,
  RestoreModel,
  SeeModel,
  SetCredential,
  SetDefault,
  UpdateModel,
} from '../support/operations.ts';
import { register, remoteModel } from '../support/registered-model.ts';

let fixture: ChatFixture;
let admin: GraphqlClient;
let id: string;

const tenantScopes = ['models:read', 'models:write', 'models:use'] as const;
const newTenant = () => fixture.app.as(randomUUID(), { scopes: tenantScopes });
const headers = [{ name: 'X-Team', value: 'canary-header' }];

beforeAll(async () => {
  fixture = await createChatFixture('openai');
  admin = await fixture.app.as('ops', { scopes: ['platform:admin', 'models:read'] });
  const baseUrl = `${fixture.upstream.url}/v1`;
  const apiKey = 'sk-canary-0123456789';
  const model = { name: 'house', displayName: 'House', baseUrl, apiKey, headers };
  id = (await register(admin, { ...model, isBuiltin: true })).id;
});
afterAll(() => fixture[Symbol.asyncDispose]());

const see = async (client: GraphqlClient, modelId = id) =>
  (await client.data(SeeModel, { id: modelId })).model;

test('every tenant can read it, except its address, headers and key hint', async () => {
  const seen = await see(await newTenant());
  expect(seen).toMatchObject({
    id,
    name: 'house',
    isBuiltin: true,
    baseUrl: null,
    builtinId: null,
    credential: { configured: true, readable: true, hint: null, headerNames: [] },
  });
  expect(await see(admin)).toMatchObject({
    baseUrl: `${fixture.upstream.url}/v1`,
    credential: { hint: '6789', headerNames: ['X-Team'] },
  });
});

test('every tenant can use it with a credential that none can read', async () => {
  const client = await newTenant();
  fixture.upstream.handle((exchange) => sendStream(exchange, answer(['Hi'])));
  const messages = [{ role: 'USER' as const, content: 'Hello' }];
  const { chat } = await client.data(ChatWhole, { input: { modelId: id, messages } });
  expect(chat).toMatchObject({ completion: { status: 'COMPLETED' } });
  expect(fixture.upstream.exchanges.at(-1)?.request).toMatchObject({
    headers: { authorization: 'Bearer sk-canary-0123456789', 'x-team': 'canary-header' },
  });
});

describe('a tenant', () => {
  const attempts: [string, (client: GraphqlClient) => Promise<object>][] = [
    ['updates', async (c) => (await c.data(UpdateModel, { input: { id, name: 'x' } })).updateModel],
    ['deletes', async (c) => (await c.data(DeleteModel, { input: { id } })).deleteModel],
    [
      'sets the credential of',
      async (c) =>
        (await c.data(SetCredential, { input: { id, apiKey: 'sk-other-0123456789' } }))
          .setModelCredential,
    ],
    [
      'clears the credential of',
      async (c) => (await c.data(ClearCredential, { input: { id } })).clearModelCredential,
    ],
  ];

  test.each(attempts)('%s a built-in model without success', async (_name, attempt) => {
    const before = await see(admin);
    expect(await attempt(await newTenant())).toMatchObject({
      __typename: 'BuiltinModelError',
      code: 'BUILTIN_MODEL',
    });
    expect(await see(admin)).toEqual(before);
  });

  test('cannot create or reset one, nor set the default of all tenants', async () => {
    const client = await newTenant();
    const create = { input: remoteModel({ isBuiltin: true }) };
    const results = [
      await client.execute(CreateModel, create),
      await client.execute(ResetBuiltin, { id }),
      await client.execute(SetDefault, { input: { id, everyone: true } }),
      await client.execute(ClearDefault, { input: { type: 'CHAT', everyone: true } }),
    ];
    for (const { errors } of results) {
      expect(errors?.[0]?.extensions).toMatchObject({ code: 'FORBIDDEN' });
    }
  });

  test('without the scope models:write receives only FORBIDDEN', async () => {
    const reader = await fixture.app.as(randomUUID(), { scopes: ['models:read'] });
    const { errors } = await reader.execute(DeleteModel, { input: { id } });
    expect(errors?.[0]?.extensions).toMatchObject({ code: 'FORBIDDEN' });
  });
});

test('a platform administrator cannot change the models of a tenant', async () => {
  const { modelId } = fixture;
  const own = await fixture.app.as('acme', { scopes: ['platform:admin', 'models:read'] });
  const { errors } = await own.execute(DeleteModel, { input: { id: modelId } });
  expect(errors?.[0]?.extensions).toMatchObject({ code: 'FORBIDDEN' });
  const { deleteModel } = await admin.data(DeleteModel, { input: { id: modelId } });
  expect(deleteModel).toMatchObject({ __typename: 'NotFoundError' });
});

test('a platform administrator changes, deletes and restores it for all', async () => {
  const client = await newTenant();
  const made = await register(admin, { isBuiltin: true, displayName: 'Changing' });
  await admin.data(UpdateModel, { input: { id: made.id, displayName: 'Changed' } });
  expect(await see(client, made.id)).toMatchObject({ displayName: 'Changed' });
  await admin.data(DeleteModel, { input: { id: made.id } });
  expect(await see(client, made.id)).toBeNull();
  const foreign = await client.data(RestoreModel, { input: { id: made.id } });
  expect(foreign.restoreModel).toMatchObject({ code: 'BUILTIN_MODEL' });
  await admin.data(RestoreModel, { input: { id: made.id } });
  expect(await see(client, made.id)).toMatchObject({ displayName: 'Changed' });
  const { resetBuiltinModel } = await admin.data(ResetBuiltin, { id: made.id });
  expect(resetBuiltinModel).toMatchObject({ __typename: 'InvalidInputError' });
});

test('the default of all tenants applies to tenants without their own', async () => {
  const client = await newTenant();
  const chosen = async () => (await client.data(FindDefault, { type: 'EMBEDDING' })).defaultModel;
  const shared = await register(admin, { type: 'EMBEDDING', isBuiltin: true, isDefault: true });
  expect(await chosen()).toMatchObject({ id: shared.id, isDefault: true });
  const own = await register(client, { type: 'EMBEDDING', isDefault: true });
  expect(await chosen()).toMatchObject({ id: own.id });
  expect(await see(client, shared.id)).toMatchObject({ isDefault: false });
  await client.data(DeleteModel, { input: { id: own.id } });
  expect(await chosen()).toMatchObject({ id: shared.id });
  await client.data(RestoreModel, { input: { id: own.id } });
  expect(await chosen()).toMatchObject({ id: own.id });
  const cleared = await client.data(ClearDefault, { input: { type: 'EMBEDDING' } });
  expect(cleared.clearDefaultModel).toMatchObject({ model: { id: shared.id } });
  const again = await client.data(ClearDefault, { input: { type: 'EMBEDDING' } });
  expect(again.clearDefaultModel).toMatchObject({ code: 'NOT_FOUND' });
  await admin.data(ClearDefault, { input: { type: 'EMBEDDING', everyone: true } });
  expect(await chosen()).toBeNull();
});

test('a tenant can make a built-in model its own default', async () => {
  const [client, other] = [await newTenant(), await newTenant()];
  const { setDefaultModel } = await client.data(SetDefault, { input: { id } });
  expect(setDefaultModel).toMatchObject({ model: { id, isDefault: true } });
  expect(await see(other)).toMatchObject({ isDefault: false });
  expect((await other.data(FindDefault, { type: 'CHAT' })).defaultModel).toBeNull();
});

test("a tenant's model is not the default of another tenant", async () => {
  const own = await register(await fixture.app.as('ops'));
  const { setDefaultModel } = await admin.data(SetDefault, {
    input: { id: own.id, everyone: true },
  });
  expect(setDefaultModel).toMatchObject({ __typename: 'NotFoundError' });
});

test('lists contain own and built-in models in one order, on every page', async () => {
  const client = await newTenant();
  for (const name of ['b', 'd', 'f']) {
    await register(admin, { name: `page-${name}`, isBuiltin: true });
  }
  for (const name of ['a', 'c', 'e', 'g']) await register(client, { name: `page-${name}` });
  const filter = { search: 'page-' };
  const sizes = { isBuiltin: 3, own: 4 };
  for (const direction of ['ASC', 'DESC'] as const) {
    const orderBy = { field: 'NAME', direction } as const;
    const read = async (variables: object) =>
      (await client.data(ListModels, { filter, orderBy, ...variables })).models;
    const expected = ['a', 'b', 'c', 'd', 'e', 'f', 'g'].map((name) => `page-${name}`);
    if (direction === 'DESC') expected.reverse();
    const forward: string[] = [];
    for (let after: string | null | undefined; ; ) {
      const page = await read({ first: 2, after });
      forward.push(...page.nodes.map(({ name }) => name));
      after = page.pageInfo.endCursor;
      if (!page.pageInfo.hasNextPage) break;
    }
    expect(forward).toEqual(expected);
    const backward: string[] = [];
    for (let before: string | null | undefined; ; ) {
      const page = await read({ last: 2, before });
      backward.unshift(...page.nodes.map(({ name }) => name));
      before = page.pageInfo.startCursor;
      if (!page.pageInfo.hasPreviousPage) break;
    }
    expect(backward).toEqual(expected);
  }
  for (const [isBuiltin, count] of [
    [true, sizes.isBuiltin],
    [false, sizes.own],
    [null, sizes.own + sizes.isBuiltin],
  ] as const) {
    const { models } = await client.data(ListModels, { filter: { ...filter, isBuiltin } });
    expect(models.totalCount).toBe(count);
    expect(models.nodes).toHaveLength(count);
    if (isBuiltin !== null) expect(models.nodes.every((m) => m.isBuiltin === isBuiltin)).toBe(true);
  }
});

test('display names of built-in models do not conflict with those of tenants', async () => {
  const client = await newTenant();
  await register(client, { displayName: 'House' });
  const input = remoteModel({ isBuiltin: true, displayName: 'house' });
  expect((await admin.data(CreateModel, { input })).createModel).toMatchObject({
    code: 'CONFLICT',
  });
});

test('a token cannot name the platform as its tenant', async () => {
  const client = await fixture.app.as('*');
  const response = await client.post({ query: '{ viewer { tenantId } }' });
  expect(response.status).toBe(401);
});
