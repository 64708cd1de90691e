import { isDeepStrictEqual } from 'node:util';
import type { SqlEntityManager } from '@mikro-orm/sql';
import { DefaultModel } from '../../db/default-model.entity.ts';
import { Model } from '../../db/model.entity.ts';
import { type ModelType, platformTenant } from '../../domain.ts';
import { changedFields } from '../models/model-changed-fields.ts';
import type { ModelCredential } from '../models/model-credential.ts';
import type { ModelFields } from '../models/model-fields.ts';
import { type BuiltinEntry, inputOf } from './builtin-file.ts';

export const builtinActions = [
  'CREATE',
  'UPDATE',
  'RESTORE',
  'DELETE',
  'KEEP',
  'LEAVE_OVERRIDDEN',
] as const;
/** The effect of the operator's file on one built-in model or route. */
export type BuiltinAction = (typeof builtinActions)[number];

/** One step of the plan. */
export interface BuiltinStep {
  readonly id: string;
  readonly action: BuiltinAction;
  /** Names of the changed fields, never their values. */
  readonly fields: readonly string[];
}

/** An entry of the file with the fields of its model. */
export interface DeclaredModel {
  readonly entry: BuiltinEntry;
  readonly fields: ModelFields;
}

export interface PlannedStep extends BuiltinStep {
  readonly declared: DeclaredModel | null;
  /** Null for a model to create. */
  readonly model: Model | null;
  readonly secretsDiffer: boolean;
}

/** All models that the file has created, including deleted ones. */
export async function findDeclared(em: SqlEntityManager): Promise<Model[]> {
  return em.find(
    Model,
    { tenantId: platformTenant, builtinId: { $ne: null } },
    { filters: { live: false }, orderBy: { builtinId: 'asc' } },
  );
}

/** Compares the file with the stored models. Changes nothing. */
export async function planBuiltins(
  em: SqlEntityManager,
  declared: readonly DeclaredModel[],
  credential: ModelCredential,
): Promise<PlannedStep[]> {
  const present = await findDeclared(em);
  const defaults = await em.find(DefaultModel, { tenantId: platformTenant });
  const byId = new Map(present.map((model) => [model.builtinId, model]));
  const wanted = declared.map((item) => {
    const model = byId.get(item.entry.id) ?? null;
    return planEntry(item, model, { credential, defaults });
  });
  const ids = new Set(declared.map(({ entry }) => entry.id));
  const gone = present
    .filter((model) => model.deletedAt === null && !ids.has(model.builtinId ?? ''))
    .map((model): PlannedStep => {
      const action = model.overridden ? 'LEAVE_OVERRIDDEN' : 'DELETE';
      return step(model.builtinId ?? '', action, { model });
    });
  return [...wanted, ...gone];
}

function planEntry(
  declared: DeclaredModel,
  model: Model | null,
  { credential, defaults }: { credential: ModelCredential; defaults: readonly DefaultModel[] },
): PlannedStep {
  const { entry, fields } = declared;
  if (model === null) return step(entry.id, 'CREATE', { declared });
  if (model.overridden) return step(entry.id, 'LEAVE_OVERRIDDEN', { declared, model });
  const secrets = secretDifferences(entry, model, credential);
  const chosen = wantsDefault(entry) && changesDefault(fields.type, model, defaults);
  const different = [...changedFields(model, fields), ...secrets, ...(chosen ? ['isDefault'] : [])];
  const kept = different.length === 0 ? 'KEEP' : 'UPDATE';
  const action = model.deletedAt === null ? kept : 'RESTORE';
  const secretsDiffer = secrets.length > 0 || different.includes('baseUrl');
  return { ...step(entry.id, action, { declared, model }), fields: different, secretsDiffer };
}

function step(
  id: string,
  action: BuiltinAction,
  { declared = null, model = null }: Partial<Pick<PlannedStep, 'declared' | 'model'>>,
): PlannedStep {
  return { id, action, fields: [], declared, model, secretsDiffer: action === 'CREATE' };
}

export function wantsDefault(entry: BuiltinEntry): boolean {
  return inputOf(entry)?.isDefault === true;
}

/**
 * Whether the file can set the default and would change it. A default set by a mutation has
 * priority.
 */
export function changesDefault(
  type: ModelType,
  { id }: { readonly id: string },
  defaults: readonly DefaultModel[],
): boolean {
  const current = defaults.find((row) => row.type === type);
  return current === undefined || (current.declared && (current.modelId ?? current.routeId) !== id);
}

/** A secret that cannot be decrypted counts as different, because the file contains its value. */
function secretDifferences(
  { remote }: BuiltinEntry,
  model: Model,
  credential: ModelCredential,
): string[] {
  const wanted = {
    apiKey: remote?.apiKey ?? null,
    headers: Object.fromEntries((remote?.headers ?? []).map(({ name, value }) => [name, value])),
  };
  if (!credential.view(model).readable) return ['apiKey', 'headers'];
  const stored = credential.open(model);
  return (['apiKey', 'headers'] as const).filter(
    (name) => !isDeepStrictEqual(stored[name], wanted[name]),
  );
}
