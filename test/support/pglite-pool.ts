import { readFile } from 'node:fs/promises';
import type { PGlite } from '@electric-sql/pglite';
import { openOrm, pgliteOf } from '../../src/db/open-orm.ts';
import type { TestDatabase } from './test-database.ts';

/**
 * Empty databases to use again: opening one takes more than a second of CPU time, emptying one a few
 * milliseconds.
 */
const idle: PGlite[] = [];

/**
 * How often a database is used. With thousands of failed statements, an embedded database leaks
 * memory until it crashes.
 */
const mostUses = 20;
const uses = new WeakMap<PGlite, number>();

/** Returns an empty embedded database in memory: one that an earlier test has returned, or a new one. */
export async function borrowPglite(snapshotFile: string): Promise<TestDatabase> {
  const instance = idle.pop() ?? (await openPglite(snapshotFile));
  uses.set(instance, (uses.get(instance) ?? 0) + 1);
  const catalog = await readCatalog(instance);
  return {
    location: { kind: 'pglite-memory', from: instance },
    [Symbol.asyncDispose]: async () => {
      const isWorn = (uses.get(instance) ?? 0) >= mostUses;
      if (!isWorn && (await isReusable(instance, catalog))) idle.push(instance);
      else await instance.close().catch(() => {});
    },
  };
}

async function openPglite(snapshotFile: string): Promise<PGlite> {
  const snapshot = new Blob([await readFile(snapshotFile)]);
  const instance = await pgliteOf(await openOrm({ kind: 'pglite-memory', from: snapshot }));
  for (const method of ['query', 'exec', 'transaction', 'runExclusive'] as const) {
    watch(instance, method);
  }
  return instance;
}

/** Calls of embedded databases that have not returned, oldest first: why a test waits for one. */
const runningCalls = new Set<string>();

export function describeRunningCalls(): string {
  return [...runningCalls].join('; ') || 'none';
}

function watch(instance: PGlite, method: 'query' | 'exec' | 'transaction' | 'runExclusive'): void {
  const original = instance[method].bind(instance) as (...args: unknown[]) => Promise<unknown>;
  let count = 0;
  Reflect.set(instance, method, async (...args: unknown[]) => {
    count += 1;
    const call = `${method} ${count} ${typeof args[0] === 'string' ? args[0].slice(0, 200) : ''}`;
    runningCalls.add(call);
    try {
      return await original(...args);
    } finally {
      runningCalls.delete(call);
    }
  });
}

/** Empties a database. Returns false when it has crashed, or a test has changed its schema. */
async function isReusable(instance: PGlite, catalog: string): Promise<boolean> {
  try {
    await instance.exec('reset role; reset all; unlisten *; deallocate all');
    if ((await readCatalog(instance)) !== catalog) return false;
    await instance.exec(`do $$ begin
      execute (
        select 'truncate ' || string_agg(format('%I', tablename), ', ') || ' restart identity'
        from pg_tables
        where schemaname = 'public' and tablename <> 'mikro_orm_migrations'
      );
    end $$`);
    return true;
  } catch {
    return false;
  }
}

/** Returns a value that identifies all objects except rows that a test can change. */
async function readCatalog(instance: PGlite): Promise<string> {
  const { rows } = await instance.query<{ catalog: string }>(`
    select md5(concat(
      (select string_agg(concat(oid, relname, relacl, relrowsecurity), ',' order by oid)
         from pg_class where relnamespace = 'public'::regnamespace),
      (select string_agg(concat(attrelid, attname, atttypid, attnotnull), ',' order by attrelid, attnum)
         from pg_attribute where attrelid in (
           select oid from pg_class where relnamespace = 'public'::regnamespace and relkind = 'r')),
      (select string_agg(concat(oid, tgenabled), ',' order by oid) from pg_trigger),
      (select string_agg(oid::text, ',' order by oid) from pg_constraint),
      (select string_agg(oid::text, ',' order by oid) from pg_policy),
      (select string_agg(oid::text, ',' order by oid) from pg_proc where oid >= 16384),
      (select string_agg(concat(oid, rolcanlogin, rolsuper, rolbypassrls), ',' order by oid) from pg_roles),
      (select string_agg(concat(setdatabase, setrole, setconfig), ',') from pg_db_role_setting),
      (select string_agg(name, ',' order by name) from mikro_orm_migrations)
    )) as catalog`);
  return rows[0]?.catalog ?? '';
}
