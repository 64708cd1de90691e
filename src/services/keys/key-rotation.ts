import type { Database } from '../../db/database.ts';
import { type Keyring, keyIdOf } from '../../secrets/keyring.ts';
import {
  beforeAll,
  countByKey,
  findSealedTexts,
  replaceSealedText,
  type SealedBatch,
  type SealedTable,
  type SealedText,
  type SealedTexts,
  sealedTables,
} from './sealed-rows.ts';

/** A secret that cannot be decrypted with the current keys. */
export interface UnreadableSecret extends Pick<SealedText, 'table' | 'id' | 'tenantId' | 'column'> {
  /** ID of the key that it needs; null when the value is not an encrypted text. */
  readonly keyId: string | null;
}

/** The secrets that need one key. */
export interface KeyUse {
  readonly id: string;
  /** Whether new secrets are encrypted with it. */
  readonly isSealing: boolean;
  /** Whether it is one of the current keys. */
  readonly isConfigured: boolean;
  /** Number of secrets that need it. The key can be removed when it is 0. */
  readonly secrets: number;
}

export interface KeyStatus {
  readonly keys: readonly KeyUse[];
  readonly unreadable: readonly UnreadableSecret[];
}

export interface RotationProgress {
  /** Number of secrets that were encrypted with another key at the start. */
  readonly total: number;
  readonly resealed: number;
  /** Number of secrets that cannot be decrypted and stay unchanged. */
  readonly unreadable: number;
}

export interface KeyRotationOptions {
  readonly database: Database;
  readonly keyring: Keyring;
  /** Rows of one transaction. @default 100 */
  readonly batchSize?: number;
}

/** Number of rows of a table in which a start looks for wrong keys. */
const sampleSize = 100;

/** Counts and re-encrypts the secrets of all tenants. */
export class KeyRotation {
  readonly #options: Required<KeyRotationOptions>;

  constructor(options: KeyRotationOptions) {
    this.#options = { batchSize: 100, ...options };
  }

  /** Returns the IDs of keys that stored secrets need and that are not configured. */
  async findMissingKeys(): Promise<string[]> {
    const { database, keyring } = this.#options;
    const needed = await database.asPlatform(countByKey);
    return [...needed.keys()].filter((id) => !keyring.keyIds.includes(id)).sort();
  }

  /**
   * Returns the IDs of configured keys that decrypt none of the secrets that name them, in a sample
   * of each table. Such a key has other bytes than the one that encrypted the secrets.
   */
  async findWrongKeys(): Promise<string[]> {
    const { database, keyring } = this.#options;
    const opens = new Map<string, boolean>();
    for (const table of sealedTables) {
      const batch: SealedBatch = { table, after: beforeAll, size: sampleSize };
      const { texts } = await database.asPlatform((em) => findSealedTexts(em, batch));
      for (const { sealed, binding } of texts) {
        const id = keyIdOf(sealed) ?? '';
        opens.set(id, opens.get(id) === true || keyring.canOpen(sealed, binding));
      }
    }
    return keyring.keyIds.filter((id) => opens.get(id) === false);
  }

  /** Counts the secrets by key and tests that each can be decrypted. */
  async inspect(): Promise<KeyStatus> {
    const { database, keyring, batchSize: size } = this.#options;
    const unreadable: UnreadableSecret[] = [];
    for (const table of sealedTables) {
      for (let after: string | null = beforeAll; after !== null; ) {
        const batch: SealedBatch = { table, after, size };
        const { texts, last }: SealedTexts = await database.asPlatform((em) =>
          findSealedTexts(em, batch),
        );
        for (const { id, tenantId, column, sealed, binding } of texts) {
          if (keyring.canOpen(sealed, binding)) continue;
          unreadable.push({ table, id, tenantId, column, keyId: keyIdOf(sealed) });
        }
        after = last;
      }
    }
    const counts = await database.asPlatform(countByKey);
    const ids = [...new Set([...keyring.keyIds, ...counts.keys()])];
    const keys = ids.map((id) => ({
      id,
      isSealing: id === keyring.sealingKeyId,
      isConfigured: keyring.keyIds.includes(id),
      secrets: counts.get(id) ?? 0,
    }));
    return { keys, unreadable };
  }

  /**
   * Re-encrypts all secrets with the current key, in batches, while other transactions read and
   * write. Each batch is committed: after an interruption, the next call continues.
   *
   * @param onProgress called and awaited at the start and after each batch.
   * @param signal ends the rotation after the current batch.
   */
  async rotate(
    onProgress: (progress: RotationProgress) => void | Promise<void>,
    signal: AbortSignal,
  ): Promise<RotationProgress> {
    const { database, keyring } = this.#options;
    const total = [...(await database.asPlatform(countByKey))]
      .filter(([id]) => id !== keyring.sealingKeyId)
      .reduce((sum, [, count]) => sum + count, 0);
    let progress: RotationProgress = { total, resealed: 0, unreadable: 0 };
    await onProgress(progress);
    // Rows that another transaction has locked are skipped until the next round.
    for (let before = -1; before < progress.resealed && !signal.aborted; ) {
      before = progress.resealed;
      progress = { ...progress, unreadable: 0 };
      for (const table of sealedTables) {
        for (let after: string | null = beforeAll; after !== null && !signal.aborted; ) {
          const step: Step = await this.#resealBatch(table, after);
          after = step.last;
          progress = {
            total,
            resealed: progress.resealed + step.resealed,
            unreadable: progress.unreadable + step.unreadable,
          };
          await onProgress(progress);
        }
      }
    }
    return progress;
  }

  async #resealBatch(table: SealedTable, after: string): Promise<Step> {
    const { database, keyring, batchSize: size } = this.#options;
    const batch = { table, after, size, notSealedWith: keyring.sealingKeyId };
    return database.asPlatform(async (em) => {
      const { texts, last } = await findSealedTexts(em, batch);
      let [resealed, unreadable] = [0, 0];
      for (const text of texts) {
        if (!keyring.canOpen(text.sealed, text.binding)) unreadable += 1;
        else if (!keyring.isCurrent(text.sealed)) {
          const plaintext = keyring.open(text.sealed, text.binding);
          await replaceSealedText(em, text, keyring.seal(plaintext, text.binding));
          resealed += 1;
        }
      }
      return { last, resealed, unreadable };
    });
  }
}

interface Step {
  /** ID of the last row; null when no row was left. */
  readonly last: string | null;
  readonly resealed: number;
  readonly unreadable: number;
}
