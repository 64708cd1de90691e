import { UniqueConstraintViolationException } from '@mikro-orm/core';
import type { SqlEntityManager } from '@mikro-orm/sql';
import type { Viewer } from '../../auth/viewer.ts';
import type { Database } from '../../db/database.ts';
import { displayNameIndex, type Model } from '../../db/model.entity.ts';
import { ConflictError } from '../../errors.ts';
import { type AuditEntry, type ModelAuditEntry, recordAuditEntries } from './model-audit.ts';
import { findForChange } from './model-owner.ts';
import type { ModelQuotas } from './model-quotas.ts';
import { getModel } from './model-store.ts';

/** The actions of an edit for the audit log; empty when nothing changed. */
export type Edit = readonly Omit<ModelAuditEntry, 'model'>[];

export interface EditContext {
  readonly em: SqlEntityManager;
  readonly now: Date;
}

export interface EditOptions {
  /** Edits a deleted model instead of a live one. */
  readonly deleted?: boolean;
  /** Whether the operator's file no longer changes the model. @default true */
  readonly overrides?: boolean;
  /** Runs after the change is written, before it is recorded. @returns further audit entries. */
  readonly afterwards?: (model: Model, context: EditContext) => Promise<readonly AuditEntry[]>;
  /** Path of the argument that has the display name, for a conflict. */
  readonly namePath?: readonly string[];
}

export interface ModelEditorOptions {
  readonly database: Database;
  readonly quotas: ModelQuotas;
  readonly now: () => Date;
}

/** Changes an existing model: checks its owner, locks it, and records the change. */
export class ModelEditor {
  readonly #database: Database;
  readonly #quotas: ModelQuotas;
  readonly #now: () => Date;

  constructor({ database, quotas, now }: ModelEditorOptions) {
    this.#database = database;
    this.#quotas = quotas;
    this.#now = now;
  }

  /**
   * @param edit changes the locked model and returns what it did.
   * @throws NotFoundError | BuiltinModelError | UnauthenticatedError | ForbiddenError
   * @throws QuotaExceededError; ConflictError when the display name is taken; and whatever `edit` throws.
   */
  async edit(
    viewer: Viewer | null,
    id: string,
    edit: (model: Model, context: EditContext) => Edit | Promise<Edit>,
    options: EditOptions = {},
  ): Promise<Model> {
    const { deleted = false, overrides = true, afterwards } = options;
    const { namePath = ['input', 'displayName'] } = options;
    const { tenantId } = await findForChange(this.#database, viewer, id, { deleted });
    const now = this.#now();
    return this.#database.asTenant(tenantId, async (em) => {
      const model = await getModel(em, id, { deleted, lock: true });
      const done = await edit(model, { em, now });
      if (done.length > 0) {
        model.updatedAt = now;
        if (overrides && model.builtinId !== null) model.overridden = true;
        await flushNamed(em, namePath, model);
      }
      const more = (await afterwards?.(model, { em, now })) ?? [];
      const auditEntries = [...done.map((auditEntry) => ({ ...auditEntry, model })), ...more];
      await this.#quotas.check(em, tenantId, auditEntries, now);
      await recordAuditEntries(em, tenantId, auditEntries, { actor: viewer, now });
      return model;
    });
  }
}

/**
 * Flushes changes that can include a display name.
 *
 * @param path path of the display name in the input.
 * @param model the model that gets the display name; absent when there are several.
 * @throws ConflictError when another model of the tenant has that display name.
 */
export async function flushNamed(
  em: SqlEntityManager,
  path: readonly string[],
  model?: Model,
): Promise<void> {
  try {
    await em.flush();
  } catch (error) {
    const taken =
      error instanceof UniqueConstraintViolationException &&
      error.message.includes(displayNameIndex);
    if (!taken) throw error;
    throw new ConflictError('Another model has this display name; choose a different one.', {
      path,
      model:
        model?.displayName == null
          ? null
          : { tenantId: model.tenantId, displayName: model.displayName },
    });
  }
}
