import { randomUUID } from 'node:crypto';
import type { SqlEntityManager } from '@mikro-orm/sql';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { Database } from '../../src/db/database.ts';
import { Model } from '../../src/db/model.entity.ts';
import { openOrm } from '../../src/db/open-orm.ts';
import { tenantRole } from '../../src/db/tenancy.ts';
import { platformTenant } from '../../src/domain.ts';
import { noParameters } from '../../src/services/models/model-parameters.ts';
import { joinPull } from '../../src/services/models/pull-queue.ts';
import { createTestDatabase, type TestDatabase } from '../support/test-database.ts';

let place: TestDatabase;
let database: Database;
const rows = { acme: randomUUID(), globex: randomUUID() };

beforeAll(async () => {
  place = await createTestDatabase();
  database = await Database.open(place.location);
  for (const [tenantId, id] of Object.entries(rows)) {
    await database.asTenant(tenantId, async (em) => insertModel(em, tenantId, id));
  }
});

afterAll(async () => {
  await database[Symbol.asyncDispose]();
  await place[Symbol.asyncDispose]();
});

async function insertModel(
  em: SqlEntityManager,
  tenantId: string,
  id: string,
  pullId: string | null = null,
): Promise<void> {
  const now = new Date();
  em.create(Model, {
    id,
    tenantId,
    name: `model of ${tenantId}`,
    displayName: null,
    description: null,
    type: 'CHAT',
    source: 'REMOTE',
    provider: 'generic',
    baseUrl: 'https://api.example.com',
    sealedApiKey: null,
    apiKeyHint: null,
    sealedHeaders: null,
    headerNames: [],
    credentialUpdatedAt: null,
    keys: [],
    parameters: noParameters,
    capabilities: [],
    declaredCapabilities: null,
    testedCapabilities: [],
    extraParameters: null,
    pullId,
    awaitsPull: false,
    contextLength: null,
    embeddingLength: null,
    sizeBytes: null,
    builtinId: null,
    overridden: false,
    status: 'ACTIVE',
    statusReason: null,
    version: 1,
    createdAt: now,
    updatedAt: now,
    deletedAt: null,
  });
  await em.flush();
}

test('a tenant reads its own rows', async () => {
  const found = await database.asTenant('acme', (em) => em.find(Model, {}));
  expect(found.map(({ id }) => id)).toEqual([rows.acme]);
});

test('the filter alone hides the rows of another tenant', async () => {
  const found = await database.asTenant('acme', (em) => em.find(Model, { id: rows.globex }));
  expect(found).toEqual([]);
});

test('without the filters, row-level security hides the rows of another tenant', async () => {
  const found = await database.asTenant('acme', (em) => em.find(Model, {}, { filters: false }));
  expect(found.map(({ id }) => id)).toEqual([rows.acme]);
});

test('raw SQL reads no rows of another tenant', async () => {
  const found = await database.asTenant('acme', (em) =>
    em.execute('select id from model order by id'),
  );
  expect(found).toEqual([{ id: rows.acme }]);
});

test('raw SQL cannot change or delete a row of another tenant', async () => {
  await database.asTenant('acme', async (em) => {
    await em.execute(`update model set name = 'stolen' where id = '${rows.globex}'`);
    await em.execute(`delete from model where id = '${rows.globex}'`);
  });
  const found = await database.asTenant('globex', (em) => em.find(Model, {}));
  expect(found.map(({ name }) => name)).toEqual(['model of globex']);
});

test('a row cannot be inserted for another tenant', async () => {
  const writing = database.asTenant('acme', (em) => insertModel(em, 'globex', randomUUID()));
  await expect(writing).rejects.toThrow(/row-level security/);
});

test('a row cannot be moved to another tenant', async () => {
  const moving = database.asTenant('acme', (em) =>
    em.execute(`update model set tenant_id = 'globex' where id = '${rows.acme}'`),
  );
  await expect(moving).rejects.toThrow(/row-level security/);
});

test.each(["x' or true --", '%', '', 'ACME', 'acme '])(
  'tenant %j reads nothing',
  async (tenantId) => {
    const found = await database.asTenant(tenantId, (em) => em.find(Model, {}, { filters: false }));
    expect(found).toEqual([]);
  },
);

test('a row cannot have an empty tenant', async () => {
  const writing = database.asTenant('', (em) => insertModel(em, '', randomUUID()));
  await expect(writing).rejects.toThrow(/constraint model_tenant_id_check/);
});

test('a query without a tenant returns nothing, before and after other tenants used the connection', async () => {
  const orm = await openOrm(place.location);
  try {
    const em = orm.em.fork({ session: { role: tenantRole } });
    const selected = em.execute('select * from model');
    // The setting is empty, not missing, on the only connection of the embedded database.
    if (place.location.kind === 'pglite-memory') expect(await selected).toEqual([]);
    else await expect(selected).rejects.toThrow(/mikro\.tenant\.id/);
    await expect(em.find(Model, {})).rejects.toThrow();
  } finally {
    await orm.close(true);
  }
});

describe('a download, which belongs to no tenant,', () => {
  const pulls = { initech: randomUUID(), hooli: randomUUID(), [platformTenant]: randomUUID() };
  const insertPull = (em: SqlEntityManager, id: string) =>
    em.execute(
      `insert into pull (id, canonical, name, state, layers, attempt, failures, revision,
         requested_by_platform, awaited_by_platform, created_at)
       values (?, ?, 'x', 'QUEUED', '[]', 0, 0, 1, false, false, now())`,
      [id, id],
    );

  beforeAll(async () => {
    const unknown = randomUUID();
    await database.asPlatform(async (em) => {
      for (const id of [...Object.values(pulls), unknown]) await insertPull(em, id);
    });
    for (const [tenantId, pullId] of Object.entries(pulls)) {
      await database.asTenant(tenantId, (em) => insertModel(em, tenantId, randomUUID(), pullId));
    }
  });

  test('is visible to a tenant when its own or a built-in model uses it', async () => {
    const found = await database.asTenant('initech', (em) =>
      em.execute<{ id: string }[]>('select id from pull'),
    );
    const visible = [pulls.initech, pulls[platformTenant]];
    expect(found.map(({ id }) => id).toSorted()).toEqual(visible.toSorted());
  });

  test('cannot be inserted, changed or deleted by a tenant', async () => {
    const inserting = database.asTenant('initech', (em) => insertPull(em, randomUUID()));
    await expect(inserting).rejects.toThrow(/row-level security/);
    await database.asTenant('initech', async (em) => {
      await em.execute(`update pull set state = 'CANCELLED'`);
      await em.execute('delete from pull');
    });
    const states = await database.asPlatform((em) =>
      em.execute<{ state: string }[]>('select state from pull'),
    );
    expect(states.map(({ state }) => state)).toEqual(['QUEUED', 'QUEUED', 'QUEUED', 'QUEUED']);
  });

  test('can be joined in a transaction that has the tenant role again afterwards', async () => {
    const found = await database.asTenant('initech', async (em) => {
      await joinPull(em, { canonical: 'a', name: 'a' }, new Date());
      return em.execute<{ role: string }[]>('select current_user as role');
    });
    expect(found).toEqual([{ role: tenantRole }]);
  });
});

test('a tenant cannot read or write the rotation of the encryption keys', async () => {
  const insert = `insert into key_rotation (id, state, total, resealed, unreadable, started_at)
    values (1, 'RUNNING', 0, 0, 0, now())`;
  const writing = database.asTenant('acme', (em) => em.execute(insert));
  await expect(writing).rejects.toThrow(/row-level security/);
  await database.asPlatform((em) => em.execute(insert));
  const found = await database.asTenant('acme', (em) => em.execute('select * from key_rotation'));
  expect(found).toEqual([]);
});

test('every table with a tenant has forced row-level security', async () => {
  const orm = await openOrm(place.location);
  try {
    const open = await orm.em.fork().execute(`
      select c.relname from pg_class c join pg_attribute a on a.attrelid = c.oid
      where a.attname = 'tenant_id' and c.relkind in ('r', 'p')
        and not (c.relrowsecurity and c.relforcerowsecurity)`);
    const owned = await orm.em.fork().execute(`
      select count(*)::int as count from pg_attribute a join pg_class c on a.attrelid = c.oid
      where a.attname = 'tenant_id' and c.relkind = 'r'`);
    expect(open).toEqual([]);
    expect(owned[0]?.['count']).toBeGreaterThanOrEqual(2);
  } finally {
    await orm.close(true);
  }
});
