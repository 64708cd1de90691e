import { acquireDataDirectoryLock } from './data-directory-lock.ts';
import type { DatabaseLocation } from './location.ts';
import { findPendingMigrations, migrate } from './migrate.ts';
import { type Orm, openOrm } from './open-orm.ts';
import { assertWritable, toStartupError } from './startup-failure.ts';
import { platformRole, tenantRole } from './tenancy.ts';

/** The state of a database before the server changes it. */
export interface SchemaState {
  /** Migrations that have not been applied. */
  readonly pending: readonly string[];
  /** Version of PostgreSQL, such as `15.4`. */
  readonly version: string;
  /** Rights that migrations need and the user does not have; empty when none is missing. */
  readonly missingRights: readonly string[];
  /** Clock of the database minus the clock of this process, in milliseconds. */
  readonly clockSkewMs: number;
}

/** @throws StartupError when the database cannot be opened. */
export function inspectSchema(location: DatabaseLocation): Promise<SchemaState> {
  return withOrm(location, async (orm) => {
    const em = orm.em.fork();
    await assertWritable(em);
    const before = Date.now();
    const [row] = await em.execute<
      { version: string; now_ms: string; can_create: boolean; has_roles: boolean }[]
    >(
      `select current_setting('server_version') as version,
         (extract(epoch from clock_timestamp()) * 1000)::text as now_ms,
         has_schema_privilege('public', 'create') as can_create,
         (select rolcreaterole or rolsuper from pg_roles where rolname = current_user)
           or (select count(*) = 2 from pg_roles
               where rolname in ('${tenantRole}', '${platformRole}')
                 and pg_has_role(current_user, oid, 'member')) as has_roles`,
    );
    if (row === undefined) throw new Error('The database returned no row.');
    const middle = (before + Date.now()) / 2;
    const missingRights = [
      ...(row.can_create ? [] : ['create tables in the schema public']),
      ...(row.has_roles ? [] : [`be a member of the roles ${tenantRole} and ${platformRole}`]),
    ];
    return {
      pending: await findPendingMigrations(orm),
      version: row.version.split(' ')[0] ?? row.version,
      missingRights,
      clockSkewMs: Math.round(Number(row.now_ms) - middle),
    };
  });
}

/**
 * Applies the pending migrations, as the start of a server does.
 *
 * @returns the names of the applied migrations.
 * @throws StartupError when the database cannot be opened.
 */
export function applyMigrations(location: DatabaseLocation): Promise<string[]> {
  return withOrm(location, (orm) =>
    migrate(orm, location.kind === 'postgres' ? 'postgres' : 'pglite'),
  );
}

async function withOrm<T>(location: DatabaseLocation, use: (orm: Orm) => Promise<T>): Promise<T> {
  try {
    await using stack = new AsyncDisposableStack();
    if (location.kind === 'pglite') stack.use(await acquireDataDirectoryLock(location.dataDir));
    // Migrations need two connections: one holds the lock.
    const orm = await openOrm(location, { poolSize: 2 });
    stack.defer(() => orm.close(true));
    return await use(orm);
  } catch (error) {
    throw toStartupError(error, location);
  }
}
