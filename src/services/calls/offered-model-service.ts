import { z } from 'zod';
import type { ModelCalls } from '../../adapters/create-model-calls.ts';
import type { CallTarget, ModelListing } from '../../adapters/model-call.ts';
import type { Provider } from '../../adapters/provider.ts';
import { findProvider } from '../../adapters/provider-catalogue.ts';
import { authorize } from '../../auth/policy.ts';
import type { Viewer } from '../../auth/viewer.ts';
import type { Database } from '../../db/database.ts';
import { CredentialError, InvalidInputError } from '../../errors.ts';
import type { Quotas } from '../../quotas/quotas.ts';
import { parseInput } from '../input/parse-input.ts';
import { boundedText } from '../input/text-input.ts';
import { apiKey, headers } from '../models/credential-input.ts';
import { withExplainedRefusal } from '../models/explain-refusal.ts';
import type { ModelCredential } from '../models/model-credential.ts';
import type { ModelDraft } from '../models/model-draft.ts';
import { baseUrl } from '../models/model-input.ts';
import { findForChange } from '../models/model-owner.ts';
import { givenSecrets, isKeyMissing, targetOf, toCallTarget } from './call-target.ts';

export interface OfferedModelServiceOptions {
  readonly database: Database;
  readonly credential: ModelCredential;
  readonly draft: ModelDraft;
  readonly calls: Pick<ModelCalls, 'listModels'>;
  readonly quotas: Quotas;
}

/** The models of an endpoint, with its provider and base URL. */
export interface OfferedModels extends ModelListing {
  readonly provider: Provider | null;
  readonly baseUrl: string;
}

const endpointInput = {
  provider: boundedText(255).nullish(),
  baseUrl: baseUrl.nullish(),
  apiKey: apiKey.nullish(),
  headers: headers.nullish(),
};
const offeredModelsInput = z.object({ modelId: z.string().nullish(), ...endpointInput });

/** Timeout of the request, in milliseconds. */
const timeoutMs = 15_000;

/** Lists the models that an endpoint offers, to fill in a form for a new model. */
export class OfferedModelService {
  readonly #options: OfferedModelServiceOptions;

  constructor(options: OfferedModelServiceOptions) {
    this.#options = options;
  }

  /**
   * Lists the models of an endpoint: of a registered model with its stored credential, or of an
   * endpoint in the input with the credential in the input. A stored credential is sent only to the
   * endpoint that it was stored for, so an input cannot combine the two.
   *
   * @throws UnauthenticatedError | ForbiddenError | InvalidInputError | NotFoundError
   * @throws BuiltinModelError for a built-in model, whose key belongs to the platform.
   * @throws QuotaExceededError | CredentialError | DestinationNotAllowedError | UpstreamError
   */
  async list(viewer: Viewer | null, input: unknown, signal: AbortSignal): Promise<OfferedModels> {
    using _held = this.#options.quotas.hold('CALLS', authorize(viewer, 'endpoint:list'));
    const parsed = parseInput(offeredModelsInput, input, ['input']);
    const { modelId, ...endpoint } = parsed;
    const listing =
      modelId == null
        ? this.#list(this.#givenTarget(endpoint), signal)
        : this.#list(await this.#storedTarget(viewer, modelId, endpoint), signal);
    return await withExplainedRefusal(viewer, listing);
  }

  async #list(target: CallTarget, signal: AbortSignal): Promise<OfferedModels> {
    const listing = await this.#options.calls.listModels(target, signal);
    const provider = findProvider(target.providerId ?? '') ?? null;
    return { ...listing, provider, baseUrl: target.baseUrl ?? '' };
  }

  async #storedTarget(
    viewer: Viewer | null,
    modelId: string,
    given: Partial<Record<keyof typeof endpointInput, unknown>>,
  ): Promise<CallTarget> {
    const { database, credential } = this.#options;
    const extra = Object.keys(endpointInput).filter((name) => Reflect.get(given, name) != null);
    if (extra.length > 0) {
      const message =
        'must not be combined with modelId; a stored key goes to its own address only';
      throw new InvalidInputError(extra.map((name) => ({ path: ['input', name], message })));
    }
    const model = await findForChange(database, viewer, modelId);
    if (model.source === 'LOCAL') {
      const message = 'is the id of a local model; Query.ollama lists the models of Ollama';
      throw new InvalidInputError([{ path: ['input', 'modelId'], message }]);
    }
    const target = toCallTarget(model, credential);
    const provider = findProvider(model.provider ?? '');
    const address = listAddress(provider, model.baseUrl ?? '');
    return { ...target, baseUrl: address, timeoutMs };
  }

  #givenTarget(given: Omit<z.output<typeof offeredModelsInput>, 'modelId'>): CallTarget {
    if (given.provider == null && given.baseUrl == null) {
      const message = 'must have one of modelId, provider and baseUrl';
      throw new InvalidInputError([{ path: ['input'], message }]);
    }
    const { provider: id, baseUrl: resolved } = this.#options.draft.resolveEndpoint({
      given: given.baseUrl,
      provider: given.provider,
      type: null,
      path: ['input'],
    });
    const provider = findProvider(id);
    const secrets = givenSecrets(given);
    if (isKeyMissing(provider, secrets)) {
      const message = 'The provider needs an API key; give it as apiKey.';
      throw new CredentialError('CREDENTIAL_MISSING', message);
    }
    const baseUrl = listAddress(provider, resolved);
    const target = targetOf({ provider: id, name: '', baseUrl, extraParameters: null }, secrets);
    return { ...target, timeoutMs };
  }
}

/**
 * Returns the base URL of the list of models. A base URL can belong to one kind of call, such as
 * `…/rerank`; the list is then at the provider's general base URL if that has the same origin.
 */
function listAddress(provider: Provider | undefined, address: string): string {
  const general = provider?.generalBaseUrl ?? null;
  const isOwn = provider?.modelTypes.some((type) => provider.defaultBaseUrl(type) === address);
  const isSameOrigin = general !== null && new URL(general).origin === new URL(address).origin;
  if (isOwn === true && isSameOrigin) return general;
  return address.replace(/\/rerank$/, '');
}
