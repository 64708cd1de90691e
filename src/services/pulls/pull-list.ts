import { raw } from '@mikro-orm/core';
import type { QBFilterQuery, SqlEntityManager } from '@mikro-orm/sql';
import { z } from 'zod';
import { Pull } from '../../db/pull.entity.ts';
import { type PullState, pullStates } from '../../domain.ts';
import { choicesOf } from '../input/list-input.ts';
import { cursorTime } from '../paging/cursor.ts';
import type { Page, PageInput } from '../paging/page.ts';
import { type ListOrder, readPage } from '../paging/read-page.ts';
import { ownersOf, type PullAudience } from './pull-audience.ts';
import { isOver, type SeenPull } from './pull-view.ts';

export const pullFilter = z.object({ states: choicesOf(pullStates).nullish() });
export type PullFilter = z.output<typeof pullFilter>;

/** Maximum number of ended downloads that are sent at the start of a subscription. */
const maxEnded = 1_000;

const newestFirst: ListOrder<Pull> = {
  name: 'pulls',
  direction: 'desc',
  columns: [
    { name: 'created_at', property: 'createdAt', shape: cursorTime },
    { name: 'id', property: 'id', shape: z.uuid() },
  ],
};

/**
 * Finds the visible downloads among some IDs.
 *
 * @param em must read one snapshot, because a model stops to wait after its download has ended.
 */
export async function findPulls(
  em: SqlEntityManager,
  audience: PullAudience,
  ids: readonly string[],
): Promise<readonly SeenPull[]> {
  const pulls = await em
    .createQueryBuilder(Pull, 'p')
    .select('*')
    .where({ $and: [{ id: { $in: [...ids] } }, visible(audience)] })
    .getResultList();
  return withWaiting(em, audience, pulls);
}

export interface SeenPulls extends Page<SeenPull> {
  /** Time of the snapshot, on the clock of the database. */
  readonly readAt: Date;
}

/**
 * Returns a page of the visible downloads, newest first.
 *
 * @param em must read one snapshot.
 * @throws InvalidInputError
 */
export async function listPulls(
  em: SqlEntityManager,
  audience: PullAudience,
  { filter: { states }, page }: { readonly filter: PullFilter; readonly page: PageInput },
): Promise<SeenPulls> {
  const [clock] = await em.execute<{ now: string | Date }[]>('select now() as now');
  if (clock === undefined) throw new Error('The database has a clock.');
  const found = await readPage({
    order: newestFirst,
    page,
    read: ({ where, orderBy, limit }) =>
      em
        .createQueryBuilder(Pull, 'p')
        .select('*')
        .where({ $and: [visible(audience), inStates(audience, states ?? null), where()] })
        .orderBy(orderBy)
        .limit(limit)
        .getResultList(),
  });
  const nodes = found.edges.map(({ node }) => node);
  const seen = await withWaiting(em, audience, nodes);
  const edges = found.edges.flatMap(({ cursor }, index) => {
    const node = seen[index];
    return node === undefined ? [] : [{ node, cursor }];
  });
  return { ...found, edges, readAt: new Date(clock.now) };
}

/** Finds the visible downloads that ended after a time, at most the newest 1000. */
export async function findEnded(
  em: SqlEntityManager,
  audience: PullAudience,
  since: Date,
): Promise<readonly SeenPull[]> {
  const pulls = await em
    .createQueryBuilder(Pull, 'p')
    .select('*')
    .where({ $and: [{ finishedAt: { $gt: since } }, visible(audience)] })
    .orderBy({ finishedAt: 'desc' })
    .limit(maxEnded)
    .getResultList();
  return pulls.map((pull) => ({ pull, isAwaited: false }));
}

async function withWaiting(
  em: SqlEntityManager,
  audience: PullAudience,
  pulls: readonly Pull[],
): Promise<readonly SeenPull[]> {
  if (pulls.length === 0) return [];
  const ids = pulls.map(({ id }) => id);
  const rows = await em.execute<{ id: string }[]>(
    `select distinct pull_id as id from model where pull_id in (${ids.map(() => '?').join(', ')})
       and awaits_pull and deleted_at is null and tenant_id in (?, ?)`,
    [...ids, ...ownersOf(audience)],
  );
  const awaited = new Set(rows.map(({ id }) => id));
  return pulls.map((pull) => ({
    pull,
    isAwaited: awaited.has(pull.id) || (audience.isPlatform && pull.awaitedByPlatform),
  }));
}

function visible(audience: PullAudience): QBFilterQuery<Pull> {
  return condition(
    `(p.id in (select pull_id from model
       where pull_id is not null and deleted_at is null and tenant_id in (?, ?))
     ${audience.isPlatform ? 'or p.requested_by_platform' : ''})`,
    ownersOf(audience),
  );
}

/** Filters by the state that the audience sees: CANCELLED when it does not wait any more. */
function inStates(
  audience: PullAudience,
  states: readonly PullState[] | null,
): QBFilterQuery<Pull> {
  if (states === null) return {};
  const awaited = `(exists (select 1 from model where pull_id = p.id
      and awaits_pull and deleted_at is null and tenant_id in (?, ?))
    ${audience.isPlatform ? 'or p.awaited_by_platform' : ''})`;
  const unfinished = states.filter((state) => !isOver({ state }));
  const choices: QBFilterQuery<Pull>[] = [
    { state: { $in: states.filter((state) => isOver({ state })) } },
    { $and: [{ state: { $in: unfinished } }, condition(awaited, ownersOf(audience))] },
  ];
  if (states.includes('CANCELLED')) {
    const left = condition(`not ${awaited}`, ownersOf(audience));
    choices.push({ $and: [{ state: { $in: ['QUEUED', 'RUNNING'] } }, left] });
  }
  return { $or: choices };
}

function condition(sql: string, parameters: readonly string[]): QBFilterQuery<Pull> {
  return { [raw(sql, [...parameters])]: [] };
}
