import { afterAll, beforeAll, expect, test } from 'vitest';
import { createTestApp, type TestApp } from '../support/create-test-app.ts';
import type { GraphqlClient } from '../support/graphql-client.ts';
import { CreateModel, DeleteModel, RestoreModel, UpdateModel } from '../support/operations.ts';
import { register, remoteModel } from '../support/registered-model.ts';

let app: TestApp;
let client: GraphqlClient;

beforeAll(async () => {
  app = await createTestApp();
  client = await app.as('acme');
});
afterAll(() => app[Symbol.asyncDispose]());

test('a display name that is taken, in any letter case, is rejected with its path', async () => {
  const house = await register(client, { displayName: 'House model' });
  const input = remoteModel({ displayName: 'HOUSE MODEL' });
  const { createModel } = await client.data(CreateModel, { input });
  expect(createModel).toMatchObject({
    __typename: 'ConflictError',
    code: 'CONFLICT',
    path: ['input', 'remote', 'displayName'],
    conflictingModel: { id: house.id, displayName: 'House model' },
  });
  const { id } = await register(client, { displayName: 'Other model' });
  const change = { id, displayName: 'House model' };
  expect((await client.data(UpdateModel, { input: change })).updateModel).toMatchObject({
    __typename: 'ConflictError',
    currentVersion: null,
    path: ['input', 'displayName'],
    conflictingModel: { id: house.id },
  });
});

test('of concurrent requests one succeeds', async () => {
  const results = await Promise.all(
    Array.from({ length: 8 }, () =>
      client.data(CreateModel, { input: remoteModel({ displayName: 'Contested' }) }),
    ),
  );
  const names = results.map(({ createModel }) => createModel.__typename).sort();
  expect(names).toEqual([...Array<string>(7).fill('ConflictError'), 'ModelPayload']);
});

test('another tenant can use the same name', async () => {
  await register(client, { displayName: 'Private' });
  await register(await app.as('globex'), { displayName: 'Private' });
});

test('models without a display name can share their name', async () => {
  await register(client, { name: 'same' });
  await register(client, { name: 'same' });
});

test('a deleted model frees its display name, and cannot be restored while another has it', async () => {
  const { id } = await register(client, { displayName: 'Passed on' });
  await client.data(DeleteModel, { input: { id } });
  const other = await register(client, { displayName: 'Passed on' });
  expect((await client.data(RestoreModel, { input: { id } })).restoreModel).toMatchObject({
    __typename: 'ConflictError',
    path: ['input', 'id'],
  });
  await client.data(UpdateModel, { input: { id: other.id, displayName: null } });
  expect((await client.data(RestoreModel, { input: { id } })).restoreModel).toMatchObject({
    __typename: 'ModelPayload',
  });
});
