import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Database } from '../../src/db/database.ts';
import { platformTenant } from '../../src/domain.ts';
import { modelItself } from '../../src/services/routes/circuit-store.ts';
import type { HealthChangesSubscription } from '../gql/graphql.ts';
import { storeApiKey } from '../support/api-key-operations.ts';
import { type AppWithDatabase, createAppWithDatabase } from '../support/app-with-database.ts';
import type { TestApp } from '../support/create-test-app.ts';
import { type GraphqlClient, type Stream, transports } from '../support/graphql-client.ts';
import { HealthChanges, ResetHealth, SeeHealth } from '../support/health-operations.ts';
import { type OpenCircuit, openCircuit, rowIdOf } from '../support/open-circuit.ts';
import { DeleteModel, SetCredential, UpdateModel } from '../support/operations.ts';
import { register } from '../support/registered-model.ts';

let fixture: AppWithDatabase;
let app: TestApp;
let database: Database;

beforeAll(async () => {
  fixture = await createAppWithDatabase();
  ({ app, database } = fixture);
});
afterAll(() => fixture[Symbol.asyncDispose]());

const open = (owner: string, modelId: string, more: Partial<OpenCircuit> = {}) =>
  openCircuit(database, { owner, modelId, ...more });

async function tenant() {
  const tenantId = randomUUID();
  const client = await app.as(tenantId, { scopes: ['models:read', 'models:write', 'models:use'] });
  const { id } = await register(client, { apiKey: 'sk-canary-0123456789' });
  return { tenantId, client, id };
}

const see = async (client: GraphqlClient, id: string) =>
  (await client.data(SeeHealth, { id })).model;

type Changes = Stream<HealthChangesSubscription>;

async function next(stream: Changes) {
  const { value } = await stream.next();
  if (value?.data == null) throw new Error(`no change: ${JSON.stringify(value)}`);
  return value.data.healthChanges;
}

const closed = { state: 'CLOSED', reason: null, until: null };

test('a model and its credential are CLOSED until they fail', async () => {
  const { client, id } = await tenant();
  const health = { ...closed, lastSuccessAt: null };
  expect(await see(client, id)).toEqual({ health, credential: { health }, keys: [] });
});

test('a model that was opened by another process is OPEN, and its credential is not', async () => {
  const { tenantId, client, id } = await tenant();
  await see(client, id);
  await open(tenantId, id);
  const state = async () => (await see(client, id))?.health;
  await expect.poll(state).toMatchObject({
    state: 'OPEN',
    reason: 'UNAVAILABLE',
    lastSuccessAt: '2026-01-01T00:00:00.000Z',
  });
  const seen = await see(client, id);
  const waitMs = Date.parse(seen?.health.until ?? '') - Date.now();
  expect(waitMs).toBeGreaterThan(30_000);
  expect(waitMs).toBeLessThan(61_000);
  expect(seen?.credential.health).toMatchObject(closed);
});

describe('resetTargetHealth', () => {
  test('closes a model and its credential', async () => {
    const { tenantId, client, id } = await tenant();
    await open(tenantId, id);
    await open(tenantId, id, { keyId: rowIdOf(id), reason: 'CREDENTIAL_REJECTED' });
    expect(await see(client, id)).toMatchObject({
      health: { state: 'OPEN' },
      credential: { health: { state: 'OPEN', reason: 'CREDENTIAL_REJECTED' } },
    });
    const { resetTargetHealth } = await client.data(ResetHealth, { modelId: id });
    expect(resetTargetHealth).toEqual({
      __typename: 'ModelPayload',
      model: { id, health: closed, credential: { health: { state: 'CLOSED' } } },
    });
  });

  test('closes only the key that is named', async () => {
    const { tenantId, client } = await tenant();
    const { id: keyId } = await storeApiKey(client, { name: 'second' });
    const { id } = await register(client, {
      displayName: randomUUID(),
      keys: [{ apiKeyId: keyId }],
    });
    await open(tenantId, id);
    await open(tenantId, id, { keyId: rowIdOf(keyId) });
    const { resetTargetHealth } = await client.data(ResetHealth, { modelId: id, keyId });
    expect(resetTargetHealth).toMatchObject({ model: { health: { state: 'OPEN' } } });
    const left = await database.asTenant(tenantId, (em) =>
      em.execute<{ key_id: string }[]>('select key_id from target_health where until is not null'),
    );
    expect(left).toEqual([{ key_id: modelItself }]);
  });

  test.each(['none', randomUUID()])(
    'rejects %s, which is not a key of the model',
    async (keyId) => {
      const { tenantId, client, id } = await tenant();
      await open(tenantId, id);
      const { resetTargetHealth } = await client.data(ResetHealth, {
        modelId: id,
        keyId: Buffer.from(`ApiKey:${keyId}`).toString('base64url'),
      });
      expect(resetTargetHealth).toMatchObject({ __typename: 'NotFoundError' });
      expect(await see(client, id)).toMatchObject({ health: { state: 'OPEN' } });
    },
  );

  test('needs the scope models:write', async () => {
    const { tenantId, id } = await tenant();
    const reader = await app.as(tenantId, { scopes: ['models:read'] });
    const { errors } = await reader.execute(ResetHealth, { modelId: id });
    expect(errors?.[0]?.extensions?.['code']).toBe('FORBIDDEN');
  });

  test('of a built-in model is for platform administrators', async () => {
    const admin = await app.as('ops', { scopes: ['platform:admin', 'models:read'] });
    const { id } = await register(admin, { isBuiltin: true, displayName: randomUUID() });
    await open(platformTenant, id);
    const { client } = await tenant();
    const refused = await client.data(ResetHealth, { modelId: id });
    expect(refused.resetTargetHealth).toMatchObject({ code: 'BUILTIN_MODEL' });
    // Tenants see that it fails, but not when others have used it.
    const seen = await see(client, id);
    expect(seen?.health).toMatchObject({ state: 'OPEN', lastSuccessAt: null });
    expect((await see(admin, id))?.health.lastSuccessAt).not.toBeNull();
    const done = await admin.data(ResetHealth, { modelId: id });
    expect(done.resetTargetHealth).toMatchObject({ model: { health: closed } });
  });
});

test.each([
  [
    'A new credential',
    (client: GraphqlClient, id: string) =>
      client.data(SetCredential, { input: { id, apiKey: 'sk-canary-9876543210' } }),
  ],
  [
    'Another base URL',
    (client: GraphqlClient, id: string) =>
      client.data(UpdateModel, { input: { id, baseUrl: 'https://other.example.com/v1' } }),
  ],
] as const)('%s closes the circuits of a model', async (_name, change) => {
  const { tenantId, client, id } = await tenant();
  await open(tenantId, id, { keyId: rowIdOf(id), reason: 'CREDENTIAL_REJECTED' });
  const state = async () => (await see(client, id))?.credential.health.state;
  expect(await state()).toBe('OPEN');
  await change(client, id);
  await expect.poll(state).toBe('CLOSED');
});

describe.each(transports)('healthChanges over %s', (transport) => {
  test('sends what is open, and then each change', async () => {
    const { tenantId, client, id } = await tenant();
    await open(tenantId, id, { keyId: rowIdOf(id), reason: 'RATE_LIMITED' });
    const stream = await client.subscribe(transport, HealthChanges, {});
    expect(await next(stream)).toMatchObject({
      target: 'CREDENTIAL',
      modelId: id,
      keyId: null,
      model: { id, name: 'gpt' },
      health: { state: 'OPEN', reason: 'RATE_LIMITED' },
    });
    await open(tenantId, id, { forMs: 300 });
    expect(await next(stream)).toMatchObject({ target: 'MODEL', health: { state: 'OPEN' } });
    expect(await next(stream)).toMatchObject({ target: 'MODEL', health: { state: 'HALF_OPEN' } });
    await client.data(ResetHealth, { modelId: id });
    const targets = [await next(stream), await next(stream)];
    expect(targets.map(({ target, health: { state } }) => [target, state]).toSorted()).toEqual([
      ['CREDENTIAL', 'CLOSED'],
      ['MODEL', 'CLOSED'],
    ]);
    await stream.leave();
  });
});

test('healthChanges sends nothing about a key that is open for another tenant only', async () => {
  const { client } = await tenant();
  const admin = await app.as('ops', { scopes: ['platform:admin', 'models:read'] });
  const builtin = await register(admin, { isBuiltin: true, displayName: randomUUID() });
  const stream = await client.subscribe('sse', HealthChanges, {});
  await open(platformTenant, builtin.id, {
    keyId: rowIdOf(builtin.id),
    reason: 'RATE_LIMITED',
    tenants: ['another'],
  });
  const other = await register(admin, { isBuiltin: true, displayName: randomUUID() });
  await open(platformTenant, other.id);
  const seen: string[] = [];
  while (seen.at(-1) !== other.id) seen.push((await next(stream)).modelId);
  expect(seen).not.toContain(builtin.id);
  await stream.leave();
  for (const { id } of [builtin, other]) await admin.data(ResetHealth, { modelId: id });
});

test('a reset leaves a mark on the model and its credential, also without failures', async () => {
  const { tenantId, client, id } = await tenant();
  await client.data(ResetHealth, { modelId: id });
  const rows = await database.asTenant(tenantId, (em) =>
    em.execute<{ failures: number }[]>('select failures from target_health where model_id = ?', [
      rowIdOf(id),
    ]),
  );
  expect(rows).toEqual([{ failures: 0 }, { failures: 0 }]);
});

test('healthChanges sends built-in models to every tenant, and no models of others', async () => {
  const { client } = await tenant();
  const stranger = await tenant();
  const admin = await app.as('ops', { scopes: ['platform:admin', 'models:read'] });
  const builtin = await register(admin, { isBuiltin: true, displayName: randomUUID() });
  const stream = await client.subscribe('sse', HealthChanges, {});
  await open(stranger.tenantId, stranger.id);
  await open(platformTenant, builtin.id);
  expect(await next(stream)).toMatchObject({ modelId: builtin.id, health: { state: 'OPEN' } });
  await stream.leave();
});

test('the circuits of a deleted model close', async () => {
  const { tenantId, client, id } = await tenant();
  await open(tenantId, id);
  const stream = await client.subscribe('sse', HealthChanges, {});
  // Built-in models of other tests can be open too.
  const nextState = async () => {
    let change = await next(stream);
    while (change.modelId !== id) change = await next(stream);
    return change.health.state;
  };
  expect(await nextState()).toBe('OPEN');
  await client.data(DeleteModel, { input: { id } });
  expect(await nextState()).toBe('CLOSED');
  await stream.leave();
});

test('healthChanges names a key only to those who may read it', async () => {
  const { tenantId, client } = await tenant();
  const { id: keyId } = await storeApiKey(client, { name: 'second' });
  const { id } = await register(client, { displayName: randomUUID(), keys: [{ apiKeyId: keyId }] });
  await open(tenantId, id, { keyId: rowIdOf(keyId) });
  const reader = await app.as(tenantId, { scopes: ['models:read'] });
  const user = await app.as(tenantId, { scopes: ['models:use'] });
  for (const [viewer, seen] of [
    [reader, keyId],
    [user, null],
  ] as const) {
    const stream = await viewer.subscribe('sse', HealthChanges, {});
    // The tenant's own models come before the built-in ones.
    expect(await next(stream)).toMatchObject({ target: 'KEY', modelId: id, keyId: seen });
    await stream.leave();
  }
});
