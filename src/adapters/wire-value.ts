/**
 * An object from an upstream's JSON. Its values can have any type, whatever the protocol defines.
 */
export type WireRecord = Readonly<Record<string, unknown>>;

const nothing: WireRecord = {};

/** Returns an empty object for a value that is not an object. */
export function asRecord(value: unknown): WireRecord {
  return isRecord(value) ? value : nothing;
}

export function isRecord(value: unknown): value is WireRecord {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** Returns an empty array for a value that is not an array. */
export function asList(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : [];
}

/** Returns an empty string for a value that is not a string. */
export function asText(value: unknown): string {
  return typeof value === 'string' ? value : '';
}

const maxInt = 2_147_483_647;

/** Returns a number that fits an integer column and a GraphQL Int; null for other values. */
export function asCount(value: unknown): number | null {
  const usable = typeof value === 'number' && Number.isInteger(value) && value >= 0;
  return usable && value <= maxInt ? value : null;
}
