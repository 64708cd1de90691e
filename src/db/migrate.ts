import { readdirSync } from 'node:fs';
import type { Orm } from './open-orm.ts';
import { migrationsPath } from './orm-options.ts';
import { platformRole, tenantRole, tenantSetting } from './tenancy.ts';

/** Advisory lock that all Modelyard processes on one PostgreSQL share. */
const migrationLock = 815_001;

/** The database has migrations that this version does not have. */
export class NewerSchemaError extends Error {
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
 * @throws NewerSchemaError when the database has migrations that this version does not have.
 */
export async function migrate(orm: Orm, kind: 'postgres' | 'pglite'): Promise<void> {
  const em = orm.em.fork();
  if (kind === 'pglite') {
    await refuseNewerSchema(em);
    if ((await orm.migrator.getPending()).length === 0) return;
    await createRoles(em);
    await orm.migrator.up();
    await em.transactional((tx) => grantTables(orm, tx));
    return;
  }
  await em.transactional(async (tx) => {
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
  });
}

async function refuseNewerSchema(em: Orm['em']): Promise<void> {
  const [table] = await em.execute<{ exists: boolean }[]>(
    `select to_regclass('mikro_orm_migrations') is not null as exists`,
  );
  if (!table?.exists) return;
  const applied = await em.execute<{ name: string }[]>(
    'select name from mikro_orm_migrations order by name',
  );
  const known = new Set(readdirSync(migrationsPath).map(withoutExtension));
  const unknown = applied.map(({ name }) => withoutExtension(name)).filter((it) => !known.has(it));
  if (unknown.length > 0) throw new NewerSchemaError(unknown);
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
