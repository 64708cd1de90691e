import { OverloadedError } from '../errors.ts';

/** Fields that the errors of both drivers have. */
interface ReportedFields {
  readonly code?: unknown;
  readonly constraint?: string | undefined;
  readonly table?: string | undefined;
  readonly column?: string | undefined;
}

/** A failed statement, without any of its values. */
export class DatabaseError extends Error {
  override readonly name = 'DatabaseError';
  /** SQLSTATE, or the system's error code of a failed connection. */
  readonly code: string | null;
  /** Name of the violated constraint. */
  readonly constraint: string | null;
  readonly table: string | null;
  readonly column: string | null;
  constructor(message: string, { code, constraint, table, column }: ReportedFields = {}) {
    super(message);
    this.code = typeof code === 'string' ? code : null;
    this.constraint = constraint ?? null;
    this.table = table ?? null;
    this.column = column ?? null;
  }
}

const timeoutCode = 'DATABASE_TIMEOUT';

/** The database did not respond in time. The statement may have been executed nevertheless. */
export class DatabaseTimeoutError extends DatabaseError {
  constructor(message: string) {
    super(message, { code: timeoutCode });
  }
}

/**
 * Replaces an error of a database driver: a temporary failure becomes an {@link OverloadedError},
 * any other failure a {@link DatabaseError}. Both are safe to log. The errors of the drivers are
 * not, because they repeat the statement, its parameters and the contents of rows. Errors that do
 * not come from a driver are returned unchanged.
 */
export function describeDatabaseFailure(error: unknown): unknown {
  if (!(error instanceof Error)) return error;
  const { code } = error as ReportedFields;
  if (code === timeoutCode || timeoutMessages.test(error.message)) {
    return unavailable(new DatabaseTimeoutError(error.message));
  }
  if (isTransient(error, code)) return unavailable(withoutValues(error, code));
  return isSqlState(code) ? withoutValues(error, code) : error;
}

function unavailable(cause: DatabaseError): OverloadedError {
  return new OverloadedError(
    'The database is overloaded or cannot be reached; try again shortly.',
    { cause },
  );
}

function withoutValues(error: Error, code: unknown): DatabaseError {
  const fields = error as ReportedFields;
  if (isSqlState(code) && statesThatQuoteValues.test(code)) {
    const constraint = fields.constraint === undefined ? '' : `, constraint ${fields.constraint}`;
    return new DatabaseError(
      `The database rejected a statement (SQLSTATE ${code}${constraint}).`,
      fields,
    );
  }
  // The ORM appends the detail, which can contain values, in further lines.
  const [message = ''] = error.message.split('\n', 1);
  return new DatabaseError(message === '' ? String(code) : message, fields);
}

/** Data exceptions, constraint violations and syntax errors. Their messages quote values. */
const statesThatQuoteValues = /^(?:22|23|42601)/;

/**
 * SQLSTATEs of temporary failures: failed connections (08), deadlocks and serialization failures, a
 * standby that has replaced the primary, exhausted resources (53), timeouts, a server that shuts
 * down or starts (57P), and disk failures.
 */
const transientStates =
  /^(?:08...|25006|25P03|40001|40P01|53...|55P03|57014|57P01|57P02|57P03|57P05|58030)$/;

/** Node.js error codes for a server that cannot be reached. ENOENT means a missing socket file. */
const transientSystemCodes =
  /^(?:ECONNREFUSED|ECONNRESET|ECONNABORTED|EPIPE|ETIMEDOUT|EHOSTUNREACH|ENETUNREACH|EHOSTDOWN|ENETDOWN|EAI_AGAIN|ENOTFOUND|ENOENT|EMFILE|ENFILE)$/;

/** Messages of pg and its pool for failures without an error code. */
const timeoutMessages =
  /^(?:timeout expired|timeout exceeded when trying to connect|Connection terminated due to connection timeout)$/;
const transientMessages =
  /^(?:Connection terminated|Client has encountered a connection error|Client was closed)/;

function isTransient(error: Error, code: unknown): boolean {
  if (typeof code !== 'string') return transientMessages.test(error.message);
  const isSystemError = 'syscall' in error || 'errors' in error; // `errors`: an AggregateError
  return transientStates.test(code) || (isSystemError && transientSystemCodes.test(code));
}

function isSqlState(code: unknown): code is string {
  return typeof code === 'string' && /^(?=.*\d)[0-9A-Z]{5}$/.test(code);
}
