import { DatabaseTimeoutError } from './database-error.ts';
import type { Reserve, ReservedConnection } from './reserved-connection.ts';

const timeoutMs = 2_000;

/** Asks the database whether it answers queries, over a connection that nothing else uses. */
export class Readiness implements AsyncDisposable {
  readonly #connection: ReservedConnection;
  #pending: Promise<void> | null = null;

  constructor(reserve: Reserve) {
    this.#connection = reserve('readiness', { timeoutMs });
  }

  /** Concurrent calls share one query. @throws unless the database answers within two seconds. */
  check(): Promise<void> {
    this.#pending ??= this.#ask().finally(() => {
      this.#pending = null;
    });
    return this.#pending;
  }

  async #ask(): Promise<void> {
    const timeout = Promise.withResolvers<never>();
    const error = new DatabaseTimeoutError(`The database did not answer within ${timeoutMs} ms.`);
    // PostgreSQL's connection has this limit by itself. Statements on PGlite wait for each other.
    const timer = setTimeout(() => timeout.reject(error), timeoutMs + 100);
    const answer = this.#connection.execute('select 1 from model limit 1');
    try {
      await Promise.race([answer, timeout.promise]);
    } finally {
      clearTimeout(timer);
    }
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.#connection[Symbol.asyncDispose]();
  }
}
