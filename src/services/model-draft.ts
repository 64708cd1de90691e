import type { OllamaInventory } from '../adapters/ollama/inventory.ts';
import { isSameOllamaModel } from '../adapters/ollama/model-name.ts';
import type { Model } from '../db/model.entity.ts';
import type { ModelCapability, ModelParameters } from '../domain.ts';
import { modelCapabilities } from '../domain.ts';
import { type AllowEntry, parseAllowList } from '../egress/allow-list.ts';
import { type FieldFault, InvalidInputError, UpstreamError } from '../errors.ts';
import type {
  CreateLocalModelInput,
  CreateModelInput,
  CreateRemoteModelInput,
  UpdateModelInput,
} from './model-input.ts';
import { meaninglessParameters, mergeParameters } from './model-parameters.ts';
import { refuse, resolvePlace } from './model-place.ts';

/** The part of a model that its owner decides. */
export type ModelFields = Pick<
  Model,
  | 'name'
  | 'displayName'
  | 'description'
  | 'type'
  | 'source'
  | 'provider'
  | 'baseUrl'
  | 'capabilities'
  | 'status'
  | 'statusReason'
> & { parameters: ModelParameters };

/** A model as Ollama has it. */
export type InstalledModel = Pick<ModelFields, 'name' | 'capabilities'>;

export interface ModelDraftOptions {
  readonly ollama: OllamaInventory;
  /** Private destinations that the operator permits. */
  readonly egressAllow: readonly string[];
}

/** Turns checked input into a model's fields: the rules that look beyond a single value. */
export class ModelDraft {
  readonly #ollama: OllamaInventory;
  readonly #allow: readonly AllowEntry[];

  constructor({ ollama, egressAllow }: ModelDraftOptions) {
    this.#ollama = ollama;
    this.#allow = parseAllowList(egressAllow);
  }

  /**
   * @throws InvalidInputError | DestinationNotAllowedError
   * @throws UpstreamError when Ollama has to be asked and does not answer.
   */
  async create({ local, remote }: CreateModelInput): Promise<ModelFields> {
    if (local !== undefined && remote === undefined) {
      refuseLocal(local);
      return describeLocal(
        local,
        await this.#findInstalled(local.name, ['input', 'local', 'name']),
      );
    }
    if (remote !== undefined && local === undefined) return this.#remote(remote);
    const message = 'must have exactly one of local and remote';
    throw new InvalidInputError([{ path: ['input'], message }]);
  }

  /**
   * As {@link create}, for an operator who describes what is to be: a local model that Ollama does
   * not have, or cannot be asked for, is there all the same and says why it cannot be used.
   *
   * @param present the model as it is, which is believed while Ollama cannot be asked.
   */
  async declare(input: CreateModelInput, present: Model | null): Promise<ModelFields> {
    const { local } = input;
    if (local === undefined) return this.create(input);
    refuseLocal(local);
    const unknown = { name: local.name, capabilities: capabilitiesOfType(local.type) };
    const failed = { ...describeLocal(local, unknown), status: 'DOWNLOAD_FAILED' as const };
    try {
      const found = await this.#find(local.name);
      if (found !== null) return describeLocal(local, found);
      return { ...failed, statusReason: 'Ollama does not have this model.' };
    } catch (error) {
      if (!(error instanceof UpstreamError)) throw error;
      if (present === null || !isSameOllamaModel(present.name, local.name)) {
        return { ...failed, statusReason: error.message };
      }
      const { name, capabilities, status, statusReason } = present;
      return { ...describeLocal(local, { name, capabilities }), status, statusReason };
    }
  }

  #remote(input: CreateRemoteModelInput): ModelFields {
    const path = ['input', 'remote'];
    const kind = { type: input.type, source: 'REMOTE' } as const;
    const faults = meaninglessParameters(input.parameters, kind, [...path, 'parameters']);
    const place = { given: input.baseUrl, provider: input.provider, type: input.type, path };
    const { provider, baseUrl } = resolvePlace(place, { faults, allow: this.#allow });
    return {
      name: input.name,
      displayName: input.displayName ?? null,
      description: input.description ?? null,
      ...kind,
      provider,
      baseUrl,
      capabilities: capabilitiesOfType(input.type),
      status: 'ACTIVE',
      statusReason: null,
      parameters: mergeParameters(null, input.parameters ?? undefined),
    };
  }

  /**
   * Asks Ollama about the new name of a local model, ahead of the transaction that changes it.
   *
   * @throws InvalidInputError when Ollama does not have the model.
   */
  async findRenamed(model: Model, input: UpdateModelInput): Promise<InstalledModel | null> {
    if (model.source !== 'LOCAL' || input.name === undefined) return null;
    return this.#findInstalled(input.name, ['input', 'name']);
  }

  /**
   * What an update makes of a model. Absent keeps; null clears, which for a provider means the
   * generic one, and for an address the provider's own.
   *
   * @param renamed what {@link findRenamed} found.
   * @throws InvalidInputError | DestinationNotAllowedError
   */
  change(
    model: Model,
    input: UpdateModelInput,
    renamed: InstalledModel | null,
  ): Partial<ModelFields> {
    const faults = meaninglessParameters(input.parameters, model, ['input', 'parameters']);
    const fields =
      model.source === 'LOCAL'
        ? localChange(input, renamed, faults)
        : this.#remoteChange(model, input, faults);
    return {
      ...fields,
      ...(input.displayName === undefined ? {} : { displayName: input.displayName }),
      ...(input.description === undefined ? {} : { description: input.description }),
      parameters: mergeParameters(model.parameters, input.parameters),
    };
  }

  #remoteChange(
    model: Model,
    input: UpdateModelInput,
    faults: readonly FieldFault[],
  ): Partial<ModelFields> {
    const name = input.name === undefined ? {} : { name: input.name };
    if (input.provider === undefined && input.baseUrl === undefined) {
      refuse(faults);
      return name;
    }
    const place = {
      given: input.baseUrl === undefined ? model.baseUrl : input.baseUrl,
      provider: input.provider === undefined ? model.provider : input.provider,
      type: model.type,
      path: ['input'],
    };
    return { ...name, ...resolvePlace(place, { faults, allow: this.#allow }) };
  }

  async #findInstalled(name: string, path: readonly string[]): Promise<InstalledModel> {
    const found = await this.#find(name);
    if (found !== null) return found;
    const message = 'is not installed in Ollama; pull it there first';
    throw new InvalidInputError([{ path, message }]);
  }

  async #find(name: string): Promise<InstalledModel | null> {
    const found = await this.#ollama.findModel(name);
    if (found === null) return null;
    const capabilities = found.capabilities.map((capability) => capability.toUpperCase());
    return {
      name: found.name,
      capabilities: modelCapabilities.filter((known) => capabilities.includes(known)),
    };
  }
}

function refuseLocal({ type, parameters }: CreateLocalModelInput): void {
  const kind = { type, source: 'LOCAL' } as const;
  refuse(meaninglessParameters(parameters, kind, ['input', 'local', 'parameters']));
}

function describeLocal(input: CreateLocalModelInput, installed: InstalledModel): ModelFields {
  return {
    displayName: input.displayName ?? null,
    description: input.description ?? null,
    type: input.type,
    source: 'LOCAL',
    provider: null,
    baseUrl: null,
    status: 'ACTIVE',
    statusReason: null,
    parameters: mergeParameters(null, input.parameters ?? undefined),
    ...installed,
  };
}

function localChange(
  input: UpdateModelInput,
  renamed: InstalledModel | null,
  faults: readonly FieldFault[],
): Partial<ModelFields> {
  const remoteOnly = (['provider', 'baseUrl', 'apiKey'] as const).filter(
    (field) => input[field] !== undefined,
  );
  const message = 'does not apply to a local model';
  refuse([...faults, ...remoteOnly.map((field) => ({ path: ['input', field], message }))]);
  return renamed ?? {};
}

/** What can be taken for granted of a remote model, which cannot be asked. */
function capabilitiesOfType(type: Model['type']): ModelCapability[] {
  if (type === 'CHAT') return ['COMPLETION'];
  if (type === 'VISION') return ['COMPLETION', 'VISION'];
  return type === 'EMBEDDING' ? ['EMBEDDING'] : [];
}
