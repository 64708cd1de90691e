import { describe, expect, inject, test } from 'vitest';
import { createTestApp } from '../support/create-test-app.ts';
import type { GraphqlClient } from '../support/graphql-client.ts';
import { DeleteModel } from '../support/operations.ts';
import { PullAudit } from '../support/pull-operations.ts';
import {
  CreateWithQuota,
  RestoreWithQuota,
  TestWithQuota,
  UpdateWithQuota,
} from '../support/quota-operations.ts';
import { register, remoteModel } from '../support/registered-model.ts';
import { createTestDatabase } from '../support/test-database.ts';

const create = async (client: GraphqlClient) =>
  (await client.data(CreateWithQuota, { input: remoteModel() })).createModel;

const exceeded = (quota: string, limit: number) => ({
  __typename: 'QuotaExceededError',
  code: 'LIMIT_EXCEEDED',
  quota,
  limit,
  retryAfterMs: null,
});

describe('models', () => {
  test('are limited for a tenant, and deleting one makes room', async () => {
    await using app = await createTestApp({ quotas: { TENANT_MODELS: 2 } });
    const client = await app.as('acme');
    const first = await register(client);
    await register(client);
    expect(await create(client)).toEqual(exceeded('TENANT_MODELS', 2));
    expect((await create(await app.as('other'))).__typename).toBe('ModelPayload');
    await client.data(DeleteModel, { input: { id: first.id } });
    await register(client);
    const { restoreModel } = await client.data(RestoreWithQuota, { id: first.id });
    expect(restoreModel).toEqual(exceeded('TENANT_MODELS', 2));
    // Built-in models belong to no tenant.
    const builtIn = { input: remoteModel({ isBuiltin: true }) };
    for (let count = 0; count < 3; count += 1) {
      expect((await client.data(CreateWithQuota, builtIn)).createModel.__typename).toBe(
        'ModelPayload',
      );
    }
  });

  test('are limited together with deleted ones', async () => {
    await using app = await createTestApp({ quotas: { TENANT_STORED_MODELS: 3 } });
    const client = await app.as('acme');
    for (let count = 0; count < 3; count += 1) {
      const { id } = await register(client);
      await client.data(DeleteModel, { input: { id } });
    }
    expect(await create(client)).toEqual(exceeded('TENANT_STORED_MODELS', 3));
  });

  test('that are created at once are admitted up to the limit, on all processes together', async () => {
    await using place = await createTestDatabase();
    const options = { quotas: { TENANT_MODELS: 5 }, overrides: { database: place.location } };
    await using one = await createTestApp(options);
    await using stack = new AsyncDisposableStack();
    // PGlite has one process.
    const isShared = inject('databaseTemplate').kind === 'postgres';
    const two = isShared ? stack.use(await createTestApp(options)) : one;
    const clients = [await one.as('acme'), await two.as('acme')];
    const created = await Promise.all(
      Array.from({ length: 10 }, () => clients.map((client) => create(client))).flat(),
    );
    const admitted = created.filter(({ __typename }) => __typename === 'ModelPayload');
    expect(admitted).toHaveLength(5);
  });
});

describe('in an hour,', () => {
  test('tests of models and their audit events are limited', async () => {
    let now = new Date();
    await using app = await createTestApp({
      quotas: { TENANT_TESTS: 2 },
      overrides: { now: () => now },
    });
    const client = await app.as('acme');
    const { id } = await register(client, { baseUrl: 'http://127.0.0.1:9/v1' });
    const testIt = async () => (await client.data(TestWithQuota, { id })).testModel;
    const begun = now.getTime();
    expect((await testIt()).__typename).toBe('ModelTestPayload');
    now = new Date(begun + 600_000);
    expect((await testIt()).__typename).toBe('ModelTestPayload');
    expect(await testIt()).toEqual({
      __typename: 'QuotaExceededError',
      code: 'RATE_LIMITED',
      quota: 'TENANT_TESTS',
      limit: 2,
      retryAfterMs: 3_000_000,
    });
    const { auditEvents } = await client.data(PullAudit, {});
    expect(auditEvents.nodes.filter(({ action }) => action === 'TESTED')).toHaveLength(2);
    // Other changes are not affected by the quota of tests.
    const rename = { input: { id, displayName: 'renamed' } };
    expect((await client.data(UpdateWithQuota, rename)).updateModel.__typename).toBe(
      'ModelPayload',
    );
    now = new Date(begun + 3_600_000);
    expect((await testIt()).__typename).toBe('ModelTestPayload');
    expect((await testIt()).__typename).toBe('QuotaExceededError');
  });

  test('changes are limited, but models can always be deleted', async () => {
    await using app = await createTestApp({ quotas: { TENANT_CHANGES: 3 } });
    const client = await app.as('acme');
    const { id } = await register(client);
    const rename = async (displayName: string) =>
      (await client.data(UpdateWithQuota, { input: { id, displayName } })).updateModel;
    expect((await rename('a')).__typename).toBe('ModelPayload');
    expect((await rename('b')).__typename).toBe('ModelPayload');
    expect(await rename('c')).toMatchObject({
      __typename: 'QuotaExceededError',
      code: 'RATE_LIMITED',
      quota: 'TENANT_CHANGES',
      limit: 3,
    });
    const { deleteModel } = await client.data(DeleteModel, { input: { id } });
    expect(deleteModel.__typename).toBe('DeleteModelPayload');
    expect((await create(await app.as('other'))).__typename).toBe('ModelPayload');
  });
});
