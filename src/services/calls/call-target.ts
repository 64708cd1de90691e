import type { ChatTimeouts } from '../../adapters/chat-adapter.ts';
import type { CallTarget as TimedCallTarget } from '../../adapters/model-call.ts';
import type { Provider } from '../../adapters/provider.ts';
import { findProtocol, findProvider } from '../../adapters/provider-catalogue.ts';
import type { Model } from '../../db/model.entity.ts';
import type { ModelSource } from '../../domain.ts';
import { CredentialError } from '../../errors.ts';
import type { HeaderInput } from '../models/credential-input.ts';
import type { OpenedCredential } from '../models/model-credential.ts';
import type { CallKey } from '../models/model-keys.ts';

/** Everything that a call needs. It contains decrypted secrets: use it for one call only. */
export type CallTarget = Omit<TimedCallTarget, 'timeoutMs'>;

/** Timeouts of models that set none. Loading a large local model takes minutes. */
const defaultTimeouts: Readonly<Record<ModelSource, ChatTimeouts>> = {
  LOCAL: { firstTokenMs: 300_000, idleMs: 120_000 },
  REMOTE: { firstTokenMs: 60_000, idleMs: 120_000 },
};

export function timeoutsOf({
  source,
  parameters,
}: Pick<Model, 'source' | 'parameters'>): ChatTimeouts {
  const { firstTokenMs, idleMs } = defaultTimeouts[source];
  return {
    firstTokenMs: parameters.firstTokenTimeoutMs ?? firstTokenMs,
    idleMs: parameters.idleTimeoutMs ?? idleMs,
  };
}

/** Timeout in milliseconds of a call that returns one response. */
export function callTimeoutOf({ parameters }: Pick<Model, 'parameters'>): number {
  return parameters.firstTokenTimeoutMs ?? 300_000;
}

/**
 * Decrypts a key of a model for one call.
 *
 * @throws CredentialError when a key is required and missing, cannot be decrypted, or was stored
 * for another origin.
 */
export function toCallTarget(model: Readonly<Model>, key: CallKey): CallTarget {
  const secrets = key.open();
  if (isKeyMissing(findProvider(model.provider ?? ''), secrets)) {
    throw new CredentialError(
      'CREDENTIAL_MISSING',
      "The model's provider needs an API key; set one with setModelCredential.",
    );
  }
  return targetOf(model, secrets);
}

/** Notes the secrets of the attempts of one call, which errors of later ones must not reveal. */
export class AttemptSecrets {
  readonly #values = new Set<string>();

  /** Adds the secrets of an attempt. @returns the call with those of the earlier ones. */
  with<Target extends Pick<CallTarget, 'apiKey' | 'headers'>>(
    target: Target,
  ): Target & Pick<CallTarget, 'earlierSecrets'> {
    const earlierSecrets = [...this.#values];
    for (const value of [target.apiKey ?? '', ...Object.values(target.headers)]) {
      this.#values.add(value);
    }
    return earlierSecrets.length === 0 ? target : { ...target, earlierSecrets };
  }
}

/** The call of a model with secrets that are stored or that the caller has given. */
export function targetOf(
  {
    provider: providerId,
    name,
    baseUrl,
    extraParameters,
  }: Pick<Model, 'provider' | 'name' | 'baseUrl' | 'extraParameters'>,
  secrets: OpenedCredential,
): CallTarget {
  return {
    protocol: findProtocol(providerId),
    providerId,
    name,
    baseUrl,
    ...secrets,
    apiKeyHeader: findProvider(providerId ?? '')?.apiKeyHeader ?? 'authorization',
    extraParameters,
  };
}

/** The secrets of an input, in the form of stored ones. */
export function givenSecrets({
  apiKey,
  headers,
}: {
  readonly apiKey?: string | null | undefined;
  readonly headers?: readonly HeaderInput[] | null | undefined;
}): OpenedCredential {
  return {
    apiKey: apiKey ?? null,
    headers: Object.fromEntries((headers ?? []).map(({ name, value }) => [name, value])),
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
