import { raw } from '@mikro-orm/core';
import type { SqlEntityManager } from '@mikro-orm/sql';
import type { Database } from '../../db/database.ts';
import { Pull } from '../../db/pull.entity.ts';
import { SharedRead, type SharedReadOptions } from '../../events/shared-read.ts';
import { pullChangesTopic, pullsTopic } from '../models/pull-queue.ts';
import { ownersOf, type PullAudience } from './pull-audience.ts';
import type { SeenPull } from './pull-view.ts';

export interface LivePullsOptions extends Omit<SharedReadOptions, 'read' | 'topics'> {
  readonly database: Database;
}

/** A download, and for each tenant with a model of it whether such a model waits. */
interface LivePull {
  readonly pull: Pull;
  readonly waiting: ReadonlyMap<string, boolean>;
}

/**
 * The current state of all downloads that have not ended or that ended since the previous read. It
 * is read once for all subscribers in this process.
 */
export class LivePulls {
  readonly #database: Database;
  readonly #shared: SharedRead;
  #pulls: readonly LivePull[] = [];
  /** Time of the last read, on the clock of the database. */
  #readAt: Date | null = null;

  constructor({ database, ...options }: LivePullsOptions) {
    this.#database = database;
    this.#shared = new SharedRead({
      ...options,
      // The first topic announces models that start or stop to wait.
      topics: [pullsTopic, pullChangesTopic],
      read: () => this.#read(),
    });
  }

  /** See {@link SharedRead.join}. */
  async join(wake: () => void): Promise<Disposable> {
    return this.#shared.join(wake);
  }

  /** See {@link SharedRead.refresh}. */
  async refresh(): Promise<void> {
    await this.#shared.refresh();
  }

  /** Returns the downloads that an audience may see. */
  seenBy(audience: PullAudience): SeenPull[] {
    const owners = ownersOf(audience);
    const seen: SeenPull[] = [];
    for (const { pull, waiting } of this.#pulls) {
      const isPlatforms = audience.isPlatform && pull.requestedByPlatform;
      if (!isPlatforms && !owners.some((owner) => waiting.has(owner))) continue;
      const isAwaited =
        owners.some((owner) => waiting.get(owner) === true) ||
        (isPlatforms && pull.awaitedByPlatform);
      seen.push({ pull, isAwaited });
    }
    return seen;
  }

  async #read(): Promise<void> {
    // One snapshot: a model stops to wait after its download has ended. Without a snapshot, the
    // download could look as if it was running and cancelled by the tenant.
    const options = { isSnapshot: true };
    await this.#database.asPlatform((em) => this.#readFrom(em), options);
  }

  async #readFrom(em: SqlEntityManager): Promise<void> {
    const [clock] = await em.execute<{ now: string | Date }[]>('select now() as now');
    const pulls = await em
      .createQueryBuilder(Pull, 'p')
      .select('*')
      .where({
        // A transaction is committed less than a minute after its timestamp.
        [raw(
          `(p.state in ('QUEUED', 'RUNNING')
            or p.finished_at > coalesce(?, now()) - interval '1 minute')`,
          [this.#readAt],
        )]: [],
      })
      .orderBy([{ createdAt: 'asc' }, { id: 'asc' }])
      .getResultList();
    const waiting = await readWaiting(
      em,
      pulls.map(({ id }) => id),
    );
    this.#pulls = pulls.map((pull) => ({
      pull,
      waiting: waiting.get(pull.id) ?? new Map<string, boolean>(),
    }));
    this.#readAt = clock === undefined ? null : new Date(clock.now);
  }
}

async function readWaiting(
  em: SqlEntityManager,
  ids: readonly string[],
): Promise<ReadonlyMap<string, ReadonlyMap<string, boolean>>> {
  const waiting = new Map<string, Map<string, boolean>>();
  if (ids.length === 0) return waiting;
  const rows = await em.execute<{ pull_id: string; tenant_id: string; waits: boolean }[]>(
    `select pull_id, tenant_id, bool_or(awaits_pull) as waits from model
     where pull_id in (${ids.map(() => '?').join(', ')}) and deleted_at is null
     group by pull_id, tenant_id`,
    [...ids],
  );
  for (const row of rows) {
    const tenants = waiting.get(row.pull_id) ?? new Map<string, boolean>();
    waiting.set(row.pull_id, tenants.set(row.tenant_id, row.waits));
  }
  return waiting;
}
