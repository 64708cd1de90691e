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

/** A pull, and by tenant whether a model waits for it. */
interface LivePull {
  readonly pull: Pull;
  readonly waiting: ReadonlyMap<string, boolean>;
}

/**
 * All pulls that have not ended, and those that ended since the read before: the present state, read
 * once for all of its subscribers in this process.
 */
export class LivePulls {
  readonly #database: Database;
  readonly #shared: SharedRead;
  #pulls: readonly LivePull[] = [];
  /** Time of the last read, on the database's clock. */
  #readAt: Date | null = null;

  constructor({ database, ...options }: LivePullsOptions) {
    this.#database = database;
    this.#shared = new SharedRead({
      ...options,
      // The first one announces who begins and stops to wait.
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

  /** Those that an audience may see. */
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
    // One snapshot: a model stops to wait after its pull has ended, and must not be seen as having
    // left a pull that is seen running.
    const options = { isSnapshot: true };
    await this.#database.asPlatform((em) => this.#readFrom(em), options);
  }

  async #readFrom(em: SqlEntityManager): Promise<void> {
    const [clock] = await em.execute<{ now: string | Date }[]>('select now() as now');
    const pulls = await em
      .createQueryBuilder(Pull, 'p')
      .select('*')
      .where({
        // The minute is more than a transaction takes from its time to its commit.
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
