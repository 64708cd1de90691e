const maximumDepth = 64;

/**
 * A copy that PostgreSQL can store as text and JSON: without NUL and lone surrogates, and without
 * values that are nested more than 64 levels deep, which become null.
 */
export function makeStorable<T>(value: T, depth = 0): T {
  if (typeof value === 'string') return value.toWellFormed().replaceAll('\0', '\uFFFD') as T;
  if (typeof value !== 'object' || value === null || value instanceof Date) return value;
  if (depth >= maximumDepth) return null as T;
  if (Array.isArray(value)) return value.map((item) => makeStorable(item, depth + 1)) as T;
  return Object.fromEntries(
    Object.entries(value).map(([key, item]) => [
      makeStorable(key, depth + 1),
      makeStorable(item, depth + 1),
    ]),
  ) as T;
}
