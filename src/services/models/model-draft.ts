import { setTimeout as delay } from 'node:timers/promises';
import {
  isSameOllamaModel,
  type OllamaInventory,
  type OllamaRegistries,
} from '../../adapters/ollama/index.ts';
import type { Model } from '../../db/model.entity.ts';
import type { InstalledModel, ModelCapability, ModelParameters } from '../../domain.ts';
import { type AllowEntry, parseAllowList } from '../../egress/allow-list.ts';
import type { OnRefusal } from '../../egress/guarded-fetch.ts';
import { type FieldFault, InvalidInputError, UpstreamError } from '../../errors.ts';
import { refuse } from '../input/parse-input.ts';
import { type EndpointInput, genericProvider, resolveEndpoint } from './model-endpoint.ts';
import type {
  CreateLocalModelInput,
  CreateModelInput,
  CreateRemoteModelInput,
  UpdateModelInput,
} from './model-input.ts';
import { meaninglessParameters, mergeParameters } from './model-parameters.ts';
import {
  describeInstalled,
  downloadingStatus,
  type ModelState,
  missingStatus,
  remoteStatus,
} from './model-status.ts';

/** The fields of a model: those that its owner sets, and those that Ollama reports. */
export type ModelFields = ModelState &
  Pick<Model, 'displayName' | 'description' | 'type' | 'source' | 'provider' | 'baseUrl'> & {
    parameters: ModelParameters;
  };

export interface ModelDraftOptions {
  readonly ollama: Pick<OllamaInventory, 'findModel'>;
  readonly registries: OllamaRegistries;
  /** Private destinations that the operator permits. */
  readonly egressAllow: readonly string[];
  /** Called with each address that is refused. @default nothing is called */
  readonly onRefusal?: OnRefusal | undefined;
}

/** Converts parsed input to the fields of a model, and applies rules about more than one value. */
export class ModelDraft {
  readonly #ollama: ModelDraftOptions['ollama'];
  readonly #registries: OllamaRegistries;
  readonly #allow: readonly AllowEntry[];
  readonly #onRefusal: OnRefusal;

  constructor({ ollama, registries, egressAllow, onRefusal = () => {} }: ModelDraftOptions) {
    this.#ollama = ollama;
    this.#registries = registries;
    this.#allow = parseAllowList(egressAllow);
    this.#onRefusal = onRefusal;
  }

  /**
   * @throws InvalidInputError | DestinationNotAllowedError
   */
  async create({ local, remote }: CreateModelInput): Promise<ModelFields> {
    if (local !== undefined && remote === undefined) return this.#local(local);
    if (remote !== undefined && local === undefined) return this.#remote(remote);
    const message = 'must have exactly one of local and remote';
    throw new InvalidInputError([{ path: ['input'], message }]);
  }

  /**
   * As {@link create}, for a model that the operator's file declares.
   *
   * @param present the stored model. Its state stays unchanged while it is being downloaded, and
   * while Ollama is unavailable.
   */
  async declare(input: CreateModelInput, present: Model | null): Promise<ModelFields> {
    const { local } = input;
    if (local === undefined) return this.create(input);
    const fields = await this.#local(local);
    if (fields.status === 'ACTIVE' || present === null) return fields;
    if (!isSameOllamaModel(present.name, local.name)) return fields;
    const isKept = present.awaitsPull || (await this.#find(local.name)) === 'unavailable';
    return isKept ? { ...fields, ...stateOf(present) } : fields;
  }

  /** A model is downloaded when Ollama does not have it, or is unavailable. */
  async #local(input: CreateLocalModelInput): Promise<ModelFields> {
    refuseLocal(input);
    const path = ['input', 'local', 'name'];
    return {
      displayName: input.displayName ?? null,
      description: input.description ?? null,
      type: input.type,
      source: 'LOCAL',
      provider: null,
      baseUrl: null,
      parameters: mergeParameters(null, input.parameters ?? undefined),
      ...(await this.#wanted(input.name, input.type, path)),
    };
  }

  /**
   * @throws InvalidInputError when the model has to be downloaded from a registry that is not
   * permitted.
   */
  async #wanted(name: string, type: Model['type'], path: readonly string[]): Promise<ModelState> {
    const found = await this.#find(name);
    if (found !== null && found !== 'unavailable') return describeInstalled(found);
    const message = this.#registries.faultOf(name);
    if (message !== null) refuse([{ path, message }]);
    return {
      name,
      capabilities: capabilitiesOfType(type),
      ...sizeUnknown,
      ...downloadingStatus,
    };
  }

  #remote(input: CreateRemoteModelInput): ModelFields {
    const path = ['input', 'remote'];
    const kind = { type: input.type, source: 'REMOTE' } as const;
    const faults = meaninglessParameters(input.parameters, kind, [...path, 'parameters']);
    const endpoint = { given: input.baseUrl, provider: input.provider, type: input.type, path };
    const { provider, baseUrl } = this.resolveEndpoint(endpoint, faults);
    return {
      name: input.name,
      displayName: input.displayName ?? null,
      description: input.description ?? null,
      ...kind,
      provider,
      baseUrl,
      capabilities: capabilitiesOfType(input.type),
      ...sizeUnknown,
      ...remoteStatus,
      parameters: mergeParameters(null, input.parameters ?? undefined),
    };
  }

  /**
   * Asks Ollama about the new name of a local model, before the transaction that changes it.
   *
   * @throws InvalidInputError
   */
  async findRenamed(model: Model, input: UpdateModelInput): Promise<ModelState | null> {
    if (model.source !== 'LOCAL' || input.name === undefined) return null;
    const wanted = await this.#wanted(input.name, model.type, ['input', 'name']);
    const isSame = isSameOllamaModel(model.name, input.name);
    return isSame && wanted.status !== 'ACTIVE' ? stateOf(model) : wanted;
  }

  /**
   * Asks Ollama whether it still has a local model, before the transaction that restores it.
   *
   * @returns null when the state is unchanged, or Ollama is unavailable.
   */
  async findRestored(model: Model): Promise<Partial<ModelState> | null> {
    if (model.source !== 'LOCAL') return null;
    const found = await this.#find(model.name);
    if (found === 'unavailable') return null;
    if (found !== null) return describeInstalled(found);
    return model.status === 'ACTIVE' ? missingStatus(model) : null;
  }

  /**
   * Returns the fields after an update. An absent field keeps its value, null clears it: the
   * provider becomes the one that the base URL belongs to or else `generic`, the base URL becomes
   * the provider's default.
   *
   * @param renamed result of {@link findRenamed}.
   * @throws InvalidInputError | DestinationNotAllowedError
   */
  change(model: Model, input: UpdateModelInput, renamed: ModelState | null): Partial<ModelFields> {
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
    const endpoint = {
      given: input.baseUrl === undefined ? model.baseUrl : input.baseUrl,
      provider: input.provider === undefined ? keptProvider(model, input) : input.provider,
      type: model.type,
      path: ['input'],
    };
    return { ...name, ...this.resolveEndpoint(endpoint, faults) };
  }

  /** @throws InvalidInputError | DestinationNotAllowedError */
  resolveEndpoint(endpoint: EndpointInput, faults: readonly FieldFault[] = []) {
    return resolveEndpoint(endpoint, { faults, allow: this.#allow, onRefusal: this.#onRefusal });
  }

  async #find(name: string): Promise<InstalledModel | 'unavailable' | null> {
    try {
      // Registering a model must not wait for an Ollama that does not respond.
      const tooLate = delay(findTimeoutMs, 'unavailable' as const, { ref: false });
      return await Promise.race([this.#ollama.findModel(name), tooLate]);
    } catch (error) {
      if (error instanceof UpstreamError) return 'unavailable';
      throw error;
    }
  }
}

/** Timeout of the request to Ollama, in milliseconds. */
const findTimeoutMs = 2_000;

const sizeUnknown = { contextLength: null, embeddingLength: null, sizeBytes: null };

function stateOf(model: Model): ModelState {
  const { name, capabilities, contextLength, embeddingLength, sizeBytes } = model;
  const { status, statusReason } = model;
  return { name, capabilities, contextLength, embeddingLength, sizeBytes, status, statusReason };
}

function refuseLocal({ type, parameters }: CreateLocalModelInput): void {
  const kind = { type, source: 'LOCAL' } as const;
  refuse(meaninglessParameters(parameters, kind, ['input', 'local', 'parameters']));
}

/** A new base URL replaces the generic provider, because the URL can belong to a known provider. */
function keptProvider(model: Model, { baseUrl }: UpdateModelInput): string | null {
  const isGeneric = model.provider === genericProvider;
  return isGeneric && baseUrl !== model.baseUrl ? null : model.provider;
}

function localChange(
  input: UpdateModelInput,
  renamed: ModelState | null,
  faults: readonly FieldFault[],
): Partial<ModelFields> {
  const remoteOnly = (['provider', 'baseUrl', 'apiKey'] as const).filter(
    (field) => input[field] !== undefined,
  );
  const message = 'does not apply to a local model';
  refuse([...faults, ...remoteOnly.map((field) => ({ path: ['input', field], message }))]);
  return renamed ?? {};
}

/** The capabilities that the type of a remote model implies. */
function capabilitiesOfType(type: Model['type']): ModelCapability[] {
  if (type === 'CHAT') return ['COMPLETION'];
  if (type === 'VISION') return ['COMPLETION', 'VISION'];
  return type === 'EMBEDDING' ? ['EMBEDDING'] : [];
}
