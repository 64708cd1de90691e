import { randomUUID } from 'node:crypto';
import { isDeepStrictEqual } from 'node:util';
import type { SqlEntityManager } from '@mikro-orm/sql';
import { authenticated, authorize, isAllowed } from '../../auth/policy.ts';
import type { Viewer } from '../../auth/viewer.ts';
import type { Database } from '../../db/database.ts';
import { Route } from '../../db/route.entity.ts';
import { platformTenant } from '../../domain.ts';
import { BuiltinModelError, ConflictError } from '../../errors.ts';
import { parseInput } from '../input/parse-input.ts';
import { unmakeDefault } from '../models/default-model.ts';
import { type AuditEntry, recordAuditEntries } from '../models/model-audit.ts';
import type { ModelQuotas } from '../models/model-quotas.ts';
import { type TenantKey, TenantLoader } from '../models/tenant-loader.ts';
import type { Page, PageInput } from '../paging/page.ts';
import {
  changePolicy,
  createRouteInput,
  defaultPolicy,
  routeFilter,
  updateRouteInput,
} from './route-input.ts';
import { assertTargets, findRoutes, flushRoutes, getRoute, listRoutes } from './route-store.ts';

export interface RouteServiceOptions {
  readonly database: Database;
  readonly quotas: ModelQuotas;
  readonly now: () => Date;
}

/** What an action did to a route, for the audit log; empty when nothing changed. */
type Edit = readonly Omit<Extract<AuditEntry, { route: unknown }>, 'route'>[];

/** Creates, finds, changes and deletes routes. */
export class RouteService {
  readonly #options: RouteServiceOptions;
  readonly #loader: TenantLoader<TenantKey, Route | null>;

  constructor(options: RouteServiceOptions) {
    this.#options = options;
    this.#loader = new TenantLoader(({ tenantId }, ids) =>
      options.database.asTenant(tenantId, (em) => findRoutes(em, ids)),
    );
  }

  async find(viewer: Viewer | null, id: string): Promise<Route | null> {
    const { tenantId } = authorize(viewer, 'route:read');
    return this.#loader.load({ tenantId, id });
  }

  /** Finds routes by ID, in the order of the IDs; null for a route that does not exist. */
  async findMany(viewer: Viewer | null, ids: readonly string[]): Promise<(Route | null)[]> {
    const { tenantId } = authorize(viewer, 'route:read');
    return this.#options.database.asTenant(tenantId, (em) => findRoutes(em, ids));
  }

  /** Newest first. @throws InvalidInputError for an invalid filter, page or cursor. */
  async list(viewer: Viewer | null, input: unknown, page: PageInput): Promise<Page<Route>> {
    const { tenantId } = authorize(viewer, 'route:read');
    const filter = parseInput(routeFilter, input, ['filter']);
    return this.#options.database.asTenant(tenantId, (em) =>
      listRoutes(em, tenantId, filter, page),
    );
  }

  /**
   * Creates a route of the viewer's tenant, or a built-in one.
   *
   * @throws InvalidInputError; NotFoundError for a model that the owner does not see.
   * @throws ConflictError when another route has the name; QuotaExceededError
   */
  async create(viewer: Viewer | null, input: unknown): Promise<Route> {
    const isForAll = (input as { isBuiltin?: unknown }).isBuiltin === true;
    const known = authorize(viewer, isForAll ? 'builtin:write' : 'route:write');
    const tenantId = isForAll ? platformTenant : known.tenantId;
    const { name, description, type, targets, policy } = parseInput(createRouteInput, input, [
      'input',
    ]);
    const now = this.#options.now();
    return this.#options.database.asTenant(tenantId, async (em) => {
      await assertTargets(em, type, targets);
      const route = em.create(Route, {
        id: randomUUID(),
        tenantId,
        name,
        description: description ?? null,
        type,
        targets,
        policy: changePolicy(defaultPolicy, policy),
        builtinId: null,
        version: 1,
        createdAt: now,
        updatedAt: now,
      });
      await flushRoutes(em, ['input', 'name']);
      const passesFilters = route.policy.onContentFilter === 'NEXT';
      await this.#record(em, viewer, route, [{ action: 'CREATED' }, ...choice(passesFilters)]);
      return route;
    });
  }

  /**
   * Changes the fields that the input has.
   *
   * @throws InvalidInputError | NotFoundError | BuiltinModelError | ConflictError
   * @throws QuotaExceededError
   */
  async update(
    viewer: Viewer | null,
    { id, expectedVersion }: { readonly id: string; readonly expectedVersion: number | null },
    input: unknown,
  ): Promise<Route> {
    return this.#edit(viewer, id, async (em, route) => {
      const { policy, ...change } = parseInput(updateRouteInput, input, ['input']);
      if (expectedVersion !== null && expectedVersion !== route.version) {
        throw new ConflictError(
          'The route has changed since it was read; read it again and repeat the change.',
          { currentVersion: route.version },
        );
      }
      if (change.targets !== undefined) {
        await assertTargets(em, route.type, change.targets, { present: route.targets });
      }
      const next = changePolicy(route.policy, policy);
      const fields = [
        ...differences('', route, change),
        ...differences('policy.', route.policy, next),
      ];
      if (fields.length === 0) return [];
      const passesFilters =
        next.onContentFilter === 'NEXT' && route.policy.onContentFilter !== 'NEXT';
      Object.assign(route, change, { policy: next, updatedAt: this.#options.now() });
      await flushRoutes(em, ['input', 'name']);
      return [{ action: 'UPDATED', fields }, ...choice(passesFilters)];
    });
  }

  /** @returns the deleted route. @throws NotFoundError | BuiltinModelError */
  async delete(viewer: Viewer | null, id: string): Promise<Route> {
    return this.#edit(viewer, id, async (em, route) => {
      const unset = await unmakeDefault(em, route.tenantId, { route });
      await em.remove(route).flush();
      return [...unset.map(({ action }) => ({ action })), { action: 'DELETED' }];
    });
  }

  async #edit(
    viewer: Viewer | null,
    id: string,
    edit: (em: SqlEntityManager, route: Route) => Promise<Edit>,
  ): Promise<Route> {
    const { database } = this.#options;
    const { tenantId: viewerTenant } = authenticated(viewer);
    if (!isAllowed(viewer, 'builtin:write')) authorize(viewer, 'route:write');
    const { tenantId } = await database.asTenant(viewerTenant, async (em) => {
      const present = await getRoute(em, id);
      if (present.tenantId !== platformTenant) authorize(viewer, 'route:write');
      else if (!isAllowed(viewer, 'builtin:write')) {
        throw new BuiltinModelError(
          'This route is built in; only a platform administrator can change it.',
        );
      }
      return present;
    });
    return database.asTenant(tenantId, async (em) => {
      const route = await getRoute(em, id, { lock: true });
      if (route.builtinId !== null) {
        throw new BuiltinModelError(
          "This route is from the operator's file (BUILTIN_MODELS_FILE); change it there.",
        );
      }
      await this.#record(em, viewer, route, await edit(em, route));
      return route;
    });
  }

  async #record(em: SqlEntityManager, viewer: Viewer | null, route: Route, done: Edit) {
    const { quotas, now } = this.#options;
    const { tenantId } = route;
    const entries = done.map((entry) => ({ ...entry, route }));
    const time = now();
    // Deleting a default must be possible above any quota.
    const limited = entries.filter(({ action }) => action !== 'DEFAULT_UNSET');
    await quotas.check(em, tenantId, limited, time);
    await recordAuditEntries(em, tenantId, entries, { actor: viewer, now: time });
  }
}

/** A provider's content filter is the only rule of others that a route can pass. */
function choice(passesFilters: boolean): Edit {
  return passesFilters ? [{ action: 'CONTENT_FILTER_NEXT' }] : [];
}

function differences(prefix: string, before: object, after: object): string[] {
  return Object.entries(after)
    .filter(([, value]) => value !== undefined)
    .filter(([name, value]) => !isDeepStrictEqual(Reflect.get(before, name), value))
    .map(([name]) => `${prefix}${name}`);
}
