import type { Database } from '../../db/database.ts';
import { type Keyring, keyIdOf } from '../../secrets/keyring.ts';
import {
  type ModelCredential,
  type SealedColumn,
  sealedColumns,
} from '../models/model-credential.ts';
import { beforeAll, countByKey, findSealedRows, replaceSealedText } from './sealed-rows.ts';

/** A secret that cannot be decrypted with the current keys. */
export interface UnreadableSecret {
  readonly modelId: string;
  readonly tenantId: string;
  readonly column: SealedColumn;
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
  readonly credential: ModelCredential;
  /** Rows of one transaction. @default 100 */
  readonly batchSize?: number;
}

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

  /** Counts the secrets by key and tests that each can be decrypted. */
  async inspect(): Promise<KeyStatus> {
    const { database, keyring, credential } = this.#options;
    const unreadable: UnreadableSecret[] = [];
    for (let after = beforeAll; ; ) {
      const batch = { after, size: this.#options.batchSize };
      const rows = await database.asPlatform((em) => findSealedRows(em, batch));
      for (const row of rows) {
        const broken = sealedColumns.filter((column) => {
          return row[column] !== null && !credential.canOpen(row, column);
        });
        const { id: modelId, tenantId } = row;
        for (const column of broken) {
          unreadable.push({ modelId, tenantId, column, keyId: keyIdOf(row[column] ?? '') });
        }
      }
      const last = rows.at(-1);
      if (last === undefined) break;
      after = last.id;
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
      for (let after: string | null = beforeAll; after !== null && !signal.aborted; ) {
        const step: Step = await this.#resealBatch(after);
        after = step.last;
        progress = {
          total,
          resealed: progress.resealed + step.resealed,
          unreadable: progress.unreadable + step.unreadable,
        };
        await onProgress(progress);
      }
    }
    return progress;
  }

  async #resealBatch(after: string): Promise<Step> {
    const { database, keyring, credential, batchSize } = this.#options;
    const batch = { after, size: batchSize, notSealedWith: keyring.sealingKeyId };
    return database.asPlatform(async (em) => {
      const rows = await findSealedRows(em, batch);
      let [resealed, unreadable] = [0, 0];
      for (const row of rows) {
        for (const column of sealedColumns) {
          const sealed = credential.reseal(row, column);
          if (sealed !== null) {
            await replaceSealedText(em, row, column, sealed);
            resealed += 1;
          } else if (row[column] !== null && !credential.canOpen(row, column)) unreadable += 1;
        }
      }
      return { last: rows.at(-1)?.id ?? null, resealed, unreadable };
    });
  }
}

interface Step {
  /** ID of the last row; null when no row was left. */
  readonly last: string | null;
  readonly resealed: number;
  readonly unreadable: number;
}
