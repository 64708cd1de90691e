import { readdirSync } from 'node:fs';
import { StartupError } from '../startup-error.ts';
import type { Orm } from './open-orm.ts';
import { migrationsPath } from './orm-options.ts';
import { platformRole, tenantRole, tenantSetting } from './tenancy.ts';

/** Advisory lock that all Modelyard processes on one PostgreSQL share. */
const migrationLock = 815_001;

/** The database has migrations that this version does not have. */
export class NewerSchemaError extends StartupError {
  override name = 'NewerSchemaError';
  constructor(unknown: readonly string[]) {
    super(
      `The database has been migrated by a newer version of Modelyard (${unknown.join(', ')}); start that version or a later one.`,
    );
  }
}

/**
 * Applies pending migrations and grants both roles access to their tables.
 *
 * On PostgreSQL, an advisory lock lets one process migrate while the others wait. PGlite has only
 * one process and one connection: a lock held by an outer transaction would never be released.
 *
 * @returns the names of the applied migrations.
 * @throws NewerSchemaError when the database has migrations that this version does not have.
 */
export async function migrate(orm: Orm, kind: 'postgres' | 'pglite'): Promise<string[]> {
  const em = orm.em.fork();
  if (kind === 'pglite') {
    await refuseNewerSchema(em);
    if ((await orm.migrator.getPending()).length === 0) return [];
    await createRoles(em);
    const applied = await orm.migrator.up();
    await em.transactional((tx) => grantTables(orm, tx));
    return applied.map(({ name }) => name);
  }
  return em.transactional(async (tx) => {
    await tx.execute('set local statement_timeout = 0');
    await tx.execute('set local lock_timeout = 0');
    await tx.execute(`select pg_advisory_xact_lock(${migrationLock})`);
    await refuseNewerSchema(tx);
    // Policies also apply to a table owner without superuser rights, and adding a foreign key reads
    // tables.
    await tx.execute(`select set_config('${tenantSetting}', '', true)`);
    // Roles first, because the policies in migrations name them.
    await createRoles(tx);
    const applied = await orm.migrator.up({ transaction: tx.getTransactionContext() });
    if (applied.length > 0) await grantTables(orm, tx);
    return applied.map(({ name }) => name);
  });
}

/**
 * The names of the migrations that {@link migrate} would apply. Changes nothing.
 *
 * @throws NewerSchemaError when migrations have been applied that this version does not have.
 */
export async function findPendingMigrations(orm: Orm): Promise<string[]> {
  const applied = new Set(await refuseNewerSchema(orm.em.fork()));
  return knownMigrations().filter((name) => !applied.has(name));
}

/** @returns the migrations that have been applied. */
async function refuseNewerSchema(em: Orm['em']): Promise<string[]> {
  const [table] = await em.execute<{ exists: boolean }[]>(
    `select to_regclass('mikro_orm_migrations') is not null as exists`,
  );
  if (!table?.exists) return [];
  const applied = await em.execute<{ name: string }[]>(
    'select name from mikro_orm_migrations order by name',
  );
  const names = applied.map(({ name }) => withoutExtension(name));
  const known = new Set(knownMigrations());
  const unknown = names.filter((name) => !known.has(name));
  if (unknown.length > 0) throw new NewerSchemaError(unknown);
  return names;
}

function knownMigrations(): string[] {
  const files = readdirSync(migrationsPath).filter((file) => /\.[jt]s$/.test(file));
  return files.map(withoutExtension).sort();
}

function withoutExtension(file: string): string {
  return file.replace(/\.[jt]s$/, '');
}

/**
 * Creates the roles that queries run as. They own nothing, because row-level security does not
 * apply to superusers (such as PGlite's) and table owners. Roles belong to the whole cluster:
 * another database may have created them already.
 */
async function createRoles(em: Orm['em']): Promise<void> {
  for (const role of [tenantRole, platformRole]) {
    await em.execute(`do $$ begin
       if not exists (select from pg_roles where rolname = '${role}') then
         create role ${role} nologin;
       end if;
     exception when duplicate_object or unique_violation then null;
     end $$`);
    await em.execute(`do $$ begin
       if not pg_has_role(current_user, '${role}', 'member') then
         grant ${role} to current_user;
       end if;
     end $$`);
  }
}

async function grantTables(orm: Orm, em: Orm['em']): Promise<void> {
  const tables = [...orm.getMetadata().getAll().values()]
    .filter((meta) => meta.rowLevelSecurity)
    .map((meta) => `"${meta.tableName}"`);
  for (const role of [tenantRole, platformRole]) {
    await em.execute(`grant usage on schema public to ${role}`);
    await em.execute(`grant usage on all sequences in schema public to ${role}`);
    await em.execute(`grant select, insert, update, delete on ${tables.join(', ')} to ${role}`);
  }
}
