import { LockMode, raw, UniqueConstraintViolationException } from '@mikro-orm/core';
import type { QBFilterQuery, SqlEntityManager } from '@mikro-orm/sql';
import { z } from 'zod';
import { Route, routeNameIndex } from '../../db/route.entity.ts';
import { type ModelType, platformTenant, type RouteTarget } from '../../domain.ts';
import { ConflictError, InvalidInputError, NotFoundError } from '../../errors.ts';
import { findModels, isRowId } from '../models/model-store.ts';
import { cursorTime } from '../paging/cursor.ts';
import type { Page, PageInput } from '../paging/page.ts';
import { type ListOrder, readPage } from '../paging/read-page.ts';
import { type RouteFilter, targetTypes } from './route-input.ts';

/** Finds routes by ID, in the order of the IDs; null for a route that does not exist. */
export async function findRoutes(
  em: SqlEntityManager,
  ids: readonly string[],
): Promise<(Route | null)[]> {
  const found = await em.find(Route, { id: { $in: ids.filter(isRowId) } });
  const byId = new Map(found.map((route) => [route.id, route]));
  return ids.map((id) => byId.get(id) ?? null);
}

/**
 * Gets a route by ID. To lock it, it must be the tenant's own.
 *
 * @throws NotFoundError with one message for another tenant's ID and for an unknown ID.
 */
export async function getRoute(
  em: SqlEntityManager,
  id: string,
  { lock = false }: { readonly lock?: boolean } = {},
): Promise<Route> {
  const options = lock ? { lockMode: LockMode.PESSIMISTIC_WRITE, refresh: true } : {};
  const route = isRowId(id) ? await em.findOne(Route, { id }, options) : null;
  if (route === null) throw new NotFoundError('There is no route with this ID.');
  return route;
}

/**
 * Checks that a route can have these models.
 *
 * @param options.path of the list.
 * @param options.present models that the route has already. They can be deleted: after a restore,
 *   the route uses them again.
 * @throws NotFoundError for any other model that the tenant does not see, or that is deleted.
 * @throws InvalidInputError for a model of another type.
 */
export async function assertTargets(
  em: SqlEntityManager,
  type: ModelType,
  targets: readonly RouteTarget[],
  {
    path = ['input', 'targets'],
    present = [],
  }: { readonly path?: readonly string[]; readonly present?: readonly RouteTarget[] } = {},
): Promise<void> {
  const models = await findModels(
    em,
    targets.map(({ modelId }) => modelId),
  );
  const types = targetTypes(type);
  for (const [index, model] of models.entries()) {
    const at = [...path, `${index}`, 'modelId'];
    if (model === null) {
      if (present.some(({ modelId }) => modelId === targets[index]?.modelId)) continue;
      throw new NotFoundError(`There is no model with the ID in ${at.join('.')}.`);
    }
    if (types.includes(model.type)) continue;
    const message = `is the ID of a model of type ${model.type}; a route of type ${type} needs ${types.join(' or ')}`;
    throw new InvalidInputError([{ path: at, message }]);
  }
}

/**
 * Flushes changes that can include a name.
 *
 * @param path of the name in the input.
 * @throws ConflictError when another route of the tenant has the name.
 */
export async function flushRoutes(em: SqlEntityManager, path: readonly string[]): Promise<void> {
  try {
    await em.flush();
  } catch (error) {
    const isTaken =
      error instanceof UniqueConstraintViolationException && error.message.includes(routeNameIndex);
    if (!isTaken) throw error;
    throw new ConflictError('Another route has this name; choose a different one.', { path });
  }
}

const newestFirst: ListOrder<Route> = {
  name: 'routes',
  direction: 'desc',
  columns: [
    { name: 'created_at', property: 'createdAt', shape: cursorTime },
    { name: 'id', property: 'id', shape: z.uuid() },
  ],
};

/** Lists the routes of a tenant and the built-in ones. @throws InvalidInputError */
export async function listRoutes(
  em: SqlEntityManager,
  tenantId: string,
  filter: RouteFilter,
  page: PageInput,
): Promise<Page<Route>> {
  return readPage({
    order: newestFirst,
    page,
    read: ({ where, orderBy, limit }) =>
      em
        .createQueryBuilder(Route, 'r')
        .select('*')
        .where({ $and: [...conditionsOf(tenantId, filter), where()] })
        .orderBy(orderBy)
        .limit(limit)
        .getResultList(),
  });
}

function conditionsOf(
  tenantId: string,
  { types, modelId, isBuiltin, search }: RouteFilter,
): QBFilterQuery<Route>[] {
  const owners = [
    ...(isBuiltin === true ? [] : [tenantId]),
    ...(isBuiltin === false ? [] : [platformTenant]),
  ];
  const conditions: QBFilterQuery<Route>[] = [{ tenantId: { $in: owners } }];
  if (types != null) conditions.push({ type: { $in: types } });
  if (modelId != null && !isRowId(modelId)) conditions.push({ id: { $in: [] } });
  else if (modelId != null) {
    const wanted = JSON.stringify([{ modelId }]);
    conditions.push({ [raw('targets @> ?::jsonb', [wanted])]: [] } as QBFilterQuery<Route>);
  }
  if (search != null && search !== '') {
    const pattern = `%${search.replaceAll(/[\\%_]/g, '\\$&')}%`;
    conditions.push({ $or: [{ name: { $ilike: pattern } }, { description: { $ilike: pattern } }] });
  }
  return conditions;
}
