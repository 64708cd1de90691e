import type { FilterQuery, SqlEntityManager } from '@mikro-orm/sql';
import { z } from 'zod';
import { Model } from '../db/model.entity.ts';
import type { ModelSource, ModelStatus, ModelType } from '../domain.ts';
import { InvalidInputError } from '../errors.ts';
import { type PageInput, parsePage } from './page.ts';

export interface ModelFilter {
  readonly types?: readonly ModelType[] | null | undefined;
  readonly sources?: readonly ModelSource[] | null | undefined;
  readonly statuses?: readonly ModelStatus[] | null | undefined;
  readonly provider?: string | null | undefined;
  readonly search?: string | null | undefined;
}

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

const sortProperties = { NAME: 'name', CREATED_AT: 'createdAt', UPDATED_AT: 'updatedAt' } as const;

/**
 * Reads one page. A cursor holds the sort value and the id of its row, so that pages neither
 * repeat nor skip rows while others are inserted or deleted.
 *
 * @throws InvalidInputError for a page or cursor that makes no sense here.
 */
export async function listModels(
  em: SqlEntityManager,
  filter: ModelFilter,
  order: ModelOrder,
  input: PageInput,
): Promise<ModelPage> {
  const { direction, size } = parsePage(input);
  const after = decodeCursor(input.after, order, 'after');
  const before = decodeCursor(input.before, order, 'before');
  const sort = sortProperties[order.field];
  const orderDirection = order.direction === 'ASC' ? 'asc' : 'desc';
  const found = await em.findByCursor(Model, {
    where: modelCondition(filter),
    orderBy: [{ [sort]: orderDirection }, { id: orderDirection }],
    ...(direction === 'forward' ? { first: size } : { last: size }),
    ...(after === null ? {} : { after }),
    ...(before === null ? {} : { before }),
    includeCount: false,
  });
  return {
    edges: found.items.map((node) => ({ node, cursor: encodeCursor(node, order) })),
    hasNextPage: found.hasNextPage,
    hasPreviousPage: found.hasPrevPage,
  };
}

/** What a filter asks of a row. An empty list matches nothing; absent and null match all. */
export function modelCondition(filter: ModelFilter): FilterQuery<Model> {
  const conditions: FilterQuery<Model>[] = [];
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

const cursorShape = z.tuple([
  z.enum(['NAME', 'CREATED_AT', 'UPDATED_AT']),
  z.union([z.string().max(600), z.int()]),
  z.uuid(),
]);

function encodeCursor(model: Model, { field }: ModelOrder): string {
  const value = model[sortProperties[field]];
  const key: z.infer<typeof cursorShape> = [
    field,
    value instanceof Date ? value.getTime() : value,
    model.id,
  ];
  return Buffer.from(JSON.stringify(key)).toString('base64url');
}

function decodeCursor(
  cursor: string | null | undefined,
  { field }: ModelOrder,
  argument: 'after' | 'before',
): Pick<Model, 'id'> | null {
  if (cursor == null) return null;
  const [ofField, value, id] = parseCursor(cursor, argument);
  const sort = sortProperties[field];
  const fits = ofField === field && (typeof value === 'number') === (sort !== 'name');
  if (!fits) {
    const message = 'must be a cursor of a list in the same order';
    throw new InvalidInputError([{ path: [argument], message }]);
  }
  return { [sort]: typeof value === 'number' ? new Date(value) : value, id };
}

function parseCursor(cursor: string, argument: string): z.infer<typeof cursorShape> {
  try {
    return cursorShape.parse(JSON.parse(Buffer.from(cursor, 'base64url').toString()));
  } catch {
    const message = 'must be a cursor from an edge or pageInfo of this list';
    throw new InvalidInputError([{ path: [argument], message }]);
  }
}
