/** Combines each value of an enum with its description. A missing description does not compile. */
export function describeValues<const Value extends string>(
  values: readonly Value[],
  descriptions: Readonly<Record<Value, string>>,
): Record<Value, { readonly value: Value; readonly description: string }> {
  const entries = values.map((value) => [value, { value, description: descriptions[value] }]);
  return Object.fromEntries(entries) as Record<
    Value,
    { readonly value: Value; readonly description: string }
  >; // One entry for each value.
}
