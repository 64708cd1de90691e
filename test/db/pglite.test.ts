import { beforeEach, describe, expect, inject, test } from 'vitest';
import { Database } from '../../src/db/database.ts';
import type { DatabaseLocation } from '../../src/db/location.ts';
import { openOrm, pgliteOf } from '../../src/db/open-orm.ts';
import { supervisePglite } from '../../src/db/supervise-pglite.ts';
import { createTestDatabase } from '../support/test-database.ts';

describe.runIf(inject('databaseTemplate').kind === 'pglite')('the embedded database', () => {
  const nested = (depth: number) => '{"a":'.repeat(depth) + 1 + '}'.repeat(depth);
  let logged: string[];
  let crashes: number;

  beforeEach(() => {
    logged = [];
    crashes = 0;
  });

  /** A database that was damaged can respond, and crash in a later test. */
  function closeAfterwards(stack: AsyncDisposableStack, location: DatabaseLocation): void {
    if (location.kind !== 'pglite-memory' || location.from instanceof Blob) return;
    const { from } = location;
    stack.defer(() => from.close().catch(() => {}));
  }

  async function open(stack: AsyncDisposableStack): Promise<Database> {
    const { location } = stack.use(await createTestDatabase());
    closeAfterwards(stack, location);
    const write = (_fields: unknown, message: string) => void logged.push(message);
    return Database.open(location, {
      log: { error: write, warn: write, info: write, debug: write },
      onCrash: () => {
        crashes += 1;
      },
    });
  }

  const asked = (database: Database, sql: string, text?: string) =>
    database
      .asTenant('acme', (em) => em.execute(sql, text === undefined ? [] : [text]))
      .catch((error) => error);

  test('works after thousands of failed statements', async () => {
    await using stack = new AsyncDisposableStack();
    const { location } = stack.use(await createTestDatabase());
    closeAfterwards(stack, location);
    const orm = await openOrm(location);
    stack.defer(() => orm.close(true));
    const pglite = await pgliteOf(orm);
    const supervision = supervisePglite(pglite, () => {
      crashes += 1;
    });
    stack.use(supervision);
    const codes = new Set<string>();
    for (let count = 0; count < 3_000; count += 1) {
      codes.add(await pglite.exec('select 1 / 0').catch((error) => error.code));
    }
    expect([...codes]).toEqual(['22012']);
    expect((await pglite.query('select 1 as one')).rows).toEqual([{ one: 1 }]);
    expect(crashes).toBe(0);
  });

  test('rejects a value that is nested too deeply, and still works', async () => {
    await using stack = new AsyncDisposableStack();
    const database = stack.use(await open(stack));
    const refused = await asked(database, 'select ?::text::jsonb', nested(4_000));
    expect(refused).toMatchObject({ name: 'DatabaseError', code: '54001' });
    expect(await asked(database, 'select 1 as one')).toEqual([{ one: 1 }]);
    expect(crashes).toBe(0);
  });

  test('reports a crash once, and rejects all later statements', async () => {
    await using stack = new AsyncDisposableStack();
    const database = await open(stack);
    // The check of the server's input would reject this earlier.
    const connection = database.reserve('test');
    await expect(
      connection.execute('select ?::text::jsonb::text', [nested(50_000)]),
    ).rejects.toThrow('The embedded database crashed');
    expect(crashes).toBe(1);
    expect(logged).toEqual(['the embedded database crashed; restart the server']);
    await expect(database.ping()).rejects.toThrow('The embedded database crashed');
    expect(await asked(database, 'select 1')).toMatchObject({ code: 'SHUTTING_DOWN' });
    await expect(connection.execute('select 1')).rejects.toThrow('database crashed');
    expect(crashes).toBe(1);
    await database[Symbol.asyncDispose]().catch(() => {});
  });
});
