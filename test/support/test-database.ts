import { randomUUID } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { Client } from 'pg';
import { inject } from 'vitest';
import type { DatabaseLocation } from '../../src/db/open-orm.ts';

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
  const url = new URL(template.serverUrl);
  url.pathname = `/${name}`;
  return {
    location: { kind: 'postgres', url: url.href },
    [Symbol.asyncDispose]: () => onServer(template.serverUrl, `drop database ${name} with (force)`),
  };
}

async function onServer(serverUrl: string, sql: string): Promise<void> {
  const client = new Client({ connectionString: serverUrl });
  await client.connect();
  try {
    await client.query(sql);
  } finally {
    await client.end();
  }
}
