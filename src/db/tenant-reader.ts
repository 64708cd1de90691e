import type { DatabaseLocation } from './location.ts';
import { type Orm, pgliteOf, poolOf } from './open-orm.ts';
import { tenantRole, tenantSetting } from './tenancy.ts';
import { TenantQuery, type TenantStatement, type TextRow } from './tenant-query.ts';

/** Reads the rows that one tenant can read. */
export type TenantReader = (tenantId: string, statement: TenantStatement) => Promise<TextRow[]>;

export function tenantReaderOn(orm: Orm, { kind }: DatabaseLocation): TenantReader {
  return kind === 'postgres' ? postgresReader(orm) : pgliteReader(orm);
}

function postgresReader(orm: Orm): TenantReader {
  return async (tenantId, statement) => {
    const client = await (await poolOf(orm)).connect();
    const query = new TenantQuery(tenantId, statement);
    let isUsable = false;
    try {
      await client.query(query);
      const rows = await query.done;
      isUsable = true;
      return rows;
    } finally {
      // After a failure, the server may be closing the connection.
      client.release(!isUsable);
    }
  };
}

function pgliteReader(orm: Orm): TenantReader {
  return async (tenantId, { text, values }) =>
    (await pgliteOf(orm)).transaction(async (tx) => {
      const enter = `select set_config('role', $1, true), set_config($2, $3, true)`;
      await tx.query(enter, [tenantRole, tenantSetting, tenantId]);
      return (await tx.query<TextRow>(text, [...values], { rowMode: 'array' })).rows;
    });
}
