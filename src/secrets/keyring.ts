import {
  createCipheriv,
  createDecipheriv,
  createHmac,
  hkdfSync,
  randomBytes,
  timingSafeEqual,
} from 'node:crypto';

/** The place that a sealed text is bound to. It cannot be opened for another place. */
export interface SecretBinding {
  readonly tenantId: string;
  readonly table: string;
  readonly column: string;
  readonly rowId: string;
  /** Origin of the base URL that the secret is sent to. */
  readonly origin: string;
}

/** One AES-256 key. */
export interface SealingKey {
  /** Part of each sealed text: letters, digits, `_` and `-`. */
  readonly id: string;
  /** 32 bytes. */
  readonly key: Uint8Array;
}

/** A sealed text cannot be opened. The error contains neither plaintext nor ciphertext. */
export class SecretUnreadableError extends Error {
  override name = 'SecretUnreadableError';
  readonly reason: 'malformed' | 'unknown-key' | 'not-authentic';
  constructor(reason: SecretUnreadableError['reason']) {
    super(`The sealed text cannot be opened: ${reason}.`);
    this.reason = reason;
  }
}

const version = 'v1';
const algorithm = 'aes-256-gcm';
const nonceBytes = 12;
const tagBytes = 16;
const sealedText = /^v1\.([A-Za-z0-9_-]{1,32})\.([A-Za-z0-9_-]{16})\.([A-Za-z0-9_-]{22,})$/;

/**
 * Encrypts with the first key and decrypts with any. A sealed text is
 * `v1.<key id>.<nonce>.<ciphertext and tag>` in base64url. Nonces are random, so a key must not
 * seal more than 2^32 texts (NIST SP 800-38D, section 8.3).
 */
export class Keyring {
  readonly #keys: ReadonlyMap<string, Uint8Array>;
  readonly #sealing: SealingKey;
  readonly #onUnknownKey: (id: string) => void;

  /**
   * @param keys at least one.
   * @param onUnknownKey called for each text that another key has sealed.
   */
  constructor(keys: readonly SealingKey[], onUnknownKey: (id: string) => void = () => {}) {
    const [sealing] = keys;
    if (sealing === undefined) throw new Error('A keyring needs at least one key.');
    this.#sealing = sealing;
    this.#onUnknownKey = onUnknownKey;
    this.#keys = new Map(keys.map(({ id, key }) => [id, key]));
  }

  seal(plaintext: string, binding: SecretBinding): string {
    const { id, key } = this.#sealing;
    const nonce = randomBytes(nonceBytes);
    const cipher = createCipheriv(algorithm, key, nonce, { authTagLength: tagBytes });
    cipher.setAAD(associatedData(id, binding));
    const sealed = [cipher.update(plaintext, 'utf8'), cipher.final(), cipher.getAuthTag()];
    return [
      version,
      id,
      nonce.toString('base64url'),
      Buffer.concat(sealed).toString('base64url'),
    ].join('.');
  }

  /** @throws SecretUnreadableError */
  open(sealed: string, binding: SecretBinding): string {
    const [, id, nonce, body] = sealedText.exec(sealed) ?? [];
    if (id === undefined || nonce === undefined || body === undefined) {
      throw new SecretUnreadableError('malformed');
    }
    const key = this.#keys.get(id);
    if (key === undefined) {
      this.#onUnknownKey(id);
      throw new SecretUnreadableError('unknown-key');
    }
    const bytes = Buffer.from(body, 'base64url');
    const decipher = createDecipheriv(algorithm, key, Buffer.from(nonce, 'base64url'), {
      authTagLength: tagBytes,
    });
    decipher.setAAD(associatedData(id, binding));
    decipher.setAuthTag(bytes.subarray(-tagBytes));
    try {
      const plaintext = [decipher.update(bytes.subarray(0, -tagBytes)), decipher.final()];
      return Buffer.concat(plaintext).toString('utf8');
    } catch {
      throw new SecretUnreadableError('not-authentic');
    }
  }

  /** ID of the key that encrypts. */
  get sealingKeyId(): string {
    return this.#sealing.id;
  }

  /** IDs of all keys, with the encrypting key first. */
  get keyIds(): readonly string[] {
    return [...this.#keys.keys()];
  }

  /** Whether the current encrypting key has sealed a text. */
  isCurrent(sealed: string): boolean {
    return keyIdOf(sealed) === this.#sealing.id;
  }

  /** A keyed hash. It recognises a text, but does not reveal it. */
  digest(text: string): string {
    const { id, key } = this.#sealing;
    return `${id}.${authenticate(text, key).toString('base64url')}`;
  }

  /** Whether a digest belongs to a text. False when the key of the digest has been removed. */
  matches(digest: string, text: string): boolean {
    const [id = '', hash = ''] = digest.split('.');
    const key = this.#keys.get(id);
    if (key === undefined) return false;
    const expected = authenticate(text, key);
    const given = Buffer.from(hash, 'base64url');
    return given.length === expected.length && timingSafeEqual(given, expected);
  }

  canOpen(sealed: string, binding: SecretBinding): boolean {
    try {
      this.open(sealed, binding);
      return true;
    } catch (error) {
      if (error instanceof SecretUnreadableError) return false;
      throw error;
    }
  }
}

/** Returns the ID of the key that a sealed text needs; null for other texts. */
export function keyIdOf(sealed: string): string | null {
  return sealedText.exec(sealed)?.[1] ?? null;
}

/** Uses a derived key, so that digests and encryption share no key. */
function authenticate(text: string, key: Uint8Array): Buffer {
  const derived = hkdfSync('sha256', key, '', 'modelyard digest v1', 32);
  return createHmac('sha256', Buffer.from(derived)).update(text).digest();
}

/** Prefixes each part with its length, so that two bindings never have the same bytes. */
function associatedData(keyId: string, binding: SecretBinding): Buffer {
  const { tenantId, table, column, rowId, origin } = binding;
  const parts = [version, keyId, tenantId, table, column, rowId, origin].map((part) => {
    const bytes = Buffer.from(part, 'utf8');
    const length = Buffer.alloc(4);
    length.writeUInt32BE(bytes.length);
    return Buffer.concat([length, bytes]);
  });
  return Buffer.concat(parts);
}
