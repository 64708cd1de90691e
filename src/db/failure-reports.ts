import { OverloadedError } from '../errors.ts';
import type { Log } from '../log.ts';
import { describeDatabaseFailure } from './database-error.ts';

/** During an outage every request fails; the log gets one line in this many milliseconds. */
const reportEveryMs = 1_000;

/** Turns the errors of database drivers into those of the server, and logs outages. */
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
