import { findProvider } from '../../adapters/provider-catalogue.ts';
import type { ApiKey } from '../../db/api-key.entity.ts';
import type { Model } from '../../db/model.entity.ts';
import { CredentialError } from '../../errors.ts';
import type { Keyring, SecretBinding } from '../../secrets/keyring.ts';

/** Keys that are shorter have no hint, because four characters would disclose too much of them. */
const shortestHintedKey = 12;

/** The last four characters of an API key; null for a short one. */
export function hintOf(apiKey: string): string | null {
  return apiKey.length >= shortestHintedKey ? apiKey.slice(-4) : null;
}

/** Whether a key was stored for the origin of a model's base URL. */
export function isForOrigin({ origins }: Pick<ApiKey, 'origins'>, baseUrl: string): boolean {
  return origins.includes(new URL(baseUrl).origin);
}

/** The origins of all base URLs of a provider in the catalogue, sorted. */
export function originsOf(providerId: string): string[] {
  const provider = findProvider(providerId);
  const addresses = provider?.modelTypes.map((type) => provider.defaultBaseUrl(type)) ?? [];
  const origins = addresses.flatMap((url) => (url === null ? [] : [new URL(url).origin]));
  return [...new Set(origins)].sort();
}

/** The place that the encrypted text of an API key is bound to. */
export function bindingOfKey({
  id,
  tenantId,
  origins,
}: Pick<ApiKey, 'id' | 'tenantId' | 'origins'>): SecretBinding {
  // An origin contains no space, so two lists never have the same text.
  const origin = origins.join(' ');
  return { tenantId, table: 'api_key', column: 'sealed_api_key', rowId: id, origin };
}

/**
 * Encrypts and decrypts the API keys that several models can use. Each encrypted text is bound to
 * tenant, row and origins.
 */
export class ApiKeySecret {
  readonly #keyring: Keyring;

  constructor(keyring: Keyring) {
    this.#keyring = keyring;
  }

  /** The encrypted text and the hint of a key, which must have its ID, its owner and its origins. */
  seal(
    key: Pick<ApiKey, 'id' | 'tenantId' | 'origins'>,
    value: string,
  ): Pick<ApiKey, 'sealedApiKey' | 'hint'> {
    return { sealedApiKey: this.#keyring.seal(value, bindingOfKey(key)), hint: hintOf(value) };
  }

  canOpen(key: ApiKey): boolean {
    return this.#keyring.canOpen(key.sealedApiKey, bindingOfKey(key));
  }

  /**
   * @param model the model whose call the key is for.
   * @throws CredentialError when the key was stored for other origins or another owner, or cannot
   * be decrypted with the current keys.
   */
  open(key: ApiKey, { baseUrl, tenantId }: Pick<Model, 'baseUrl' | 'tenantId'>): string {
    if (key.tenantId !== tenantId || !isForOrigin(key, baseUrl ?? '')) {
      throw new CredentialError(
        'CREDENTIAL_DESTINATION',
        "The API key was not stored for the origin of the model's base URL; give the model another one in keys.",
      );
    }
    try {
      return this.#keyring.open(key.sealedApiKey, bindingOfKey(key));
    } catch (error) {
      throw new CredentialError(
        'CREDENTIAL_UNREADABLE',
        'The stored API key cannot be decrypted with the configured ENCRYPTION_KEYS; set it again with updateApiKey.',
        { cause: error },
      );
    }
  }
}
