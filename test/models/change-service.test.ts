import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import type { Viewer } from '../../src/auth/viewer.ts';
import { Database } from '../../src/db/database.ts';
import { platformTenant } from '../../src/domain.ts';
import { WakeUps } from '../../src/events/wake-ups.ts';
import { createLog } from '../../src/log.ts';
import { recordAuditEntries } from '../../src/services/models/model-audit.ts';
import {
  type ModelChange,
  ModelChangeService,
} from '../../src/services/models/model-change-service.ts';
import { createTestDatabase, type TestDatabase } from '../support/test-database.ts';

let place: TestDatabase;
let database: Database;
let wakeUps: WakeUps;
let service: ModelChangeService;
/** Transactions of the service, by tenant. */
let transactions: string[] = [];
/** Number of the next transactions that fail. */
let failures = 0;

beforeAll(async () => {
  place = await createTestDatabase();
  database = await Database.open(place.location);
  wakeUps = new WakeUps(database.listen);
});
afterAll(async () => {
  await wakeUps[Symbol.asyncDispose]();
  await database[Symbol.asyncDispose]();
  await place[Symbol.asyncDispose]();
});
beforeEach(() => {
  transactions = [];
  failures = 0;
  const admit = (tenantId: string) => {
    transactions.push(tenantId);
    if (failures === 0) return;
    failures -= 1;
    throw new Error('The database is away.');
  };
  const counted: Pick<Database, 'asTenant' | 'read'> = {
    asTenant: async (tenantId, work, options) => {
      admit(tenantId);
      return database.asTenant(tenantId, work, options);
    },
    read: async (tenantId, statement) => {
      admit(tenantId);
      return database.read(tenantId, statement);
    },
  };
  service = new ModelChangeService({
    database: new Proxy(database, {
      get: (target, name) => Reflect.get(counted, name) ?? Reflect.get(target, name, target),
    }),
    wakeUps,
    log: createLog({ level: 'silent' }),
    now: () => new Date(),
    retentionMs: 86_400_000,
  });
});

function viewerOf(tenantId: string): Viewer {
  const expiresAt = new Date(Date.now() + 60_000);
  return { tenantId, subject: 'user', scopes: new Set(['models:read']), expiresAt };
}

/** Inserts a model directly. @returns its ID. */
async function insertModel(tenantId: string): Promise<string> {
  const id = randomUUID();
  await database.asTenant(tenantId, (em) =>
    em.execute(
      `insert into model (id, tenant_id, name, type, source, provider, base_url, header_names,
         keys, parameters, capabilities, tested_capabilities, status, awaits_pull, overridden, version,
         created_at, updated_at)
       values (?, ?, 'gpt', 'CHAT', 'REMOTE', 'generic', 'https://api.example.com/v1', '{}', '[]', '{}',
         '{}', '{}', 'ACTIVE', false, false, 1, now(), now())`,
      [id, tenantId],
    ),
  );
  return id;
}

async function change(tenantId: string, id: string, action: 'UPDATED' | 'DELETED' = 'UPDATED') {
  const model = { id, name: 'gpt', displayName: null, awaitsPull: false };
  await database.asTenant(tenantId, async (em) => {
    if (action === 'DELETED') {
      await em.execute('update model set deleted_at = now() where id = ?', [id]);
    }
    await recordAuditEntries(em, tenantId, [{ model, action }], { actor: null, now: new Date() });
  });
}

async function next(reader: AsyncIterableIterator<ModelChange>): Promise<ModelChange> {
  const { done, value } = await reader.next();
  if (done === true) throw new Error('The subscription has ended.');
  return value;
}

test('hundreds of subscribers cause two transactions at first, and one for each change', async () => {
  const tenant = randomUUID();
  const viewer = viewerOf(tenant);
  const readers = await Promise.all(
    Array.from({ length: 300 }, () => service.follow(viewer, null)),
  );
  expect(transactions.toSorted()).toEqual([platformTenant, tenant].toSorted());
  transactions.length = 0;
  const id = randomUUID();
  for (let round = 0; round < 3; round += 1) {
    await change(tenant, id);
    for (const reader of readers) expect(await next(reader)).toMatchObject({ modelId: id });
  }
  expect(transactions).toEqual([tenant, tenant, tenant]);
  for (const reader of readers) await reader.return?.();
});

test('a cursor of a recent change resumes without a query', async () => {
  const tenant = randomUUID();
  const viewer = viewerOf(tenant);
  const live = await service.follow(viewer, null);
  const ids = Array.from({ length: 5 }, () => randomUUID());
  for (const id of ids) await change(tenant, id);
  const [{ cursor }] = [await next(live), await next(live), await next(live), await next(live)];
  await next(live);
  transactions.length = 0;
  const again = await service.follow(viewer, cursor);
  for (const id of ids.slice(1)) expect((await next(again)).modelId).toBe(id);
  expect(transactions).toEqual([]);
  await live.return?.();
  await again.return?.();
});

test('a cursor from before the changes in memory resumes without a gap', async () => {
  const tenant = randomUUID();
  const viewer = viewerOf(tenant);
  const id = randomUUID();
  const first = await service.follow(viewer, null);
  await change(tenant, id);
  const { cursor } = await next(first);
  await first.return?.();
  const model = { id, name: 'gpt', displayName: null, awaitsPull: false };
  await database.asTenant(tenant, async (em) => {
    const changes = Array.from({ length: 250 }, () => ({ model, action: 'UPDATED' as const }));
    await recordAuditEntries(em, tenant, changes, { actor: null, now: new Date() });
  });
  const again = await service.follow(viewer, cursor);
  const cursors = new Set<string>();
  for (let count = 0; count < 250; count += 1) cursors.add((await next(again)).cursor);
  expect(cursors.size).toBe(250);
  await change(tenant, id, 'DELETED');
  expect(await next(again)).toMatchObject({ kind: 'DELETED' });
  await again.return?.();
});

test('subscribers share one load of the model of a change for a short time', async () => {
  const tenant = randomUUID();
  const viewer = viewerOf(tenant);
  const id = await insertModel(tenant);
  const readers = [await service.follow(viewer, null), await service.follow(viewer, null)];
  await change(tenant, id);
  const changes = await Promise.all(readers.map(next));
  transactions.length = 0;
  const models = await Promise.all(changes.map((one) => service.findModel(one)));
  expect(models[0]).toMatchObject({ id, name: 'gpt' });
  expect(models[1]).toBe(models[0]);
  expect(transactions).toEqual([tenant]);
  await change(tenant, id, 'DELETED');
  for (const reader of readers) expect(await service.findModel(await next(reader))).toBeNull();
  // A later delivery contains the newer model.
  await expect
    .poll(async () => Promise.all(changes.map((one) => service.findModel(one))), { timeout: 5_000 })
    .toEqual([null, null]);
  for (const reader of readers) await reader.return?.();
});

test('the model of a change is loaded again after a failure', async () => {
  const tenant = randomUUID();
  const id = await insertModel(tenant);
  const reader = await service.follow(viewerOf(tenant), null);
  await change(tenant, id);
  const changed = await next(reader);
  failures = 2;
  expect(await service.findModel(changed)).toMatchObject({ id });
  await change(tenant, id);
  const other = await next(reader);
  failures = 3;
  await expect(service.findModel(other)).rejects.toThrow('The database is away.');
  expect(await service.findModel(other)).toMatchObject({ id });
  await reader.return?.();
});

test('subscribing fails when the changes cannot be read, and leaves no subscription', async () => {
  const tenant = randomUUID();
  const viewer = viewerOf(tenant);
  failures = 1;
  await expect(service.follow(viewer, null)).rejects.toThrow('The database is away.');
  const reader = await service.follow(viewer, null);
  const id = randomUUID();
  await change(tenant, id);
  expect(await next(reader)).toMatchObject({ modelId: id });
  await reader.return?.();
});
