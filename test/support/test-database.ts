import { randomUUID } from 'node:crypto';
import { cp, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { inject } from 'vitest';
import type { DatabaseLocation } from '../../src/db/location.ts';
import { onDatabase, onServer } from './on-server.ts';
import { borrowPglite } from './pglite-pool.ts';

/** A migrated, empty database of the caller's own, on whichever system the suite runs on. */
export interface TestDatabase extends AsyncDisposable {
  readonly location: DatabaseLocation;
}

export async function createTestDatabase(): Promise<TestDatabase> {
  const template = inject('databaseTemplate');
  if (template.kind === 'pglite') return borrowPglite(template.snapshotFile);
  const name = `modelyard_test_${randomUUID().replaceAll('-', '')}`;
  await onServer(template.serverUrl, `create database ${name} template ${template.template}`);
  return {
    location: { kind: 'postgres', url: onDatabase(template.serverUrl, name) },
    [Symbol.asyncDispose]: () => onServer(template.serverUrl, `drop database ${name} with (force)`),
  };
}

/** A database that outlives the processes that open it, one after the other. */
export interface LastingDatabase extends TestDatabase {
  /** A directory of its own, for generated secrets and for the embedded database. */
  readonly dataDir: string;
  /** What makes a server process use both. */
  readonly environment: Readonly<Record<string, string>>;
}

export async function createLastingDatabase(): Promise<LastingDatabase> {
  const template = inject('databaseTemplate');
  const dataDir = await mkdtemp(join(tmpdir(), 'modelyard-test-'));
  const remove = () => rm(dataDir, { recursive: true, force: true });
  if (template.kind === 'pglite') {
    // Creating a data directory takes seconds.
    await cp(template.dataDir, dataDir, { recursive: true });
    return {
      location: { kind: 'pglite', dataDir },
      dataDir,
      environment: { DATA_DIR: dataDir },
      [Symbol.asyncDispose]: remove,
    };
  }
  const database = await createTestDatabase();
  const url = database.location.kind === 'postgres' ? database.location.url : '';
  return {
    location: database.location,
    dataDir,
    environment: { DATA_DIR: dataDir, DATABASE_URL: url },
    [Symbol.asyncDispose]: async () => {
      await remove();
      await database[Symbol.asyncDispose]();
    },
  };
}
