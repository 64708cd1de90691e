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

/** For whom a default is chosen. */
export interface DefaultScope {
  /** For every tenant that has chosen none, instead of for the viewer's. */
  readonly everyone?: boolean | null | undefined;
}

/** Chooses the models that are used where none is named. */
export class DefaultModelService {
  readonly #options: DefaultModelServiceOptions;
  /** Lists ask for each of their models at once: the answer is the same for all of a tenant. */
  readonly #defaultIds: DataLoader<string, ReadonlySet<string>>;

  /** Subscribers of changes share the loaded model. */
  readonly #answers = new SharedAnswers<Model, boolean>();

  constructor(options: DefaultModelServiceOptions) {
    this.#options = options;
    this.#defaultIds = new DataLoader((tenantIds) => this.#readIds(tenantIds), { cache: false });
  }

  /** What the viewer's tenant uses for a type; null when none is chosen. */
  async find(viewer: Viewer | null, type: ModelType): Promise<Model | null> {
    const { tenantId } = authorize(viewer, 'model:read');
    return this.#options.database.asTenant(tenantId, (em) => findDefaultModel(em, type));
  }

  /** Whether the viewer's tenant uses a model where none is named, as of when it was loaded. */
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
   * @throws NotFoundError, also for everyone's default when the model is not a built-in one.
   */
  async set(viewer: Viewer | null, id: string, { everyone }: DefaultScope = {}): Promise<Model> {
    const { tenantId } = authorize(viewer, everyone ? 'builtin:write' : 'model:update');
    const { database, now } = this.#options;
    const owner = everyone ? platformTenant : tenantId;
    return database.asTenant(owner, async (em) => {
      const shown = await getModel(em, id);
      // The tenant's own row is locked before the turn is taken, as everywhere.
      const model = shown.tenantId === owner ? await getModel(em, id, { lock: true }) : shown;
      const auditEntries = await makeDefault(em, owner, model);
      await recordAuditEntries(em, owner, auditEntries, { actor: viewer, now: now() });
      return model;
    });
  }

  /** Forgets the choice for a type. @returns what is used from now on. @throws NotFoundError */
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
    return database.asTenant(tenantId, (em) => findDefaultModel(em, type));
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
