/**
 * SQLSTATE classes that say the statement's values are at fault, so that sending them again fails
 * again: 22 data exception, 23 integrity constraint violation, 54 program limit exceeded.
 */
const refusedClasses = new Set(['22', '23', '54']);

/** Whether storing failed because of the values, and not because of the database's state. */
export function isRefusedValue(error: unknown): boolean {
  // Serialising a value that is nested too deeply exhausts the stack before anything is sent.
  if (error instanceof RangeError) return true;
  return refusedClasses.has(sqlState(error)?.slice(0, 2) ?? '');
}

/** Whether storing failed because somebody else holds a lock on one of the rows. */
export function isLockedRow(error: unknown): boolean {
  return sqlState(error) === '55P03';
}

function sqlState(error: unknown): string | null {
  if (!(error instanceof Error)) return null;
  const { code } = error as { code?: unknown };
  return typeof code === 'string' && code.length === 5 ? code : sqlState(error.cause);
}
