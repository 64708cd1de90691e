import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { createTestApp, type TestApp } from '../support/create-test-app.ts';
import type { GraphqlClient } from '../support/graphql-client.ts';
import { CreateModel, DeleteModel, ListModels } from '../support/operations.ts';
import { register, remoteModel } from '../support/registered-model.ts';

let app: TestApp;
let client: GraphqlClient;
let now = new Date();

beforeAll(async () => {
  app = await createTestApp({ overrides: { now: () => now } });
  client = await app.as('acme');
});
afterAll(() => app[Symbol.asyncDispose]());

const create = async (overrides: Parameters<typeof remoteModel>[0], as = client) =>
  (await as.data(CreateModel, { input: remoteModel(overrides) })).createModel;

test('a repeated request returns the same model', async () => {
  const requestId = randomUUID();
  const first = await register(client, { requestId, apiKey: 'sk-canary-0123456789' });
  const second = await register(client, { requestId, apiKey: 'sk-canary-0123456789' });
  expect(second).toEqual(first);
});

test('fifty concurrent requests create one model', async () => {
  const tenant = await app.as(randomUUID());
  const requestId = randomUUID();
  const models = await Promise.all(
    Array.from({ length: 50 }, () => register(tenant, { requestId, displayName: 'Only one' })),
  );
  expect(new Set(models.map(({ id }) => id)).size).toBe(1);
  expect((await tenant.data(ListModels, {})).models.totalCount).toBe(1);
});

test.each([
  ['another name', { name: 'other' }],
  ['another key', { apiKey: 'sk-other-0123456789' }],
  ['no key', { apiKey: null }],
  ['another type', { type: 'EMBEDDING' as const }],
])('the same id with %s is rejected, and nothing is created', async (_name, difference) => {
  const tenant = await app.as(randomUUID());
  const requestId = randomUUID();
  await register(tenant, { requestId, apiKey: 'sk-canary-0123456789' });
  const again = await create({ requestId, apiKey: 'sk-canary-0123456789', ...difference }, tenant);
  expect(again).toMatchObject({
    __typename: 'RequestIdReusedError',
    code: 'REQUEST_ID_REUSED',
  });
  expect((await tenant.data(ListModels, {})).models.totalCount).toBe(1);
});

test('another tenant can use the same id', async () => {
  const requestId = randomUUID();
  const { id } = await register(client, { requestId });
  const other = await register(await app.as('globex'), { requestId, name: 'other' });
  expect(other.id).not.toBe(id);
});

test('a rejected request does not use its id', async () => {
  const requestId = randomUUID();
  const displayName = randomUUID();
  await register(client, { displayName });
  expect(await create({ requestId, displayName })).toMatchObject({ code: 'CONFLICT' });
  expect(await create({ requestId, name: '' })).toMatchObject({ code: 'INVALID_INPUT' });
  expect(await create({ requestId })).toMatchObject({ __typename: 'ModelPayload' });
});

test('a repeated request does not create a deleted model again', async () => {
  const requestId = randomUUID();
  const { id } = await register(client, { requestId });
  await client.data(DeleteModel, { input: { id } });
  expect(await create({ requestId })).toMatchObject({ code: 'CONFLICT' });
});

test('after a day the id can be used again', async () => {
  const requestId = randomUUID();
  const { id } = await register(client, { requestId });
  now = new Date(now.getTime() + 86_400_000 - 1);
  expect(await create({ requestId, name: 'other' })).toMatchObject({ code: 'REQUEST_ID_REUSED' });
  now = new Date(now.getTime() + 1);
  const later = await register(client, { requestId, name: 'other' });
  expect(later.id).not.toBe(id);
});

test.each([
  ['empty', ''],
  ['too long', 'x'.repeat(256)],
  ['with NUL', 'a\0b'],
])('an id that is %s is rejected with its path', async (_name, requestId) => {
  expect(await create({ requestId })).toMatchObject({
    code: 'INVALID_INPUT',
    fields: [{ path: ['input', 'remote', 'requestId'] }],
  });
});
