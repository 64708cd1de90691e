import type { SqlEntityManager } from '@mikro-orm/sql';
import type { SealedColumn, SealedRow } from '../models/model-credential.ts';

const columnNames = {
  sealedApiKey: 'sealed_api_key',
  sealedHeaders: 'sealed_headers',
} as const satisfies Record<SealedColumn, string>;

const columns = Object.values(columnNames);

/** Counts the stored secrets by the ID of their key. Needs the platform role. */
export async function countByKey(em: SqlEntityManager): Promise<ReadonlyMap<string, number>> {
  const parts = columns.map(
    (name) => `select split_part(${name}, '.', 2) as key_id from model where ${name} is not null`,
  );
  const rows = await em.execute<{ key_id: string; count: string | number }[]>(
    `select key_id, count(*) as count from (${parts.join(' union all ')}) texts group by key_id`,
  );
  return new Map(rows.map(({ key_id, count }) => [key_id, Number(count)]));
}

export interface SealedBatch {
  /** Only rows with a higher ID. */
  readonly after: string;
  readonly size: number;
  /** Skips rows that this key has encrypted, and locks the other rows for the transaction. */
  readonly notSealedWith?: string;
}

/** Returns rows with encrypted columns of all tenants, ordered by ID. */
export async function findSealedRows(
  em: SqlEntityManager,
  { after, size, notSealedWith }: SealedBatch,
): Promise<SealedRow[]> {
  const wanted = columns.map((name) =>
    notSealedWith === undefined
      ? `${name} is not null`
      : `(${name} is not null and split_part(${name}, '.', 2) <> ?)`,
  );
  const lock = notSealedWith === undefined ? '' : 'for update skip locked';
  const parameters = notSealedWith === undefined ? [] : columns.map(() => notSealedWith);
  const rows = await em.execute<Record<string, string | null>[]>(
    `select id, tenant_id, base_url, ${columns.join(', ')} from model
     where id > ? and (${wanted.join(' or ')}) order by id limit ? ${lock}`,
    [after, ...parameters, size],
  );
  return rows.map((row) => ({
    id: row['id'] ?? '',
    tenantId: row['tenant_id'] ?? '',
    baseUrl: row['base_url'] ?? null,
    sealedApiKey: row['sealed_api_key'] ?? null,
    sealedHeaders: row['sealed_headers'] ?? null,
  }));
}

/**
 * Writes a re-encrypted secret. Version and time stay the same: nothing has changed for clients.
 */
export async function replaceSealedText(
  em: SqlEntityManager,
  row: SealedRow,
  column: SealedColumn,
  sealed: string,
): Promise<void> {
  await em.execute(`update model set ${columnNames[column]} = ? where id = ?`, [sealed, row.id]);
}

/** Less than all IDs. */
export const beforeAll = '00000000-0000-0000-0000-000000000000';
