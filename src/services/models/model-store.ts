import { LockMode, raw } from '@mikro-orm/core';
import type { SqlEntityManager } from '@mikro-orm/sql';
import type { Database } from '../../db/database.ts';
import { Model } from '../../db/model.entity.ts';
import { modelColumns } from '../../db/model-row.ts';
import { NotFoundError } from '../../errors.ts';

const uuid = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/;

/** Whether a text can be the id of a row. Other texts match no row. */
export function isRowId(id: string): boolean {
  return uuid.test(id);
}

/** Finds models by id, in the order of the ids; null for a model that does not exist. */
export async function findModels(
  em: SqlEntityManager,
  ids: readonly string[],
): Promise<(Model | null)[]> {
  const askable = [...new Set(ids.filter(isRowId))];
  const found = askable.length === 0 ? [] : await em.find(Model, { id: { $in: askable } });
  const byId = new Map(found.map((model) => [model.id, model]));
  return ids.map((id) => byId.get(id) ?? null);
}

/** As {@link findModels}, in one round trip and without change tracking. */
export async function readModels(
  database: Database,
  tenantId: string,
  ids: readonly string[],
): Promise<(Model | null)[]> {
  const askable = [...new Set(ids.filter(isRowId))];
  if (askable.length === 0) return ids.map(() => null);
  const rows = await database.read(tenantId, {
    text: `select ${modelColumns.select('m')} from model m where m.id = any($1) and m.deleted_at is null`,
    values: [`{${askable.join(',')}}`],
  });
  const byId = new Map(rows.map((row) => modelColumns.read(row)).map((model) => [model.id, model]));
  return ids.map((id) => byId.get(id) ?? null);
}

/** The model of a tenant that has a display name, in whatever case. */
export async function findNamed(
  em: SqlEntityManager,
  { tenantId, displayName }: { readonly tenantId: string; readonly displayName: string },
): Promise<Model | null> {
  const sameName = { [raw('lower("display_name")')]: raw('lower(?)', [displayName]) };
  return em.findOne(Model, { tenantId, ...sameName });
}

/**
 * Gets a model by id. To lock it, it must be the tenant's own.
 *
 * @param options.lock prevents other changes until the transaction ends.
 * @param options.deleted true finds deleted models only, `either` all. Default false.
 * @throws NotFoundError with one message for another tenant's, a deleted and an unknown id.
 */
export async function getModel(
  em: SqlEntityManager,
  id: string,
  { lock = false, deleted = false }: GetModelOptions = {},
): Promise<Model> {
  const condition = deleted === true ? { id, deletedAt: { $ne: null } } : { id };
  const model = isRowId(id)
    ? await em.findOne(Model, condition, {
        ...(deleted === false ? {} : { filters: { live: false } }),
        // A row read before the lock was acquired may be out of date.
        ...(lock ? { lockMode: LockMode.PESSIMISTIC_WRITE, refresh: true } : {}),
      })
    : null;
  if (model === null) throw new NotFoundError('There is no model with this ID.');
  return model;
}

export interface GetModelOptions {
  readonly lock?: boolean;
  readonly deleted?: boolean | 'either';
}
