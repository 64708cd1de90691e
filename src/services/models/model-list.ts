import type { QBFilterQuery, SqlEntityManager } from '@mikro-orm/sql';
import { z } from 'zod';
import { Model } from '../../db/model.entity.ts';
import {
  modelCapabilities,
  modelSources,
  modelStatuses,
  modelTypes,
  platformTenant,
} from '../../domain.ts';
import { choicesOf } from '../input/list-input.ts';
import { longText } from '../input/text-input.ts';
import { cursorTime } from '../paging/cursor.ts';
import type { Page, PageInput } from '../paging/page.ts';
import { type KeyColumn, type ListOrder, readPage } from '../paging/read-page.ts';
import { findDefaultIds } from './default-model.ts';

export const modelFilter = z.object({
  types: choicesOf(modelTypes).nullish(),
  sources: choicesOf(modelSources).nullish(),
  statuses: choicesOf(modelStatuses).nullish(),
  capabilities: choicesOf(modelCapabilities).nullish(),
  provider: longText(255).nullish(),
  isDefault: z.boolean().nullish(),
  isBuiltin: z.boolean().nullish(),
  search: longText(1_000).nullish(),
});

export type ModelFilter = z.output<typeof modelFilter>;

export interface ModelOrder {
  readonly field: 'NAME' | 'CREATED_AT' | 'UPDATED_AT';
  readonly direction: 'ASC' | 'DESC';
}

export const defaultModelOrder: ModelOrder = { field: 'CREATED_AT', direction: 'DESC' };

const sortColumns: Readonly<Record<ModelOrder['field'], KeyColumn<Model>>> = {
  NAME: { name: 'name', property: 'name', shape: longText(600) },
  CREATED_AT: { name: 'created_at', property: 'createdAt', shape: cursorTime },
  UPDATED_AT: { name: 'updated_at', property: 'updatedAt', shape: cursorTime },
};

function toListOrder({ field, direction }: ModelOrder): ListOrder<Model> {
  return {
    name: `models ${field}`,
    direction: direction === 'ASC' ? 'asc' : 'desc',
    columns: [sortColumns[field], { name: 'id', property: 'id', shape: z.uuid() }],
  };
}

export interface ModelListOptions {
  /** The tenant whose models are listed, with the built-in ones. */
  readonly tenantId: string;
  readonly filter: ModelFilter;
  readonly order: ModelOrder;
  readonly page: PageInput;
}

/** @throws InvalidInputError for an invalid page or cursor. */
export async function listModels(
  em: SqlEntityManager,
  { tenantId, filter, order, page }: ModelListOptions,
): Promise<Page<Model>> {
  const condition = await modelCondition(em, filter);
  return readPage({
    order: toListOrder(order),
    page,
    read: async ({ where, orderBy, limit }) => {
      // One index range for each owner: a single ordered query would sort all rows of both owners.
      const branches = ownersOf(tenantId, filter).map((owner) =>
        em
          .createQueryBuilder(Model, 'm')
          .select('id')
          .where({ tenantId: owner, deletedAt: null })
          .andWhere(condition)
          .andWhere(where())
          .orderBy(orderBy)
          .limit(limit),
      );
      const [first, ...others] = branches;
      if (first === undefined) return [];
      const ids = others.length === 0 ? first : first.unionAll(...others);
      return em.find(Model, { id: { $in: ids } }, { orderBy, limit });
    },
  });
}

export async function countModels(
  em: SqlEntityManager,
  tenantId: string,
  filter: ModelFilter,
): Promise<number> {
  return em
    .createQueryBuilder(Model, 'm')
    .where({ tenantId: { $in: ownersOf(tenantId, filter) }, deletedAt: null })
    .andWhere(await modelCondition(em, filter))
    .getCount();
}

function ownersOf(tenantId: string, { isBuiltin }: ModelFilter): string[] {
  if (isBuiltin === true) return [platformTenant];
  return isBuiltin === false ? [tenantId] : [tenantId, platformTenant];
}

/**
 * Returns the conditions of a filter. Absent and null match all models. An empty list matches no
 * model, but an empty list of required capabilities matches all models.
 */
async function modelCondition(
  em: SqlEntityManager,
  filter: ModelFilter,
): Promise<QBFilterQuery<Model>> {
  const conditions: QBFilterQuery<Model>[] = [];
  if (filter.types != null) conditions.push({ type: { $in: [...filter.types] } });
  if (filter.sources != null) conditions.push({ source: { $in: [...filter.sources] } });
  if (filter.statuses != null) conditions.push({ status: { $in: [...filter.statuses] } });
  if (filter.capabilities != null) {
    conditions.push({ capabilities: { $contains: [...filter.capabilities] } });
  }
  if (filter.isDefault != null) {
    const ids = [...(await findDefaultIds(em)).values()];
    conditions.push({ id: filter.isDefault ? { $in: ids } : { $nin: ids } });
  }
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
