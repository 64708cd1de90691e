import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import {
  CreateApiKey,
  DeleteApiKey,
  FindApiKey,
  FindModelKeys,
  ListApiKeys,
  storeApiKey,
  UpdateApiKey,
} from '../support/api-key-operations.ts';
import { createTestApp, type TestApp } from '../support/create-test-app.ts';
import type { GraphqlClient } from '../support/graphql-client.ts';
import { AuditEvents, DeleteModel, RestoreModel, UpdateModel } from '../support/operations.ts';
import { register } from '../support/registered-model.ts';

let app: TestApp;
beforeAll(async () => {
  app = await createTestApp({ quotas: { TENANT_API_KEYS: 30 } });
});
afterAll(() => app[Symbol.asyncDispose]());

const asTenant = () => app.as(randomUUID());

async function update(client: GraphqlClient, input: Parameters<typeof updateInput>[0]) {
  return (await client.data(UpdateApiKey, { input: updateInput(input) })).updateApiKey;
}
const updateInput = (input: {
  id: string;
  name?: string;
  apiKey?: string;
  expectedVersion?: number;
}) => input;

async function remove(client: GraphqlClient, id: string) {
  return (await client.data(DeleteApiKey, { input: { id } })).deleteApiKey;
}

describe('a stored API key', () => {
  test('of a provider has the origins of its base URLs, and never shows its value', async () => {
    const client = await asTenant();
    const key = await storeApiKey(client, {
      name: 'Team',
      provider: 'openai',
      apiKey: 'sk-canary-wxyz',
    });
    expect(key).toMatchObject({
      name: 'Team',
      provider: { name: 'openai' },
      origins: ['https://api.openai.com'],
      hint: 'wxyz',
      readable: true,
      isBuiltin: false,
      version: 1,
    });
    expect(JSON.stringify(key)).not.toContain('canary');
  });

  test('of a base URL has its origin, and the provider of its host', async () => {
    const client = await asTenant();
    const own = await storeApiKey(client, {
      name: 'own',
      baseUrl: 'https://LLM.example.com:443/a/',
    });
    expect(own).toMatchObject({
      provider: { name: 'generic' },
      origins: ['https://llm.example.com'],
    });
    const known = await storeApiKey(client, {
      name: 'known',
      baseUrl: 'https://api.openai.com/v9',
    });
    expect(known).toMatchObject({
      provider: { name: 'openai' },
      origins: ['https://api.openai.com'],
    });
  });

  test.each([
    ['without a provider and a base URL', { provider: null, baseUrl: null }, 'baseUrl'],
    ['with an unknown provider', { provider: 'nobody', baseUrl: null }, 'provider'],
    ['with a base URL that has a password', { baseUrl: 'https://a:canary@x.example' }, 'baseUrl'],
    ['with an empty value', { apiKey: ' ' }, 'apiKey'],
    ['with a line break in its value', { apiKey: 'sk\ncanary' }, 'apiKey'],
    ['with an empty name', { name: '' }, 'name'],
    ['with a name of two lines', { name: 'a\nb' }, 'name'],
  ])('%s is rejected, without its value in the error', async (_name, given, field) => {
    const input = {
      name: 'one',
      baseUrl: 'https://api.example.com',
      apiKey: 'sk-canary-0123456789',
      ...given,
    };
    const { createApiKey } = await (await asTenant()).data(CreateApiKey, { input });
    expect(createApiKey).toMatchObject({
      __typename: 'InvalidInputError',
      fields: [{ path: ['input', field] }],
    });
    expect(JSON.stringify(createApiKey)).not.toContain('canary');
  });

  test('cannot be stored for an address that models must not use', async () => {
    const input = { name: 'one', baseUrl: 'http://169.254.169.254/', apiKey: 'sk-0123456789' };
    const { createApiKey } = await (await asTenant()).data(CreateApiKey, { input });
    expect(createApiKey).toMatchObject({ __typename: 'DestinationNotAllowedError' });
  });

  test('has a name that no other key of the tenant has, in whatever case', async () => {
    const client = await asTenant();
    await storeApiKey(client, { name: 'Main' });
    const second = await storeApiKey(client, { name: 'second' });
    await storeApiKey(await asTenant(), { name: 'Main' });
    const input = { name: ' MAIN', provider: 'openai', apiKey: 'sk-0123456789' };
    const { createApiKey } = await client.data(CreateApiKey, { input });
    const taken = { __typename: 'ConflictError', path: ['input', 'name'] };
    expect(createApiKey).toMatchObject(taken);
    expect(await update(client, { id: second.id, name: 'main' })).toMatchObject(taken);
  });

  test('is renamed, and gets a new value for the same origins', async () => {
    const client = await asTenant();
    const { id, origins } = await storeApiKey(client, { name: 'one' });
    const renamed = await update(client, { id, name: 'two', expectedVersion: 1 });
    expect(renamed).toMatchObject({ apiKey: { name: 'two', version: 2, hint: '6789' } });
    expect(await update(client, { id, apiKey: 'sk-new-01234abcd' })).toMatchObject({
      apiKey: { name: 'two', version: 3, hint: 'abcd', origins },
    });
    expect(await update(client, { id, name: 'three', expectedVersion: 2 })).toMatchObject({
      __typename: 'ConflictError',
      currentVersion: 3,
    });
    expect(await update(client, { id, name: 'two' })).toMatchObject({ apiKey: { version: 3 } });
    expect(await update(client, { id, apiKey: '' })).toMatchObject({
      __typename: 'InvalidInputError',
      fields: [{ path: ['input', 'apiKey'] }],
    });
  });

  test('counts against the quota of its tenant', async () => {
    const client = await asTenant();
    for (let index = 0; index < 30; index += 1) await storeApiKey(client, { name: `${index}` });
    const input = { name: 'more', provider: 'openai', apiKey: 'sk-0123456789' };
    const { createApiKey } = await client.data(CreateApiKey, { input });
    expect(createApiKey).toMatchObject({
      __typename: 'QuotaExceededError',
      quota: 'TENANT_API_KEYS',
    });
  });

  test('is recorded in the audit log, without its value', async () => {
    const tenant = randomUUID();
    const client = await app.as(tenant, { subject: 'ann' });
    const { id } = await storeApiKey(client, { name: 'one', apiKey: 'sk-canary-0123456789' });
    await update(client, { id, name: 'two', apiKey: 'sk-canary-9876543210' });
    await remove(client, id);
    const { nodes } = (await client.data(AuditEvents, {})).auditEvents;
    expect(nodes.map(({ action, apiKeyName, fields }) => [action, apiKeyName, fields])).toEqual([
      ['DELETED', 'two', []],
      ['CREDENTIAL_SET', 'two', ['apiKey']],
      ['UPDATED', 'two', ['name']],
      ['CREATED', 'one', []],
    ]);
    for (const event of nodes) {
      expect(event).toMatchObject({ apiKeyId: id, modelId: null, model: null, subject: 'ann' });
    }
    expect(JSON.stringify(nodes)).not.toContain('canary');
  });
});

describe('the list of keys', () => {
  test('has the keys of the tenant in pages, newest first, with their models', async () => {
    const client = await asTenant();
    await storeApiKey(await asTenant(), { name: 'of another tenant' });
    for (const name of ['a', 'b', 'c']) await storeApiKey(client, { name });
    const first = (await client.data(ListApiKeys, { first: 2 })).apiKeys;
    expect(first.nodes.map(({ name }) => name)).toEqual(['c', 'b']);
    const after = first.pageInfo.endCursor;
    const rest = (await client.data(ListApiKeys, { first: 2, after })).apiKeys;
    expect(rest).toMatchObject({ nodes: [{ name: 'a' }], pageInfo: { hasNextPage: false } });
    const apiKeyId = rest.nodes[0]?.id ?? '';
    const models = [
      await register(client, { keys: [{ apiKeyId }] }),
      await register(client, { keys: [{ apiKeyId, enabled: false }] }),
    ];
    await register(client);
    const { nodes } = (await client.data(ListApiKeys, {})).apiKeys;
    expect(nodes.map((key) => key.models.totalCount)).toEqual([0, 0, 2]);
    expect(nodes[2]?.models.nodes.map(({ id }) => id)).toEqual(
      models.map(({ id }) => id).reverse(),
    );
  });

  test('requires models:read or models:write; changes require models:write', async () => {
    const tenant = randomUUID();
    const writer = await app.as(tenant, { scopes: ['models:write'] });
    const { id } = await storeApiKey(writer, { name: 'one' });
    const reader = await app.as(tenant, { scopes: ['models:read'] });
    expect((await reader.data(FindApiKey, { id })).node).toMatchObject({ name: 'one' });
    const forbidden = [{ extensions: { code: 'FORBIDDEN' } }];
    expect(await reader.execute(UpdateApiKey, { input: { id, name: 'x' } })).toMatchObject({
      errors: forbidden,
    });
    expect(await reader.execute(DeleteApiKey, { input: { id } })).toMatchObject({
      errors: forbidden,
    });
    const user = await app.as(tenant, { scopes: ['models:use'] });
    expect(await user.execute(ListApiKeys, {})).toMatchObject({ errors: forbidden });
    const model = await register(writer, { keys: [{ apiKeyId: id }] });
    expect((await user.data(FindModelKeys, { id: model.id })).model?.keys).toEqual([]);
    expect((await reader.data(FindModelKeys, { id: model.id })).model?.keys).toHaveLength(1);
  });
});

describe('a key of the platform', () => {
  test('is for built-in models, and is hidden from tenants', async () => {
    const admin = await asTenant();
    const tenant = await app.as(randomUUID(), { scopes: ['models:read', 'models:write'] });
    const key = await storeApiKey(admin, { name: randomUUID(), isBuiltin: true });
    expect(key).toMatchObject({ isBuiltin: true });
    const keys = [{ apiKeyId: key.id }];
    const model = await register(admin, { isBuiltin: true, keys });
    expect((await admin.data(FindModelKeys, { id: model.id })).model?.keys).toHaveLength(1);
    expect((await tenant.data(FindModelKeys, { id: model.id })).model?.keys).toEqual([]);
    expect((await tenant.data(FindApiKey, { id: key.id })).node).toBeNull();
    expect((await tenant.data(ListApiKeys, {})).apiKeys.nodes).toEqual([]);
    expect(await update(tenant, { id: key.id, name: 'x' })).toMatchObject({ code: 'NOT_FOUND' });
    const own = await register(tenant);
    const { updateModel } = await tenant.data(UpdateModel, { input: { id: own.id, keys } });
    expect(updateModel).toMatchObject({ __typename: 'InvalidInputError' });
    const { apiKeys } = await admin.data(ListApiKeys, { first: 100 });
    expect(apiKeys.nodes.map(({ id }) => id)).toContain(key.id);
    // A platform administrator's own models cannot use the platform's keys either.
    const { id } = await register(admin);
    const refused = (await admin.data(UpdateModel, { input: { id, keys } })).updateModel;
    expect(refused).toMatchObject({ __typename: 'InvalidInputError' });
  });

  test('cannot be stored without the scope platform:admin', async () => {
    const tenant = await app.as(randomUUID(), { scopes: ['models:read', 'models:write'] });
    const input = { name: 'x', provider: 'openai', apiKey: 'sk-0123456789', isBuiltin: true };
    expect(await tenant.execute(CreateApiKey, { input })).toMatchObject({
      errors: [{ extensions: { code: 'FORBIDDEN' } }],
    });
  });
});

describe('the deletion of a key', () => {
  test('is refused while models use it, and names up to five of them', async () => {
    const client = await asTenant();
    const { id } = await storeApiKey(client, { name: 'one' });
    const keys = [{ apiKeyId: id, enabled: false }];
    const models = [];
    for (const name of ['f', 'e', 'd', 'c', 'b', 'a']) {
      models.push(await register(client, { name, keys }));
    }
    const refused = await remove(client, id);
    expect(refused).toMatchObject({
      __typename: 'ApiKeyInUseError',
      code: 'API_KEY_IN_USE',
      message: '6 models use the API key; remove it from their keys first.',
    });
    if (refused.__typename !== 'ApiKeyInUseError') throw new Error(refused.__typename);
    expect(refused.models.map(({ name }) => name)).toEqual(['a', 'b', 'c', 'd', 'e']);
    for (const model of models) {
      await client.data(UpdateModel, { input: { id: model.id, keys: [] } });
    }
    expect(await remove(client, id)).toMatchObject({ apiKey: { name: 'one' } });
    expect((await client.data(FindApiKey, { id })).node).toBeNull();
    expect(await remove(client, id)).toMatchObject({ code: 'NOT_FOUND' });
  });

  test('removes it from deleted models, which can be restored without it', async () => {
    const client = await asTenant();
    const gone = await storeApiKey(client, { name: 'gone' });
    const stays = await storeApiKey(client, { name: 'stays' });
    const keys = [{ apiKeyId: gone.id }, { apiKeyId: stays.id }];
    const { id } = await register(client, { keys });
    await client.data(DeleteModel, { input: { id } });
    expect(await remove(client, gone.id)).toMatchObject({ apiKey: { name: 'gone' } });
    expect(await remove(client, stays.id)).toMatchObject({ apiKey: { name: 'stays' } });
    await client.data(RestoreModel, { input: { id } });
    expect((await client.data(FindModelKeys, { id })).model?.keys).toEqual([]);
  });

  test('and its use by a model at the same time never leave a model with a missing key', async () => {
    const client = await asTenant();
    for (let round = 0; round < 10; round += 1) {
      const { id: apiKeyId } = await storeApiKey(client, { name: `key ${round}` });
      const { id } = await register(client);
      const [deleted, updated] = await Promise.all([
        remove(client, apiKeyId),
        client.data(UpdateModel, { input: { id, keys: [{ apiKeyId }] } }),
      ]);
      const isDeleted = deleted.__typename === 'DeleteApiKeyPayload';
      const isUsed = updated.updateModel.__typename === 'ModelPayload';
      expect(isDeleted).not.toBe(isUsed);
    }
  });
});
