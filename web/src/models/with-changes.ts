interface Item {
  readonly id: string;
  readonly createdAt: string;
}

/**
 * Returns the items that a page has read, without those that were deleted since, and with those
 * that were created since, newest first.
 *
 * @param changed the items that events have delivered, by ID; null for a deleted one.
 */
export function withChanges<T extends Item>(
  read: readonly T[],
  changed: ReadonlyMap<string, T | null>,
): readonly T[] {
  const ids = new Set(read.map(({ id }) => id));
  const created = [...changed.values()].filter((item) => item !== null && !ids.has(item.id));
  // The cache has the newest state of the items that were read.
  const left = read.filter(({ id }) => changed.get(id) !== null);
  return [...(created as T[]), ...left].toSorted((one, other) =>
    other.createdAt.localeCompare(one.createdAt),
  );
}
