import { causesOf } from '../../causes.ts';

/**
 * SQLSTATE classes of errors that the values of a statement cause, so that a retry would fail too:
 * 22 data exception, 23 integrity constraint violation, 54 program limit exceeded.
 */
const valueErrorClasses = new Set(['22', '23', '54']);

/** Whether a write failed because of its values, and not because of the state of the database. */
export function isRejectedValue(error: unknown): boolean {
  // Serialising a value that is nested too deeply exceeds the stack before anything is sent.
  if (error instanceof RangeError) return true;
  return valueErrorClasses.has(sqlState(error)?.slice(0, 2) ?? '');
}

/** Whether a write failed because another transaction has locked a row. */
export function isLockedRow(error: unknown): boolean {
  return sqlState(error) === '55P03';
}

function sqlState(error: unknown): string | null {
  for (const { code } of causesOf(error) as Iterable<{ readonly code?: unknown }>) {
    if (typeof code === 'string' && code.length === 5) return code;
  }
  return null;
}
