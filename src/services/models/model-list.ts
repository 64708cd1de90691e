import { z } from 'zod';
import type { Database } from '../../db/database.ts';
import type { Model } from '../../db/model.entity.ts';
import { modelColumns } from '../../db/model-row.ts';
import { SqlText } from '../../db/sql-text.ts';
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
import { type KeyColumn, type ListOrder, readPage, type Slice } from '../paging/read-page.ts';
import { defaultIds } from './default-model.ts';
import type { ChangePosition } from './model-change-log.ts';

export const modelFilter = z.object({
  types: choicesOf(modelTypes).nullish(),
  sources: choicesOf(modelSources).nullish(),
  statuses: choicesOf(modelStatuses).nullish(),
  capabilities: choicesOf(modelCapabilities).nullish(),
  provider: longText(255).nullish(),
  isDefault: z.boolean().nullish(),
  isBuiltin: z.boolean().nullish(),
  search: longText(1_000).nullish(),
  /** Row ID of a key that the models use. */
  apiKeyId: z.uuid().nullish(),
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

const idColumn: KeyColumn<Model> = { name: 'id', property: 'id', shape: z.uuid() };

function toListOrder({ field, direction }: ModelOrder): ListOrder<Model> {
  return {
    name: `models ${field}`,
    direction: direction === 'ASC' ? 'asc' : 'desc',
    columns: [sortColumns[field], idColumn],
  };
}

export interface ModelListOptions {
  /** The tenant whose models are listed, with the built-in ones. */
  readonly tenantId: string;
  readonly filter: ModelFilter;
  readonly order: ModelOrder;
  readonly page: PageInput;
}

export interface ModelListPage extends Page<Model> {
  /** The newest changes that the page shows. */
  readonly position: ChangePosition;
}

/** @throws InvalidInputError for an invalid page or cursor. */
export async function listModels(
  database: Database,
  { tenantId, filter, order, page }: ModelListOptions,
): Promise<ModelListPage> {
  const listOrder = toListOrder(order);
  let position: ChangePosition = { own: 0, shared: 0 };
  const found = await readPage({
    order: listOrder,
    page,
    read: async (slice) => {
      const rows = await database.read(tenantId, pageStatement(tenantId, filter, listOrder, slice));
      const [[own, shared] = []] = rows;
      position = { own: Number(own), shared: Number(shared) };
      // An empty page has one row, with the position only.
      return rows
        .filter(([, , id]) => id !== null)
        .map((row) => modelColumns.read(row, positionColumns));
    },
  });
  return { ...found, position };
}

const positionColumns = 2;

/**
 * One statement, so that the position and the rows belong to one snapshot: changes are numbered in
 * the order in which they become visible.
 */
function pageStatement(
  tenantId: string,
  filter: ModelFilter,
  { columns }: ListOrder<Model>,
  { bounds, sort, limit }: Slice<Model>,
) {
  const sql = new SqlText();
  const names = columns.map(({ name }) => name);
  const orderOf = (prefix: string) => names.map((name) => `${prefix}${name} ${sort}`).join(', ');
  const conditions = [
    'deleted_at is null',
    ...modelConditions(sql, filter),
    ...bounds.map(
      ({ operator, key }) =>
        `(${names.join(', ')}) ${operator} (${key.map((value) => sql.value(value)).join(', ')})`,
    ),
  ].join(' and ');
  // One index range for each owner: a single ordered query would sort all rows of both owners.
  const branches = ownersOf(tenantId, filter).map(
    (owner) =>
      `(select * from model where tenant_id = ${sql.value(owner)} and ${conditions}
        order by ${orderOf('')} limit ${limit})`,
  );
  const newest = (owner: string) =>
    `coalesce((select max(seq) from audit_event where tenant_id = ${sql.value(owner)}), 0)::text`;
  return sql.statement(
    `select p.own, p.shared, ${modelColumns.select('m')}
     from (select ${newest(tenantId)} as own, ${newest(platformTenant)} as shared) p
     left join (
       select * from (${branches.join(' union all ')}) u order by ${orderOf('u.')} limit ${limit}
     ) m on true
     order by ${orderOf('m.')}`,
  );
}

export async function countModels(
  database: Database,
  tenantId: string,
  filter: ModelFilter,
): Promise<number> {
  const sql = new SqlText();
  const owners = ownersOf(tenantId, filter).map((owner) => sql.value(owner));
  const conditions = [
    `tenant_id in (${owners.join(', ')})`,
    'deleted_at is null',
    ...modelConditions(sql, filter),
  ];
  const statement = sql.statement(
    `select count(*)::text from model where ${conditions.join(' and ')}`,
  );
  const [[count] = []] = await database.read(tenantId, statement);
  return Number(count);
}

function ownersOf(tenantId: string, { isBuiltin }: ModelFilter): string[] {
  if (isBuiltin === true) return [platformTenant];
  return isBuiltin === false ? [tenantId] : [tenantId, platformTenant];
}

/**
 * Returns the conditions of a filter. Absent and null match all models. An empty list matches no
 * model, but an empty list of required capabilities matches all models.
 */
function modelConditions(sql: SqlText, filter: ModelFilter): string[] {
  const { types, sources, statuses, capabilities, isDefault, provider, search, apiKeyId } = filter;
  const conditions: string[] = [];
  if (types != null) conditions.push(`type = any(${sql.words(types)})`);
  if (sources != null) conditions.push(`source = any(${sql.words(sources)})`);
  if (statuses != null) conditions.push(`status = any(${sql.words(statuses)})`);
  if (capabilities != null) conditions.push(`capabilities @> ${sql.words(capabilities)}`);
  if (isDefault != null) {
    const ids = `(select d.model_id from (${defaultIds}) d where d.model_id is not null)`;
    conditions.push(`id ${isDefault ? 'in' : 'not in'} ${ids}`);
  }
  if (provider != null) conditions.push(`provider = ${sql.value(provider)}`);
  if (apiKeyId != null) {
    conditions.push(`keys @> ${sql.value(JSON.stringify([{ keyId: apiKeyId }]))}::jsonb`);
  }
  if (search != null && search !== '') {
    const pattern = sql.value(`%${search.replaceAll(/[\\%_]/g, '\\$&')}%`);
    const columns = ['name', 'display_name', 'description'];
    conditions.push(`(${columns.map((column) => `${column} ilike ${pattern}`).join(' or ')})`);
  }
  return conditions;
}
