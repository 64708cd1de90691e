import { AsyncLocalStorage } from 'node:async_hooks';
import type { Client, Pool, PoolClient } from 'pg';
import { DatabaseTimeoutError } from './database-error.ts';
import { withDeadline } from './with-deadline.ts';

/** The limit of the statements in an async context, instead of the usual one, in milliseconds. */
export const longStatements = new AsyncLocalStorage<number>();

type Query = (...args: unknown[]) => Promise<unknown>;

/**
 * The open connections of the pool, which must not contain one that is dead or still busy:
 *
 * - pg's own `query_timeout` returns a connection to the pool while its statement is still running,
 *   so the next statement on it waits for that one. Here, the connection is destroyed.
 * - Kysely does not release the connection of a transaction whose `begin` or `rollback` fails, as
 *   it does on a lost connection. Here, a connection is released as soon as it is lost.
 */
export class PooledClients {
  readonly #open = new Set<PoolClient>();
  /** Those that a transaction has. */
  readonly #taken = new Set<PoolClient>();
  #timeoutMs: number | null = null;

  /** @param pool must not have opened a connection yet. */
  watch(pool: Pool): void {
    pool.on('connect', (client) => {
      this.#open.add(client);
      this.#limit(client);
      client.on('end', () => this.#releaseLost(client));
    });
    pool.on('acquire', (client) => this.#taken.add(client));
    pool.on('release', (_error, client) => this.#taken.delete(client));
    pool.on('remove', (client) => this.#open.delete(client));
  }

  /** Sets the longest that a statement may take from now on, in milliseconds. */
  limitStatements(timeoutMs: number): void {
    this.#timeoutMs = timeoutMs;
  }

  /** Closes every connection at once. Statements that run on them fail. */
  destroy(): void {
    for (const client of this.#open) client.connection.stream.destroy();
  }

  #limit(client: PoolClient): void {
    const query = client.query.bind(client) as Query;
    const limited: Query = async (...args) => {
      const timeoutMs = longStatements.getStore() ?? this.#timeoutMs;
      if (timeoutMs === null) return query(...args);
      try {
        return await withDeadline(client, timeoutMs, () => query(...args));
      } catch (error) {
        if (error instanceof DatabaseTimeoutError) this.#destroyIdle(error);
        throw error;
      }
    };
    client.query = limited as Client['query'];
  }

  #releaseLost(client: PoolClient): void {
    if (!this.#taken.has(client)) return; // the pool removes it
    const release = client.release.bind(client);
    client.release = () => {}; // may still be called, and would throw
    release(true);
  }

  /** After a timeout, a connection that is idle is most likely as dead as the one that failed. */
  #destroyIdle(error: DatabaseTimeoutError): void {
    for (const client of this.#open) {
      if (this.#taken.has(client)) continue;
      client.connection.stream.destroy();
      // The pool removes it on this event. The socket's own event comes after the next transaction
      // may have taken the connection.
      client.emit('error', error);
    }
  }
}
