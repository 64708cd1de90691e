import {
  isSameOllamaModel,
  type OllamaInventory,
  type OllamaRegistries,
} from '../../adapters/ollama/index.ts';
import type { Model } from '../../db/model.entity.ts';
import type { InstalledModel } from '../../domain.ts';
import { type AllowEntry, parseAllowList } from '../../egress/allow-list.ts';
import type { OnRefusal } from '../../egress/guarded-fetch.ts';
import { type FieldFault, InvalidInputError, UpstreamError } from '../../errors.ts';
import { resultWithin } from '../../result-within.ts';
import { refuse } from '../input/parse-input.ts';
import { changeLocal, createLocal, refuseWrongType, sizeUnknown, stateOf } from './local-draft.ts';
import { type EndpointInput, resolveEndpoint } from './model-endpoint.ts';
import type { ModelFields } from './model-fields.ts';
import type {
  CreateLocalModelInput,
  CreateModelInput,
  CreateRemoteModelInput,
  UpdateModelInput,
} from './model-input.ts';
import {
  describeInstalled,
  downloadingStatus,
  isInstalled,
  type ModelState,
  missingStatus,
} from './model-status.ts';
import { changeRemote, createRemote, type ResolveEndpoint } from './remote-draft.ts';

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
   * @param path of the input.
   * @throws InvalidInputError | DestinationNotAllowedError
   */
  async create(
    { local, remote }: CreateModelInput,
    path: readonly string[] = inputPath,
  ): Promise<ModelFields> {
    if (local !== undefined && remote === undefined) {
      return this.#local(local, { path: [...path, 'local'] });
    }
    if (remote !== undefined && local === undefined) {
      return this.#remote(remote, { path: [...path, 'remote'] });
    }
    throw new InvalidInputError([{ path, message: 'must have exactly one of local and remote' }]);
  }

  /**
   * As {@link create}, for a model that the operator's file declares.
   *
   * @param present the stored model. Its state stays unchanged while it is being downloaded, and
   * while Ollama is unavailable. Results of its tests stay as long as its endpoint does not change.
   */
  async declare(input: CreateModelInput, present: Model | null): Promise<ModelFields> {
    const { local, remote } = input;
    if (remote !== undefined && local === undefined) {
      return this.#remote(remote, { present, path: [...inputPath, 'remote'] });
    }
    if (local === undefined || present === null) return this.create(input);
    const isSame = isSameOllamaModel(present.name, local.name);
    const path = [...inputPath, 'local'];
    const fields = await this.#local(local, { path, refuseUnsuitable: !isSame });
    if (isInstalled(fields) || !isSame) return fields;
    const isKept = present.awaitsPull || (await this.#find(local.name)) === 'unavailable';
    return isKept ? { ...fields, ...stateOf(present) } : fields;
  }

  /** A model is downloaded when Ollama does not have it, or is unavailable. */
  async #local(
    input: CreateLocalModelInput,
    {
      path,
      refuseUnsuitable = true,
    }: { readonly path: readonly string[]; readonly refuseUnsuitable?: boolean },
  ): Promise<ModelFields> {
    const fields = createLocal(input, path);
    const state = await this.#wanted(input.name, input.type, [...path, 'name']);
    if (refuseUnsuitable) refuseWrongType(state, input.type, [...path, 'type']);
    return { ...fields, ...state };
  }

  /**
   * @throws InvalidInputError when the model has to be downloaded from a registry that is not
   * permitted.
   */
  async #wanted(name: string, type: Model['type'], path: readonly string[]): Promise<ModelState> {
    const found = await this.#find(name);
    if (found !== null && found !== 'unavailable') return describeInstalled(found, type);
    const message = this.#registries.faultOf(name);
    if (message !== null) refuse([{ path, message }]);
    return { name, capabilities: [], ...sizeUnknown, ...downloadingStatus };
  }

  /**
   * Asks Ollama about the new name of a local model, before the transaction that changes it.
   *
   * @throws InvalidInputError
   */
  async findRenamed(model: Model, input: UpdateModelInput): Promise<ModelState | null> {
    if (model.source !== 'LOCAL' || input.name === undefined) return null;
    const type = input.type ?? model.type;
    const wanted = await this.#wanted(input.name, type, ['input', 'name']);
    const isSame = isSameOllamaModel(model.name, input.name);
    if (isSame && !isInstalled(wanted)) return stateOf(model);
    refuseWrongType(wanted, type, ['input', input.type === undefined ? 'name' : 'type']);
    return wanted;
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
    if (found !== null) return describeInstalled(found, model.type);
    return isInstalled(model) ? missingStatus(model) : null;
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
    return {
      ...(model.source === 'LOCAL'
        ? changeLocal(model, input, renamed)
        : changeRemote(model, input, this.#resolve)),
      ...(input.displayName === undefined ? {} : { displayName: input.displayName }),
      ...(input.description === undefined ? {} : { description: input.description }),
    };
  }

  #remote(
    input: CreateRemoteModelInput,
    { present = null, path }: { readonly present?: Model | null; readonly path: readonly string[] },
  ): ModelFields {
    return createRemote(input, { present, resolve: this.#resolve, path });
  }

  readonly #resolve: ResolveEndpoint = (endpoint, faults) => this.resolveEndpoint(endpoint, faults);

  /** @throws InvalidInputError | DestinationNotAllowedError */
  resolveEndpoint(endpoint: EndpointInput, faults: readonly FieldFault[] = []) {
    return resolveEndpoint(endpoint, { faults, allow: this.#allow, onRefusal: this.#onRefusal });
  }

  async #find(name: string): Promise<InstalledModel | 'unavailable' | null> {
    try {
      // Registering a model must not wait for an Ollama that does not respond.
      return await resultWithin(findTimeoutMs, this.#ollama.findModel(name), 'unavailable');
    } catch (error) {
      if (error instanceof UpstreamError) return 'unavailable';
      throw error;
    }
  }
}

/** Path of the input of most mutations. */
const inputPath: readonly string[] = ['input'];

/** Timeout of the request to Ollama, in milliseconds. */
const findTimeoutMs = 2_000;
