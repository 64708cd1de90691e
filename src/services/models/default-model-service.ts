import DataLoader from 'dataloader';
import { authorize } from '../../auth/policy.ts';
import type { Viewer } from '../../auth/viewer.ts';
import type { Database } from '../../db/database.ts';
import type { Model } from '../../db/model.entity.ts';
import { type ModelType, platformTenant } from '../../domain.ts';
import { SharedAnswers } from '../../events/shared-answers.ts';
import { clearDefault, findDefaultIds, findDefaultModel, makeDefault } from './default-model.ts';
import { recordAuditEntries } from './model-audit.ts';
import { getModel } from './model-store.ts';

export interface DefaultModelServiceOptions {
  readonly database: Database;
  readonly now: () => Date;
}

/** The tenants that a default applies to. */
export interface DefaultScope {
  /** Every tenant without a default of its own, instead of the viewer's tenant. */
  readonly everyone?: boolean | null | undefined;
}

/** Manages the default model of each type. */
export class DefaultModelService {
  readonly #options: DefaultModelServiceOptions;
  /** The models of a list share one query: the defaults are the same for a whole tenant. */
  readonly #defaultIds: DataLoader<string, ReadonlySet<string>>;

  /** Subscribers of changes share the loaded model. */
  readonly #answers = new SharedAnswers<Model, boolean>();

  constructor(options: DefaultModelServiceOptions) {
    this.#options = options;
    this.#defaultIds = new DataLoader((tenantIds) => this.#readIds(tenantIds), { cache: false });
  }

  /** The default model of the viewer's tenant for a type; null when there is none. */
  async find(viewer: Viewer | null, type: ModelType): Promise<Model | null> {
    const { tenantId } = authorize(viewer, 'model:choose');
    return this.#options.database.asTenant(tenantId, (em) => findDefaultModel(em, [type]));
  }

  /** Whether a model is a default of the viewer's tenant, as of when the model was loaded. */
  isDefault(viewer: Viewer | null, model: Model): boolean | Promise<boolean> {
    if (viewer === null || model.deletedAt !== null) return false;
    const { tenantId } = viewer;
    return this.#answers.get(model, tenantId, async () =>
      (await this.#defaultIds.load(tenantId)).has(model.id),
    );
  }

  /**
   * Makes a model, the tenant's own or a built-in one, the default of its type.
   *
   * @throws NotFoundError; for everyone's default also when the model is not built in.
   */
  async set(viewer: Viewer | null, id: string, { everyone }: DefaultScope = {}): Promise<Model> {
    const { tenantId } = authorize(viewer, everyone ? 'builtin:write' : 'model:update');
    const { database, now } = this.#options;
    const owner = everyone ? platformTenant : tenantId;
    return database.asTenant(owner, async (em) => {
      const shown = await getModel(em, id);
      // The model's row is locked before the changes of the tenant are: one order prevents deadlocks.
      const model = shown.tenantId === owner ? await getModel(em, id, { lock: true }) : shown;
      const auditEntries = await makeDefault(em, owner, model);
      await recordAuditEntries(em, owner, auditEntries, { actor: viewer, now: now() });
      return model;
    });
  }

  /** Deletes the default of a type. @returns the default that applies now. @throws NotFoundError */
  async clear(
    viewer: Viewer | null,
    type: ModelType,
    { everyone }: DefaultScope = {},
  ): Promise<Model | null> {
    const { tenantId } = authorize(viewer, everyone ? 'builtin:write' : 'model:update');
    const { database, now } = this.#options;
    const owner = everyone ? platformTenant : tenantId;
    await database.asTenant(owner, async (em) => {
      const auditEntries = await clearDefault(em, owner, type);
      await recordAuditEntries(em, owner, auditEntries, { actor: viewer, now: now() });
    });
    return database.asTenant(tenantId, (em) => findDefaultModel(em, [type]));
  }

  async #readIds(tenantIds: readonly string[]): Promise<ReadonlySet<string>[]> {
    const read = (tenantId: string) =>
      this.#options.database.asTenant(tenantId, async (em) => {
        return new Set((await findDefaultIds(em)).values());
      });
    const byTenant = new Map([...new Set(tenantIds)].map((id) => [id, read(id)]));
    return Promise.all(tenantIds.map((id) => byTenant.get(id) ?? read(id)));
  }
}
