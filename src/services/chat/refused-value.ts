/**
 * SQLSTATE classes that say the statement's values are at fault, so that sending them again fails
 * again: 22 data exception, 23 integrity constraint violation, 54 program limit exceeded.
 */
const refusedClasses = new Set(['22', '23', '54']);

/** Whether storing failed because of the values, and not because of the database's state. */
export function isRefusedValue(error: unknown): boolean {
  // Serialising a value that is nested too deeply exhausts the stack before anything is sent.
  if (error instanceof RangeError) return true;
  if (!(error instanceof Error)) return false;
  const { code } = error as { code?: unknown };
  if (typeof code === 'string' && code.length === 5) return refusedClasses.has(code.slice(0, 2));
  return isRefusedValue(error.cause);
}
