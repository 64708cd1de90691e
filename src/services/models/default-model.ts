import type { SqlEntityManager } from '@mikro-orm/sql';
import { DefaultModel } from '../../db/default-model.entity.ts';
import { Model } from '../../db/model.entity.ts';
import { type ModelType, platformTenant } from '../../domain.ts';
import { NotFoundError } from '../../errors.ts';
import { lockModelChanges, type ModelAuditEntry } from './model-audit.ts';
import { findModels } from './model-store.ts';

/**
 * Query for the IDs of a tenant's default models by type: its own default, otherwise the
 * platform's. A default is ignored when its model was deleted or now has another type.
 */
export const defaultIds = `select distinct on (d.type) d.model_id, d.type
  from default_model d
  join model t on t.id = d.model_id and t.type = d.type and t.deleted_at is null
  order by d.type, d.tenant_id = '${platformTenant}'`;

/** Returns the IDs of a tenant's default models by type. */
export async function findDefaultIds(
  em: SqlEntityManager,
): Promise<ReadonlyMap<ModelType, string>> {
  const rows = await em.execute<{ type: ModelType; model_id: string }[]>(defaultIds);
  return new Map(rows.map((row) => [row.type, row.model_id]));
}

/** Returns the default model of the first type that has one; null when no type has one. */
export async function findDefaultModel(
  em: SqlEntityManager,
  types: readonly ModelType[],
): Promise<Model | null> {
  const ids = await findDefaultIds(em);
  const id = types.map((type) => ids.get(type)).find((found) => found !== undefined);
  return id === undefined ? null : ((await findModels(em, [id]))[0] ?? null);
}

/**
 * Makes a model the default of its type, instead of the current one.
 *
 * @param options.declared whether the operator's file declares it.
 */
export async function makeDefault(
  em: SqlEntityManager,
  tenantId: string,
  model: Model,
  { declared = false }: { readonly declared?: boolean } = {},
): Promise<ModelAuditEntry[]> {
  const { type } = model;
  await lockModelChanges(em, tenantId);
  const present = await em.findOne(DefaultModel, { tenantId, type });
  if (present?.modelId === model.id && present.declared === declared) return [];
  const unset = present?.modelId === model.id ? [] : await unsetEntries(em, present);
  await em.upsert(DefaultModel, { tenantId, type, modelId: model.id, declared });
  return [...unset, { model, action: 'DEFAULT_SET' }];
}

/** Deletes the default of a type. @throws NotFoundError when there is none. */
export async function clearDefault(
  em: SqlEntityManager,
  tenantId: string,
  type: ModelType,
): Promise<ModelAuditEntry[]> {
  await lockModelChanges(em, tenantId);
  const present = await em.findOne(DefaultModel, { tenantId, type });
  if (present === null) throw new NotFoundError('No default model of this type is set.');
  await em.remove(present).flush();
  return unsetEntries(em, present);
}

/** Removes a model as the default of its type. Does nothing when it is not the default. */
export async function unmakeDefault(
  em: SqlEntityManager,
  tenantId: string,
  { id, type }: Model,
): Promise<ModelAuditEntry[]> {
  await lockModelChanges(em, tenantId);
  const present = await em.findOne(DefaultModel, { tenantId, type });
  if (present?.modelId !== id) return [];
  await em.remove(present).flush();
  return unsetEntries(em, present);
}

/** Removes a model whose type has changed as the default of its old type. */
export async function dropOldDefault(
  em: SqlEntityManager,
  tenantId: string,
  { id, type }: Model,
): Promise<ModelAuditEntry[]> {
  await lockModelChanges(em, tenantId);
  const old = await em.findOne(DefaultModel, { tenantId, modelId: id, type: { $ne: type } });
  if (old === null) return [];
  await em.remove(old).flush();
  return unsetEntries(em, old);
}

async function unsetEntries(
  em: SqlEntityManager,
  present: DefaultModel | null,
): Promise<ModelAuditEntry[]> {
  if (present === null) return [];
  const model = await em.findOne(Model, { id: present.modelId }, { filters: { live: false } });
  return model === null ? [] : [{ model, action: 'DEFAULT_UNSET' }];
}
