import type { SqlEntityManager } from '@mikro-orm/sql';
import { acquireDataDirectoryLock } from './data-directory-lock.ts';
import { type Listen, listenOn } from './listen.ts';
import type { DatabaseLocation } from './location.ts';
import { migrate } from './migrate.ts';
import { type Orm, openOrm } from './open-orm.ts';
import { reserveOn } from './reserve.ts';
import type { Reserve } from './reserved-connection.ts';
import { platformRole, tenantRole, tenantSetting } from './tenancy.ts';

/** The only way to the data. */
export class Database implements AsyncDisposable {
  /** Hears what transactions have announced with `pg_notify`, in this process and in others. */
  readonly listen: Listen;
  /** Opens connections outside the pool, for work that must not wait for other queries. */
  readonly reserve: Reserve;
  /** Whether no other process can have opened it: what others were doing is over. */
  readonly isExclusive: boolean;
  readonly #orm: Orm;
  readonly #held: AsyncDisposableStack;

  private constructor(orm: Orm, location: DatabaseLocation, held: AsyncDisposableStack) {
    this.#orm = orm;
    this.#held = held;
    this.listen = listenOn(orm, location);
    this.reserve = reserveOn(orm, location);
    this.isExclusive = location.kind !== 'postgres';
  }

  /**
   * Connects and brings the schema up to date.
   *
   * @throws DataDirectoryInUseError when another process has the data directory.
   */
  static async open(location: DatabaseLocation): Promise<Database> {
    await using stack = new AsyncDisposableStack();
    if (location.kind === 'pglite') stack.use(acquireDataDirectoryLock(location.dataDir));
    const orm = await openOrm(location);
    stack.defer(() => orm.close(true));
    await migrate(orm, location.kind === 'postgres' ? 'postgres' : 'pglite');
    return new Database(orm, location, stack.move());
  }

  /**
   * Runs `work` in one transaction that can write only this tenant's rows, and see only these and
   * what the platform shares, twice over: the ORM filters by tenant, and PostgreSQL enforces the
   * same with row-level security.
   *
   * PGlite has a single connection: a query through another entity manager, or a slow upstream
   * call, inside `work` would block everyone. Await nothing there but `em`.
   */
  async asTenant<T>(tenantId: string, work: (em: SqlEntityManager) => Promise<T>): Promise<T> {
    const em = this.#orm.em.fork({ session: { role: tenantRole } });
    em.setFilterParams('tenant', { id: tenantId });
    return em.transactional((tx) => work(tx as SqlEntityManager));
  }

  /**
   * Runs `work` in one transaction that sees every tenant's rows, for work that no tenant asks
   * for. Queries through entities have to say `filters: false`.
   */
  async asPlatform<T>(work: (em: SqlEntityManager) => Promise<T>): Promise<T> {
    const session = { role: platformRole, variables: { [tenantSetting]: '' } };
    const em = this.#orm.em.fork({ session });
    return em.transactional((tx) => work(tx as SqlEntityManager));
  }

  /** @throws when the database does not answer. */
  async ping(): Promise<void> {
    await this.#orm.em.fork().execute('select 1');
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.#held.disposeAsync();
  }
}
