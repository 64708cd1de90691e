import { randomUUID } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, inject, test } from 'vitest';
import { Database } from '../../src/db/database.ts';
import { openOrm } from '../../src/db/open-orm.ts';
import { tenantRole } from '../../src/db/tenancy.ts';
import { onDatabase, onServer } from '../support/on-server.ts';
import { createLastingDatabase, createTestDatabase } from '../support/test-database.ts';

test('migrating an empty database creates the schema of the entities', async () => {
  await using place = await createTestDatabase();
  const orm = await openOrm(place.location);
  try {
    expect(await orm.migrator.getPending()).toEqual([]);
    expect(await orm.schema.getUpdateSchemaSQL({ wrap: false })).toBe('');
  } finally {
    await orm.close(true);
  }
});

test('the committed migrations match the entities', async () => {
  await using place = await createTestDatabase();
  const orm = await openOrm(place.location);
  try {
    expect(await orm.migrator.checkSchema()).toBe(false);
  } finally {
    await orm.close(true);
  }
});

test('a database with unknown migrations stops the start', async () => {
  await using place = await createLastingDatabase();
  const newer = 'Migration29990101000000_newer';
  {
    await using _first = await Database.open(place.location);
  }
  const orm = await openOrm(place.location);
  await orm.em.fork().execute('insert into mikro_orm_migrations (name) values (?)', [newer]);
  await orm.close(true);
  await expect(Database.open(place.location)).rejects.toThrow(
    `The database has been migrated by a newer version of Modelyard (${newer}); start that version or a later one.`,
  );
}, 60_000);

test('many processes without superuser rights can start on one new database at the same time', async () => {
  const template = inject('databaseTemplate');
  if (template.kind === 'pglite') {
    // An embedded database has one process, so it is started twice.
    const dataDir = await mkdtemp(join(tmpdir(), 'modelyard-migrate-'));
    for (let start = 0; start < 2; start += 1) {
      await using database = await Database.open({ kind: 'pglite', dataDir });
      await database.ping();
    }
    await rm(dataDir, { recursive: true });
    return;
  }
  const name = `modelyard_test_${randomUUID().replaceAll('-', '')}`;
  // Not a superuser, and at first not a member of the tenant role.
  await onServer(
    template.serverUrl,
    `create role ${name} login createrole password '${name}'`,
    `create database ${name} owner ${name}`,
  );
  const url = onDatabase(template.serverUrl, name, name);
  const opened = await Promise.all(
    Array.from({ length: 4 }, () => Database.open({ kind: 'postgres', url }, { poolSize: 1 })),
  );
  for (const database of opened) {
    const read = database.asTenant('acme', (em) => em.execute('select id from model'));
    expect(await read).toEqual([]);
    await database.ping();
    await database[Symbol.asyncDispose]();
  }
  await onServer(
    template.serverUrl,
    `drop database ${name} with (force)`,
    `revoke ${tenantRole} from ${name}`,
    `drop role ${name}`,
  );
});
