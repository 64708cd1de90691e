import { randomUUID } from 'node:crypto';
import { cp, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { inject } from 'vitest';
import type { DatabaseLocation } from '../../src/db/location.ts';
import { onDatabase, onServer } from './on-server.ts';
import { borrowPglite } from './pglite-pool.ts';

/** A migrated, empty database for the caller, on the database system of the test run. */
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

/** A database that several processes can open, one after the other. */
export interface LastingDatabase extends TestDatabase {
  /** A directory for generated secrets and for the embedded database. */
  readonly dataDir: string;
  /** The environment variables with which a server process uses both. */
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
