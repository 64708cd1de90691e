import { randomUUID } from 'node:crypto';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { inject } from 'vitest';
import type { DatabaseLocation } from '../../src/db/location.ts';
import { onDatabase, onServer } from './on-server.ts';

/** A migrated, empty database of the caller's own, on whichever system the suite runs on. */
export interface TestDatabase extends AsyncDisposable {
  readonly location: DatabaseLocation;
}

export async function createTestDatabase(): Promise<TestDatabase> {
  const template = inject('databaseTemplate');
  if (template.kind === 'pglite') {
    const snapshot = new Blob([await readFile(template.snapshotFile)]);
    return {
      location: { kind: 'pglite-snapshot', snapshot },
      [Symbol.asyncDispose]: async () => {},
    };
  }
  const name = `modelyard_test_${randomUUID().replaceAll('-', '')}`;
  await onServer(template.serverUrl, `create database ${name} template ${template.template}`);
  return {
    location: { kind: 'postgres', url: onDatabase(template.serverUrl, name) },
    [Symbol.asyncDispose]: () => onServer(template.serverUrl, `drop database ${name} with (force)`),
  };
}

/** As {@link createTestDatabase}, but it outlives those who open it, one after the other. */
export async function createLastingDatabase(): Promise<TestDatabase> {
  if (inject('databaseTemplate').kind === 'postgres') return createTestDatabase();
  const dataDir = await mkdtemp(join(tmpdir(), 'modelyard-test-'));
  return {
    location: { kind: 'pglite', dataDir },
    [Symbol.asyncDispose]: () => rm(dataDir, { recursive: true }),
  };
}
