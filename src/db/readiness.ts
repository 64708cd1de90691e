import { DatabaseTimeoutError } from './database-error.ts';
import type { Reserve, ReservedConnection } from './reserved-connection.ts';

/** Time for an answer, in milliseconds. */
const answerMs = 1_000;
/** Longer, because opening a connection can take more than one check. */
const connectMs = 2_000;

/** Checks that the database responds to queries, with a connection that nothing else uses. */
export class Readiness implements AsyncDisposable {
  readonly #connection: ReservedConnection;
  #pending: Promise<unknown> | null = null;

  constructor(reserve: Reserve) {
    this.#connection = reserve('readiness', { timeoutMs: connectMs });
  }

  /**
   * Concurrent calls share one query.
   *
   * @throws when the database does not respond within one second of this call.
   */
  async check(): Promise<void> {
    this.#pending ??= this.#connection.execute('select 1 from model limit 1').finally(() => {
      this.#pending = null;
    });
    const timeout = Promise.withResolvers<never>();
    const error = new DatabaseTimeoutError(`The database did not respond within ${answerMs} ms.`);
    // A response that arrived while the process was busy is read first.
    const timer = setTimeout(() => setImmediate(() => timeout.reject(error)), answerMs);
    try {
      await Promise.race([this.#pending, timeout.promise]);
    } finally {
      clearTimeout(timer);
    }
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.#connection[Symbol.asyncDispose]();
  }
}
