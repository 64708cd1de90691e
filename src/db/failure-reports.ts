import { OverloadedError } from '../errors.ts';
import type { Log } from '../log.ts';
import { describeDatabaseFailure } from './database-error.ts';

/**
 * Minimum time between two log lines in milliseconds, because every request fails during an outage.
 */
const reportEveryMs = 1_000;

/** Converts the errors of database drivers, and logs outages. */
export class FailureReports {
  readonly #log: Log | undefined;
  #unreported = 0;
  #lastReportAt = Number.NEGATIVE_INFINITY;

  constructor(log: Log | undefined) {
    this.#log = log;
  }

  /** @returns what to throw instead of the error. */
  describe(error: unknown): unknown {
    const failure = describeDatabaseFailure(error);
    if (failure instanceof OverloadedError) this.report(failure);
    return failure;
  }

  report(failure: OverloadedError): void {
    this.#unreported += 1;
    const now = performance.now();
    if (now - this.#lastReportAt < reportEveryMs) return;
    this.#log?.warn(
      { err: failure.cause ?? failure, failures: this.#unreported },
      'the database is overloaded or cannot be reached',
    );
    this.#unreported = 0;
    this.#lastReportAt = now;
  }
}
