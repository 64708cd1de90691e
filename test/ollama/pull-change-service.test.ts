import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Viewer } from '../../src/auth/viewer.ts';
import { Database } from '../../src/db/database.ts';
import { WakeUps } from '../../src/events/wake-ups.ts';
import { createLog } from '../../src/log.ts';
import { joinPull } from '../../src/services/models/pull-queue.ts';
import { OllamaStatus } from '../../src/services/ollama/ollama-status.ts';
import { PullChangeService } from '../../src/services/pulls/pull-change-service.ts';
import { PullListService } from '../../src/services/pulls/pull-list-service.ts';
import { createTestDatabase, type TestDatabase } from '../support/test-database.ts';

let place: TestDatabase;
let database: Database;
let status: OllamaStatus;
let service: PullChangeService;

beforeAll(async () => {
  place = await createTestDatabase();
  database = await Database.open(place.location);
  const log = createLog({ level: 'silent' });
  const now = () => new Date();
  status = new OllamaStatus({ inventory: { version: async () => '0.12.0' }, now, log });
  service = new PullChangeService({
    database,
    // Notifications that never arrive.
    wakeUps: new WakeUps(async () => ({ [Symbol.asyncDispose]: async () => {} })),
    lists: new PullListService({ database, status }),
    log,
  });
});
afterAll(async () => {
  await status[Symbol.asyncDispose]();
  await database[Symbol.asyncDispose]();
  await place[Symbol.asyncDispose]();
});

function viewerOf(tenantId: string): Viewer {
  const expiresAt = new Date(Date.now() + 60_000);
  return { tenantId, subject: 'user', scopes: new Set(['models:read']), expiresAt };
}

/** Registers a local model that waits for its download. @returns its ID. */
async function insertWaiting(tenantId: string, name: string): Promise<string> {
  const id = randomUUID();
  await database.asTenant(tenantId, async (em) => {
    const pullId = await joinPull(em, { canonical: name, name }, new Date());
    await em.execute(
      `insert into model (id, tenant_id, name, type, source, header_names, keys, parameters, capabilities,
         tested_capabilities, status, pull_id, awaits_pull, overridden, version, created_at, updated_at)
       values (?, ?, ?, 'CHAT', 'LOCAL', '{}', '[]', '{}', '{}', '{}', 'DOWNLOADING', ?, true, false, 1, now(),
         now())`,
      [id, tenantId, name, pullId],
    );
  });
  return id;
}

test('a tenant that has just joined a download can follow it', async () => {
  const first = await service.follow(viewerOf('acme'), await insertWaiting('acme', 'tiny'));
  expect((await first.next()).value).toMatchObject({ state: 'QUEUED' });
  const second = await service.follow(viewerOf('globex'), await insertWaiting('globex', 'tiny'));
  expect((await second.next()).value).toMatchObject({ state: 'QUEUED' });
  await first.return?.();
  await second.return?.();
});

test("a tenant cannot follow the download of another tenant's model", async () => {
  const id = await insertWaiting('acme', 'tiny');
  const first = await service.follow(viewerOf('acme'), id);
  await expect(service.follow(viewerOf('initech'), id)).rejects.toMatchObject({
    code: 'NOT_FOUND',
  });
  await first.return?.();
});
