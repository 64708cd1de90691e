import { afterAll, beforeAll, expect, inject, test } from 'vitest';
import { Database } from '../../src/db/database.ts';
import { defaultModelOrder, listModels } from '../../src/services/models/model-list.ts';
import { insertModels } from '../bench/seed.ts';
import { onServer } from '../support/on-server.ts';
import { createTestDatabase, type TestDatabase } from '../support/test-database.ts';

const isPostgres = inject('databaseTemplate').kind === 'postgres';
let place: TestDatabase;
let database: Database;

beforeAll(async () => {
  place = await createTestDatabase();
  // One connection, on which all lists use the same prepared statement.
  database = await Database.open(place.location, { poolSize: 1 });
});
afterAll(async () => {
  await database[Symbol.asyncDispose]();
  await place[Symbol.asyncDispose]();
});

const list = (tenantId: string) =>
  listModels(database, { tenantId, filter: {}, order: defaultModelOrder, page: { first: 20 } });

/** Returns the number of rows of models that the connection has read until now. */
async function rowsRead(): Promise<number> {
  await database.read('small', { text: 'select pg_stat_force_next_flush()::text', values: [] });
  const text = `select (idx_tup_fetch + seq_tup_read)::text from pg_stat_user_tables
    where relname = 'model'`;
  const [[count] = []] = await database.read('small', { text, values: [] });
  return Number(count);
}

// The embedded database plans each query for its values.
test.runIf(isPostgres)(
  'the list of a large tenant does not use the plan of small ones',
  async () => {
    const url = place.location.kind === 'postgres' ? place.location.url : '';
    await onServer(
      url,
      insertModels("'large'", 5_000),
      insertModels("'small-' || t", 20, 'cross join generate_series(1, 250) t'),
      'vacuum analyze model',
    );
    // PostgreSQL can use one plan for all values from the sixth execution.
    for (let round = 0; round < 10; round += 1) await list('small-1');
    const before = await rowsRead();

    const { edges } = await list('large');

    expect(edges).toHaveLength(20);
    expect((await rowsRead()) - before).toBeLessThan(100);
  },
);
