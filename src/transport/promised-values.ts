export function isPromiseLike(value: unknown): value is PromiseLike<unknown> {
  return (
    typeof value === 'object' &&
    value !== null &&
    'then' in value &&
    typeof value.then === 'function'
  );
}

/**
 * Returns what `complete` returns for a value or for a promised one, and what `fail` returns when one of
 * them fails. Only a promise makes the result one.
 */
export function settle(
  value: unknown,
  complete: (value: unknown) => unknown,
  fail: (error: unknown) => unknown,
): unknown {
  if (isPromiseLike(value)) return settleLater(value, complete, fail);
  try {
    const completed = complete(value);
    return completed instanceof Promise ? completed.catch(fail) : completed;
  } catch (error) {
    return fail(error);
  }
}

async function settleLater(
  value: PromiseLike<unknown>,
  complete: (value: unknown) => unknown,
  fail: (error: unknown) => unknown,
): Promise<unknown> {
  try {
    return await complete(await value);
  } catch (error) {
    return fail(error);
  }
}
