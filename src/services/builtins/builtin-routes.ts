import { createHash } from 'node:crypto';
import { isDeepStrictEqual } from 'node:util';
import type { SqlEntityManager } from '@mikro-orm/sql';
import { DefaultModel } from '../../db/default-model.entity.ts';
import { Route } from '../../db/route.entity.ts';
import { platformTenant } from '../../domain.ts';
import type { FieldFault } from '../../errors.ts';
import { unmakeDefault } from '../models/default-model.ts';
import type { AuditEntry } from '../models/model-audit.ts';
import { changePolicy, defaultPolicy } from '../routes/route-input.ts';
import { flushRoutes } from '../routes/route-store.ts';
import type { BuiltinRouteEntry } from './builtin-file.ts';
import { type BuiltinStep, changesDefault, findDeclared } from './builtin-plan.ts';

export interface RouteStep extends BuiltinStep {
  /** Null for a route that is no longer in the file. */
  readonly entry: BuiltinRouteEntry | null;
  /** Null for a route to create. */
  readonly route: Route | null;
}

/** Returns an error for each name that belongs to a built-in route from a mutation. */
export async function findTakenNames(
  em: SqlEntityManager,
  entries: readonly BuiltinRouteEntry[],
): Promise<FieldFault[]> {
  const others = await em.find(Route, { tenantId: platformTenant, builtinId: null });
  const taken = new Set(others.map(({ name }) => name.toLowerCase()));
  const message =
    'is the name of a built-in route that is not from this file; choose a different one';
  return entries.flatMap(({ name }, index) =>
    taken.has(name.toLowerCase()) ? [{ path: ['routes', String(index), 'name'], message }] : [],
  );
}

/** Compares the routes of the file with the stored ones. Changes nothing. */
export async function planRoutes(
  em: SqlEntityManager,
  entries: readonly BuiltinRouteEntry[],
): Promise<RouteStep[]> {
  const present = await em.find(
    Route,
    { tenantId: platformTenant, builtinId: { $ne: null } },
    { orderBy: { builtinId: 'asc' } },
  );
  const defaults = await em.find(DefaultModel, { tenantId: platformTenant });
  const builtinIds = new Map((await findDeclared(em)).map(({ id, builtinId }) => [id, builtinId]));
  const steps = entries.map((entry): RouteStep => {
    const { id } = entry;
    const route = present.find(({ builtinId }) => builtinId === id) ?? null;
    if (route === null) return { id, action: 'CREATE', fields: [], entry, route };
    const stored = {
      ...route,
      targets: route.targets.map((target) => ({
        ...target,
        modelId: builtinIds.get(target.modelId) ?? '',
      })),
    };
    const wanted = { ...fieldsOf(entry), targets: entry.targets };
    const different = Object.entries(wanted).flatMap(([name, value]) =>
      isDeepStrictEqual(Reflect.get(stored, name), value) ? [] : [name],
    );
    const chosen = entry.isDefault === true && changesDefault(entry.type, route, defaults);
    const fields = [...different, ...(chosen ? ['isDefault'] : [])];
    return { id, action: fields.length === 0 ? 'KEEP' : 'UPDATE', fields, entry, route };
  });
  const ids = new Set(entries.map(({ id }) => id));
  const gone = present.filter(({ builtinId }) => !ids.has(builtinId ?? ''));
  return [
    ...steps,
    ...gone.map((route): RouteStep => {
      return { id: route.builtinId ?? '', action: 'DELETE', fields: [], entry: null, route };
    }),
  ];
}

/** Changes the built-in routes to what the file declares, after its models were written. */
export async function applyRoutes(
  em: SqlEntityManager,
  entries: readonly BuiltinRouteEntry[],
  now: Date,
): Promise<{ steps: RouteStep[]; auditEntries: AuditEntry[]; defaults: Route[] }> {
  const steps = await planRoutes(em, entries);
  const auditEntries: AuditEntry[] = [];
  for (const { route, entry } of steps) {
    // A route of another type is a new one: no default of the old type may refer to it.
    if (route === null || (entry !== null && entry.type === route.type)) continue;
    auditEntries.push(...(await unmakeDefault(em, platformTenant, { route })));
    auditEntries.push({ route, action: 'DELETED' });
    await em.remove(route).flush();
  }
  for (const { route, fields } of steps) {
    // Two routes can swap names: free the old ones first.
    if (route !== null && fields.includes('name') && !fields.includes('type'))
      route.name = route.id;
  }
  await em.flush();
  const rowIds = new Map((await findDeclared(em)).map(({ id, builtinId }) => [builtinId, id]));
  const defaults: Route[] = [];
  for (const { entry, route: present, action, fields } of steps) {
    if (entry === null) continue;
    const isNew = present === null || present.type !== entry.type;
    const route = isNew ? addRoute(em, entry, now) : present;
    const plain = fields.filter((name) => name !== 'isDefault');
    const passedFilters = !isNew && route.policy.onContentFilter === 'NEXT';
    if (entry.isDefault === true) defaults.push(route);
    if (action === 'KEEP' || (!isNew && plain.length === 0)) continue;
    const targets = entry.targets.map((target) => ({
      ...target,
      modelId: rowIds.get(target.modelId) ?? '',
    }));
    Object.assign(route, fieldsOf(entry), { targets, updatedAt: now });
    auditEntries.push(
      isNew ? { route, action: 'CREATED' } : { route, action: 'UPDATED', fields: plain },
    );
    if (route.policy.onContentFilter === 'NEXT' && !passedFilters) {
      auditEntries.push({ route, action: 'CONTENT_FILTER_NEXT' });
    }
  }
  await flushRoutes(em, ['routes']);
  return { steps, auditEntries, defaults };
}

function fieldsOf({ name, description, type, policy }: BuiltinRouteEntry) {
  const whole = changePolicy(defaultPolicy, policy ?? undefined);
  return { name, description: description ?? null, type, policy: whole };
}

function addRoute(em: SqlEntityManager, entry: BuiltinRouteEntry, now: Date): Route {
  return em.create(Route, {
    id: idOf(entry.id),
    tenantId: platformTenant,
    ...fieldsOf(entry),
    targets: [],
    builtinId: entry.id,
    version: 1,
    createdAt: now,
    updatedAt: now,
  });
}

/** Derives the ID of a route, so that one that was deleted has it again: a UUID of version 8. */
function idOf(builtinId: string): string {
  const hex = createHash('sha256').update(`route ${builtinId}`).digest('hex');
  const parts = [
    hex.slice(0, 8),
    hex.slice(8, 12),
    `8${hex.slice(13, 16)}`,
    `8${hex.slice(17, 20)}`,
  ];
  return [...parts, hex.slice(20, 32)].join('-');
}
