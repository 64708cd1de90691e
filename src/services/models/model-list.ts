import type { QBFilterQuery, QueryOrderMap, SqlEntityManager } from '@mikro-orm/sql';
import { z } from 'zod';
import { Model } from '../../db/model.entity.ts';
import { modelSources, modelStatuses, modelTypes, platformTenant } from '../../domain.ts';
import { InvalidInputError } from '../../errors.ts';
import { choicesOf } from '../input/list-input.ts';
import { longText } from '../input/text-input.ts';
import { cursorTime, decodeCursor, encodeCursor } from '../paging/cursor.ts';
import { type PageInput, parsePage } from '../paging/page.ts';

export const modelFilter = z.object({
  types: choicesOf(modelTypes).nullish(),
  sources: choicesOf(modelSources).nullish(),
  statuses: choicesOf(modelStatuses).nullish(),
  provider: longText(255).nullish(),
  isBuiltin: z.boolean().nullish(),
  search: longText(1_000).nullish(),
});

export type ModelFilter = z.output<typeof modelFilter>;

export interface ModelOrder {
  readonly field: 'NAME' | 'CREATED_AT' | 'UPDATED_AT';
  readonly direction: 'ASC' | 'DESC';
}

export interface ModelPage {
  readonly edges: readonly { readonly node: Model; readonly cursor: string }[];
  readonly hasNextPage: boolean;
  readonly hasPreviousPage: boolean;
}

export const defaultModelOrder: ModelOrder = { field: 'CREATED_AT', direction: 'DESC' };

const sortColumns = { NAME: 'name', CREATED_AT: 'created_at', UPDATED_AT: 'updated_at' } as const;
const sortProperties = { NAME: 'name', CREATED_AT: 'createdAt', UPDATED_AT: 'updatedAt' } as const;

export interface ModelListOptions {
  /** The tenant whose models are listed, with the built-in ones. */
  readonly tenantId: string;
  readonly filter: ModelFilter;
  readonly order: ModelOrder;
  readonly page: PageInput;
}

/**
 * Reads one page. A cursor holds the sort value and the id of its row, so that pages neither
 * repeat nor skip rows while others are inserted or deleted.
 *
 * @throws InvalidInputError for an invalid page or cursor.
 */
export async function listModels(
  em: SqlEntityManager,
  { tenantId, filter, order, page: input }: ModelListOptions,
): Promise<ModelPage> {
  const page = parsePage(input);
  const bounds = {
    after: positionOf(input.after, order, 'after'),
    before: positionOf(input.before, order, 'before'),
  };
  const backward = page.direction === 'backward';
  const descending = (order.direction === 'DESC') !== backward;
  const direction = descending ? 'desc' : 'asc';
  const sort = sortProperties[order.field];
  const orderBy: QueryOrderMap<Model>[] = [{ [sort]: direction }, { id: direction }];
  // One index range for each owner: a single ordered query would sort all rows of both owners.
  const branches = ownersOf(tenantId, filter).map((owner) => {
    const branch = em.createQueryBuilder(Model, 'm').select('id');
    branch.where({ tenantId: owner, deletedAt: null }).andWhere(modelCondition(filter));
    for (const { comparison, position } of within(bounds, order)) {
      branch.andWhere(comparison, [position.value, position.id]);
    }
    return branch.orderBy(orderBy).limit(page.size + 1);
  });
  const [first, ...others] = branches;
  if (first === undefined) return { edges: [], hasNextPage: false, hasPreviousPage: false };
  const found = await em.find(
    Model,
    { id: { $in: others.length === 0 ? first : first.unionAll(...others) } },
    { orderBy, limit: page.size + 1 },
  );
  const hasMore = found.length > page.size;
  const nodes = found.slice(0, page.size);
  if (backward) nodes.reverse();
  return {
    edges: nodes.map((node) => ({ node, cursor: cursorOf(node, order) })),
    hasNextPage: backward ? bounds.before !== null : hasMore,
    hasPreviousPage: backward ? hasMore : bounds.after !== null,
  };
}

export async function countModels(
  em: SqlEntityManager,
  tenantId: string,
  filter: ModelFilter,
): Promise<number> {
  return em
    .createQueryBuilder(Model, 'm')
    .where({ tenantId: { $in: ownersOf(tenantId, filter) }, deletedAt: null })
    .andWhere(modelCondition(filter))
    .getCount();
}

function ownersOf(tenantId: string, { isBuiltin }: ModelFilter): string[] {
  if (isBuiltin === true) return [platformTenant];
  return isBuiltin === false ? [tenantId] : [tenantId, platformTenant];
}

/** Compares row values, which an index supports, instead of column by column. */
function within(
  { after, before }: Readonly<Record<'after' | 'before', Position | null>>,
  { field, direction }: ModelOrder,
): { comparison: string; position: Position }[] {
  const [beyond, short] = direction === 'ASC' ? ['>', '<'] : ['<', '>'];
  const row = `(m.${sortColumns[field]}, m.id)`;
  return [
    ...(after === null ? [] : [{ comparison: `${row} ${beyond} (?, ?)`, position: after }]),
    ...(before === null ? [] : [{ comparison: `${row} ${short} (?, ?)`, position: before }]),
  ];
}

/** The conditions of a filter. An empty list matches nothing; absent and null match all. */
function modelCondition(filter: ModelFilter): QBFilterQuery<Model> {
  const conditions: QBFilterQuery<Model>[] = [];
  if (filter.types != null) conditions.push({ type: { $in: [...filter.types] } });
  if (filter.sources != null) conditions.push({ source: { $in: [...filter.sources] } });
  if (filter.statuses != null) conditions.push({ status: { $in: [...filter.statuses] } });
  if (filter.provider != null) conditions.push({ provider: filter.provider });
  if (filter.search != null && filter.search !== '') {
    const pattern = `%${filter.search.replaceAll(/[\\%_]/g, '\\$&')}%`;
    conditions.push({
      $or: [
        { name: { $ilike: pattern } },
        { displayName: { $ilike: pattern } },
        { description: { $ilike: pattern } },
      ],
    });
  }
  return { $and: conditions };
}

/** The position of a row in an order. */
interface Position {
  readonly value: string | Date;
  readonly id: string;
}

const cursorShape = z.tuple([
  z.enum(['NAME', 'CREATED_AT', 'UPDATED_AT']),
  z.union([longText(600), cursorTime]),
  z.uuid(),
]);

function cursorOf(model: Model, { field }: ModelOrder): string {
  const value = model[sortProperties[field]];
  const key: z.infer<typeof cursorShape> = [
    field,
    value instanceof Date ? value.getTime() : value,
    model.id,
  ];
  return encodeCursor(key);
}

function positionOf(
  cursor: string | null | undefined,
  { field }: ModelOrder,
  argument: 'after' | 'before',
): Position | null {
  const position = decodeCursor(cursorShape, cursor, argument);
  if (position === null) return null;
  const [ofField, value, id] = position;
  const fits = ofField === field && (typeof value === 'number') === (field !== 'NAME');
  if (!fits) {
    const message = 'must be a cursor of a list with the same orderBy';
    throw new InvalidInputError([{ path: [argument], message }]);
  }
  return { value: typeof value === 'number' ? new Date(value) : value, id };
}
