import { randomUUID } from 'node:crypto';
import type { SqlEntityManager } from '@mikro-orm/sql';
import type { Viewer } from '../../auth/viewer.ts';
import type { OllamaBounds } from '../../config.ts';
import type { Database } from '../../db/database.ts';
import { Model } from '../../db/model.entity.ts';
import { ConflictError } from '../../errors.ts';
import { makeDefault } from './default-model.ts';
import { recordAuditEntries } from './model-audit.ts';
import type { ModelCredential } from './model-credential.ts';
import type { ModelDraft } from './model-draft.ts';
import { flushNamed } from './model-editor.ts';
import type { ModelFields } from './model-fields.ts';
import type { CreateModelInput } from './model-input.ts';
import { checkKeys } from './model-keys.ts';
import type { ModelQuotas } from './model-quotas.ts';
import { awaitPull } from './model-status.ts';
import { findModels } from './model-store.ts';
import { assertBounds } from './ollama-bounds.ts';
import type { IdentifiedRequest, RequestIds } from './request-ids.ts';

export interface ModelCreationOptions {
  readonly database: Database;
  readonly credential: ModelCredential;
  readonly draft: ModelDraft;
  readonly requestIds: RequestIds;
  readonly quotas: ModelQuotas;
  readonly bounds: OllamaBounds;
  readonly now: () => Date;
}

/** A model to add, and its owner. */
export interface NewModel {
  readonly tenantId: string;
  readonly fields: ModelFields;
  readonly builtinId?: string;
  readonly now: Date;
}

/**
 * Adds a model without a credential, because encryption needs the model's ID. The next flush writes
 * it.
 */
export function addModel(em: SqlEntityManager, { tenantId, fields, ...rest }: NewModel): Model {
  const { builtinId = null, now } = rest;
  return em.create(Model, {
    id: randomUUID(),
    tenantId,
    ...fields,
    sealedApiKey: null,
    apiKeyHint: null,
    sealedHeaders: null,
    headerNames: [],
    credentialUpdatedAt: null,
    pullId: null,
    awaitsPull: false,
    builtinId,
    overridden: false,
    version: 1,
    createdAt: now,
    updatedAt: now,
    deletedAt: null,
  });
}

/** Creates models. A repeated request creates none. */
export class ModelCreation {
  readonly #options: ModelCreationOptions;

  constructor(options: ModelCreationOptions) {
    this.#options = options;
  }

  /**
   * @param tenantId the owner of the new model.
   * @throws InvalidInputError | DestinationNotAllowedError when the input is invalid.
   * @throws ConflictError | RequestIdReusedError | QuotaExceededError
   */
  async create(viewer: Viewer, tenantId: string, input: CreateModelInput): Promise<Model> {
    const { database, now } = this.#options;
    const request = this.#requestOf(tenantId, input);
    const earlier = request && (await database.asTenant(tenantId, (em) => this.#find(em, request)));
    if (earlier) return earlier;
    const fields = await this.draft(tenantId, input);
    const time = now();
    return database.asTenant(tenantId, async (em) => {
      const model = addModel(em, { tenantId, fields, now: time });
      if (request !== null) {
        const other = await this.#options.requestIds.claim(em, request, model.id);
        if (other !== null) {
          em.clear();
          return this.#get(em, other);
        }
      }
      await this.#write(em, model, input, viewer);
      return model;
    });
  }

  /**
   * Returns the fields of a new model after all checks that need no stored data.
   *
   * @param path of the input.
   * @throws InvalidInputError | DestinationNotAllowedError
   */
  async draft(
    tenantId: string,
    input: CreateModelInput,
    path: readonly string[] = ['input'],
  ): Promise<ModelFields> {
    const { draft, bounds } = this.#options;
    const fields = await draft.create(input, path);
    const own = [...path, input.local === undefined ? 'remote' : 'local'];
    assertBounds({ ...fields, tenantId }, fields, { bounds, path: own });
    return fields;
  }

  async #write(em: SqlEntityManager, model: Model, input: CreateModelInput, viewer: Viewer) {
    const { credential } = this.#options;
    const { apiKey, headers } = input.remote ?? {};
    const { createdAt: now, tenantId } = model;
    if (apiKey != null) credential.setApiKey(model, apiKey, now);
    if (headers != null) credential.setHeaders(model, headers, now);
    if (model.status === 'DOWNLOADING') await awaitPull(em, model, now);
    const path = ['input', input.local === undefined ? 'remote' : 'local'];
    await checkKeys(em, model, { path, isGiven: true });
    await flushNamed(em, [...path, 'displayName'], model);
    const { isDefault } = input.remote ?? input.local ?? {};
    const chosen = isDefault === true ? await makeDefault(em, tenantId, { model }) : [];
    const auditEntries = [{ model, action: 'CREATED' as const }, ...chosen];
    await this.#options.quotas.check(em, tenantId, auditEntries, now);
    await recordAuditEntries(em, tenantId, auditEntries, { actor: viewer, now });
  }

  #requestOf(tenantId: string, input: CreateModelInput): IdentifiedRequest | null {
    const requestId = (input.remote ?? input.local)?.requestId;
    return requestId == null ? null : { tenantId, requestId, input, now: this.#options.now() };
  }

  async #find(em: SqlEntityManager, request: IdentifiedRequest): Promise<Model | null> {
    const id = await this.#options.requestIds.find(em, request);
    return id === null ? null : this.#get(em, id);
  }

  async #get(em: SqlEntityManager, id: string): Promise<Model> {
    const [model] = await findModels(em, [id]);
    if (model) return model;
    throw new ConflictError('The model that this requestId created has been deleted.');
  }
}
