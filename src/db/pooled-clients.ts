import { AsyncLocalStorage } from 'node:async_hooks';
import type { Client, Pool, PoolClient } from 'pg';
import { DatabaseTimeoutError } from './database-error.ts';
import { TenantQuery } from './tenant-query.ts';
import { withDeadline } from './with-deadline.ts';

/** Timeout of the statements in an async context, in milliseconds; replaces the usual one. */
export const longStatements = new AsyncLocalStorage<number>();

type Query = (...args: unknown[]) => Promise<unknown>;

/**
 * Tracks the open connections of the pool, so that the pool has no dead or busy ones:
 *
 * - pg's own `query_timeout` returns a connection to the pool while its statement still runs, so
 *   that the next statement waits for it. This class destroys the connection instead.
 * - Kysely does not release the connection of a transaction whose `begin` or `rollback` fails, as
 *   on a lost connection. This class releases a connection as soon as it is lost.
 */
export class PooledClients {
  readonly #open = new Set<PoolClient>();
  /** Connections that a transaction uses. */
  readonly #acquired = new Set<PoolClient>();
  #timeoutMs: number | null = null;

  /** @param pool must not have opened a connection yet. */
  watch(pool: Pool): void {
    pool.on('connect', (client) => {
      this.#open.add(client);
      this.#limit(client);
      client.on('end', () => this.#releaseLost(client));
    });
    pool.on('acquire', (client) => this.#acquired.add(client));
    pool.on('release', (_error, client) => this.#acquired.delete(client));
    pool.on('remove', (client) => this.#open.delete(client));
  }

  /** Sets the timeout of statements from now on, in milliseconds. */
  limitStatements(timeoutMs: number): void {
    this.#timeoutMs = timeoutMs;
  }

  /** Closes all connections immediately. Running statements fail. */
  destroy(): void {
    for (const client of this.#open) client.connection.stream.destroy();
  }

  #limit(client: PoolClient): void {
    const query = client.query.bind(client) as Query;
    const limited: Query = async (...args) => {
      const timeoutMs = longStatements.getStore() ?? this.#timeoutMs;
      if (timeoutMs === null) return query(...args);
      try {
        return await withDeadline(client, timeoutMs, async () => {
          const sent = await query(...args);
          return sent instanceof TenantQuery ? sent.done : sent;
        });
      } catch (error) {
        if (error instanceof DatabaseTimeoutError) this.#destroyIdle(error);
        throw error;
      }
    };
    client.query = limited as Client['query'];
  }

  #releaseLost(client: PoolClient): void {
    if (!this.#acquired.has(client)) return; // The pool removes it.
    const release = client.release.bind(client);
    client.release = () => {}; // A second call would throw.
    release(true);
  }

  /** After a timeout, idle connections are most likely dead too. */
  #destroyIdle(error: DatabaseTimeoutError): void {
    for (const client of this.#open) {
      if (this.#acquired.has(client)) continue;
      client.connection.stream.destroy();
      // The pool removes the connection on this event. The event of the socket can come too late:
      // after the next transaction has acquired the connection.
      client.emit('error', error);
    }
  }
}
