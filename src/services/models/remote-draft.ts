import { findProvider } from '../../adapters/provider-catalogue.ts';
import type { Model } from '../../db/model.entity.ts';
import type { ModelCapability, ModelType } from '../../domain.ts';
import type { FieldFault } from '../../errors.ts';
import { refuse } from '../input/parse-input.ts';
import { changedExtraFaults, extraParameterFaults } from './extra-parameters.ts';
import { sizeUnknown } from './local-draft.ts';
import { remoteCapabilities, typeMismatch } from './model-capabilities.ts';
import { type EndpointInput, genericProvider } from './model-endpoint.ts';
import type { ModelFields } from './model-fields.ts';
import type { CreateRemoteModelInput, UpdateModelInput } from './model-input.ts';
import { changedParameters, meaninglessParameters, mergeParameters } from './model-parameters.ts';
import { remoteStatus } from './model-status.ts';

/** Resolves an endpoint. The second parameter has other errors of the input, reported together. */
export type ResolveEndpoint = (
  endpoint: EndpointInput,
  faults: readonly FieldFault[],
) => { readonly provider: string; readonly baseUrl: string };

export interface CreateRemoteOptions {
  /** The stored model when the operator's file declares it again; otherwise null. */
  readonly present: Model | null;
  readonly resolve: ResolveEndpoint;
  /** Path of the input. */
  readonly path: readonly string[];
}

/**
 * Returns the fields of a new remote model.
 *
 * @throws InvalidInputError | DestinationNotAllowedError
 */
export function createRemote(
  input: CreateRemoteModelInput,
  { present, resolve, path }: CreateRemoteOptions,
): ModelFields {
  const { name, type } = input;
  const kind = { type, source: 'REMOTE' } as const;
  const declaredCapabilities = input.capabilities ?? null;
  const parameters = mergeParameters(null, input.parameters ?? undefined);
  const extraParameters = input.extraParameters ?? null;
  const asked = { given: input.baseUrl, provider: input.provider, type, path };
  const endpoint = resolve(asked, [
    ...meaninglessParameters(input.parameters, kind, [...path, 'parameters']),
    ...declarationFaults(declaredCapabilities, type, [...path, 'capabilities']),
  ]);
  const known = { ...kind, name, ...endpoint, declaredCapabilities };
  const fields = { ...known, testedCapabilities: keptTests(present, known) };
  refuse(
    extraParameterFaults({ ...fields, parameters, extraParameters }, [...path, 'extraParameters']),
  );
  return {
    ...fields,
    displayName: input.displayName ?? null,
    description: input.description ?? null,
    parameters,
    extraParameters,
    keys: input.keys ?? [],
    capabilities: remoteCapabilities(fields),
    ...sizeUnknown,
    ...remoteStatus,
  };
}

/**
 * Returns the fields of a remote model after an update.
 *
 * @throws InvalidInputError | DestinationNotAllowedError
 */
export function changeRemote(
  model: Model,
  input: UpdateModelInput,
  resolve: ResolveEndpoint,
): Partial<ModelFields> {
  const { name = model.name, type = model.type } = input;
  const declared =
    input.capabilities === undefined ? model.declaredCapabilities : input.capabilities;
  const changed = changedParameters(model, input, type);
  const faults = [
    ...changed.faults,
    ...declarationFaults(declared, type, ['input', input.capabilities ? 'capabilities' : 'type']),
  ];
  const known = {
    name,
    type,
    ...changedEndpoint(model, input, (endpoint) => resolve(endpoint, faults)),
    declaredCapabilities: declared,
  };
  refuse(faults);
  const fields = { ...changed.fields, ...known, testedCapabilities: keptTests(model, known) };
  refuse(changedExtraFaults(model, fields, ['input', 'extraParameters']));
  return {
    ...fields,
    ...(input.keys === undefined ? {} : { keys: input.keys ?? [] }),
    capabilities: remoteCapabilities(fields),
  };
}

function changedEndpoint(
  model: Model,
  input: UpdateModelInput,
  resolve: (endpoint: EndpointInput) => { readonly provider: string; readonly baseUrl: string },
): Pick<Model, 'provider' | 'baseUrl'> {
  const { type = model.type } = input;
  const stays = input.provider === undefined && input.baseUrl === undefined && type === model.type;
  if (stays) return { provider: model.provider, baseUrl: model.baseUrl };
  return resolve({
    given: input.baseUrl === undefined ? keptBaseUrl(model, type) : input.baseUrl,
    provider: input.provider === undefined ? keptProvider(model, input) : input.provider,
    type,
    path: ['input'],
  });
}

/** A provider can have another default base URL for the new type: use that one. */
function keptBaseUrl({ provider, type, baseUrl }: Model, newType: ModelType): string | null {
  if (newType === type) return baseUrl;
  const isDefault = findProvider(provider ?? '')?.defaultBaseUrl(type) === baseUrl;
  return isDefault ? null : baseUrl;
}

/** A new base URL replaces the generic provider, because the URL can belong to a known provider. */
function keptProvider(model: Model, { baseUrl }: UpdateModelInput): string | null {
  const isGeneric = model.provider === genericProvider;
  const moves = baseUrl !== undefined && baseUrl !== model.baseUrl;
  return isGeneric && moves ? null : model.provider;
}

/**
 * Test results apply to one model at one endpoint, and only while its owner has declared no
 * capabilities.
 */
function keptTests(
  present: Model | null,
  known: Pick<Model, 'name' | 'provider' | 'baseUrl' | 'declaredCapabilities'>,
): ModelCapability[] {
  const isSame = (['name', 'provider', 'baseUrl'] as const).every(
    (field) => present?.[field] === known[field],
  );
  return present !== null && isSame && known.declaredCapabilities === null
    ? present.testedCapabilities
    : [];
}

function declarationFaults(
  declared: readonly ModelCapability[] | null,
  type: ModelType,
  path: readonly string[],
): FieldFault[] {
  const mismatch = declared === null ? null : typeMismatch(declared, type);
  return mismatch === null ? [] : [{ path, message: `does not fit. ${mismatch}.` }];
}
