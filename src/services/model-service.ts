import { randomUUID } from 'node:crypto';
import { authorize } from '../auth/policy.ts';
import type { Viewer } from '../auth/viewer.ts';
import type { Database } from '../db/database.ts';
import { Model } from '../db/model.entity.ts';
import { ConflictError } from '../errors.ts';
import { makeDefault, takeTurn } from './default-model.ts';
import type { ModelCredential } from './model-credential.ts';
import type { ModelDraft } from './model-draft.ts';
import { createModelInput, updateModelInput } from './model-input.ts';
import {
  defaultModelOrder,
  listModels,
  type ModelFilter,
  type ModelOrder,
  type ModelPage,
  modelCondition,
} from './model-list.ts';
import { findModels, getModel } from './model-store.ts';
import type { PageInput } from './page.ts';
import { parseInput } from './parse-input.ts';

/** What the service works with. */
export interface ModelServiceOptions {
  readonly database: Database;
  readonly credential: ModelCredential;
  readonly draft: ModelDraft;
  readonly now: () => Date;
}

/** Registers, finds, changes and removes the models of a tenant. */
export class ModelService {
  readonly #options: ModelServiceOptions;

  constructor(options: ModelServiceOptions) {
    this.#options = options;
  }

  async find(viewer: Viewer | null, id: string): Promise<Model | null> {
    return (await this.findMany(viewer, [id]))[0] ?? null;
  }

  /** Finds by id, in the order asked for; null stands for what is not there. */
  async findMany(viewer: Viewer | null, ids: readonly string[]): Promise<(Model | null)[]> {
    const { tenantId } = authorize(viewer, 'model:read');
    return this.#options.database.asTenant(tenantId, (em) => findModels(em, ids));
  }

  /** @throws InvalidInputError for an impossible page or cursor. */
  async list(
    viewer: Viewer | null,
    options: { filter?: ModelFilter; order?: ModelOrder; page: PageInput },
  ): Promise<ModelPage> {
    const { tenantId } = authorize(viewer, 'model:read');
    const { filter = {}, order = defaultModelOrder, page } = options;
    return this.#options.database.asTenant(tenantId, (em) => listModels(em, filter, order, page));
  }

  async count(viewer: Viewer | null, filter: ModelFilter): Promise<number> {
    const { tenantId } = authorize(viewer, 'model:read');
    return this.#options.database.asTenant(tenantId, (em) =>
      em.count(Model, modelCondition(filter)),
    );
  }

  /**
   * @throws InvalidInputError | DestinationNotAllowedError when the input is not acceptable.
   * @throws UpstreamError when Ollama has to be asked and does not answer.
   */
  async create(viewer: Viewer | null, input: unknown): Promise<Model> {
    const { tenantId } = authorize(viewer, 'model:create');
    const { draft, credential, now } = this.#options;
    const parsed = parseInput(createModelInput, input, ['input']);
    const fields = await draft.create(parsed);
    const { apiKey, headers } = parsed.remote ?? {};
    const { isDefault } = parsed.remote ?? parsed.local ?? {};
    const time = now();
    return this.#options.database.asTenant(tenantId, async (em) => {
      const model = em.create(Model, {
        id: randomUUID(),
        tenantId,
        ...fields,
        sealedApiKey: null,
        apiKeyHint: null,
        sealedHeaders: null,
        headerNames: [],
        credentialUpdatedAt: null,
        isDefault: false,
        status: 'ACTIVE',
        statusReason: null,
        version: 1,
        createdAt: time,
        updatedAt: time,
        deletedAt: null,
      });
      if (apiKey != null) credential.setApiKey(model, apiKey, time);
      if (headers != null) credential.setHeaders(model, headers, time);
      await em.flush();
      if (isDefault === true) {
        await takeTurn(em, model);
        await makeDefault(em, model, time);
        await em.flush();
      }
      return model;
    });
  }

  /**
   * Changes what the input names; see {@link ModelDraft.change}. A changed origin drops the stored
   * credential, because it was entrusted to the old one.
   *
   * @param input has `id` and `expectedVersion` besides the fields to change.
   * @throws NotFoundError | ConflictError | InvalidInputError | DestinationNotAllowedError
   * @throws UpstreamError when Ollama has to be asked and does not answer.
   */
  async update(
    viewer: Viewer | null,
    target: { id: string; expectedVersion: number | null },
    input: unknown,
  ): Promise<Model> {
    const { tenantId } = authorize(viewer, 'model:update');
    const { database, credential, draft, now } = this.#options;
    const change = parseInput(updateModelInput, input, ['input']);
    const present = await database.asTenant(tenantId, (em) => getModel(em, target.id));
    const renamed = await draft.findRenamed(present, change);
    return database.asTenant(tenantId, async (em) => {
      const model = await getModel(em, target.id, { lock: true });
      if (target.expectedVersion !== null && target.expectedVersion !== model.version) {
        throw new ConflictError(
          'The model has been changed since it was read; read it again and repeat the change.',
          model.version,
        );
      }
      const time = now();
      const originBefore = originOf(model);
      em.assign(model, { ...draft.change(model, change, renamed), updatedAt: time });
      if (originOf(model) !== originBefore) credential.drop(model, time);
      if (change.apiKey !== undefined) credential.setApiKey(model, change.apiKey, time);
      await em.flush();
      return model;
    });
  }

  /**
   * Hides the model from everything, until it is restored; its completions keep referring to it.
   *
   * @returns the model as it was.
   * @throws NotFoundError
   */
  async delete(viewer: Viewer | null, id: string): Promise<Model> {
    const { tenantId } = authorize(viewer, 'model:delete');
    return this.#options.database.asTenant(tenantId, async (em) => {
      const model = await getModel(em, id, { lock: true });
      model.deletedAt = this.#options.now();
      model.isDefault = false;
      await em.flush();
      return model;
    });
  }

  /** Brings a deleted model back, under its id and with its credential. @throws NotFoundError */
  async restore(viewer: Viewer | null, id: string): Promise<Model> {
    const { tenantId } = authorize(viewer, 'model:delete');
    return this.#options.database.asTenant(tenantId, async (em) => {
      const model = await getModel(em, id, { lock: true, deleted: true });
      model.deletedAt = null;
      model.updatedAt = this.#options.now();
      await em.flush();
      return model;
    });
  }
}

function originOf(model: Model): string | null {
  return model.baseUrl === null ? null : new URL(model.baseUrl).origin;
}
