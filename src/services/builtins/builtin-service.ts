import { readFile } from 'node:fs/promises';
import type { SqlEntityManager } from '@mikro-orm/sql';
import { authorize } from '../../auth/policy.ts';
import type { Viewer } from '../../auth/viewer.ts';
import type { Database } from '../../db/database.ts';
import type { Model } from '../../db/model.entity.ts';
import { platformTenant } from '../../domain.ts';
import {
  AppError,
  DestinationNotAllowedError,
  type FieldFault,
  InvalidInputError,
} from '../../errors.ts';
import type { Log } from '../../log.ts';
import { refuse } from '../input/parse-input.ts';
import { explainToOperator } from '../models/explain-refusal.ts';
import { recordAuditEntries } from '../models/model-audit.ts';
import type { ModelCredential } from '../models/model-credential.ts';
import type { ModelDraft } from '../models/model-draft.ts';
import { getModel } from '../models/model-store.ts';
import { applyBuiltins, type Declared } from './builtin-apply.ts';
import { type BuiltinEntry, type BuiltinFile, kindOf, parseBuiltinFile } from './builtin-file.ts';
import {
  type BuiltinStep,
  type DeclaredModel,
  findDeclared,
  planBuiltins,
} from './builtin-plan.ts';
import { findTakenNames, planRoutes } from './builtin-routes.ts';

/** The operator's file, and the variables that its values may contain as `${NAME}`. */
export interface BuiltinSource {
  readonly file: string;
  readonly variables: Readonly<Record<string, string | undefined>>;
}

export interface BuiltinServiceOptions {
  readonly database: Database;
  readonly draft: ModelDraft;
  readonly credential: ModelCredential;
  /** Null when no file is configured. */
  readonly source: BuiltinSource | null;
  readonly now: () => Date;
}

const maxFileLength = 1_000_000;

/** Applies the operator's file to the built-in models and routes. An invalid file changes nothing. */
export class BuiltinService {
  readonly #options: BuiltinServiceOptions;

  constructor(options: BuiltinServiceOptions) {
    this.#options = options;
  }

  /**
   * Applies the whole file, or nothing.
   *
   * @param options.dryRun only plans the steps.
   * @throws InvalidInputError listing all errors of the file with their lines.
   * @throws ConflictError when a model that is not from the file has one of its display names.
   */
  async apply({ dryRun = false }: { readonly dryRun?: boolean } = {}): Promise<BuiltinStep[]> {
    const { database, credential, now } = this.#options;
    const declared = await this.#declare();
    const steps = await database.asTenant(platformTenant, (em) =>
      dryRun
        ? planAll(em, declared, credential)
        : applyBuiltins(em, declared, { credential, now: now() }),
    );
    return steps.map(({ id, action, fields }) => ({ id, action, fields }));
  }

  /**
   * As {@link apply}, at startup. An invalid file is logged; the stored models can still be used.
   */
  async applyAtStart(log: Log): Promise<void> {
    try {
      const steps = await this.apply();
      const changed = steps.filter(({ action }) => action !== 'KEEP');
      log.info({ steps: changed }, 'built-in models applied');
    } catch (error) {
      if (!(error instanceof AppError)) throw error;
      const faults = error instanceof InvalidInputError ? error.fields : [];
      log.error({ faults }, `BUILTIN_MODELS_FILE was not applied: ${error.message}`);
    }
  }

  /** As {@link apply}, for a platform administrator. */
  async applyFor(
    viewer: Viewer | null,
    options: { readonly dryRun: boolean },
  ): Promise<BuiltinStep[]> {
    authorize(viewer, 'builtin:write');
    return this.apply(options);
  }

  /**
   * Resets a model to the file, which discards changes by mutations.
   *
   * @returns null when the file no longer contains the model, so that it was deleted.
   * @throws NotFoundError; InvalidInputError when it is not from the file, or the file is invalid.
   * @throws ConflictError as {@link apply}.
   */
  async reset(viewer: Viewer | null, id: string): Promise<Model | null> {
    authorize(viewer, 'builtin:write');
    const { database, credential } = this.#options;
    await database.asTenant(platformTenant, async (em) => {
      const { builtinId } = await getModel(em, id, { deleted: 'either' });
      if (builtinId !== null) return;
      const message = "is the ID of a model that is not from the operator's file";
      throw new InvalidInputError([{ path: ['input', 'id'], message }]);
    });
    const declared = await this.#declare();
    return database.asTenant(platformTenant, async (em) => {
      const model = await getModel(em, id, { lock: true, deleted: 'either' });
      const now = this.#options.now();
      Object.assign(model, { overridden: false, updatedAt: now });
      await em.flush();
      await recordAuditEntries(em, platformTenant, [{ model, action: 'RESET' }], {
        actor: viewer,
        now,
      });
      await applyBuiltins(em, declared, { credential, now });
      return model.deletedAt === null ? model : null;
    });
  }

  /** Resolves the entries of the file. It calls Ollama, so it must not run in a transaction. */
  async #declare(): Promise<Declared> {
    const { database, draft, source } = this.#options;
    const { entries, routes, locate } = await read(source);
    const { present, taken } = await database.asTenant(platformTenant, async (em) => ({
      present: await findDeclared(em),
      taken: await findTakenNames(em, routes),
    }));
    const faults: FieldFault[] = [];
    const declared: DeclaredModel[] = [];
    for (const [index, entry] of entries.entries()) {
      const model = present.find(({ builtinId }) => builtinId === entry.id) ?? null;
      try {
        declared.push({ entry, fields: await draft.declare(entry, model) });
      } catch (error) {
        faults.push(...faultsOf(error, entry, index).map(locate));
      }
    }
    refuse([...faults, ...taken.map(locate)]);
    return { models: declared, routes };
  }
}

async function planAll(
  em: SqlEntityManager,
  { models, routes }: Declared,
  credential: ModelCredential,
): Promise<BuiltinStep[]> {
  return [...(await planBuiltins(em, models, credential)), ...(await planRoutes(em, routes))];
}

async function read(source: BuiltinSource | null): Promise<BuiltinFile> {
  const fault = (message: string) =>
    new InvalidInputError([{ path: ['BUILTIN_MODELS_FILE'], message }]);
  if (source === null) throw fault('is not set, so there is no file of built-in models');
  const text = await readFile(source.file, 'utf8').catch((error: unknown) => {
    throw fault(`cannot be read (${(error as NodeJS.ErrnoException).code ?? 'unknown error'})`);
  });
  if (text.length > maxFileLength) throw fault(`must have at most ${maxFileLength} characters`);
  return parseBuiltinFile(text, source.variables);
}

/** Converts the errors of one entry to paths in the file. */
function faultsOf(error: unknown, entry: BuiltinEntry, index: number): FieldFault[] {
  const entryPath = ['models', String(index)];
  if (error instanceof DestinationNotAllowedError) {
    const { message } = explainToOperator(error);
    return [{ path: [...entryPath, kindOf(entry), 'baseUrl'], message }];
  }
  if (!(error instanceof InvalidInputError)) throw error;
  // The paths begin with `input`, as in a mutation. In the file, the entry replaces it.
  return error.fields.map(({ path, message }) => ({
    path: [...entryPath, ...path.slice(1)],
    message,
  }));
}
