import { DatabaseTimeoutError } from './database-error.ts';
import type { Reserve, ReservedConnection } from './reserved-connection.ts';

const timeoutMs = 2_000;

/** Checks that the database responds to queries, with a connection that nothing else uses. */
export class Readiness implements AsyncDisposable {
  readonly #connection: ReservedConnection;
  #pending: Promise<void> | null = null;

  constructor(reserve: Reserve) {
    this.#connection = reserve('readiness', { timeoutMs });
  }

  /**
   * Concurrent calls share one query.
   *
   * @throws when the database does not respond within two seconds.
   */
  check(): Promise<void> {
    this.#pending ??= this.#query().finally(() => {
      this.#pending = null;
    });
    return this.#pending;
  }

  async #query(): Promise<void> {
    const timeout = Promise.withResolvers<never>();
    const error = new DatabaseTimeoutError(`The database did not respond within ${timeoutMs} ms.`);
    // The connection to PostgreSQL has its own timeout. On PGlite, statements wait for each other.
    const timer = setTimeout(() => timeout.reject(error), timeoutMs + 100);
    const result = this.#connection.execute('select 1 from model limit 1');
    try {
      await Promise.race([result, timeout.promise]);
    } finally {
      clearTimeout(timer);
    }
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.#connection[Symbol.asyncDispose]();
  }
}
