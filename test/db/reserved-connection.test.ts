import { expect, inject, test } from 'vitest';
import { Database } from '../../src/db/database.ts';
import { OverloadedError, ShuttingDownError } from '../../src/errors.ts';
import { startCuttableProxy } from '../support/cuttable-proxy.ts';
import { onServer, throughProxy } from '../support/on-server.ts';
import { createTestDatabase } from '../support/test-database.ts';

const isPostgres = inject('databaseTemplate').kind === 'postgres';

/** A database; on PostgreSQL, a proxy is in front of its reserved connections. */
async function openDatabase(stack: AsyncDisposableStack) {
  const { location } = stack.use(await createTestDatabase());
  return stack.use(await Database.open(location));
}

async function openProxied(stack: AsyncDisposableStack) {
  const { location } = stack.use(await createTestDatabase());
  if (location.kind !== 'postgres') throw new Error('needs PostgreSQL');
  const proxy = stack.use(await startCuttableProxy(location.url));
  const direct = stack.use(await Database.open(location));
  const url = throughProxy(location.url, proxy.origin);
  const database = stack.use(await Database.open({ kind: 'postgres', url }));
  return { proxy, direct, connection: stack.use(database.reserve('test', { timeoutMs: 500 })) };
}

/** All required columns in one row. */
const insertKey = `insert into idempotency_key (tenant_id, request_id, digest, object_id, created_at)
  values (?, ?, ?, '018f5f5e-0000-7000-8000-000000000001', now())`;

test('a reserved connection commits each statement and reads the rows of all tenants', async () => {
  await using stack = new AsyncDisposableStack();
  const database = await openDatabase(stack);
  const connection = stack.use(database.reserve('test'));
  await connection.execute(insertKey, ['acme', 'r1', 'd']);
  await connection.execute(insertKey, ['globex', 'r1', "it's $1 \\ ? \u{1f600}"]);
  const rows = await connection.execute<{ tenant_id: string; digest: string }>(
    `select tenant_id, digest from idempotency_key where request_id <> '?' order by tenant_id`,
  );
  expect(rows).toEqual([
    { tenant_id: 'acme', digest: 'd' },
    { tenant_id: 'globex', digest: "it's $1 \\ ? \u{1f600}" },
  ]);
  const seen = await database.asPlatform((em) =>
    em.execute('select count(*)::int as count from idempotency_key'),
  );
  expect(seen).toEqual([{ count: 2 }]);
});

test('a reserved connection uses the platform role without a tenant', async () => {
  await using stack = new AsyncDisposableStack();
  const connection = stack.use((await openDatabase(stack)).reserve('test'));
  expect(
    await connection.execute(
      `select current_user::text as role, current_setting('mikro.tenant.id') as tenant`,
    ),
  ).toEqual([{ role: 'modelyard_platform', tenant: '' }]);
});

test.runIf(isPostgres)('a reserved connection prepares each statement once', async () => {
  await using stack = new AsyncDisposableStack();
  const connection = stack.use((await openDatabase(stack)).reserve('test'));
  const sql = 'select ?::int + ?::int as sum';
  expect(await connection.execute(sql, [1, 2])).toEqual([{ sum: 3 }]);
  expect(await connection.execute(sql, [3, 4])).toEqual([{ sum: 7 }]);
  expect(
    await connection.execute(
      `select statement, (generic_plans + custom_plans)::int as plans from pg_prepared_statements
       where statement like '%sum'`,
    ),
  ).toEqual([{ statement: 'select $1::int + $2::int as sum', plans: 2 }]);
});

test('parameters of all types are stored unchanged', async () => {
  await using stack = new AsyncDisposableStack();
  const connection = stack.use((await openDatabase(stack)).reserve('test'));
  const at = new Date('2026-01-02T03:04:05.678Z');
  const [row] = await connection.execute(
    `select ?::text as text, ?::int as number, ?::boolean as flag, ?::text as nothing,
       (?::timestamptz = ?::timestamptz) as same, encode(?::bytea, 'hex') as bytes`,
    ['a', 7, true, null, at, at.toISOString(), new Uint8Array([1, 254])],
  );
  expect(row).toEqual({
    text: 'a',
    number: 7,
    flag: true,
    nothing: null,
    same: true,
    bytes: '01fe',
  });
  const rows = await connection.execute(
    `select * from unnest(?::text[], ?::int[], ?::boolean[]) as given (body, seq, flag)`,
    [
      ['{"text":"a, \\"b\\" \\\\ {c} NULL"}', 'NULL', null],
      [1, 2, null],
      [true, false, null],
    ],
  );
  expect(rows).toEqual([
    { body: '{"text":"a, \\"b\\" \\\\ {c} NULL"}', seq: 1, flag: true },
    { body: 'NULL', seq: 2, flag: false },
    { body: null, seq: null, flag: null },
  ]);
});

test('concurrent statements run one at a time, in their order', async () => {
  await using stack = new AsyncDisposableStack();
  const connection = stack.use((await openDatabase(stack)).reserve('test'));
  const done: number[] = [];
  await Promise.all(
    [0.05, 0, 0.02, 0].map(async (seconds, index) => {
      await connection.execute('select pg_sleep(?::float8)', [seconds]);
      done.push(index);
    }),
  );
  expect(done).toEqual([0, 1, 2, 3]);
});

test('the error of a rejected statement has a code, and no values', async () => {
  await using stack = new AsyncDisposableStack();
  const connection = stack.use((await openDatabase(stack)).reserve('test'));
  await connection.execute(insertKey, ['acme', 'secret-id', 'd']);
  const failure = await connection.execute(insertKey, ['acme', 'secret-id', 'd']).catch((e) => e);
  expect(failure).toMatchObject({
    name: 'DatabaseError',
    code: '23505',
    constraint: 'idempotency_key_pkey',
    table: 'idempotency_key',
  });
  const invalid = await connection.execute('select ?::uuid', ['secret-id']).catch((e) => e);
  expect(invalid).toMatchObject({ name: 'DatabaseError', code: '22P02' });
  for (const error of [failure, invalid]) {
    expect(`${error.stack}${JSON.stringify(error)}`).not.toContain('secret-id');
    expect(error.cause).toBeUndefined();
  }
  expect(await connection.execute('select 1 as one')).toEqual([{ one: 1 }]);
});

test('a disposed connection runs no statement', async () => {
  await using stack = new AsyncDisposableStack();
  const connection = (await openDatabase(stack)).reserve('test');
  await connection.execute('select 1');
  await connection[Symbol.asyncDispose]();
  await expect(connection.execute('select 1')).rejects.toBeInstanceOf(ShuttingDownError);
});

test.runIf(isPostgres)('each reserved connection is separate and has a name', async () => {
  await using stack = new AsyncDisposableStack();
  const database = await openDatabase(stack);
  const backend = 'select pg_backend_pid() as pid';
  const [writer, leases] = [database.reserve('writer'), database.reserve('leases')];
  const pids = [
    ...(await stack.use(writer).execute<{ pid: number }>(backend)),
    ...(await stack.use(leases).execute<{ pid: number }>(backend)),
    ...(await writer.execute<{ pid: number }>(backend)),
    ...(await database.asPlatform((em) => em.execute<{ pid: number }[]>(backend))),
  ].map(({ pid }) => pid);
  expect(new Set(pids).size).toBe(3);
  expect(pids[2]).toBe(pids[0]);
  const names = await writer.execute(
    `select application_name as name from pg_stat_activity where pid = any(?::int[])
       order by 1`,
    [pids],
  );
  expect(names).toEqual([
    { name: 'modelyard' },
    { name: 'modelyard-leases' },
    { name: 'modelyard-writer' },
  ]);
});

test.runIf(isPostgres)('a terminated connection is opened again', async () => {
  await using stack = new AsyncDisposableStack();
  const { location } = stack.use(await createTestDatabase());
  if (location.kind !== 'postgres') throw new Error('needs PostgreSQL');
  const database = stack.use(await Database.open(location));
  const connection = stack.use(database.reserve('test', { timeoutMs: 20_000 }));
  const running = connection.execute('select pg_sleep(10)').catch((error) => error);
  await onServer(
    location.url,
    `do $$ begin
       loop
         perform pg_terminate_backend(pid) from pg_stat_activity
           where datname = current_database() and query like '%sleep(10)' and state = 'active';
         exit when found;
         perform pg_stat_clear_snapshot();
       end loop;
     end $$`,
  );
  expect(await running).toBeInstanceOf(OverloadedError);
  expect(await connection.execute('select 1 as one')).toEqual([{ one: 1 }]);
});

test.runIf(isPostgres)('a frozen database fails statements in time, connected or not', async () => {
  await using stack = new AsyncDisposableStack();
  const { proxy, direct, connection } = await openProxied(stack);
  await connection.execute('select 1');
  proxy.freeze();
  for (const attempt of ['connected', 'connecting']) {
    const begun = performance.now();
    const failure = await connection.execute('select 1').catch((error) => error);
    expect(failure, attempt).toBeInstanceOf(OverloadedError);
    expect(failure.cause, attempt).toMatchObject({ code: 'DATABASE_TIMEOUT' });
    expect(performance.now() - begun, attempt).toBeLessThan(1_500);
  }
  proxy.thaw();
  expect(await connection.execute('select 1 as one')).toEqual([{ one: 1 }]);
  await expect
    .poll(() =>
      direct.asPlatform((em) =>
        em.execute(
          `select pid from pg_stat_activity
             where application_name = 'modelyard-test' and datname = current_database()`,
        ),
      ),
    )
    .toHaveLength(1);
});

test.runIf(isPostgres)('a statement that waits for a lock is not executed later', async () => {
  await using stack = new AsyncDisposableStack();
  const { direct, connection } = await openProxied(stack);
  await connection.execute(insertKey, ['acme', 'r1', 'before']);
  await direct.asPlatform(async (em) => {
    await em.execute('select 1 from idempotency_key for update');
    await expect(
      connection.execute('update idempotency_key set digest = ?', ['after']),
    ).rejects.toBeInstanceOf(OverloadedError);
  });
  expect(await connection.execute('select digest from idempotency_key')).toEqual([
    { digest: 'before' },
  ]);
});

test.runIf(isPostgres)(
  'a server that refuses connections fails statements immediately',
  async () => {
    await using stack = new AsyncDisposableStack();
    const { proxy, connection } = await openProxied(stack);
    await connection.execute('select 1');
    await proxy[Symbol.asyncDispose]();
    for (const _ of [1, 2]) {
      await expect(connection.execute('select 1')).rejects.toBeInstanceOf(OverloadedError);
    }
  },
);
