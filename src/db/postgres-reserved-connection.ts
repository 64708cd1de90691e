import type { Client, Pool } from 'pg';
import { OverloadedError, ShuttingDownError } from '../errors.ts';
import type { FailureReports } from './failure-reports.ts';
import type { ReservedConnection } from './reserved-connection.ts';
import { numberPlaceholders, type SqlParameter } from './sql-parameters.ts';
import { platformRole, tenantSetting } from './tenancy.ts';
import { withDeadline } from './with-deadline.ts';

export interface PostgresReservedConnectionOptions {
  readonly url: string;
  readonly name: string;
  readonly timeoutMs: number;
  readonly lockTimeoutMs?: number | undefined;
  readonly failures: FailureReports;
  /** Its type parsers are used, so that results have the same types as those of other queries. */
  readonly pool: () => Promise<Pool>;
}

/** A prepared statement. Its name is unique within the connection. */
interface Statement {
  readonly name: string;
  readonly text: string;
}

export class PostgresReservedConnection implements ReservedConnection {
  readonly #options: PostgresReservedConnectionOptions;
  /**
   * By their SQL, of which each connection has only a few. PostgreSQL needs longer to plan the
   * statement that stores a start than to execute it, so it plans it once. When it analyzes a table,
   * it plans the statements that use the table again.
   */
  readonly #statements = new Map<string, Statement>();
  #client: Client | null = null;
  #isConnected = false;
  #isClosed = false;
  /** The last statement that has not ended; null when there is none. */
  #last: Promise<unknown> | null = null;

  constructor(options: PostgresReservedConnectionOptions) {
    this.#options = options;
  }

  execute<Row>(sql: string, parameters: readonly SqlParameter[] = []): Promise<Row[]> {
    const statement = this.#statementOf(sql);
    const run = () => this.#run<Row>({ ...statement, values: [...parameters] });
    // Without another statement, it is sent in this turn, before what the caller does next.
    const result = this.#last === null ? run() : this.#last.then(run);
    const ended = () => {
      if (this.#last === settled) this.#last = null;
    };
    const settled = result.then(ended, ended);
    this.#last = settled;
    return result;
  }

  /** Pending statements fail. */
  async [Symbol.asyncDispose](): Promise<void> {
    this.#isClosed = true;
    this.#destroy(new ShuttingDownError('The server is stopping.'));
    await this.#last;
  }

  #statementOf(sql: string): Statement {
    const known = this.#statements.get(sql);
    if (known !== undefined) return known;
    const statement = { name: `${this.#statements.size}`, text: numberPlaceholders(sql) };
    this.#statements.set(sql, statement);
    return statement;
  }

  async #run<Row>(query: Statement & { values: SqlParameter[] }): Promise<Row[]> {
    const client = this.#client ?? (await this.#createClient());
    if (this.#isClosed) throw new ShuttingDownError('The server is stopping.');
    this.#client = client;
    try {
      return await withDeadline(client, this.#options.timeoutMs, async () => {
        if (!this.#isConnected) await this.#connect(client);
        return (await client.query(query)).rows as Row[]; // The caller knows the columns.
      });
    } catch (error) {
      const failure = this.#options.failures.describe(error);
      if (!this.#isConnected || failure instanceof OverloadedError) this.#destroy();
      throw failure;
    }
  }

  async #createClient(): Promise<Client> {
    const { url, name, timeoutMs, lockTimeoutMs, pool } = this.#options;
    const { Client } = (await import('pg')).default;
    const { types } = (await pool()).options;
    const client = new Client({
      connectionString: url,
      types,
      application_name: `modelyard-${name}`,
      keepAlive: true,
      // The server's timeout is shorter, so that a statement that waits for a lock cannot run
      // later.
      statement_timeout: Math.ceil(timeoutMs * 0.8),
      ...(lockTimeoutMs === undefined ? {} : { lock_timeout: lockTimeoutMs }),
    });
    const onLost = () => {
      if (this.#client === client) this.#destroy();
    };
    client.on('error', onLost);
    client.on('end', onLost);
    return client;
  }

  async #connect(client: Client): Promise<void> {
    await client.connect();
    // Until a vacuum, the index of running completions has entries of ended ones. An index scan marks
    // them, so that they are read once; a bitmap scan would read their rows at each start.
    await client.query(
      `set role ${platformRole}; set enable_bitmapscan = off;
       select set_config('${tenantSetting}', '', false)`,
    );
    this.#isConnected = true;
  }

  /** Closes the socket immediately, because a frozen server would not respond to a message. */
  #destroy(reason?: Error): void {
    const client = this.#client;
    this.#client = null;
    this.#isConnected = false;
    client?.connection.stream.destroy(reason);
  }
}
