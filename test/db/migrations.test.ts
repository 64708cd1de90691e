import { randomUUID } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Client } from 'pg';
import { expect, inject, test } from 'vitest';
import { Database } from '../../src/db/database.ts';
import { openOrm } from '../../src/db/open-orm.ts';
import { createTestDatabase } from '../support/test-database.ts';

test('migrating from nothing gives what the entities say', async () => {
  await using place = await createTestDatabase();
  const orm = await openOrm(place.location);
  try {
    expect(await orm.migrator.getPending()).toEqual([]);
    expect(await orm.schema.getUpdateSchemaSQL({ wrap: false })).toBe('');
  } finally {
    await orm.close(true);
  }
});

test('the committed migrations are all that the entities need', async () => {
  await using place = await createTestDatabase();
  const orm = await openOrm(place.location);
  try {
    expect(await orm.migrator.checkSchema()).toBe(false);
  } finally {
    await orm.close(true);
  }
});

test('many processes may start over one new database at once', async () => {
  const template = inject('databaseTemplate');
  if (template.kind === 'pglite') {
    // One process is all that an embedded database can have: what is left is starting twice.
    const dataDir = await mkdtemp(join(tmpdir(), 'modelyard-migrate-'));
    for (let start = 0; start < 2; start += 1) {
      await using database = await Database.open({ kind: 'pglite', dataDir });
      await database.ping();
    }
    await rm(dataDir, { recursive: true });
    return;
  }
  const name = `modelyard_test_${randomUUID().replaceAll('-', '')}`;
  const server = new Client({ connectionString: template.serverUrl });
  await server.connect();
  await server.query(`create database ${name}`);
  const url = new URL(template.serverUrl);
  url.pathname = `/${name}`;
  const opened = await Promise.all(
    Array.from({ length: 4 }, () => Database.open({ kind: 'postgres', url: url.href })),
  );
  for (const database of opened) {
    expect(
      await database.asTenant('acme', (em) => em.execute('select 1 as one from model')),
    ).toEqual([]);
    await database[Symbol.asyncDispose]();
  }
  await server.query(`drop database ${name} with (force)`);
  await server.end();
});
