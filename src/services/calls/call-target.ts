import type { ChatTarget, ChatTimeouts } from '../../adapters/chat-adapter.ts';
import type { Provider } from '../../adapters/provider.ts';
import { findProtocol, findProvider } from '../../adapters/provider-catalogue.ts';
import type { Model } from '../../db/model.entity.ts';
import { CredentialError } from '../../errors.ts';
import type { ModelCredential } from '../models/model-credential.ts';

/** Everything that a call needs. It contains decrypted secrets: use it for one call only. */
export type CallTarget = Pick<
  ChatTarget,
  | 'protocol'
  | 'providerId'
  | 'name'
  | 'baseUrl'
  | 'apiKey'
  | 'apiKeyHeader'
  | 'headers'
  | 'extraParameters'
>;

/** Timeouts of models that set none. Loading a large local model takes minutes. */
const defaultTimeouts: ChatTimeouts = { firstTokenMs: 300_000, idleMs: 120_000 };

export function timeoutsOf({ parameters }: Pick<Model, 'parameters'>): ChatTimeouts {
  return {
    firstTokenMs: parameters.firstTokenTimeoutMs ?? defaultTimeouts.firstTokenMs,
    idleMs: parameters.idleTimeoutMs ?? defaultTimeouts.idleMs,
  };
}

/**
 * Decrypts a model's credential for one call.
 *
 * @throws CredentialError when it is required and missing, or cannot be decrypted.
 */
export function toCallTarget(model: Model, credential: ModelCredential): CallTarget {
  const { apiKey, headers } = credential.open(model);
  const provider = model.provider === null ? undefined : findProvider(model.provider);
  if (isKeyMissing(provider, { apiKey, headers })) {
    throw new CredentialError(
      'CREDENTIAL_MISSING',
      "The model's provider needs an API key; set one with setModelCredential.",
    );
  }
  return {
    protocol: findProtocol(model.provider),
    providerId: model.provider,
    name: model.name,
    baseUrl: model.baseUrl,
    apiKey,
    apiKeyHeader: provider?.apiKeyHeader ?? 'authorization',
    headers,
    extraParameters: model.extraParameters,
  };
}

/** Whether a provider needs a key that a call lacks; some owners send it as a secret header. */
export function isKeyMissing(
  provider: Provider | undefined,
  { apiKey, headers }: Pick<CallTarget, 'apiKey' | 'headers'>,
): boolean {
  if (provider?.requiresCredential !== true || apiKey !== null) return false;
  return !Object.keys(headers).some((name) => name.toLowerCase() === provider.apiKeyHeader);
}
