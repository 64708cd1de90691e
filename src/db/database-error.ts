import { OverloadedError } from '../errors.ts';

/** What PostgreSQL reports of a failed statement, without any value that the statement contained. */
export class DatabaseError extends Error {
  override readonly name = 'DatabaseError';
  /** SQLSTATE; null when the failure does not come from the server. */
  readonly code: string | null;
  /** Name of the constraint that a statement violates. */
  readonly constraint: string | null;
  readonly table: string | null;
  readonly column: string | null;
  constructor(message: string, fields: ReportedFields) {
    super(message);
    this.code = fields.code ?? null;
    this.constraint = fields.constraint ?? null;
    this.table = fields.table ?? null;
    this.column = fields.column ?? null;
  }
}

/** The fields that the drivers' errors have in common. */
interface ReportedFields {
  readonly code?: string | undefined;
  readonly constraint?: string | undefined;
  readonly table?: string | undefined;
  readonly column?: string | undefined;
}

/** No answer within the time limit. The statement may have been executed nevertheless. */
export class DatabaseTimeoutError extends Error {
  override readonly name = 'DatabaseTimeoutError';
}

/**
 * Replaces an error of a database driver. A failure that passes by itself becomes an
 * {@link OverloadedError}; any other one a {@link DatabaseError}. Both are safe to log: drivers'
 * errors repeat the statement, its parameters and the contents of rows. Errors that no driver has
 * thrown are returned as they are.
 */
export function describeDatabaseFailure(error: unknown): unknown {
  if (!(error instanceof Error)) return error;
  const code = codeOf(error);
  if (isTransient(error, code)) {
    return new OverloadedError('The database does not answer at the moment; try again shortly.', {
      cause: error instanceof DatabaseTimeoutError ? error : withoutValues(error, code),
    });
  }
  return isSqlState(code) ? withoutValues(error, code) : error;
}

function withoutValues(error: Error, code: string | undefined): DatabaseError {
  const message =
    isSqlState(code) && repeatsValues.test(code)
      ? 'The database refused a statement.'
      : error.message;
  const { constraint, table, column } = error as ReportedFields;
  return new DatabaseError(message, { code, constraint, table, column });
}

/** Classes of errors whose messages quote values: data exceptions, constraints, syntax errors. */
const repeatsValues = /^(?:22|23|42601)/;

/**
 * SQLSTATEs that pass by themselves: connections that failed (08), deadlocks and serialization
 * failures, a standby in the place of the primary, a resource that is exhausted (53), timeouts, a
 * server that shuts down or starts (57P), and failures of its disk.
 */
const transientStates =
  /^(?:08...|25006|25P03|40001|40P01|53...|55P03|57014|57P01|57P02|57P03|57P05|58030)$/;

/** Codes of Node for a server that cannot be reached. A missing socket file is ENOENT. */
const transientSystemCodes =
  /^(?:ECONNREFUSED|ECONNRESET|ECONNABORTED|EPIPE|ETIMEDOUT|EHOSTUNREACH|ENETUNREACH|EHOSTDOWN|ENETDOWN|EAI_AGAIN|ENOTFOUND|ENOENT|EMFILE|ENFILE)$/;

/** Messages of pg and its pool, which give these failures no code. */
const transientMessages =
  /^(?:Connection terminated|timeout expired|Query read timeout|timeout exceeded when trying to connect|Client has encountered a connection error|Client was closed)/;

function isTransient(error: Error, code: string | undefined): boolean {
  if (error instanceof DatabaseTimeoutError) return true;
  if (code === undefined) return transientMessages.test(error.message);
  return transientStates.test(code) || (isSystemError(error) && transientSystemCodes.test(code));
}

function isSystemError(error: Error): boolean {
  return 'syscall' in error || 'errors' in error; // several addresses of one host: AggregateError
}

function codeOf(error: Error): string | undefined {
  const { code } = error as { readonly code?: unknown };
  return typeof code === 'string' ? code : undefined;
}

function isSqlState(code: string | undefined): code is string {
  return code !== undefined && /^(?=.*\d)[0-9A-Z]{5}$/.test(code);
}
