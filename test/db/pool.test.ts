import { describe, expect, inject, test } from 'vitest';
import { Database } from '../../src/db/database.ts';
import { OverloadedError } from '../../src/errors.ts';
import type { Log } from '../../src/log.ts';
import { startCuttableProxy } from '../support/cuttable-proxy.ts';
import { onServer, throughProxy } from '../support/on-server.ts';
import { createTestDatabase } from '../support/test-database.ts';

const isPostgres = inject('databaseTemplate').kind === 'postgres';

test('the error of a failed statement does not contain the statement', async () => {
  await using stack = new AsyncDisposableStack();
  const { location } = stack.use(await createTestDatabase());
  const database = stack.use(await Database.open(location));
  for (const statement of ['select ?::uuid', 'select ? from nowhere', 'select ?::json', 'sel ?']) {
    const failure = await database
      .asTenant('acme', (em) => em.execute(statement, ['a secret']))
      .catch((error) => error);
    expect(failure, statement).toMatchObject({ name: 'DatabaseError', code: expect.any(String) });
    expect(`${failure.stack}${JSON.stringify(failure)}`, statement).not.toContain('secret');
    expect(failure.cause, statement).toBeUndefined();
  }
});

describe.runIf(isPostgres)('on PostgreSQL', () => {
  /** A database behind a proxy, with its log. */
  async function openProxied(stack: AsyncDisposableStack, poolSize = 4) {
    const { location } = stack.use(await createTestDatabase());
    if (location.kind !== 'postgres') throw new Error('needs PostgreSQL');
    const proxy = stack.use(await startCuttableProxy(location.url));
    const lines: {
      readonly level: string;
      readonly message: string;
      readonly fields: Readonly<Record<string, unknown>>;
    }[] = [];
    const at =
      (level: string): Log['warn'] =>
      (fields, message) =>
        void lines.push({ level, message, fields });
    const log = { error: at('error'), warn: at('warn'), info: at('info'), debug: at('debug') };
    const url = throughProxy(location.url, proxy.origin);
    const database = stack.use(await Database.open({ kind: 'postgres', url }, { poolSize, log }));
    return { proxy, database, lines, serverUrl: location.url };
  }

  const select = (database: Database, tenantId = 'acme') =>
    database.asTenant(tenantId, (em) => em.execute('select 1 as one'));

  const sleep = (database: Database, seconds: number) =>
    database.asTenant('acme', (em) => em.execute('select pg_sleep(?)', [seconds]));

  test('a frozen database fails statements within seconds, and works again immediately', async () => {
    await using stack = new AsyncDisposableStack();
    const { proxy, database, lines } = await openProxied(stack);
    await Promise.all(['a', 'b', 'c', 'd'].map((tenant) => select(database, tenant)));
    proxy.freeze();
    const begun = performance.now();
    const failures = await Promise.all(
      Array.from({ length: 40 }, (_, index) =>
        select(database, `tenant ${index % 7}`).catch((error) => error),
      ),
    );
    expect(performance.now() - begun).toBeLessThan(6_000);
    for (const failure of failures) expect(failure).toBeInstanceOf(OverloadedError);
    const errors = lines.filter(({ level }) => level === 'error');
    expect(errors).toMatchObject([
      {
        message: 'the database cannot be reached or does not respond',
        fields: { err: { code: 'DATABASE_TIMEOUT' }, failures: 1 },
      },
    ]);
    expect(lines.length).toBeLessThan(3);
    proxy.thaw();
    const back = performance.now();
    const answers = await Promise.all(
      Array.from({ length: 40 }, (_, index) => select(database, `tenant ${index % 7}`)),
    );
    expect(performance.now() - back).toBeLessThan(2_000);
    expect(new Set(answers.map((rows) => JSON.stringify(rows)))).toEqual(new Set(['[{"one":1}]']));
    expect(lines.filter(({ level }) => level === 'info')).toMatchObject([
      { message: 'the database responds again', fields: { durationMs: expect.any(Number) } },
    ]);
  });

  test('transactions try a frozen database one at a time', async () => {
    await using stack = new AsyncDisposableStack();
    const { proxy, database } = await openProxied(stack);
    const selectAll = () =>
      Promise.allSettled(['a', 'b', 'c', 'd'].map((tenant) => select(database, tenant)));
    await selectAll();
    proxy.freeze();
    await selectAll();
    const before = proxy.connections;
    for (const { status } of await selectAll()) expect(status).toBe('rejected');
    // PostgreSQL accepts connections in their order, also those that clients have closed.
    expect(proxy.connections - before).toBe(1);
    proxy.thaw();
    for (const { status } of await selectAll()) expect(status).toBe('fulfilled');
    expect(proxy.connections - before).toBe(5);
  });

  test('a frozen database fails the readiness check within a second', async () => {
    await using stack = new AsyncDisposableStack();
    const { proxy, database } = await openProxied(stack);
    await database.ping();
    proxy.freeze();
    for (const _attempt of [1, 2, 3]) {
      const begun = performance.now();
      await expect(database.ping()).rejects.toThrow('The database');
      expect(performance.now() - begun).toBeLessThan(1_800);
    }
    proxy.thaw();
    await expect.poll(() => database.ping(), { timeout: 2_000 }).toBeUndefined();
  });

  test('connections that were idle during the freeze are not used after a timeout', async () => {
    await using stack = new AsyncDisposableStack();
    const { proxy, database } = await openProxied(stack);
    const pids = async () =>
      (
        await Promise.all(
          ['a', 'b', 'c', 'd'].map((tenant) =>
            database.asTenant(tenant, (em) =>
              em.execute<{ pid: number }[]>('select pg_backend_pid() as pid, pg_sleep(0.1)'),
            ),
          ),
        )
      ).map(([row]) => row?.pid);
    const before = await pids();
    expect(new Set(before).size).toBe(4);
    proxy.freeze();
    await expect(select(database)).rejects.toBeInstanceOf(OverloadedError);
    proxy.thaw();
    const after = await pids();
    expect(after.filter((pid) => before.includes(pid))).toEqual([]);
  });

  test('a database that resets and then refuses connections fails statements immediately', async () => {
    await using stack = new AsyncDisposableStack();
    const { proxy, database, lines } = await openProxied(stack);
    const running = sleep(database, 3).catch((error) => error);
    await select(database, 'globex');
    proxy.cut();
    expect(await running).toBeInstanceOf(OverloadedError);
    expect(await select(database)).toEqual([{ one: 1 }]);
    await proxy[Symbol.asyncDispose]();
    await expect(select(database)).rejects.toBeInstanceOf(OverloadedError);
    expect(JSON.stringify(lines)).not.toContain('pg_sleep');
  });

  test('a connection that the administrator terminates is a temporary failure', async () => {
    await using stack = new AsyncDisposableStack();
    const { database, serverUrl } = await openProxied(stack);
    const running = sleep(database, 3).catch((error) => error);
    await terminate(serverUrl, 'sleep');
    expect(await running).toMatchObject({ code: 'OVERLOADED' });
    expect(await select(database)).toEqual([{ one: 1 }]);
  });

  test('a statement that waits too long for a lock is a temporary failure', async () => {
    await using stack = new AsyncDisposableStack();
    const { database } = await openProxied(stack);
    const take = (tenant: string, seconds: number) =>
      database.asTenant(tenant, async (em) => {
        await em.execute('select pg_advisory_xact_lock(7)');
        for (let slept = 0; slept < seconds; slept += 1) await em.execute('select pg_sleep(1)');
      });
    const holder = take('acme', 5);
    await expect.poll(() => isLocked(database)).toBe(true);
    const failure = await take('globex', 0).catch((error) => error);
    expect(failure).toMatchObject({ code: 'OVERLOADED', cause: { code: '55P03' } });
    await holder;
  });

  test('a deadlock is a temporary failure', async () => {
    await using stack = new AsyncDisposableStack();
    const { database } = await openProxied(stack);
    const both = { first: Promise.withResolvers<void>(), second: Promise.withResolvers<void>() };
    const take = (mine: 'first' | 'second', other: 'first' | 'second') =>
      database.asTenant(mine, async (em) => {
        const lock = (name: string) =>
          em.execute(`select pg_advisory_xact_lock(hashtext('${name}'))`);
        await lock(mine);
        both[mine].resolve();
        await both[other].promise;
        await lock(other);
      });
    const results = await Promise.allSettled([take('first', 'second'), take('second', 'first')]);
    const failed = results.filter((result) => result.status === 'rejected');
    expect(failed).toHaveLength(1);
    expect(failed[0]?.reason).toMatchObject({ code: 'OVERLOADED', cause: { code: '40P01' } });
  });

  test('the pool opens as many connections as are configured', async () => {
    await using stack = new AsyncDisposableStack();
    const { database, serverUrl } = await openProxied(stack, 3);
    await Promise.all(
      Array.from({ length: 12 }, (_, index) =>
        database.asTenant(`tenant ${index}`, (em) => em.execute('select pg_sleep(0.05)')),
      ),
    );
    await onServer(
      serverUrl,
      `do $$ begin
         assert (select count(*) from pg_stat_activity
           where datname = current_database() and application_name = 'modelyard') = 3;
       end $$`,
    );
  });

  test('closing does not wait for a frozen database', async () => {
    await using stack = new AsyncDisposableStack();
    const { proxy, database } = await openProxied(stack);
    await select(database);
    proxy.freeze();
    const running = select(database).catch((error) => error);
    const begun = performance.now();
    await database[Symbol.asyncDispose]();
    expect(performance.now() - begun).toBeLessThan(3_000);
    expect(await running).toBeInstanceOf(OverloadedError);
  });

  test('a report has a longer timeout than other queries', {
    timeout: 30_000,
  }, async () => {
    await using stack = new AsyncDisposableStack();
    const { location } = stack.use(await createTestDatabase());
    const options = { poolSize: 4, reportTimeoutMs: 5_000 };
    const database = stack.use(await Database.open(location, options));
    const sleep = (seconds: number) => (em: { execute: (sql: string) => Promise<unknown> }) =>
      em.execute(`select pg_sleep(${seconds})`);
    // Two tenants, because a tenant can run only one report at a time.
    const [ends, slow, another] = await Promise.allSettled([
      database.report('acme', sleep(4.3)),
      database.report('globex', sleep(60)),
      database.asTenant('acme', sleep(60)),
    ]);
    expect(ends.status).toBe('fulfilled');
    for (const end of [slow, another]) {
      expect(end).toMatchObject({ reason: { code: 'OVERLOADED', cause: { code: '57014' } } });
    }
    const found = await database.asTenant('acme', (em) =>
      em.execute<{ statement_timeout: string }[]>('show statement_timeout'),
    );
    expect(found).toEqual([{ statement_timeout: '4s' }]);
  });

  test('a tenant can run one report at a time, and another tenant can run its own meanwhile', async () => {
    await using stack = new AsyncDisposableStack();
    const { location } = stack.use(await createTestDatabase());
    const database = stack.use(await Database.open(location, { poolSize: 4 }));
    const began: string[] = [];
    const { promise: released, resolve: release } = Promise.withResolvers<void>();
    const report = (tenantId: string) =>
      database.report(tenantId, async () => {
        began.push(tenantId);
        await released;
      });
    const reports = ['acme', 'acme', 'globex'].map(report);
    // In the order in which their connections are open.
    await expect.poll(() => began.toSorted()).toEqual(['acme', 'globex']);
    release();
    await Promise.all(reports);
    expect(began.slice(2)).toEqual(['acme']);
  });
});

async function isLocked(database: Database): Promise<boolean> {
  const [row] = await database.asPlatform((em) =>
    em.execute<{ locked: boolean }[]>(
      `select exists (select from pg_locks where locktype = 'advisory' and objid = 7) as locked`,
    ),
  );
  return row?.locked ?? false;
}

/** Terminates the connection that runs a statement, as soon as there is one. */
async function terminate(serverUrl: string, statement: string): Promise<void> {
  await onServer(
    serverUrl,
    `do $$ begin
       loop
         perform pg_terminate_backend(pid) from pg_stat_activity
           where datname = current_database() and query like '%${statement}%'
             and state = 'active' and pid <> pg_backend_pid();
         exit when found;
         perform pg_stat_clear_snapshot();
       end loop;
     end $$`,
  );
}
