import { LockMode, raw } from '@mikro-orm/core';
import type { SqlEntityManager } from '@mikro-orm/sql';
import { Model } from '../../db/model.entity.ts';
import { NotFoundError } from '../../errors.ts';

const uuid = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/;

/** Whether the text can be the id of a row; what cannot is simply not there. */
export function isRowId(id: string): boolean {
  return uuid.test(id);
}

/** Finds by id, in the order asked for; null stands for what is not there. */
export async function findModels(
  em: SqlEntityManager,
  ids: readonly string[],
): Promise<(Model | null)[]> {
  const askable = [...new Set(ids.filter(isRowId))];
  const found = askable.length === 0 ? [] : await em.find(Model, { id: { $in: askable } });
  const byId = new Map(found.map((model) => [model.id, model]));
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
 * The model that a use case names; to be locked, it must be the tenant's own.
 *
 * @param options.lock keeps others from changing it until the transaction ends.
 * @param options.deleted finds it only if it has been deleted, or either way. Default false.
 * @throws NotFoundError in the same words for a foreign id, a deleted one and an invented one.
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
        // What was read before the lock was had may be out of date.
        ...(lock ? { lockMode: LockMode.PESSIMISTIC_WRITE, refresh: true } : {}),
      })
    : null;
  if (model === null) throw new NotFoundError('There is no model with this id.');
  return model;
}

export interface GetModelOptions {
  readonly lock?: boolean;
  readonly deleted?: boolean | 'either';
}
