import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import type { PGlite } from '@electric-sql/pglite';
import { MikroORM } from '@mikro-orm/core';
import type { PgliteConnection } from '@mikro-orm/pglite';
import type { PostgreSqlConnection } from '@mikro-orm/postgresql';
import type { SqlEntityManager } from '@mikro-orm/sql';
import type { Pool } from 'pg';
import type { DatabaseLocation } from './location.ts';
import { commonOrmOptions } from './orm-options.ts';

/**
 * In milliseconds; PostgreSQL has no timeouts by default. The client's timeouts are slightly
 * longer.
 */
export const postgresTimeouts = {
  lock_timeout: 3_000,
  statement_timeout: 4_000,
  /** Limits how long a paused process can hold its locks. */
  idle_in_transaction_session_timeout: 10_000,
  connectionTimeoutMillis: 3_000,
} as const;

export type Orm = MikroORM & { readonly em: SqlEntityManager };

export interface OpenOrmOptions {
  /** Connections to PostgreSQL. @default 10 */
  readonly poolSize?: number;
  /** Called before the pool opens its first connection to PostgreSQL. */
  readonly onPool?: (pool: Pool) => void;
}

/** Connects without checking the schema. Loads only the driver that is used. */
export async function openOrm(
  location: DatabaseLocation,
  options: OpenOrmOptions = {},
): Promise<Orm> {
  const orm =
    location.kind === 'postgres'
      ? await openPostgres(location.url, options)
      : await openPglite(location);
  return orm as unknown as Orm; // Both drivers have a SqlEntityManager.
}

/** Returns the embedded database of an ORM on PGlite. */
export async function pgliteOf(orm: Orm): Promise<PGlite> {
  return (orm.em.getConnection() as unknown as PgliteConnection).getNativeClient();
}

/** Returns the pool of an ORM on PostgreSQL. */
export async function poolOf(orm: Orm): Promise<Pool> {
  return (orm.em.getConnection() as unknown as PostgreSqlConnection).getNativeClient();
}

async function openPostgres(url: string, { poolSize = 10, onPool }: OpenOrmOptions) {
  const { PostgreSqlDriver } = await import('@mikro-orm/postgresql');
  return MikroORM.init({
    ...commonOrmOptions,
    driver: PostgreSqlDriver,
    clientUrl: url,
    // Migrations need two connections: one holds their lock. The admission limits those of requests.
    pool: { min: 0, max: Math.max(poolSize, 2), idleTimeoutMillis: 30_000 },
    driverOptions: () => ({
      // Without it, the ORM ignores parameters of the URL, such as sslmode.
      connectionString: url,
      ...postgresTimeouts,
      keepAlive: true,
      application_name: 'modelyard',
      onPoolCreated: onPool,
    }),
  });
}

async function openPglite(location: Exclude<DatabaseLocation, { kind: 'postgres' }>) {
  const { PgliteDriver } = await import('@mikro-orm/pglite');
  const inMemory = location.kind === 'pglite-memory';
  const dbName = inMemory ? 'memory://' : join(location.dataDir, 'pglite');
  if (!inMemory) mkdirSync(location.dataDir, { recursive: true, mode: 0o700 });
  return MikroORM.init({
    ...commonOrmOptions,
    driver: PgliteDriver,
    dbName,
    // A function, because plain objects are deep-cloned and a Blob cannot be cloned that way.
    driverOptions: () => ({
      // PostgreSQL must report deep recursion before it overflows the JavaScript stack.
      postgresqlconf: ['shared_buffers=16MB', 'max_connections=10', 'max_stack_depth=250kB'],
      ...(inMemory ? memoryOptions(location.from) : {}),
    }),
  });
}

function memoryOptions(from: Blob | PGlite) {
  return from instanceof Blob ? { loadDataDir: from } : { pglite: from };
}
