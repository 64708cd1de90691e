import type { SqlEntityManager } from '@mikro-orm/sql';
import type { SecretBinding } from '../../secrets/keyring.ts';
import { bindingOfKey } from '../models/api-key-secret.ts';
import { bindingOf, type SealedColumn } from '../models/model-credential.ts';

/** The tables with encrypted columns. */
export const sealedTables = ['model', 'api_key'] as const;
export type SealedTable = (typeof sealedTables)[number];

type Row = Readonly<Record<string, string | null>>;

interface TableFacts {
  readonly columns: readonly SealedColumn[];
  /** Expression for what the binding needs besides ID and tenant, as text. */
  readonly destination: string;
  readonly bind: (
    row: { readonly id: string; readonly tenantId: string; readonly destination: string | null },
    column: SealedColumn,
  ) => SecretBinding;
}

const facts: Readonly<Record<SealedTable, TableFacts>> = {
  model: {
    columns: ['sealed_api_key', 'sealed_headers'],
    destination: 'base_url',
    bind: ({ id, tenantId, destination }, column) =>
      bindingOf({ id, tenantId, baseUrl: destination }, column),
  },
  api_key: {
    columns: ['sealed_api_key'],
    destination: "array_to_string(origins, ' ')",
    bind: ({ id, tenantId, destination }) =>
      bindingOfKey({ id, tenantId, origins: (destination ?? '').split(' ') }),
  },
};

const columnsOf = (table: SealedTable) => facts[table].columns;

/** A stored secret. */
export interface SealedText {
  readonly table: SealedTable;
  readonly id: string;
  readonly tenantId: string;
  readonly column: SealedColumn;
  readonly sealed: string;
  readonly binding: SecretBinding;
}

/** Counts the stored secrets by the ID of their key. Needs the platform role. */
export async function countByKey(em: SqlEntityManager): Promise<ReadonlyMap<string, number>> {
  const parts = sealedTables.flatMap((table) =>
    columnsOf(table).map(
      (name) =>
        `select split_part(${name}, '.', 2) as key_id from ${table} where ${name} is not null`,
    ),
  );
  const rows = await em.execute<{ key_id: string; count: string | number }[]>(
    `select key_id, count(*) as count from (${parts.join(' union all ')}) texts group by key_id`,
  );
  return new Map(rows.map(({ key_id, count }) => [key_id, Number(count)]));
}

export interface SealedBatch {
  readonly table: SealedTable;
  /** Only rows with a higher ID. */
  readonly after: string;
  readonly size: number;
  /** Skips rows that this key has encrypted, and locks the other rows for the transaction. */
  readonly notSealedWith?: string;
}

/** Secrets of rows that follow each other, and the ID of the last row; null when no row was left. */
export interface SealedTexts {
  readonly texts: readonly SealedText[];
  readonly last: string | null;
}

/** Returns the secrets of rows of all tenants, ordered by ID of the row. */
export async function findSealedTexts(
  em: SqlEntityManager,
  { table, after, size, notSealedWith }: SealedBatch,
): Promise<SealedTexts> {
  const { destination, bind } = facts[table];
  const columns = columnsOf(table);
  const wanted = columns.map((name) =>
    notSealedWith === undefined
      ? `${name} is not null`
      : `(${name} is not null and split_part(${name}, '.', 2) <> ?)`,
  );
  const lock = notSealedWith === undefined ? '' : 'for update skip locked';
  const parameters = notSealedWith === undefined ? [] : columns.map(() => notSealedWith);
  const rows = await em.execute<Row[]>(
    `select id, tenant_id, ${destination} as destination, ${columns.join(', ')} from ${table}
     where id > ? and (${wanted.join(' or ')}) order by id limit ? ${lock}`,
    [after, ...parameters, size],
  );
  const texts = rows.flatMap((row) => {
    const place = {
      id: row['id'] ?? '',
      tenantId: row['tenant_id'] ?? '',
      destination: row['destination'] ?? null,
    };
    const { id, tenantId } = place;
    return columns.flatMap((column) => {
      const sealed = row[column] ?? null;
      if (sealed === null) return [];
      return [{ table, id, tenantId, column, sealed, binding: bind(place, column) }];
    });
  });
  return { texts, last: rows.at(-1)?.['id'] ?? null };
}

/**
 * Writes a re-encrypted secret. Version and time stay the same: nothing has changed for clients.
 */
export async function replaceSealedText(
  em: SqlEntityManager,
  { table, column, id }: SealedText,
  sealed: string,
): Promise<void> {
  await em.execute(`update ${table} set ${column} = ? where id = ?`, [sealed, id]);
}

/** Less than all IDs. */
export const beforeAll = '00000000-0000-0000-0000-000000000000';
