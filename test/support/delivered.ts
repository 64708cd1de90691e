/** The items of a subscription's result, without its errors. */
export type Delivered<Result> = Exclude<Result, { readonly __typename: `${string}Error` }>;

/** Returns an item of a subscription. An error, or a missing item, fails the test. */
export function delivered<Result extends { readonly __typename: string }>(
  result: Result | null | undefined,
): Delivered<Result> {
  if (result == null || result.__typename.endsWith('Error')) {
    throw new Error(`no item: ${JSON.stringify(result)}`);
  }
  return result as Delivered<Result>; // as its name says
}
