/** The result of a promise, or `late` when the promise takes longer than a time in milliseconds. */
export async function resultWithin<Result, Late>(
  ms: number,
  promise: Promise<Result>,
  late: Late,
): Promise<Result | Late> {
  const timeout = Promise.withResolvers<Late>();
  const timer = setTimeout(timeout.resolve, ms, late);
  return Promise.race([promise, timeout.promise]).finally(() => clearTimeout(timer));
}
