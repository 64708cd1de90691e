import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, expect, inject, test } from 'vitest';
import { Database } from '../../src/db/database.ts';
import { Model } from '../../src/db/model.entity.ts';
import { modelColumns } from '../../src/db/model-row.ts';
import { platformTenant } from '../../src/domain.ts';
import { startCuttableProxy } from '../support/cuttable-proxy.ts';
import { throughProxy } from '../support/on-server.ts';
import { createTestDatabase, type TestDatabase } from '../support/test-database.ts';

let place: TestDatabase;
let database: Database;
const ids = { acme: randomUUID(), globex: randomUUID(), [platformTenant]: randomUUID() };

beforeAll(async () => {
  place = await createTestDatabase();
  // One connection, so that every statement follows the others on it.
  database = await Database.open(place.location, { poolSize: 1 });
  for (const [tenantId, id] of Object.entries(ids)) {
    await database.asTenant(tenantId, async (em) => {
      em.create(Model, {
        id,
        tenantId,
        name: `model of ${tenantId}`,
        displayName: 'a "name"',
        description: null,
        type: 'CHAT',
        source: 'REMOTE',
        provider: 'generic',
        baseUrl: 'https://api.example.com',
        sealedApiKey: 'sealed',
        apiKeyHint: null,
        sealedHeaders: null,
        headerNames: ['X-One', 'with, "comma"'],
        credentialUpdatedAt: new Date('2026-01-01T00:00:00.001Z'),
        keys: [{ keyId: randomUUID(), weight: 2, enabled: true }],
        parameters: { temperature: 0.5 } as Model['parameters'],
        capabilities: ['COMPLETION', 'TOOLS'],
        declaredCapabilities: null,
        testedCapabilities: [],
        extraParameters: { nested: { list: [1, null] } },
        pullId: randomUUID(),
        awaitsPull: true,
        contextLength: 4_096,
        embeddingLength: null,
        sizeBytes: 5_000_000_000,
        builtinId: null,
        overridden: false,
        status: 'ACTIVE',
        statusReason: null,
        version: 1,
        createdAt: new Date('2026-02-03T04:05:06.789Z'),
        updatedAt: new Date(),
        deletedAt: null,
      });
      await em.flush();
    });
  }
});
afterAll(async () => {
  await database[Symbol.asyncDispose]();
  await place[Symbol.asyncDispose]();
});

const allModels = { text: 'select id::text from model', values: [] };
const read = async (tenantId: string) =>
  (await database.read(tenantId, allModels)).map(([id]) => id).toSorted();
const visibleTo = (tenantId: 'acme' | 'globex') => [ids[tenantId], ids[platformTenant]].toSorted();

test('a tenant reads its own rows and those of the platform, on the connection of another tenant', async () => {
  for (let round = 0; round < 3; round += 1) {
    expect(await read('acme')).toEqual(visibleTo('acme'));
    expect(await read('globex')).toEqual(visibleTo('globex'));
    expect(await read('nobody')).toEqual([ids[platformTenant]]);
  }
});

test('queries that run at the same time are not mixed up', async () => {
  const tenants = ['acme', 'globex'] as const;
  const found = await Promise.all(
    Array.from({ length: 50 }, async (_, index) => {
      const tenantId = tenants[index % 2] ?? 'acme';
      return { tenantId, rows: await read(tenantId) };
    }),
  );
  for (const { tenantId, rows } of found) expect(rows).toEqual(visibleTo(tenantId));
});

test('a tenant has no rights but those of the tenant role, and none remain afterwards', async () => {
  const text = `insert into key_rotation (id, state, total, resealed, unreadable, started_at)
    values (1, 'RUNNING', 0, 0, 0, now())`;
  const write = { text, values: [] };
  await expect(database.read('acme', write)).rejects.toMatchObject({ code: '42501' });
  const { role, tenant } = await database.asPlatform(async (em) => {
    await em.execute('reset role');
    const [row] = await em.execute<{ role: string; tenant: string }[]>(
      "select current_setting('role') as role, current_setting('mikro.tenant.id', true) as tenant",
    );
    return row ?? { role: '', tenant: '' };
  });
  expect({ role, tenant }).toEqual({ role: 'none', tenant: '' });
});

test.each([
  ['that is invalid', 'select nothing from model'],
  ['that fails when it is executed', 'select (1 / (length(id::text) - 36))::text from model'],
])('a query %s fails, and later queries succeed', async (_name, text) => {
  for (let round = 0; round < 3; round += 1) {
    await expect(database.read('acme', { text, values: [] })).rejects.toMatchObject({
      name: 'DatabaseError',
    });
    expect(await read('acme')).toEqual(visibleTo('acme'));
  }
});

test('more queries than can be prepared succeed', async () => {
  for (let number = 0; number < 250; number += 1) {
    const text = `select id::text, '${number}' from model where id = $1`;
    expect(await database.read('acme', { text, values: [ids.acme] })).toEqual([
      [ids.acme, String(number)],
    ]);
  }
});

test('a row has the values of the entity', async () => {
  const entity = await database.asTenant('acme', (em) => em.findOneOrFail(Model, { id: ids.acme }));
  const [row = []] = await database.read('acme', {
    text: `select ${modelColumns.select('m')} from model m where id = $1`,
    values: [ids.acme],
  });
  const model = modelColumns.read(row);
  const properties = Object.keys(entity) as (keyof Model)[];
  expect(Object.fromEntries(properties.map((property) => [property, model[property]]))).toEqual({
    ...entity,
  });
});

test.runIf(inject('databaseTemplate').kind === 'postgres')(
  'a connection that is lost during a query fails that query only',
  async () => {
    const slow = database.read('acme', { text: 'select pg_sleep(30)::text', values: [] });
    const lost = expect(slow).rejects.toMatchObject({ name: 'OverloadedError' });
    await using other = await Database.open(place.location, { poolSize: 2 });
    await expect
      .poll(() =>
        other.asPlatform(async (em) => {
          await em.execute('reset role');
          return em.execute(
            "select pg_terminate_backend(pid) from pg_stat_activity where datname = current_database() and query like '%pg_sleep(30)%' and pid <> pg_backend_pid()",
          );
        }),
      )
      .toHaveLength(1);
    await lost;
    expect(await read('acme')).toEqual(visibleTo('acme'));
  },
);

test.runIf(inject('databaseTemplate').kind === 'postgres')(
  'after an outage, the first query that succeeds lets others run at the same time again',
  async () => {
    await using stack = new AsyncDisposableStack();
    if (place.location.kind !== 'postgres') throw new Error('needs PostgreSQL');
    const proxy = stack.use(await startCuttableProxy(place.location.url));
    const url = throughProxy(place.location.url, proxy.origin);
    const own = stack.use(await Database.open({ kind: 'postgres', url }));
    await own.read('acme', allModels);
    proxy.freeze();
    await expect(own.read('acme', allModels)).rejects.toMatchObject({ name: 'OverloadedError' });
    proxy.thaw();
    await own.read('acme', allModels);
    const slow = { text: 'select pg_sleep(1)::text', values: [] };
    const both = ['acme', 'globex'].map((tenantId) => own.read(tenantId, slow));
    expect(own.load).toEqual({ running: 2, waiting: 0 });
    await Promise.all(both);
  },
  20_000,
);
