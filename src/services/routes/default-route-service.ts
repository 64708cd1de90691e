import { authorize } from '../../auth/policy.ts';
import type { Viewer } from '../../auth/viewer.ts';
import type { Database } from '../../db/database.ts';
import type { Route } from '../../db/route.entity.ts';
import { type ModelType, platformTenant } from '../../domain.ts';
import { findDefault, makeDefault } from '../models/default-model.ts';
import type { DefaultScope } from '../models/default-model-service.ts';
import { recordAuditEntries } from '../models/model-audit.ts';
import type { ModelQuotas } from '../models/model-quotas.ts';
import { getRoute } from './route-store.ts';

export interface DefaultRouteServiceOptions {
  readonly database: Database;
  readonly quotas: ModelQuotas;
  readonly now: () => Date;
}

/** Manages routes that are the default of their type instead of a model. */
export class DefaultRouteService {
  readonly #options: DefaultRouteServiceOptions;

  constructor(options: DefaultRouteServiceOptions) {
    this.#options = options;
  }

  /** The default route of the viewer's tenant for a type; null when it is a model, or not set. */
  async find(viewer: Viewer | null, type: ModelType): Promise<Route | null> {
    const { tenantId } = authorize(viewer, 'route:read');
    const found = await this.#options.database.asTenant(tenantId, (em) => findDefault(em, [type]));
    return found !== null && 'route' in found ? found.route : null;
  }

  /**
   * Makes a route the default of its type. The route belongs to the tenant or is built in.
   *
   * @throws NotFoundError; with `everyone`, also when the route is not built in.
   */
  async set(viewer: Viewer | null, id: string, { everyone }: DefaultScope = {}): Promise<Route> {
    const { tenantId } = authorize(viewer, everyone ? 'builtin:write' : 'route:write');
    const { database, quotas, now } = this.#options;
    const owner = everyone ? platformTenant : tenantId;
    return database.asTenant(owner, async (em) => {
      const shown = await getRoute(em, id);
      // The row of the route is locked first, then the tenant's changes: one order prevents
      // deadlocks.
      const route = shown.tenantId === owner ? await getRoute(em, id, { lock: true }) : shown;
      const auditEntries = await makeDefault(em, owner, { route });
      const time = now();
      await quotas.check(em, owner, auditEntries, time);
      await recordAuditEntries(em, owner, auditEntries, { actor: viewer, now: time });
      return route;
    });
  }
}
