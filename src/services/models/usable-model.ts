import type { SqlEntityManager } from '@mikro-orm/sql';
import type { Model } from '../../db/model.entity.ts';
import type { ModelType } from '../../domain.ts';
import { InvalidInputError, ModelNotReadyError } from '../../errors.ts';
import { findDefaultModel } from './default-model.ts';
import { getModel } from './model-store.ts';

/**
 * Returns the model with an ID, or the default model of the first of the types. It is ACTIVE.
 *
 * @throws NotFoundError | InvalidInputError | ModelNotReadyError
 */
export async function getUsableModel(
  em: SqlEntityManager,
  modelId: string | null,
  types: readonly [ModelType, ...ModelType[]],
): Promise<Model> {
  const path = ['input', 'modelId'];
  const model =
    modelId === null ? await findDefaultModel(em, types[0]) : await getModel(em, modelId);
  if (model === null) {
    const message = `is needed, because there is no default model of type ${types[0]}`;
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
