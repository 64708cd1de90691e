import type { SqlEntityManager } from '@mikro-orm/sql';
import { z } from 'zod';
import { ChatCompletion } from '../../db/chat-completion.entity.ts';
import type { ChatCompletionStatus } from '../../domain.ts';
import { InvalidInputError } from '../../errors.ts';
import { isRowId } from '../models/model-store.ts';
import { type PageInput, parsePage } from '../page.ts';

export interface ChatCompletionFilter {
  /** Row id; what is none finds nothing. */
  readonly modelId?: string | null | undefined;
  readonly statuses?: readonly ChatCompletionStatus[] | null | undefined;
  readonly subject?: string | null | undefined;
  readonly since?: Date | null | undefined;
  readonly until?: Date | null | undefined;
}

/** One page of a tenant's completions, newest first. @throws InvalidInputError */
export async function listCompletions(
  em: SqlEntityManager,
  {
    tenantId,
    filter,
    page: input,
  }: { tenantId: string; filter: ChatCompletionFilter; page: PageInput },
) {
  const { direction, size } = parsePage(input);
  const after = decodeCursor(input.after, 'after');
  const before = decodeCursor(input.before, 'before');
  const backward = direction === 'backward';
  const query = em.createQueryBuilder(ChatCompletion, 'c').select('*');
  query.where({ tenantId });
  if (after !== null) query.andWhere('(c.created_at, c.id) < (?, ?)', after);
  if (before !== null) query.andWhere('(c.created_at, c.id) > (?, ?)', before);
  const { modelId, statuses, subject, since, until } = filter;
  if (modelId != null) query.andWhere({ modelId: isRowId(modelId) ? modelId : { $in: [] } });
  if (statuses != null) query.andWhere({ status: { $in: [...statuses] } });
  if (subject != null) query.andWhere({ subject });
  if (since != null) query.andWhere({ createdAt: { $gte: since } });
  if (until != null) query.andWhere({ createdAt: { $lt: until } });
  const order = backward ? 'asc' : 'desc';
  const found = await query
    .orderBy([{ createdAt: order }, { id: order }])
    .limit(size + 1)
    .getResultList();
  const hasMore = found.length > size;
  const rows = found.slice(0, size);
  if (backward) rows.reverse();
  const stored = await lastStored(em, rows);
  return {
    edges: rows.map((row) => ({
      row,
      lastSeq: stored.get(row.id) ?? row.lastSeq,
      cursor: encodeCursor(row),
    })),
    hasNextPage: backward ? before !== null : hasMore,
    hasPreviousPage: backward ? hasMore : after !== null,
  };
}

/** Numbers of the last stored events of those that are in progress. */
async function lastStored(
  em: SqlEntityManager,
  rows: readonly ChatCompletion[],
): Promise<ReadonlyMap<string, number>> {
  const ids = rows.filter(({ status }) => status === 'IN_PROGRESS').map(({ id }) => id);
  if (ids.length === 0) return new Map();
  const found = await em.execute<{ id: string; seq: number }[]>(
    `select completion_id as id, max(seq) as seq from chat_event
     where completion_id in (${ids.map(() => '?').join(', ')}) group by completion_id`,
    ids,
  );
  return new Map(found.map(({ id, seq }) => [id, seq]));
}

const cursorShape = z.tuple([z.literal('chat'), z.int(), z.uuid()]);

function encodeCursor({ createdAt, id }: ChatCompletion): string {
  return Buffer.from(JSON.stringify(['chat', createdAt.getTime(), id])).toString('base64url');
}

function decodeCursor(cursor: string | null | undefined, argument: string): [Date, string] | null {
  if (cursor == null) return null;
  try {
    const [, time, id] = cursorShape.parse(JSON.parse(Buffer.from(cursor, 'base64url').toString()));
    return [new Date(time), id];
  } catch {
    const message = 'must be a cursor from an edge or pageInfo of this list';
    throw new InvalidInputError([{ path: [argument], message }]);
  }
}
