import type { SqlEntityManager } from '@mikro-orm/sql';
import { z } from 'zod';
import { ChatCompletion } from '../../db/chat-completion.entity.ts';
import { chatCompletionStatuses, completionKinds } from '../../domain.ts';
import { choicesOf } from '../input/list-input.ts';
import { parseInput } from '../input/parse-input.ts';
import { longText } from '../input/text-input.ts';
import { isRowId } from '../models/model-store.ts';
import { cursorTime, decodeCursor, encodeCursor } from '../paging/cursor.ts';
import { type PageInput, parsePage } from '../paging/page.ts';

const completionFilter = z.object({
  /** Row id; what is none finds nothing. */
  modelId: z.string().nullish(),
  kind: z.enum(completionKinds).nullish(),
  statuses: choicesOf(chatCompletionStatuses).nullish(),
  subject: longText(1_000).nullish(),
  since: z.date().nullish(),
  until: z.date().nullish(),
});

export type ChatCompletionFilter = z.output<typeof completionFilter>;

/** One page of a tenant's completions, newest first. @throws InvalidInputError */
export async function listCompletions(
  em: SqlEntityManager,
  {
    tenantId,
    onlySubject,
    filter,
    page: input,
  }: {
    tenantId: string;
    /** Only what this subject has started; null for all of the tenant's. */
    onlySubject: string | null;
    filter: ChatCompletionFilter;
    page: PageInput;
  },
) {
  const { direction, size } = parsePage(input);
  const after = positionOf(input.after, 'after');
  const before = positionOf(input.before, 'before');
  const backward = direction === 'backward';
  const query = em.createQueryBuilder(ChatCompletion, 'c').select('*');
  query.where({ tenantId });
  if (onlySubject !== null) query.andWhere({ subject: onlySubject });
  if (after !== null) query.andWhere('(c.created_at, c.id) < (?, ?)', after);
  if (before !== null) query.andWhere('(c.created_at, c.id) > (?, ?)', before);
  const checked = parseInput(completionFilter, filter, ['filter']);
  const { modelId, kind, statuses, subject, since, until } = checked;
  if (modelId != null) query.andWhere({ modelId: isRowId(modelId) ? modelId : { $in: [] } });
  if (kind != null) query.andWhere({ kind });
  if (statuses != null) query.andWhere({ status: { $in: statuses } });
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
      cursor: cursorOf(row),
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

const cursorShape = z.tuple([z.literal('chat'), cursorTime, z.uuid()]);

function cursorOf({ createdAt, id }: ChatCompletion): string {
  return encodeCursor(['chat', createdAt.getTime(), id]);
}

function positionOf(cursor: string | null | undefined, argument: string): [Date, string] | null {
  const [, time, id] = decodeCursor(cursorShape, cursor, argument) ?? [];
  return time === undefined || id === undefined ? null : [new Date(time), id];
}
