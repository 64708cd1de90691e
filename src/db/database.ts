import type { SqlEntityManager } from '@mikro-orm/sql';
import { migrate } from './migrate.ts';
import { type DatabaseLocation, type Orm, openOrm } from './open-orm.ts';
import { tenantRole } from './tenancy.ts';

/** The only way to the data. */
export class Database implements AsyncDisposable {
  readonly #orm: Orm;

  private constructor(orm: Orm) {
    this.#orm = orm;
  }

  /** Connects and brings the schema up to date. */
  static async open(location: DatabaseLocation): Promise<Database> {
    const orm = await openOrm(location);
    try {
      await migrate(orm, location.kind === 'postgres' ? 'postgres' : 'pglite');
    } catch (error) {
      await orm.close(true);
      throw error;
    }
    return new Database(orm);
  }

  /**
   * Runs `work` in one transaction that can see and write only this tenant's rows, twice over: the
   * ORM filters by tenant, and PostgreSQL enforces the same with row-level security.
   *
   * PGlite has a single connection: a query through another entity manager, or a slow upstream
   * call, inside `work` would block everyone. Await nothing there but `em`.
   */
  async asTenant<T>(tenantId: string, work: (em: SqlEntityManager) => Promise<T>): Promise<T> {
    const em = this.#orm.em.fork({ session: { role: tenantRole } });
    em.setFilterParams('tenant', { id: tenantId });
    return em.transactional((tx) => work(tx as SqlEntityManager));
  }

  /** @throws when the database does not answer. */
  async ping(): Promise<void> {
    await this.#orm.em.fork().execute('select 1');
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.#orm.close(true);
  }
}
