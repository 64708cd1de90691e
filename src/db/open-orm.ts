import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { MikroORM } from '@mikro-orm/core';
import type { SqlEntityManager } from '@mikro-orm/sql';
import type { DatabaseLocation } from './location.ts';
import { commonOrmOptions } from './orm-options.ts';

/** Every statement, lock and wait of ours ends; PostgreSQL's own defaults are "never". */
export const postgresTimeouts = {
  statement_timeout: 15_000,
  lock_timeout: 5_000,
  idle_in_transaction_session_timeout: 30_000,
  connectionTimeoutMillis: 5_000,
} as const;

export type Orm = MikroORM & { readonly em: SqlEntityManager };

/** Connects, without looking at the schema. Only the driver in use is loaded. */
export async function openOrm(location: DatabaseLocation): Promise<Orm> {
  const orm =
    location.kind === 'postgres' ? await openPostgres(location.url) : await openPglite(location);
  return orm as unknown as Orm; // both drivers' entity managers are SqlEntityManager
}

async function openPostgres(url: string) {
  const { PostgreSqlDriver } = await import('@mikro-orm/postgresql');
  return MikroORM.init({
    ...commonOrmOptions,
    driver: PostgreSqlDriver,
    clientUrl: url,
    pool: { min: 0, max: 10, idleTimeoutMillis: 30_000 },
    driverOptions: { ...postgresTimeouts, keepAlive: true, application_name: 'modelyard' },
  });
}

async function openPglite(location: Exclude<DatabaseLocation, { kind: 'postgres' }>) {
  const { PgliteDriver } = await import('@mikro-orm/pglite');
  const inMemory = location.kind === 'pglite-snapshot';
  const dbName = inMemory ? 'memory://' : join(location.dataDir, 'pglite');
  if (!inMemory) mkdirSync(location.dataDir, { recursive: true, mode: 0o700 });
  return MikroORM.init({
    ...commonOrmOptions,
    driver: PgliteDriver,
    dbName,
    // A function, because plain objects are deep-cloned and a Blob does not survive that.
    driverOptions: () => ({
      postgresqlconf: ['shared_buffers=16MB', 'max_connections=10'],
      ...(inMemory ? { loadDataDir: location.snapshot } : {}),
    }),
  });
}
