import DataLoader from 'dataloader';
import { authorize } from '../../auth/policy.ts';
import type { Viewer } from '../../auth/viewer.ts';
import type { Database } from '../../db/database.ts';
import type { Model } from '../../db/model.entity.ts';
import { type ModelType, platformTenant } from '../../domain.ts';
import { SharedAnswers } from '../../events/shared-answers.ts';
import {
  clearDefault,
  type Default,
  defaultIds,
  findDefault,
  makeDefault,
} from './default-model.ts';
import { recordAuditEntries } from './model-audit.ts';
import type { ModelQuotas } from './model-quotas.ts';
import { getModel } from './model-store.ts';

export interface DefaultModelServiceOptions {
  readonly database: Database;
  readonly quotas: ModelQuotas;
  readonly now: () => Date;
}

/** The tenants that a default applies to. */
export interface DefaultScope {
  /** All tenants without a default of their own, instead of the viewer's tenant. */
  readonly everyone?: boolean | null | undefined;
}

/** Manages the default of each type; see also DefaultRouteService. */
export class DefaultModelService {
  readonly #options: DefaultModelServiceOptions;
  /**
   * Batches the models of a list into one query, because a tenant's defaults are the same for all.
   */
  readonly #defaultIds: DataLoader<string, ReadonlySet<string>>;

  /** Subscribers of changes share the loaded model. */
  readonly #answers = new SharedAnswers<Model, boolean>();

  constructor(options: DefaultModelServiceOptions) {
    this.#options = options;
    this.#defaultIds = new DataLoader((tenantIds) => this.#readIds(tenantIds), { cache: false });
  }

  /** The default model of the viewer's tenant for a type; null when it is a route, or not set. */
  async find(viewer: Viewer | null, type: ModelType): Promise<Model | null> {
    const { tenantId } = authorize(viewer, 'model:choose');
    const found = await this.#options.database.asTenant(tenantId, (em) => findDefault(em, [type]));
    return found !== null && 'model' in found ? found.model : null;
  }

  /**
   * Whether a model is a default of the viewer's tenant. The result is as old as the loaded model.
   */
  isDefault(viewer: Viewer | null, model: Model): boolean | Promise<boolean> {
    if (viewer === null || model.deletedAt !== null) return false;
    const { tenantId } = viewer;
    return this.#answers.get(model, tenantId, async () =>
      (await this.#defaultIds.load(tenantId)).has(model.id),
    );
  }

  /**
   * Makes a model the default of its type. The model belongs to the tenant or is built in.
   *
   * @throws NotFoundError; with `everyone`, also when the model is not built in.
   */
  async set(viewer: Viewer | null, id: string, { everyone }: DefaultScope = {}): Promise<Model> {
    const { tenantId } = authorize(viewer, everyone ? 'builtin:write' : 'model:update');
    const { database, quotas, now } = this.#options;
    const owner = everyone ? platformTenant : tenantId;
    return database.asTenant(owner, async (em) => {
      const shown = await getModel(em, id);
      // The row of the model is locked first, then the tenant's changes: one order prevents
      // deadlocks.
      const model = shown.tenantId === owner ? await getModel(em, id, { lock: true }) : shown;
      const auditEntries = await makeDefault(em, owner, { model });
      const time = now();
      await quotas.check(em, owner, auditEntries, time);
      await recordAuditEntries(em, owner, auditEntries, { actor: viewer, now: time });
      return model;
    });
  }

  /** Deletes the default of a type. @returns the default that applies now. @throws NotFoundError */
  async clear(
    viewer: Viewer | null,
    type: ModelType,
    { everyone }: DefaultScope = {},
  ): Promise<Default | null> {
    const { tenantId } = authorize(viewer, everyone ? 'builtin:write' : 'model:update');
    const { database, quotas, now } = this.#options;
    const owner = everyone ? platformTenant : tenantId;
    await database.asTenant(owner, async (em) => {
      const auditEntries = await clearDefault(em, owner, type);
      const time = now();
      await quotas.check(em, owner, auditEntries, time);
      await recordAuditEntries(em, owner, auditEntries, { actor: viewer, now: time });
    });
    return database.asTenant(tenantId, (em) => findDefault(em, [type]));
  }

  async #readIds(tenantIds: readonly string[]): Promise<ReadonlySet<string>[]> {
    const read = async (tenantId: string) => {
      const rows = await this.#options.database.read(tenantId, { text: defaultIds, values: [] });
      return new Set(rows.map(([id]) => id ?? ''));
    };
    const byTenant = new Map([...new Set(tenantIds)].map((id) => [id, read(id)]));
    return Promise.all(tenantIds.map((id) => byTenant.get(id) ?? read(id)));
  }
}
