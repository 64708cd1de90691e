import { authorize } from '../auth/policy.ts';
import type { Viewer } from '../auth/viewer.ts';
import type { Database } from '../db/database.ts';
import type { Model } from '../db/model.entity.ts';
import type { ModelType } from '../domain.ts';
import { findDefaultModel, makeDefault, takeTurn } from './default-model.ts';
import { getModel } from './model-store.ts';

export interface DefaultModelServiceOptions {
  readonly database: Database;
  readonly now: () => Date;
}

/** Chooses the models that are used where none is named. */
export class DefaultModelService {
  readonly #options: DefaultModelServiceOptions;

  constructor(options: DefaultModelServiceOptions) {
    this.#options = options;
  }

  /** The tenant's default of a type; null when it has chosen none. */
  async find(viewer: Viewer | null, type: ModelType): Promise<Model | null> {
    const { tenantId } = authorize(viewer, 'model:read');
    return this.#options.database.asTenant(tenantId, (em) => findDefaultModel(em, type));
  }

  /** Makes a model the default of its type. @throws NotFoundError */
  async set(viewer: Viewer | null, id: string): Promise<Model> {
    const { tenantId } = authorize(viewer, 'model:update');
    const { database, now } = this.#options;
    return database.asTenant(tenantId, async (em) => {
      await takeTurn(em, await getModel(em, id));
      const model = await getModel(em, id, { lock: true });
      const time = now();
      await makeDefault(em, model, time);
      model.updatedAt = time;
      await em.flush();
      return model;
    });
  }
}
