import { randomUUID } from 'node:crypto';
import type { SqlEntityManager } from '@mikro-orm/sql';
import type { Database } from '../../db/database.ts';
import { Pull } from '../../db/pull.entity.ts';
import { type InstalledModel, type PullLayer, platformTenant } from '../../domain.ts';
import { wakeUpChannel } from '../../events/wake-ups.ts';
import { pullChangesTopic, pullTopic } from '../models/pull-queue.ts';

/** Time without a report after which another process can take over, in seconds. */
export const pullLeaseSeconds = 10;

const orphaned = "(state = 'RUNNING' and lease_until <= now())";
const waits = 'awaits_pull and deleted_at is null';
const leaseEnd = `now() + interval '${pullLeaseSeconds} seconds'`;

/** The progress of an attempt. */
export interface PullReport {
  readonly phase: string | null;
  readonly layers: readonly PullLayer[];
  readonly bytesPerSecond: number | null;
}

/**
 * The result of an attempt. `again` means that another attempt follows, `unwanted` that no model
 * waits for the download any more.
 */
export type PullOutcome =
  | { readonly kind: 'succeeded'; readonly installed: InstalledModel }
  | { readonly kind: 'failed'; readonly error: string }
  | {
      readonly kind: 'again';
      readonly error: string | null;
      readonly failures: number;
      readonly afterMs: number;
    }
  | { readonly kind: 'unwanted' };

/** A download and its current attempt, which may write to it. */
export type OwnedPull = Pick<Pull, 'id' | 'attempt' | 'failures' | 'name' | 'canonical'> & {
  readonly owner: string;
  readonly layers: readonly PullLayer[];
  /** Whether the model can be installed already, and its newest version is requested. */
  readonly isUpdate: boolean;
};

/** Stores downloads. Writes of an attempt have an effect only while it owns its download. */
export class PullStore {
  readonly #database: Database;

  constructor(database: Database) {
    this.#database = database;
  }

  /** With an exclusive database, expires the leases of earlier processes immediately. */
  async takeOver(): Promise<void> {
    if (!this.#database.isExclusive) return;
    await this.#database.asPlatform((em) =>
      em.execute(`update pull set lease_until = now() where state = 'RUNNING'`),
    );
  }

  /** Whether no download is queued or running, and no model waits for one that has ended. */
  async isIdle(): Promise<boolean> {
    const rows = await this.#database.asPlatform((em) =>
      em.execute<unknown[]>(
        `select 1 from pull where state in ('QUEUED', 'RUNNING')
         union all select 1 from model where awaits_pull limit 1`,
      ),
    );
    return rows.length === 0;
  }

  /** Returns the number of downloads in each state. */
  async countByState(): Promise<[{ state: string }, number][]> {
    const rows = await this.#database.asPlatform((em) =>
      em.execute<{ state: string; count: number }[]>(
        'select state, count(*)::int as count from pull group by state',
      ),
    );
    return rows.map(({ state, count }) => [{ state }, count]);
  }

  /** Whether a download waits for an attempt, now or later. */
  async hasWaiting(): Promise<boolean> {
    const rows = await this.#database.asPlatform((em) =>
      em.execute<unknown[]>(`select 1 from pull where state = 'QUEUED' or ${orphaned} limit 1`),
    );
    return rows.length > 0;
  }

  /**
   * Takes a download that waits for an attempt, or whose process has failed; null when there is none.
   * Of the tenants that wait, the one with the fewest running downloads of the installation is
   * served, and its oldest download is taken. The platform counts as a tenant.
   *
   * @param forNewcomers whether to take only downloads of tenants without a running one.
   */
  async claim({ forNewcomers = false } = {}): Promise<OwnedPull | null> {
    return this.#database.asPlatform(async (em) => {
      const owner = randomUUID();
      const [row] = await em.execute<{ id: string }[]>(
        `with live as (
           select id, awaited_by_platform, state = 'RUNNING' and lease_until > now() as is_running
           from pull where state in ('QUEUED', 'RUNNING')
         ), party as (
           select live.id, is_running, tenant_id from live
             join model on model.pull_id = live.id and ${waits}
           union select id, is_running, '${platformTenant}' from live where awaited_by_platform
         ), load as (
           select tenant_id, count(*) filter (where is_running) as running
           from party group by tenant_id
         ), candidate as (
           select party.id, min(load.running) as running from party join load using (tenant_id)
           where not is_running group by party.id
         )
         update pull set state = 'RUNNING', owner = ?, lease_until = ${leaseEnd},
           attempt = attempt + 1, started_at = coalesce(started_at, now()), not_before = null,
           bytes_per_second = null, revision = revision + 1
         where id = (
           select pull.id from pull join candidate on candidate.id = pull.id
           where ((state = 'QUEUED' and coalesce(not_before, now()) <= now()) or ${orphaned})
             and (candidate.running = 0 or not ?)
           order by candidate.running, created_at, pull.id limit 1
           for update of pull skip locked
         ) returning id`,
        [owner, forNewcomers],
      );
      if (row === undefined) return null;
      await notify(em, row.id);
      const pull = await em.findOneOrFail(Pull, { id: row.id });
      const { id, attempt, failures, name, canonical, layers } = pull;
      const usable = await em.execute<unknown[]>(
        `select 1 from model where pull_id = ? and ${waits} and status in ('ACTIVE', 'UNSUITABLE') limit 1`,
        [id],
      );
      const isUpdate = pull.awaitedByPlatform || usable.length > 0;
      return { id, attempt, failures, name, canonical, layers, owner, isUpdate };
    });
  }

  /** Writes the progress and renews the lease. @returns whether the attempt owns the download. */
  async report({ id, owner }: OwnedPull, report: PullReport): Promise<boolean> {
    return this.#database.asPlatform(async (em) => {
      const rows = await em.execute<unknown[]>(
        `update pull set phase = ?, layers = ?::jsonb, bytes_per_second = ?, error = null,
           lease_until = ${leaseEnd}, revision = revision + 1
         where id = ? and owner = ? and state = 'RUNNING' returning id`,
        [report.phase, JSON.stringify(report.layers), report.bytesPerSecond, id, owner],
      );
      if (rows.length > 0) await notify(em, id);
      return rows.length > 0;
    });
  }

  /** Renews the lease of an attempt. */
  async renew({ id, owner }: OwnedPull): Promise<'wanted' | 'unwanted' | 'lost'> {
    return this.#database.asPlatform(async (em) => {
      const rows = await em.execute<unknown[]>(
        `update pull set lease_until = ${leaseEnd}
         where id = ? and owner = ? and state = 'RUNNING' returning id`,
        [id, owner],
      );
      if (rows.length === 0) return 'lost';
      return (await isWanted(em, id)) ? 'wanted' : 'unwanted';
    });
  }

  /** Ends an attempt. @returns whether the download has ended. */
  async finish(
    { id, owner }: OwnedPull,
    report: PullReport,
    outcome: PullOutcome,
  ): Promise<boolean> {
    return this.#database.asPlatform(async (em) => {
      // Lock the row before reading which models wait, so that no model can join meanwhile.
      const locked = await em.execute<unknown[]>(
        `select 1 from pull where id = ? and owner = ? and state = 'RUNNING' for update`,
        [id, owner],
      );
      if (locked.length === 0) return false;
      const end = outcome.kind === 'unwanted' && (await isWanted(em, id)) ? again : outcome;
      const state = states[end.kind];
      const error = 'error' in end ? end.error : null;
      await em.execute(
        `update pull set state = ?, phase = ?, layers = ?::jsonb, bytes_per_second = null,
           error = ?, failures = ?, installed = ?::jsonb,
           not_before = now() + ? * interval '1 millisecond', owner = null, lease_until = null,
           finished_at = case when ? then now() end, revision = revision + 1
         where id = ?`,
        [
          state,
          state === 'QUEUED' || state === 'SUCCEEDED' ? report.phase : null,
          JSON.stringify(report.layers),
          error,
          end.kind === 'again' ? end.failures : 0,
          end.kind === 'succeeded' ? JSON.stringify(end.installed) : null,
          end.kind === 'again' ? end.afterMs : 0,
          state !== 'QUEUED',
          id,
        ],
      );
      await notify(em, id);
      return state !== 'QUEUED';
    });
  }

  /** Cancels downloads that no process runs and no model waits for. */
  async sweep(): Promise<void> {
    await this.#database.asPlatform(async (em) => {
      const queued = await em.execute<{ id: string }[]>(
        `select id from pull where state = 'QUEUED' or ${orphaned}
         order by id for update skip locked`,
      );
      for (const { id } of queued) {
        if (await isWanted(em, id)) continue;
        await em.execute(
          `update pull set state = 'CANCELLED', phase = null, bytes_per_second = null, owner = null,
             lease_until = null, finished_at = now(), revision = revision + 1
           where id = ?`,
          [id],
        );
        await notify(em, id);
      }
    });
  }

  /** Returns the models that wait for a download that has ended. */
  async findUnsettled(): Promise<readonly { readonly id: string; readonly tenantId: string }[]> {
    return this.#database.asPlatform((em) =>
      em.execute(
        `select model.id, model.tenant_id as "tenantId" from model join pull on pull.id = model.pull_id
         where model.awaits_pull and pull.state not in ('QUEUED', 'RUNNING')
         order by model.tenant_id, model.id limit 1000`,
      ),
    );
  }

  /** Returns the milliseconds until the next attempt is due; null when no download waits for one. */
  async untilNext(): Promise<number | null> {
    const [row] = await this.#database.asPlatform((em) =>
      em.execute<{ ms: number | string | null }[]>(
        `select extract(epoch from min(not_before) - now()) * 1000 as ms
         from pull where state = 'QUEUED' and not_before > now()`,
      ),
    );
    return row?.ms == null ? null : Math.max(0, Number(row.ms));
  }
}

const states = {
  succeeded: 'SUCCEEDED',
  failed: 'FAILED',
  again: 'QUEUED',
  unwanted: 'CANCELLED',
} as const satisfies Record<PullOutcome['kind'], Pull['state']>;

/** A model has started to wait again before the download ended. */
const again: PullOutcome = { kind: 'again', error: null, failures: 0, afterMs: 0 };

async function isWanted(em: SqlEntityManager, id: string): Promise<boolean> {
  const rows = await em.execute<unknown[]>(
    `select 1 from model where pull_id = ? and ${waits}
     union all select 1 from pull where id = ? and awaited_by_platform limit 1`,
    [id, id],
  );
  return rows.length > 0;
}

async function notify(em: SqlEntityManager, id: string): Promise<void> {
  await em.execute('select pg_notify(?, ?)', [
    wakeUpChannel,
    `${pullTopic(id)}\n${pullChangesTopic}`,
  ]);
}
