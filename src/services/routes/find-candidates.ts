import type { SqlEntityManager } from '@mikro-orm/sql';
import type { Model } from '../../db/model.entity.ts';
import type { Route } from '../../db/route.entity.ts';
import type { ModelType } from '../../domain.ts';
import { InvalidInputError, ModelNotReadyError } from '../../errors.ts';
import { type Default, findDefault } from '../models/default-model.ts';
import { type KeyedModel, withApiKeys, withOwnApiKeys } from '../models/model-keys.ts';
import { findModels, getModel } from '../models/model-store.ts';
import type { CallChoice } from './call-choice.ts';
import { type Candidate, type Candidates, onlyModel } from './candidate.ts';
import { getRoute } from './route-store.ts';

/**
 * Returns the models that a call can use, in the order of their priorities: the model or the route
 * with the ID, or the first of the defaults. All of them are ACTIVE and have one of the types.
 *
 * @throws NotFoundError | InvalidInputError | ModelNotReadyError
 */
export async function findCandidates(
  em: SqlEntityManager,
  choice: CallChoice,
): Promise<Candidates> {
  const { types, defaults } = choice;
  const found = await findChosen(em, choice);
  if (found === null) {
    const message = `is needed, because there is no default of type ${defaults.join(' or ')}`;
    throw new InvalidInputError([{ path: ['input', 'modelId'], message }]);
  }
  if ('model' in found) {
    assertType('model', found.model, types);
    assertActive(found.model);
    return onlyModel(await withOwnApiKeys(em, found.model));
  }
  const { route } = found;
  assertType('route', route, types);
  const candidates = await candidatesOf(em, route, types);
  if (candidates.length === 0) {
    throw new ModelNotReadyError(
      "None of the route's models can be used: each is deleted, is not ACTIVE, or has a type that this call does not use.",
    );
  }
  const { id, version, policy } = route;
  return { route: { id, version }, policy, maxRepeats: null, candidates };
}

async function findChosen(
  em: SqlEntityManager,
  { modelId, routeId, defaults }: CallChoice,
): Promise<Default | null> {
  if (routeId !== null) return { route: await getRoute(em, routeId) };
  if (modelId !== null) return { model: await getModel(em, modelId) };
  return findDefault(em, defaults);
}

async function candidatesOf(
  em: SqlEntityManager,
  { targets }: Route,
  types: readonly ModelType[],
): Promise<Candidate[]> {
  const models = await findModels(
    em,
    targets.map(({ modelId }) => modelId),
  );
  const usable = targets.flatMap(({ priority, weight }, index) => {
    const model = models[index] ?? null;
    const isUsable = model !== null && model.status === 'ACTIVE' && types.includes(model.type);
    return isUsable ? [{ model, priority, weight }] : [];
  });
  const keyed = await withApiKeys(
    em,
    usable.map(({ model }) => model),
  );
  return usable
    .map((candidate, index) => ({ ...candidate, model: keyed[index] as KeyedModel })) // one for each
    .toSorted((a, b) => a.priority - b.priority);
}

function assertType(
  what: 'model' | 'route',
  { type }: Model | Route,
  types: readonly ModelType[],
): void {
  if (types.includes(type)) return;
  const message = `is the ID of a ${what} of type ${type}; this needs ${types.join(' or ')}`;
  throw new InvalidInputError([{ path: ['input', `${what}Id`], message }]);
}

function assertActive({ status }: Model): void {
  if (status === 'ACTIVE') return;
  throw new ModelNotReadyError(`The model cannot be used while its status is ${status}.`);
}
