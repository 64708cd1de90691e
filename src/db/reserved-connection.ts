import type { SqlParameter } from './sql-parameters.ts';

/**
 * A connection outside the pool for one part of the server. It can access the rows of all tenants.
 * It connects on first use, and again after the connection was lost.
 */
export interface ReservedConnection extends AsyncDisposable {
  /**
   * Runs one statement in its own transaction and returns its rows. `?` is a parameter. Calls run
   * one at a time, in their order. Dates are returned as text, as PostgreSQL writes them. A bigint
   * is text on PostgreSQL and a number on PGlite, so cast it.
   *
   * @throws OverloadedError when the database cannot be reached, or does not respond in time. The
   *   statement may have been executed nevertheless.
   * @throws DatabaseError when the database rejects the statement.
   * @throws ShuttingDownError after the connection was disposed.
   */
  execute<Row>(sql: string, parameters?: readonly SqlParameter[]): Promise<Row[]>;
}

export interface ReserveOptions {
  /** Timeout of one statement, including the time to connect, in milliseconds. @default 3000 */
  readonly timeoutMs?: number;
  /** Timeout of waiting for a lock, in milliseconds. @default the timeout of the statement */
  readonly lockTimeoutMs?: number | undefined;
}

/** Reserves a connection. PostgreSQL lists it with the application name `modelyard-<name>`. */
export type Reserve = (name: string, options?: ReserveOptions) => ReservedConnection;
