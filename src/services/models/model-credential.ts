import type { ApiKey } from '../../db/api-key.entity.ts';
import type { Model } from '../../db/model.entity.ts';
import { CredentialError } from '../../errors.ts';
import type { Keyring, SecretBinding } from '../../secrets/keyring.ts';
import { ApiKeySecret, hintOf } from './api-key-secret.ts';
import type { HeaderInput } from './credential-input.ts';

/** The readable facts about a stored credential. */
export interface CredentialView {
  readonly configured: boolean;
  readonly hint: string | null;
  readonly readable: boolean;
  readonly headerNames: readonly string[];
  readonly updatedAt: Date | null;
}

/** Decrypted secrets. Keep them only for one upstream call. */
export interface OpenedCredential {
  readonly apiKey: string | null;
  readonly headers: Readonly<Record<string, string>>;
}

const sealedFields = ['sealedApiKey', 'sealedHeaders'] as const;
type SealedField = (typeof sealedFields)[number];

/** A column with encrypted texts. */
export type SealedColumn = 'sealed_api_key' | 'sealed_headers';

const columns = {
  sealedApiKey: 'sealed_api_key',
  sealedHeaders: 'sealed_headers',
} as const satisfies Record<SealedField, SealedColumn>;

/**
 * Encrypts and decrypts a model's API key and secret header values.
 *
 * Each encrypted text is bound to tenant, table, column, row and the origin of the base URL. It
 * cannot be decrypted after it was copied elsewhere, or after the origin has changed.
 */
export class ModelCredential {
  readonly #keyring: Keyring;
  readonly #apiKeys: ApiKeySecret;

  constructor(keyring: Keyring) {
    this.#keyring = keyring;
    this.#apiKeys = new ApiKeySecret(keyring);
  }

  /** Replaces the API key; null clears it. */
  setApiKey(model: Model, apiKey: string | null, now: Date): void {
    model.sealedApiKey = apiKey === null ? null : this.#seal(model, 'sealedApiKey', apiKey);
    model.apiKeyHint = apiKey === null ? null : hintOf(apiKey);
    this.#touch(model, now);
  }

  /** Replaces all secret headers. */
  setHeaders(model: Model, headers: readonly HeaderInput[], now: Date): void {
    const values = Object.fromEntries(headers.map(({ name, value }) => [name, value]));
    model.sealedHeaders =
      headers.length === 0 ? null : this.#seal(model, 'sealedHeaders', JSON.stringify(values));
    model.headerNames = headers.map(({ name }) => name);
    this.#touch(model, now);
  }

  /**
   * Deletes all secrets, for example when the origin that they were stored for changes.
   *
   * @returns whether there was a secret.
   */
  drop(model: Model, now: Date): boolean {
    if (model.sealedApiKey === null && model.sealedHeaders === null) return false;
    this.setApiKey(model, null, now);
    this.setHeaders(model, [], now);
    return true;
  }

  view(model: Model): CredentialView {
    const stored = sealedFields.filter((field) => model[field] !== null);
    return {
      configured: stored.length > 0,
      hint: model.apiKeyHint,
      readable: stored.every((field) => this.#canOpen(model, field)),
      headerNames: model.headerNames,
      updatedAt: model.credentialUpdatedAt,
    };
  }

  /** @throws CredentialError when a stored secret cannot be decrypted with the current keys. */
  open(model: Model): OpenedCredential {
    return this.#opened(() => ({
      apiKey: this.#open(model, 'sealedApiKey'),
      headers: this.#openHeaders(model),
    }));
  }

  /**
   * As {@link open}, with another key instead of the model's own. The model's headers are sent with
   * it.
   */
  openWith(model: Model, key: ApiKey): OpenedCredential {
    const apiKey = this.openKey(model, key);
    return this.#opened(() => ({ apiKey, headers: this.#openHeaders(model) }));
  }

  /** @throws CredentialError when the key was stored for others, or cannot be decrypted. */
  openKey(model: Pick<Model, 'tenantId' | 'baseUrl'>, key: ApiKey): string {
    return this.#apiKeys.open(key, model);
  }

  #opened(open: () => OpenedCredential): OpenedCredential {
    try {
      return open();
    } catch (error) {
      throw new CredentialError(
        'CREDENTIAL_UNREADABLE',
        "The model's stored credential cannot be decrypted with the configured ENCRYPTION_KEYS; set it again with setModelCredential.",
        { cause: error },
      );
    }
  }

  #canOpen(model: Model, field: SealedField): boolean {
    return this.#keyring.canOpen(model[field] ?? '', bindingOf(model, columns[field]));
  }

  #seal(model: Model, field: SealedField, plaintext: string): string {
    return this.#keyring.seal(plaintext, bindingOf(model, columns[field]));
  }

  #open(model: Model, field: SealedField): string | null {
    const sealed = model[field];
    return sealed === null ? null : this.#keyring.open(sealed, bindingOf(model, columns[field]));
  }

  #openHeaders(model: Model): Record<string, string> {
    const headers = this.#open(model, 'sealedHeaders');
    return headers === null ? {} : (JSON.parse(headers) as Record<string, string>); // sealed by setHeaders
  }

  #touch(model: Model, now: Date): void {
    const empty = model.sealedApiKey === null && model.sealedHeaders === null;
    model.credentialUpdatedAt = empty ? null : now;
  }
}

/** The place that an encrypted text of a model is bound to. */
export function bindingOf(
  { id, tenantId, baseUrl }: Pick<Model, 'id' | 'tenantId' | 'baseUrl'>,
  column: SealedColumn,
): SecretBinding {
  const { origin } = new URL(baseUrl ?? 'local:');
  return { tenantId, table: 'model', column, rowId: id, origin };
}
