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

test('a version that does not have a migration of the database refuses to start', async () => {
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

test('many processes of a plain user may start over one new database at once', async () => {
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
  // Neither a superuser nor, at first, a member of the role that tenants' queries run as.
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
