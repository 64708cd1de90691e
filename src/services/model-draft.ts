import type { OllamaInventory } from '../adapters/ollama/inventory.ts';
import type { Provider } from '../adapters/provider.ts';
import { findProvider } from '../adapters/provider-catalogue.ts';
import type { Model } from '../db/model.entity.ts';
import type { ModelCapability, ModelParameters } from '../domain.ts';
import { modelCapabilities } from '../domain.ts';
import { type AllowEntry, parseAllowList } from '../egress/allow-list.ts';
import { destinationFault } from '../egress/destination.ts';
import { DestinationNotAllowedError, InvalidInputError } from '../errors.ts';
import type {
  CreateLocalModelInput,
  CreateModelInput,
  CreateRemoteModelInput,
  UpdateModelInput,
} from './model-input.ts';
import { mergeParameters } from './model-parameters.ts';

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
> & { parameters: ModelParameters };

/** A model as Ollama has it. */
export type InstalledModel = Pick<ModelFields, 'name' | 'capabilities'>;

export interface ModelDraftOptions {
  readonly ollama: OllamaInventory;
  /** Private destinations that the operator permits. */
  readonly egressAllow: readonly string[];
}

const genericProvider = 'generic';

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
    if (local !== undefined && remote === undefined) return this.#local(local);
    if (remote !== undefined && local === undefined) return this.#remote(remote);
    const message = 'must have exactly one of local and remote';
    throw new InvalidInputError([{ path: ['input'], message }]);
  }

  async #local(input: CreateLocalModelInput): Promise<ModelFields> {
    const installed = await this.#findInstalled(input.name, ['input', 'local', 'name']);
    return {
      name: installed.name,
      displayName: input.displayName ?? null,
      description: input.description ?? null,
      type: input.type,
      source: 'LOCAL',
      provider: null,
      baseUrl: null,
      capabilities: installed.capabilities,
      parameters: mergeParameters(null, input.parameters ?? undefined),
    };
  }

  #remote(input: CreateRemoteModelInput): ModelFields {
    const path = ['input', 'remote'];
    const provider = this.#provider(input.provider ?? genericProvider, input.type, path);
    return {
      name: input.name,
      displayName: input.displayName ?? null,
      description: input.description ?? null,
      type: input.type,
      source: 'REMOTE',
      provider: provider.id,
      baseUrl: this.#address(input.baseUrl ?? null, { provider, type: input.type, path }),
      capabilities: capabilitiesOfType(input.type),
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
    const fields =
      model.source === 'LOCAL' ? localChange(input, renamed) : this.#remoteChange(model, input);
    return {
      ...fields,
      ...(input.displayName === undefined ? {} : { displayName: input.displayName }),
      ...(input.description === undefined ? {} : { description: input.description }),
      parameters: mergeParameters(model.parameters, input.parameters),
    };
  }

  #remoteChange(model: Model, input: UpdateModelInput): Partial<ModelFields> {
    const name = input.name === undefined ? {} : { name: input.name };
    if (input.provider === undefined && input.baseUrl === undefined) return name;
    const path = ['input'];
    const id = input.provider === undefined ? model.provider : input.provider;
    const provider = this.#provider(id ?? genericProvider, model.type, path);
    const baseUrl = input.baseUrl === undefined ? model.baseUrl : input.baseUrl;
    const address = this.#address(baseUrl, { provider, type: model.type, path });
    return { ...name, provider: provider.id, baseUrl: address };
  }

  #provider(id: string, type: Model['type'], path: readonly string[]): Provider {
    const provider = findProvider(id);
    const refuse = (message: string) =>
      new InvalidInputError([{ path: [...path, 'provider'], message }]);
    if (provider === undefined) throw refuse('is not in the catalogue; see Query.providers');
    if (!provider.modelTypes.includes(type)) {
      throw refuse(`does not serve ${type} models, but ${provider.modelTypes.join(', ')}`);
    }
    return provider;
  }

  #address(
    given: string | null,
    options: { provider: Provider; type: Model['type']; path: readonly string[] },
  ): string {
    const { provider, type, path } = options;
    const address = given ?? provider.defaultBaseUrl(type);
    if (address === null) {
      const message = `is needed: ${provider.name} has no address of its own`;
      throw new InvalidInputError([{ path: [...path, 'baseUrl'], message }]);
    }
    const url = new URL(address);
    const fault = destinationFault(url, this.#allow);
    if (fault !== null) throw new DestinationNotAllowedError(fault);
    return url.href.replace(/\/+$/, '');
  }

  async #findInstalled(name: string, path: readonly string[]): Promise<InstalledModel> {
    const found = await this.#ollama.findModel(name);
    if (found === null) {
      const message = 'is not installed in Ollama; pull it there first';
      throw new InvalidInputError([{ path, message }]);
    }
    const capabilities = found.capabilities.map((capability) => capability.toUpperCase());
    return {
      name: found.name,
      capabilities: modelCapabilities.filter((known) => capabilities.includes(known)),
    };
  }
}

function localChange(
  input: UpdateModelInput,
  renamed: InstalledModel | null,
): Partial<ModelFields> {
  const remoteOnly = (['provider', 'baseUrl', 'apiKey'] as const).filter(
    (field) => input[field] !== undefined,
  );
  if (remoteOnly.length > 0) {
    const message = 'does not apply to a local model';
    throw new InvalidInputError(remoteOnly.map((field) => ({ path: ['input', field], message })));
  }
  return renamed ?? {};
}

/** What can be taken for granted of a remote model, which cannot be asked. */
function capabilitiesOfType(type: Model['type']): ModelCapability[] {
  if (type === 'CHAT') return ['COMPLETION'];
  if (type === 'VISION') return ['COMPLETION', 'VISION'];
  return type === 'EMBEDDING' ? ['EMBEDDING'] : [];
}
