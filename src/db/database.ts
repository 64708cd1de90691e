import { IsolationLevel } from '@mikro-orm/core';
import type { SqlEntityManager } from '@mikro-orm/sql';
import { platformTenant } from '../domain.ts';
import { OverloadedError } from '../errors.ts';
import type { Log } from '../log.ts';
import { resultWithin } from '../result-within.ts';
import { Admission } from './admission.ts';
import { acquireDataDirectoryLock } from './data-directory-lock.ts';
import { DatabaseTimeoutError } from './database-error.ts';
import { FailureReports } from './failure-reports.ts';
import { type Listen, listenOn } from './listen.ts';
import type { DatabaseLocation } from './location.ts';
import { migrate } from './migrate.ts';
import { type Orm, openOrm, pgliteOf, postgresTimeouts } from './open-orm.ts';
import { longStatements, PooledClients } from './pooled-clients.ts';
import { Readiness } from './readiness.ts';
import { reserveOn } from './reserve.ts';
import type { Reserve } from './reserved-connection.ts';
import { assertWritable, toStartupError } from './startup-failure.ts';
import { supervisePglite } from './supervise-pglite.ts';
import { platformRole, tenantRole, tenantSetting } from './tenancy.ts';
import type { TenantStatement, TextRow } from './tenant-query.ts';
import { type TenantReader, tenantReaderOn } from './tenant-reader.ts';

export interface DatabaseOptions {
  /** Connections in the pool, for PostgreSQL. PGlite has one connection. @default 10 */
  readonly poolSize?: number;
  /** How long a transaction waits for a connection, in milliseconds. @default 5,000 */
  readonly waitMs?: number;
  /** Timeout of a report, in milliseconds. @default 30,000 */
  readonly reportTimeoutMs?: number;
  /** @default nothing is logged */
  readonly log?: Log;
  /**
   * Called when the embedded database has crashed. No statement works after that, so the process
   * must exit. @default the crash is only logged
   */
  readonly onCrash?: (() => void) | undefined;
}

export interface TransactionOptions {
  /**
   * Whether all queries see the database as it was at the first one. For reading only.
   *
   * @default false
   */
  readonly isSnapshot?: boolean;
}

/** Default of {@link DatabaseOptions.waitMs}. */
const defaultWaitMs = 5_000;

const limits = { waitingPerTenant: 2_000, waiting: 8_000 } as const;

/** Added to the server's timeout for the timeout of the client, in milliseconds. */
const responseMs = 500;

/** Longer than the server's own timeout, so that only a server that does not respond exceeds it. */
const statementTimeoutMs = postgresTimeouts.statement_timeout + responseMs;

/** Maximum number of reports that run at a time in one process. A tenant can run one. */
const maxReports = 2;

/** How long to wait for running transactions when the database is closed. */
const closeGraceMs = 2_000;

interface Parts {
  readonly orm: Orm;
  readonly location: DatabaseLocation;
  readonly admission: Admission;
  readonly failures: FailureReports;
  readonly reportTimeoutMs: number;
  readonly waitMs: number;
}

/** Access to the database. */
export class Database implements AsyncDisposable {
  /** Receives notifications that transactions of any process have sent with `pg_notify`. */
  readonly listen: Listen;
  /** Opens connections outside the pool, for work that must not wait for other queries. */
  readonly reserve: Reserve;
  /** Whether no other process can use the database, so that work of earlier processes has ended. */
  readonly isExclusive: boolean;
  readonly #orm: Orm;
  readonly #read: TenantReader;
  readonly #admission: Admission;
  readonly #reports: Admission;
  readonly #reportTimeoutMs: number;
  readonly #failures: FailureReports;
  readonly #readiness: Readiness;
  readonly #resources: AsyncDisposableStack;

  private constructor(parts: Parts, resources: AsyncDisposableStack) {
    const { orm, location, admission, failures, reportTimeoutMs } = parts;
    this.#orm = orm;
    this.#read = tenantReaderOn(orm, location);
    this.#admission = admission;
    this.#reports = new Admission({ ...limits, waitMs: parts.waitMs, slots: maxReports });
    this.#reportTimeoutMs = reportTimeoutMs;
    this.#failures = failures;
    this.listen = listenOn({ orm, location, failures });
    this.reserve = reserveOn({ orm, location, failures });
    this.isExclusive = location.kind !== 'postgres';
    this.#readiness = resources.use(new Readiness(this.reserve));
    this.#resources = resources;
  }

  /**
   * Connects and migrates the schema.
   *
   * @throws StartupError when the database cannot be used, which names the setting and the fix.
   */
  static async open(location: DatabaseLocation, options: DatabaseOptions = {}): Promise<Database> {
    try {
      return await Database.#open(location, options);
    } catch (error) {
      throw toStartupError(error, location);
    }
  }

  static async #open(
    location: DatabaseLocation,
    {
      poolSize = 10,
      waitMs = defaultWaitMs,
      reportTimeoutMs = 30_000,
      log,
      onCrash,
    }: DatabaseOptions,
  ): Promise<Database> {
    await using stack = new AsyncDisposableStack();
    if (location.kind === 'pglite') stack.use(await acquireDataDirectoryLock(location.dataDir));
    const clients = new PooledClients();
    const orm = await openOrm(location, { poolSize, onPool: (pool) => clients.watch(pool) });
    stack.defer(() => orm.close(true));
    // The pool would wait for running statements, even if the database does not respond.
    stack.defer(() => clients.destroy());
    const slots = location.kind === 'postgres' ? poolSize : 1;
    const failures = new FailureReports(log);
    const onRefused = (error: OverloadedError) => failures.report(error);
    const admission = new Admission({ ...limits, waitMs, slots, onRefused });
    if (location.kind !== 'postgres') {
      const supervision = supervisePglite(await pgliteOf(orm), (crash) => {
        log?.error({ err: crash }, 'the embedded database crashed; restart the server');
        void admission.close();
        onCrash?.();
      });
      stack.use(supervision);
    }
    await assertWritable(orm.em.fork());
    await migrate(orm, location.kind === 'postgres' ? 'postgres' : 'pglite');
    // Migrations have no timeout, so statements are limited only from here on.
    clients.limitStatements(statementTimeoutMs);
    stack.defer(() => resultWithin(closeGraceMs, admission.close(), undefined));
    return new Database(
      { orm, location, admission, failures, reportTimeoutMs, waitMs },
      stack.move(),
    );
  }

  /**
   * Runs `work` in one transaction that can write only the rows of this tenant, and read only these
   * and those of the platform. Both the ORM's tenant filter and row-level security enforce this.
   *
   * The transaction occupies a connection of the pool, and PGlite has only one. Await nothing but
   * `em` in `work`: another transaction would wait for the connection of this one.
   *
   * @throws OverloadedError when no connection is free in time, or the database does not respond.
   */
  async asTenant<T>(
    tenantId: string,
    work: (em: SqlEntityManager) => Promise<T>,
    options: TransactionOptions = {},
  ): Promise<T> {
    return this.#admit(tenantId, () => {
      const em = this.#orm.em.fork({ session: { role: tenantRole } });
      em.setFilterParams('tenant', { id: tenantId });
      return this.#transact(em, work, options);
    });
  }

  /**
   * Executes one query that reads rows of a tenant and of the platform, in one round trip and
   * without entities. Row-level security applies as in {@link asTenant}.
   *
   * @throws OverloadedError when no connection is free in time, or the database does not respond.
   */
  async read(tenantId: string, statement: TenantStatement): Promise<TextRow[]> {
    return this.#admit(tenantId, async () => {
      const rows = await this.#read(tenantId, statement);
      this.#responded();
      return rows;
    });
  }

  /**
   * As {@link asTenant}, for a query that reads many rows: its timeout is 30 seconds. One report of
   * a tenant and two of a process run at a time, so that other work finds a connection.
   *
   * @param tenantId null to read the rows of all tenants.
   * @throws OverloadedError also when the query exceeds its timeout.
   */
  async report<T>(tenantId: string | null, work: (em: SqlEntityManager) => Promise<T>): Promise<T> {
    const ms = this.#reportTimeoutMs;
    const read = async (em: SqlEntityManager) => {
      await em.execute(`set local statement_timeout = ${ms}`);
      return longStatements.run(ms + responseMs, () => work(em));
    };
    return this.#reports.run(tenantId ?? platformTenant, () =>
      tenantId === null ? this.asPlatform(read) : this.asTenant(tenantId, read),
    );
  }

  /**
   * Runs `work` in one transaction that can access the rows of all tenants. Only for work that no
   * tenant has requested. Queries through entities need `filters: false`.
   *
   * @throws OverloadedError when no connection is free in time, or the database does not respond.
   */
  async asPlatform<T>(
    work: (em: SqlEntityManager) => Promise<T>,
    options: TransactionOptions = {},
  ): Promise<T> {
    return this.#admit(platformTenant, () => {
      const session = { role: platformRole, variables: { [tenantSetting]: '' } };
      const em = this.#orm.em.fork({ session });
      return this.#transact(em, work, options);
    });
  }

  /** The transactions of this process that run, and those that wait for a connection. */
  get load(): Admission['load'] {
    return this.#admission.load;
  }

  /** @throws when the database does not respond to a query within one second. */
  async ping(): Promise<void> {
    await this.#readiness.check();
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.#resources.disposeAsync();
  }

  async #admit<T>(tenantId: string, transaction: () => Promise<T>): Promise<T> {
    return this.#admission.run(tenantId, async () => {
      try {
        return await transaction();
      } catch (error) {
        const failure = this.#failures.describe(error);
        if (failure instanceof OverloadedError && failure.cause instanceof DatabaseTimeoutError) {
          // Reject the waiting transactions now: each would wait for the same timeout.
          this.#admission.restrict();
          this.#admission.refuseWaiting(failure);
        }
        throw failure;
      }
    });
  }

  #responded(): void {
    this.#admission.restore();
    this.#failures.responded();
  }

  #transact<T>(
    em: SqlEntityManager,
    work: (em: SqlEntityManager) => Promise<T>,
    { isSnapshot = false }: TransactionOptions,
  ): Promise<T> {
    const isolation = isSnapshot ? { isolationLevel: IsolationLevel.REPEATABLE_READ } : {};
    return em.transactional((tx) => {
      // The transaction has begun.
      this.#responded();
      return work(tx as SqlEntityManager);
    }, isolation);
  }
}
