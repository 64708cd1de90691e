import type { PGlite } from '@electric-sql/pglite';
import { ShuttingDownError } from '../errors.ts';
import { describeDatabaseFailure } from './database-error.ts';
import type { ReservedConnection } from './reserved-connection.ts';
import { numberPlaceholders, type SqlParameter } from './sql-parameters.ts';
import { platformRole, tenantSetting } from './tenancy.ts';

/** PGlite has one connection only, so each statement is a transaction on it. */
export class PgliteReservedConnection implements ReservedConnection {
  readonly #client: () => Promise<PGlite>;
  #closed = false;

  constructor(client: () => Promise<PGlite>) {
    this.#client = client;
  }

  async execute<Row>(sql: string, parameters: readonly SqlParameter[] = []): Promise<Row[]> {
    if (this.#closed) throw new ShuttingDownError('The server is stopping.');
    const client = await this.#client();
    try {
      return await client.transaction(async (tx) => {
        await tx.exec(
          `set local role ${platformRole}; select set_config('${tenantSetting}', '', true)`,
        );
        return (await tx.query<Row>(numberPlaceholders(sql), [...parameters])).rows;
      });
    } catch (error) {
      throw describeDatabaseFailure(error);
    }
  }

  async [Symbol.asyncDispose](): Promise<void> {
    this.#closed = true;
  }
}
