import type { Model } from '../../db/model.entity.ts';
import { CredentialError } from '../../errors.ts';
import type { Keyring, SecretBinding } from '../../secrets/keyring.ts';
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

export const sealedColumns = ['sealedApiKey', 'sealedHeaders'] as const;
export type SealedColumn = (typeof sealedColumns)[number];

/** A row with its encrypted texts and the columns that they are bound to. */
export type SealedRow = Pick<Model, 'id' | 'tenantId' | 'baseUrl' | SealedColumn>;

/** Keys that are shorter have no hint, because four characters would disclose too much of them. */
const shortestHintedKey = 12;

/**
 * Encrypts and decrypts a model's API key and secret header values.
 *
 * Each encrypted text is bound to tenant, table, column, row and the origin of the base URL. It
 * cannot be decrypted after it was copied elsewhere, or after the origin has changed.
 */
export class ModelCredential {
  readonly #keyring: Keyring;

  constructor(keyring: Keyring) {
    this.#keyring = keyring;
  }

  /** Replaces the API key; null clears it. */
  setApiKey(model: Model, apiKey: string | null, now: Date): void {
    model.sealedApiKey = apiKey === null ? null : this.#seal(model, 'sealedApiKey', apiKey);
    model.apiKeyHint =
      apiKey !== null && apiKey.length >= shortestHintedKey ? apiKey.slice(-4) : null;
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
    const stored = sealedColumns.filter((column) => model[column] !== null);
    return {
      configured: stored.length > 0,
      hint: model.apiKeyHint,
      readable: stored.every((column) => this.canOpen(model, column)),
      headerNames: model.headerNames,
      updatedAt: model.credentialUpdatedAt,
    };
  }

  /** @throws CredentialError when a stored secret cannot be decrypted with the current keys. */
  open(model: Model): OpenedCredential {
    try {
      const apiKey = this.#open(model, 'sealedApiKey');
      const headers = this.#open(model, 'sealedHeaders');
      return {
        apiKey,
        headers: headers === null ? {} : (JSON.parse(headers) as Record<string, string>), // sealed by setHeaders
      };
    } catch (error) {
      throw new CredentialError(
        'CREDENTIAL_UNREADABLE',
        "The model's stored credential cannot be decrypted with the configured ENCRYPTION_KEYS; set it again with setModelCredential.",
        { cause: error },
      );
    }
  }

  canOpen(row: SealedRow, column: SealedColumn): boolean {
    return this.#keyring.canOpen(row[column] ?? '', binding(row, column));
  }

  /**
   * The same secret, sealed with the current key.
   *
   * @returns null without a secret, when the current key sealed it, and when it cannot be
   * decrypted.
   */
  reseal(row: SealedRow, column: SealedColumn): string | null {
    const sealed = row[column];
    if (sealed === null || this.#keyring.isCurrent(sealed) || !this.canOpen(row, column)) {
      return null;
    }
    const bound = binding(row, column);
    return this.#keyring.seal(this.#keyring.open(sealed, bound), bound);
  }

  #seal(model: Model, column: SealedColumn, plaintext: string): string {
    return this.#keyring.seal(plaintext, binding(model, column));
  }

  #open(model: Model, column: SealedColumn): string | null {
    const sealed = model[column];
    return sealed === null ? null : this.#keyring.open(sealed, binding(model, column));
  }

  #touch(model: Model, now: Date): void {
    const empty = model.sealedApiKey === null && model.sealedHeaders === null;
    model.credentialUpdatedAt = empty ? null : now;
  }
}

function binding(model: SealedRow, column: SealedColumn): SecretBinding {
  return {
    tenantId: model.tenantId,
    table: 'model',
    column: column === 'sealedApiKey' ? 'sealed_api_key' : 'sealed_headers',
    rowId: model.id,
    origin: new URL(model.baseUrl ?? 'local:').origin,
  };
}
