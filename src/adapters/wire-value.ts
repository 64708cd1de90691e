/** Values of an upstream's JSON, which can be of any type whatever the protocol says. */
export type WireRecord = Readonly<Record<string, unknown>>;

const nothing: WireRecord = {};

/** Without fields when it is not an object. */
export function asRecord(value: unknown): WireRecord {
  return isRecord(value) ? value : nothing;
}

export function isRecord(value: unknown): value is WireRecord {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** Empty when it is not an array. */
export function asList(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : [];
}

/** Empty when it is not a string. */
export function asText(value: unknown): string {
  return typeof value === 'string' ? value : '';
}

const largestInt = 2_147_483_647;

/** A count that fits into an integer column and a GraphQL Int; null when it is not one. */
export function asCount(value: unknown): number | null {
  const usable = typeof value === 'number' && Number.isInteger(value) && value >= 0;
  return usable && value <= largestInt ? value : null;
}
