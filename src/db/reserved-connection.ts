import type { SqlParameter } from './sql-parameters.ts';

/**
 * A connection that one part of the server has to itself, outside the pool. It sees every tenant's
 * rows. It connects on first use, and again after it was lost.
 */
export interface ReservedConnection extends AsyncDisposable {
  /**
   * Runs one statement, which commits by itself, and returns its rows. `?` stands for a parameter.
   * Calls run one at a time, in the order in which they were made. Dates are returned as text, as
   * PostgreSQL writes them; a bigint is text on PostgreSQL and a number on PGlite, so cast it.
   *
   * @throws OverloadedError when the database cannot be reached, or does not answer in time. The
   *   statement may have been executed nevertheless.
   * @throws DatabaseError when the database refuses the statement.
   * @throws ShuttingDownError after the connection has been disposed of.
   */
  execute<Row>(sql: string, parameters?: readonly SqlParameter[]): Promise<Row[]>;
}

export interface ReserveOptions {
  /** Milliseconds for one statement, including the time to connect. @default 3000 */
  readonly timeoutMs?: number;
  /** Milliseconds that a statement may wait for a lock. @default as long as the statement */
  readonly lockTimeoutMs?: number | undefined;
}

/** Reserves a connection, which PostgreSQL lists under the application name `modelyard-<name>`. */
export type Reserve = (name: string, options?: ReserveOptions) => ReservedConnection;
