import type { SqlEntityManager } from '@mikro-orm/sql';
import { authorize, isAllowed } from '../../auth/policy.ts';
import type { Viewer } from '../../auth/viewer.ts';
import type { OllamaBounds } from '../../config.ts';
import type { Database } from '../../db/database.ts';
import type { Model } from '../../db/model.entity.ts';
import { ConflictError } from '../../errors.ts';
import { parseInput } from '../input/parse-input.ts';
import type { Page, PageInput } from '../paging/page.ts';
import { dropOldDefault, makeDefault, unmakeDefault } from './default-model.ts';
import { withExplainedRefusal } from './explain-refusal.ts';
import type { AuditEntry } from './model-audit.ts';
import { encodeChangeCursor } from './model-change-cursor.ts';
import { changedFields } from './model-changed-fields.ts';
import type { ModelCreation } from './model-creation.ts';
import type { ModelCredential } from './model-credential.ts';
import type { ModelDraft } from './model-draft.ts';
import type { Edit, EditContext, ModelEditor } from './model-editor.ts';
import { createModelInput, type UpdateModelInput, updateModelInput } from './model-input.ts';
import { checkKeys } from './model-keys.ts';
import {
  countModels,
  defaultModelOrder,
  listModels,
  type ModelOrder,
  modelFilter,
} from './model-list.ts';
import { authorizeCreation, findForChange } from './model-owner.ts';
import { awaitPull, leavePull } from './model-status.ts';
import { findNamed, readModels } from './model-store.ts';
import { assertBounds } from './ollama-bounds.ts';
import { type TenantKey, TenantLoader } from './tenant-loader.ts';

export interface ModelServiceOptions {
  readonly database: Database;
  readonly credential: ModelCredential;
  readonly draft: ModelDraft;
  readonly creation: ModelCreation;
  readonly editor: ModelEditor;
  readonly bounds: OllamaBounds;
  readonly now: () => Date;
}

export interface ModelPage extends Page<Model> {
  /** Cursor for {@link ModelChangeService.follow}: starts after the changes that the page shows. */
  readonly changesCursor: string;
}

/** Registers, finds, changes and removes models. */
export class ModelService {
  readonly #options: ModelServiceOptions;
  readonly #loader: TenantLoader<TenantKey, Model | null>;

  constructor(options: ModelServiceOptions) {
    this.#options = options;
    this.#loader = new TenantLoader(({ tenantId }, ids) =>
      readModels(options.database, tenantId, ids),
    );
  }

  async find(viewer: Viewer | null, id: string): Promise<Model | null> {
    const { tenantId } = authorize(viewer, 'model:choose');
    return this.#loader.load({ tenantId, id });
  }

  /** Finds models by id, in the order of the ids; null for a model that does not exist. */
  async findMany(viewer: Viewer | null, ids: readonly string[]): Promise<(Model | null)[]> {
    const { tenantId } = authorize(viewer, 'model:choose');
    return readModels(this.#options.database, tenantId, ids);
  }

  /** The current state of the model that an input conflicts with; null when the viewer may not read it. */
  async findConflicting(viewer: Viewer | null, { model }: ConflictError): Promise<Model | null> {
    if (viewer === null || model === null || !isAllowed(viewer, 'model:choose')) return null;
    if ('id' in model) return this.find(viewer, model.id);
    return this.#options.database.asTenant(viewer.tenantId, (em) => findNamed(em, model));
  }

  /** @throws InvalidInputError for an invalid filter, page or cursor. */
  async list(
    viewer: Viewer | null,
    options: { filter?: unknown; order?: ModelOrder; page: PageInput },
  ): Promise<ModelPage> {
    const { tenantId } = authorize(viewer, 'model:choose');
    const { order = defaultModelOrder, page } = options;
    const filter = parseInput(modelFilter, options.filter ?? {}, ['filter']);
    const { database, now } = this.#options;
    const { position, ...found } = await listModels(database, { tenantId, filter, order, page });
    return { ...found, changesCursor: encodeChangeCursor(position, now()) };
  }

  /** @throws InvalidInputError for an invalid filter. */
  async count(viewer: Viewer | null, input: unknown): Promise<number> {
    const { tenantId } = authorize(viewer, 'model:choose');
    const filter = parseInput(modelFilter, input, ['filter']);
    return countModels(this.#options.database, tenantId, filter);
  }

  /** Registers a model for the viewer's tenant, or a built-in one; see {@link ModelCreation.create}. */
  async create(viewer: Viewer | null, input: unknown): Promise<Model> {
    const { known, owner } = authorizeCreation(viewer, input);
    const parsed = parseInput(createModelInput, input, ['input']);
    return withExplainedRefusal(known, this.#options.creation.create(known, owner, parsed));
  }

  /**
   * Changes the fields that the input has; see {@link ModelDraft.change}. A changed origin deletes
   * the stored credential, because it was stored for the old one.
   *
   * @param input has `id` and `expectedVersion` besides the fields to change.
   * @throws NotFoundError | BuiltinModelError | ConflictError | InvalidInputError
   * @throws DestinationNotAllowedError
   */
  async update(
    viewer: Viewer | null,
    target: { id: string; expectedVersion: number | null },
    input: unknown,
  ): Promise<Model> {
    const { database, draft, editor, bounds } = this.#options;
    const present = await findForChange(database, viewer, target.id);
    const change = parseInput(updateModelInput, input, ['input']);
    const renamed = await draft.findRenamed(present, change);
    const edit = async (model: Model, { em, now }: EditContext): Promise<Edit> => {
      if (target.expectedVersion !== null && target.expectedVersion !== model.version) {
        throw new ConflictError(
          'The model has changed since it was read; read it again and repeat the change.',
          { currentVersion: model.version, model: { id: model.id } },
        );
      }
      assertBounds(model, change, { bounds, path: ['input'] });
      const fields = draft.change(model, change, renamed);
      const changed = changedFields(model, fields);
      const originBefore = originOf(model);
      if (changed.includes('name')) await leavePull(em, model);
      if (changed.length > 0) em.assign(model, fields);
      if (model.status === 'DOWNLOADING' && !model.awaitsPull) await awaitPull(em, model, now);
      const moved = originOf(model) !== originBefore;
      const isGiven = changed.includes('keys');
      if (isGiven || moved) await checkKeys(em, model, { path: ['input'], isGiven });
      const secrets = this.#changeSecrets(model, change, { moved, now });
      return changed.length === 0 ? secrets : [{ action: 'UPDATED', fields: changed }, ...secrets];
    };
    const edited = editor.edit(viewer, target.id, edit, {
      afterwards: (model, { em }) => changeDefault(em, model, change),
    });
    return withExplainedRefusal(viewer, edited);
  }

  /** An absent secret keeps its value, unless the origin has changed; null deletes it. */
  #changeSecrets(
    model: Model,
    { apiKey, headers }: Pick<UpdateModelInput, 'apiKey' | 'headers'>,
    { moved, now }: { readonly moved: boolean; readonly now: Date },
  ): Edit {
    const { credential } = this.#options;
    const hadKey = model.sealedApiKey !== null;
    const hadHeaders = model.sealedHeaders !== null;
    const dropped = moved && credential.drop(model, now);
    const hasHeaders = headers != null && headers.length > 0;
    if (apiKey != null || (apiKey === null && !dropped && hadKey)) {
      credential.setApiKey(model, apiKey, now);
    }
    if (hasHeaders || (headers !== undefined && !dropped && hadHeaders)) {
      credential.setHeaders(model, headers ?? [], now);
    }
    const set = [...(apiKey == null ? [] : ['apiKey']), ...(hasHeaders ? ['headers'] : [])];
    if (dropped && set.length === 0) return [{ action: 'CREDENTIAL_CLEARED' }];
    const cleared = [
      ...(apiKey === null && hadKey ? ['apiKey'] : []),
      ...(headers !== undefined && !hasHeaders && hadHeaders ? ['headers'] : []),
    ];
    return [
      ...(set.length === 0 ? [] : [{ action: 'CREDENTIAL_SET' as const, fields: set }]),
      ...(dropped || cleared.length === 0
        ? []
        : [{ action: 'CREDENTIAL_CLEARED' as const, fields: cleared }]),
    ];
  }

  /**
   * Hides the model until it is restored. Its completions still refer to it.
   *
   * @returns the deleted model.
   * @throws NotFoundError | BuiltinModelError
   */
  async delete(viewer: Viewer | null, id: string): Promise<Model> {
    return this.#options.editor.edit(viewer, id, async (model, { em, now }) => {
      await leavePull(em, model);
      model.deletedAt = now;
      return [{ action: 'DELETED' }];
    });
  }

  /**
   * Restores a deleted model, with its id and its credential. A local model that Ollama no longer
   * has cannot be used until it is pulled.
   *
   * @throws NotFoundError | BuiltinModelError
   * @throws ConflictError when another model has taken its display name.
   */
  async restore(viewer: Viewer | null, id: string): Promise<Model> {
    const { database, draft } = this.#options;
    const deleted = await findForChange(database, viewer, id, { deleted: true });
    const state = await draft.findRestored(deleted);
    const restore = (model: Model): Edit => {
      Object.assign(model, state, { deletedAt: null });
      return [{ action: 'RESTORED' }];
    };
    return this.#options.editor.edit(viewer, id, restore, {
      deleted: true,
      namePath: ['input', 'id'],
    });
  }
}

async function changeDefault(
  em: SqlEntityManager,
  model: Model,
  { type, isDefault }: Pick<UpdateModelInput, 'type' | 'isDefault'>,
): Promise<AuditEntry[]> {
  const { tenantId } = model;
  const dropped = type === undefined ? [] : await dropOldDefault(em, tenantId, model);
  if (isDefault === undefined) return dropped;
  const set = isDefault === true ? makeDefault : unmakeDefault;
  return [...dropped, ...(await set(em, tenantId, { model }))];
}

function originOf(model: Model): string | null {
  return model.baseUrl === null ? null : new URL(model.baseUrl).origin;
}
