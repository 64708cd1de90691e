import { OverloadedError } from '../errors.ts';
import type { Log } from '../log.ts';
import { DatabaseError, describeDatabaseFailure } from './database-error.ts';

/**
 * Minimum time between two log lines in milliseconds, because every request fails during an outage.
 */
const reportEveryMs = 10_000;

/** SQLSTATEs of temporary failures of a statement while the database works. */
const statementStates = /^(?:25P03|40|55P03|57014)/;

/** Converts the errors of database drivers, and logs outages. */
export class FailureReports {
  readonly #log: Log | undefined;
  readonly #unreported = { error: 0, warn: 0 };
  readonly #lastReportAt = { error: Number.NEGATIVE_INFINITY, warn: Number.NEGATIVE_INFINITY };
  /** When an outage was logged whose end is not; null when there is none. */
  #outageSince: number | null = null;

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
    const level = isOutage(failure) ? 'error' : 'warn';
    this.#unreported[level] += 1;
    const now = performance.now();
    if (now - this.#lastReportAt[level] < reportEveryMs) return;
    this.#log?.[level](
      { err: failure.cause ?? failure, failures: this.#unreported[level] },
      level === 'error'
        ? 'the database cannot be reached or does not respond'
        : 'the database is overloaded',
    );
    this.#unreported[level] = 0;
    this.#lastReportAt[level] = now;
    if (level === 'error') this.#outageSince ??= now;
  }

  /** Call it when the database has responded. Logs the end of an outage. */
  responded(): void {
    if (this.#outageSince === null) return;
    const durationMs = Math.round(performance.now() - this.#outageSince);
    this.#outageSince = null;
    this.#log?.info({ durationMs }, 'the database responds again');
  }
}

function isOutage({ cause }: OverloadedError): boolean {
  return cause instanceof DatabaseError && !statementStates.test(cause.code ?? '');
}
