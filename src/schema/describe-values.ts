/** Pairs every value of a closed list with its description; leaving one out does not compile. */
export function describeValues<const Value extends string>(
  values: readonly Value[],
  descriptions: Readonly<Record<Value, string>>,
): Record<Value, { readonly value: Value; readonly description: string }> {
  const entries = values.map((value) => [value, { value, description: descriptions[value] }]);
  return Object.fromEntries(entries) as Record<
    Value,
    { readonly value: Value; readonly description: string }
  >; // one entry for each value, by construction
}
