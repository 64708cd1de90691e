import { z } from 'zod';
import type { ModelCalls } from '../../adapters/create-model-calls.ts';
import type { CallTarget, ModelListing } from '../../adapters/model-call.ts';
import type { Provider } from '../../adapters/provider.ts';
import { findProvider } from '../../adapters/provider-catalogue.ts';
import { authorize } from '../../auth/policy.ts';
import type { Viewer } from '../../auth/viewer.ts';
import type { ApiKey } from '../../db/api-key.entity.ts';
import type { Database } from '../../db/database.ts';
import { CredentialError, InvalidInputError } from '../../errors.ts';
import type { Quotas } from '../../quotas/quotas.ts';
import { parseInput } from '../input/parse-input.ts';
import { boundedText } from '../input/text-input.ts';
import { getApiKey } from '../models/api-key-store.ts';
import { apiKey, headers } from '../models/credential-input.ts';
import { withExplainedRefusal } from '../models/explain-refusal.ts';
import type { ModelCredential, OpenedCredential } from '../models/model-credential.ts';
import type { ModelDraft } from '../models/model-draft.ts';
import { baseUrl } from '../models/model-input.ts';
import { keysOf, withOwnApiKeys } from '../models/model-keys.ts';
import { findForChange, keyOwnersFor } from '../models/model-owner.ts';
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
const offeredModelsInput = z.object({
  modelId: z.string().nullish(),
  ...endpointInput,
  apiKeyId: z.string().nullish(),
});

type GivenEndpoint = Omit<z.output<typeof offeredModelsInput>, 'modelId'>;

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
   * endpoint in the input with the credential in the input, or with a stored key. A stored secret is
   * sent only to the origins that it was stored for.
   *
   * @throws UnauthenticatedError | ForbiddenError | InvalidInputError | NotFoundError
   * @throws BuiltinModelError for a built-in model, whose key belongs to the platform.
   * @throws QuotaExceededError | CredentialError | DestinationNotAllowedError | UpstreamError
   */
  async list(viewer: Viewer | null, input: unknown, signal: AbortSignal): Promise<OfferedModels> {
    const known = authorize(viewer, 'endpoint:list');
    using _held = this.#options.quotas.hold('CALLS', known);
    const parsed = parseInput(offeredModelsInput, input, ['input']);
    const { modelId, ...endpoint } = parsed;
    const listing =
      modelId == null
        ? this.#list(await this.#givenTarget(known, endpoint), signal)
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
    given: GivenEndpoint,
  ): Promise<CallTarget> {
    const { database, credential } = this.#options;
    const model = await findForChange(database, viewer, modelId);
    const extra = Object.entries(given).flatMap(([name, value]) => (value == null ? [] : [name]));
    if (extra.length > 0) {
      const message =
        'must not be combined with modelId; a stored key goes to its own address only';
      throw new InvalidInputError(extra.map((name) => ({ path: ['input', name], message })));
    }
    if (model.source === 'LOCAL') {
      const message = 'is the ID of a local model; Query.ollama lists the models of Ollama';
      throw new InvalidInputError([{ path: ['input', 'modelId'], message }]);
    }
    const keyed = await database.asTenant(model.tenantId, (em) => withOwnApiKeys(em, model));
    const target = toCallTarget(model, keysOf(keyed, credential)[0]);
    const provider = findProvider(model.provider ?? '');
    const address = listAddress(provider, model.baseUrl ?? '');
    return { ...target, baseUrl: address, timeoutMs };
  }

  async #givenTarget(viewer: Viewer, given: GivenEndpoint): Promise<CallTarget> {
    const { draft } = this.#options;
    const { apiKeyId } = given;
    if (apiKeyId != null && given.apiKey != null) {
      const message = 'must not be combined with apiKey';
      throw new InvalidInputError([{ path: ['input', 'apiKeyId'], message }]);
    }
    const key = apiKeyId == null ? null : await this.#findKey(viewer, apiKeyId);
    if (given.provider == null && given.baseUrl == null && key === null) {
      const message = 'must have one of modelId, provider, baseUrl and apiKeyId';
      throw new InvalidInputError([{ path: ['input'], message }]);
    }
    const { provider: id, baseUrl: resolved } = draft.resolveEndpoint({
      given: given.baseUrl,
      provider: given.baseUrl == null ? (given.provider ?? key?.provider) : given.provider,
      type: null,
      path: ['input'],
    });
    const provider = findProvider(id);
    const secrets = this.#secretsOf(given, key, resolved);
    if (isKeyMissing(provider, secrets)) {
      const message = 'The provider needs an API key; give it as apiKey.';
      throw new CredentialError('CREDENTIAL_MISSING', message);
    }
    const baseUrl = listAddress(provider, resolved);
    const target = targetOf({ provider: id, name: '', baseUrl, extraParameters: null }, secrets);
    return { ...target, timeoutMs };
  }

  async #findKey(viewer: Viewer, id: string): Promise<ApiKey> {
    const owners = keyOwnersFor(viewer);
    return this.#options.database.asTenant(viewer.tenantId, (em) => getApiKey(em, owners, id));
  }

  #secretsOf(given: GivenEndpoint, key: ApiKey | null, baseUrl: string): OpenedCredential {
    const secrets = givenSecrets(given);
    if (key === null) return secrets;
    const { tenantId } = key;
    return { ...secrets, apiKey: this.#options.credential.openKey({ tenantId, baseUrl }, key) };
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
