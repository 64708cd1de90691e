import type { SqlEntityManager } from '@mikro-orm/sql';
import type { Model } from '../../db/model.entity.ts';
import type { ModelType } from '../../domain.ts';
import { InvalidInputError, ModelNotReadyError } from '../../errors.ts';
import { findDefaultModel } from './default-model.ts';
import { getModel } from './model-store.ts';

export interface ModelChoice {
  /** Null to use a default model. */
  readonly modelId: string | null;
  /** The types that the call can use. */
  readonly types: readonly ModelType[];
  /** The types whose default models can be used, in this order. */
  readonly defaults: readonly ModelType[];
}

/**
 * Returns the model with an ID, or the first of the default models. It is ACTIVE.
 *
 * @throws NotFoundError | InvalidInputError | ModelNotReadyError
 */
export async function getUsableModel(
  em: SqlEntityManager,
  { modelId, types, defaults }: ModelChoice,
): Promise<Model> {
  const path = ['input', 'modelId'];
  const model =
    modelId === null ? await findDefaultModel(em, defaults) : await getModel(em, modelId);
  if (model === null) {
    const message = `is needed, because there is no default model of type ${defaults.join(' or ')}`;
    throw new InvalidInputError([{ path, message }]);
  }
  if (!types.includes(model.type)) {
    const message = `is the id of a model of type ${model.type}; this needs ${types.join(' or ')}`;
    throw new InvalidInputError([{ path, message }]);
  }
  if (model.status !== 'ACTIVE') {
    throw new ModelNotReadyError(`The model cannot be used while its status is ${model.status}.`);
  }
  return model;
}
