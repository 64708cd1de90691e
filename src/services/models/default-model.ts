import type { SqlEntityManager } from '@mikro-orm/sql';
import { DefaultModel } from '../../db/default-model.entity.ts';
import { Model } from '../../db/model.entity.ts';
import { Route } from '../../db/route.entity.ts';
import { type ModelType, platformTenant } from '../../domain.ts';
import { NotFoundError } from '../../errors.ts';
import { type AuditEntry, lockModelChanges } from './model-audit.ts';
import { findModels } from './model-store.ts';

/** What requests use that name neither a model nor a route. */
export type Default = { readonly model: Model } | { readonly route: Route };

/**
 * Query for a tenant's defaults by type: its own default, otherwise the platform's. Each has the ID
 * of a model or of a route. A default is ignored when its model was deleted or now has another type.
 */
export const defaultIds = `select distinct on (d.type) d.model_id, d.route_id, d.type
  from default_model d
  left join model t on t.id = d.model_id and t.type = d.type and t.deleted_at is null
  where t.id is not null or d.route_id is not null
  order by d.type, d.tenant_id = '${platformTenant}'`;

/** Returns the default of the first type that has one; null when no type has one. */
export async function findDefault(
  em: SqlEntityManager,
  types: readonly ModelType[],
): Promise<Default | null> {
  const rows =
    await em.execute<{ type: ModelType; model_id: string | null; route_id: string | null }[]>(
      defaultIds,
    );
  const row = types
    .map((type) => rows.find((one) => one.type === type))
    .find((found) => found !== undefined);
  if (row?.route_id != null) {
    const route = await em.findOne(Route, { id: row.route_id });
    return route === null ? null : { route };
  }
  const [model] = row?.model_id == null ? [] : await findModels(em, [row.model_id]);
  return model == null ? null : { model };
}

/**
 * Makes a model or a route the default of its type, instead of the current one.
 *
 * @param options.declared whether the operator's file declares it.
 */
export async function makeDefault(
  em: SqlEntityManager,
  tenantId: string,
  wanted: Default,
  { declared = false }: { readonly declared?: boolean } = {},
): Promise<AuditEntry[]> {
  const type = typeOf(wanted);
  await lockModelChanges(em, tenantId);
  const present = await em.findOne(DefaultModel, { tenantId, type });
  const isPresent = present !== null && refersTo(present, wanted);
  if (isPresent && present.declared === declared) return [];
  const unset = isPresent ? [] : await unsetEntries(em, present);
  await em.upsert(DefaultModel, { tenantId, type, ...idsOf(wanted), declared });
  return [...unset, { ...wanted, action: 'DEFAULT_SET' }];
}

/** Deletes the default of a type. @throws NotFoundError when there is none. */
export async function clearDefault(
  em: SqlEntityManager,
  tenantId: string,
  type: ModelType,
): Promise<AuditEntry[]> {
  await lockModelChanges(em, tenantId);
  const present = await em.findOne(DefaultModel, { tenantId, type });
  if (present === null) throw new NotFoundError('No default of this type is set.');
  await em.remove(present).flush();
  return unsetEntries(em, present);
}

/** Removes a model or a route as the default of its type. Does nothing when it is not the default. */
export async function unmakeDefault(
  em: SqlEntityManager,
  tenantId: string,
  unwanted: Default,
): Promise<AuditEntry[]> {
  await lockModelChanges(em, tenantId);
  const type = typeOf(unwanted);
  const present = await em.findOne(DefaultModel, { tenantId, type });
  if (present === null || !refersTo(present, unwanted)) return [];
  await em.remove(present).flush();
  return unsetEntries(em, present);
}

/** Removes a model whose type has changed as the default of its old type. */
export async function dropOldDefault(
  em: SqlEntityManager,
  tenantId: string,
  { id, type }: Model,
): Promise<AuditEntry[]> {
  await lockModelChanges(em, tenantId);
  const old = await em.findOne(DefaultModel, { tenantId, modelId: id, type: { $ne: type } });
  if (old === null) return [];
  await em.remove(old).flush();
  return unsetEntries(em, old);
}

export function typeOf(wanted: Default): ModelType {
  return 'model' in wanted ? wanted.model.type : wanted.route.type;
}

function idsOf(wanted: Default) {
  return 'model' in wanted
    ? { modelId: wanted.model.id, routeId: null }
    : { modelId: null, routeId: wanted.route.id };
}

function refersTo({ modelId, routeId }: DefaultModel, wanted: Default): boolean {
  const ids = idsOf(wanted);
  return ids.modelId === modelId && ids.routeId === routeId;
}

async function unsetEntries(
  em: SqlEntityManager,
  present: DefaultModel | null,
): Promise<AuditEntry[]> {
  if (present === null) return [];
  const { modelId, routeId } = present;
  const action = 'DEFAULT_UNSET' as const;
  if (modelId !== null) {
    const model = await em.findOne(Model, { id: modelId }, { filters: { live: false } });
    return model === null ? [] : [{ model, action }];
  }
  const route = routeId === null ? null : await em.findOne(Route, { id: routeId });
  return route === null ? [] : [{ route, action }];
}
