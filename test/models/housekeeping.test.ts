import { expect, test } from 'vitest';
import { AuditEvent } from '../../src/db/audit-event.entity.ts';
import { Database } from '../../src/db/database.ts';
import { IdempotencyKey } from '../../src/db/idempotency-key.entity.ts';
import type { Log } from '../../src/log.ts';
import { Housekeeping } from '../../src/services/housekeeping.ts';
import { createTestDatabase } from '../support/test-database.ts';

const day = 86_400_000;
const silent = () => {};
const log: Log = { error: silent, warn: silent, info: silent, debug: silent };

test('old rows of every tenant are deleted, and the others stay', async () => {
  await using place = await createTestDatabase();
  await using database = await Database.open(place.location);
  const now = new Date();
  const ago = (ms: number) => new Date(now.getTime() - ms);
  const modelId = '00000000-0000-4000-8000-000000000000';
  for (const tenantId of ['acme', 'globex', '*']) {
    await database.asTenant(tenantId, async (em) => {
      const event = { tenantId, modelId, modelName: 'gpt', action: 'UPDATED' as const, fields: [] };
      const nobody = { subject: null, subjectTenantId: null, apiKeyId: null, apiKeyName: null };
      for (let index = 0; index < 700; index += 1) {
        em.create(AuditEvent, { ...event, ...nobody, at: ago(30 * day + 1 + index) });
      }
      em.create(AuditEvent, { ...event, ...nobody, at: ago(30 * day) });
      for (const [requestId, age] of [
        ['old', day + 1],
        ['new', day],
      ] as const) {
        em.create(IdempotencyKey, {
          tenantId,
          requestId,
          digest: 'x',
          objectId: modelId,
          createdAt: ago(age),
        });
      }
      await em.flush();
    });
  }
  await database.asPlatform((em) =>
    em.execute(
      `insert into target_health
         (model_id, key_id, tenant_id, failures, tenants, window_start, openings, until, reason)
       select gen_random_uuid(), gen_random_uuid(), 'acme', 1, '{}',
         clock_timestamp() - at * interval '1 minute', 1,
         clock_timestamp() - until * interval '1 minute', 'UNAVAILABLE'
       from (values (61, null::int), (61, 61), (59, null), (90, -5)) as age (at, until)`,
    ),
  );
  await using housekeeping = new Housekeeping({
    database,
    now: () => now,
    log,
    auditRetentionMs: 30 * day,
    chatRetentionMs: day,
  });
  await Promise.all([housekeeping.clean(), housekeeping.clean()]);
  const count = (table: string) =>
    database.asPlatform(async (em) => {
      const [row] = await em.execute<{ count: string }[]>(`select count(*) from ${table}`);
      return Number(row?.count);
    });
  expect(await count('audit_event')).toBe(3);
  expect(await count('idempotency_key')).toBe(3);
  expect(await count('target_health')).toBe(2);
});

test('a database that does not respond does not end the process', async () => {
  await using place = await createTestDatabase();
  await using database = await Database.open(place.location);
  database.asPlatform = () => Promise.reject(new Error('the connection is lost'));
  const warnings: string[] = [];
  await using housekeeping = new Housekeeping({
    database,
    now: () => new Date(),
    log: { ...log, warn: (_fields, message) => warnings.push(message) },
    auditRetentionMs: day,
    chatRetentionMs: day,
  });
  await housekeeping.clean();
  expect(warnings).toHaveLength(1);
});
