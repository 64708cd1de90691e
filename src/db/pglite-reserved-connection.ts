import type { PGlite } from '@electric-sql/pglite';
import { ShuttingDownError } from '../errors.ts';
import type { FailureReports } from './failure-reports.ts';
import type { ReservedConnection } from './reserved-connection.ts';
import { numberPlaceholders, type SqlParameter } from './sql-parameters.ts';
import { platformRole, tenantSetting } from './tenancy.ts';

/** Runs each statement in a transaction of PGlite's only connection. */
export class PgliteReservedConnection implements ReservedConnection {
  readonly #client: () => Promise<PGlite>;
  readonly #failures: FailureReports;
  #isClosed = false;

  constructor(client: () => Promise<PGlite>, failures: FailureReports) {
    this.#client = client;
    this.#failures = failures;
  }

  async execute<Row>(sql: string, parameters: readonly SqlParameter[] = []): Promise<Row[]> {
    if (this.#isClosed) throw new ShuttingDownError('The server is stopping.');
    const client = await this.#client();
    try {
      return await client.transaction(async (tx) => {
        await tx.exec(
          `set local role ${platformRole}; select set_config('${tenantSetting}', '', true)`,
        );
        return (await tx.query<Row>(numberPlaceholders(sql), [...parameters])).rows;
      });
    } catch (error) {
      throw this.#failures.describe(error);
    }
  }

  async [Symbol.asyncDispose](): Promise<void> {
    this.#isClosed = true;
  }
}
