/** Returns the quantile of values; NaN without values. */
export function percentile(values: readonly number[], share: number): number {
  const sorted = values.toSorted((one, other) => one - other);
  const index = Math.min(sorted.length - 1, Math.floor(sorted.length * share));
  return sorted[index] ?? Number.NaN;
}

/** Returns rounded median, 99th percentile and maximum for one cell of a table. */
export function spread(values: readonly number[]): string {
  if (values.length === 0) return '-';
  return [0.5, 0.99, 1].map((share) => Math.round(percentile(values, share))).join('/');
}
