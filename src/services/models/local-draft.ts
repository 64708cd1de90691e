import type { Model } from '../../db/model.entity.ts';
import { refuse } from '../input/parse-input.ts';
import { changedExtraFaults, extraParameterFaults } from './extra-parameters.ts';
import { typeMismatch } from './model-capabilities.ts';
import type { ModelFields } from './model-fields.ts';
import type { CreateLocalModelInput, UpdateModelInput } from './model-input.ts';
import { changedParameters, meaninglessParameters, mergeParameters } from './model-parameters.ts';
import { installedStatus, isInstalled, type ModelState } from './model-status.ts';

export const sizeUnknown = { contextLength: null, embeddingLength: null, sizeBytes: null };

export function stateOf(model: Model): ModelState {
  const { name, capabilities, contextLength, embeddingLength, sizeBytes } = model;
  const { status, statusReason } = model;
  return { name, capabilities, contextLength, embeddingLength, sizeBytes, status, statusReason };
}

/**
 * Returns the fields of a new local model that its owner sets.
 *
 * @param path of the input.
 * @throws InvalidInputError
 */
export function createLocal(
  input: CreateLocalModelInput,
  path: readonly string[],
): Omit<ModelFields, keyof ModelState> {
  const { name, type, parameters } = input;
  const kind = { type, source: 'LOCAL', provider: null, name } as const;
  const fields = {
    ...kind,
    parameters: mergeParameters(null, parameters ?? undefined),
    extraParameters: input.extraParameters ?? null,
  };
  refuse([
    ...meaninglessParameters(parameters, kind, [...path, 'parameters']),
    ...extraParameterFaults(fields, [...path, 'extraParameters']),
  ]);
  return {
    ...fields,
    displayName: input.displayName ?? null,
    description: input.description ?? null,
    baseUrl: null,
    declaredCapabilities: null,
    testedCapabilities: [],
    keys: [],
  };
}

/**
 * Returns the fields of a local model after an update.
 *
 * @param renamed the state of the model with the new name; null when the name does not change.
 * @throws InvalidInputError
 */
export function changeLocal(
  model: Model,
  input: UpdateModelInput,
  renamed: ModelState | null,
): Partial<ModelFields> {
  const type = input.type ?? model.type;
  const remoteOnly = (
    ['provider', 'baseUrl', 'apiKey', 'headers', 'keys', 'capabilities'] as const
  ).filter((field) => input[field] !== undefined);
  const message = 'does not apply to a local model';
  const changed = changedParameters(model, input, type);
  const unserved = type === 'RERANK' || type === 'SPEECH';
  const fields = { ...changed.fields, type };
  refuse([
    ...remoteOnly.map((field) => ({ path: ['input', field], message })),
    ...(unserved ? [{ path: ['input', 'type'], message: unservedType }] : []),
    ...changed.faults,
    ...changedExtraFaults(model, fields, ['input', 'extraParameters']),
  ]);
  if (renamed !== null) return { ...fields, ...renamed };
  if (type === model.type || !isInstalled(model)) return fields;
  refuseWrongType(model, type, ['input', 'type']);
  return { ...fields, ...installedStatus(model.capabilities, type) };
}

const unservedType = 'must be CHAT, EMBEDDING or VISION, which Ollama serves';

/** @throws InvalidInputError when the capabilities are known, and the type needs others. */
export function refuseWrongType(
  { capabilities }: Pick<ModelState, 'capabilities'>,
  type: Model['type'],
  path: readonly string[],
): void {
  const mismatch = typeMismatch(capabilities, type);
  if (mismatch !== null) refuse([{ path, message: `does not fit. ${mismatch}.` }]);
}
