import type { QBFilterQuery, SqlEntityManager } from '@mikro-orm/sql';
import { z } from 'zod';
import { ChatCompletion } from '../../db/chat-completion.entity.ts';
import { chatCompletionStatuses, completionKinds } from '../../domain.ts';
import { choicesOf } from '../input/list-input.ts';
import { parseInput } from '../input/parse-input.ts';
import { longText } from '../input/text-input.ts';
import { isRowId } from '../models/model-store.ts';
import { cursorTime } from '../paging/cursor.ts';
import type { Page, PageInput } from '../paging/page.ts';
import { type ListOrder, readPage } from '../paging/read-page.ts';
import type { ChatCompletionView } from './chat-event.ts';
import { toView } from './chat-view.ts';

const completionFilter = z.object({
  /** Row ID of the model. An invalid ID matches no completion. */
  modelId: z.string().nullish(),
  kind: z.enum(completionKinds).nullish(),
  statuses: choicesOf(chatCompletionStatuses).nullish(),
  subject: longText(1_000).nullish(),
  requestId: longText(1_000).nullish(),
  since: z.date().nullish(),
  until: z.date().nullish(),
});

export type ChatCompletionFilter = z.output<typeof completionFilter>;

const newestFirst: ListOrder<ChatCompletion> = {
  name: 'completions',
  direction: 'desc',
  columns: [
    { name: 'created_at', property: 'createdAt', shape: cursorTime },
    { name: 'id', property: 'id', shape: z.uuid() },
  ],
};

export interface CompletionListOptions {
  readonly tenantId: string;
  /** The subject whose completions are listed; null for all subjects of the tenant. */
  readonly onlySubject: string | null;
  readonly filter: ChatCompletionFilter;
  readonly page: PageInput;
}

/** Returns a page of the completions of a tenant, newest first. @throws InvalidInputError */
export async function listCompletions(
  em: SqlEntityManager,
  { tenantId, onlySubject, filter, page }: CompletionListOptions,
): Promise<Page<ChatCompletionView>> {
  const checked = parseInput(completionFilter, filter, ['filter']);
  const { modelId, kind, statuses, subject, requestId, since, until } = checked;
  const conditions: QBFilterQuery<ChatCompletion>[] = [{ tenantId }];
  if (onlySubject !== null) conditions.push({ subject: onlySubject });
  if (modelId != null) conditions.push({ modelId: isRowId(modelId) ? modelId : { $in: [] } });
  if (kind != null) conditions.push({ kind });
  if (statuses != null) conditions.push({ status: { $in: statuses } });
  if (subject != null) conditions.push({ subject });
  if (requestId != null) conditions.push({ requestId });
  if (since != null) conditions.push({ createdAt: { $gte: since } });
  if (until != null) conditions.push({ createdAt: { $lt: until } });
  const rows = await readPage({
    order: newestFirst,
    page,
    read: ({ where, orderBy, limit }) =>
      // A query builder, because `em.find()` would join the models.
      em
        .createQueryBuilder(ChatCompletion, 'c')
        .select('*')
        .where({ $and: [...conditions, where()] })
        .orderBy(orderBy)
        .limit(limit)
        .getResultList(),
  });
  const stored = await lastStored(
    em,
    rows.edges.map(({ node }) => node),
  );
  const edges = rows.edges.map(({ node, cursor }) => ({
    node: toView(node, stored.get(node.id) ?? node.lastSeq),
    cursor,
  }));
  return { ...rows, edges };
}

/** Returns the numbers of the last stored events of the completions that are in progress. */
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
