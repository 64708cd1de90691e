interface Weighted {
  readonly weight: number;
}

/**
 * Orders targets or keys by priority, and those of one priority by chance: the first of them is chosen by
 * its weight.
 */
export function inOrder<Target extends Weighted & { readonly priority: number }>(
  targets: readonly Target[],
  random: () => number,
): Target[] {
  const byPriority = Map.groupBy(targets, ({ priority }) => priority);
  const priorities = [...byPriority.keys()].sort((a, b) => a - b);
  return priorities.flatMap((priority) => {
    const rest = [...(byPriority.get(priority) ?? [])];
    const ordered: Target[] = [];
    for (let next = takeWeighted(rest, random); next !== null; next = takeWeighted(rest, random)) {
      ordered.push(next);
    }
    return ordered;
  });
}

/** Removes one of the items, which is chosen by its weight; null when there is none. */
function takeWeighted<Item extends Weighted>(items: Item[], random: () => number): Item | null {
  if (items.length <= 1) return items.pop() ?? null;
  let rest = random() * items.reduce((sum, { weight }) => sum + weight, 0);
  let index = 0;
  for (; index < items.length - 1; index += 1) {
    rest -= items[index]?.weight ?? 0;
    if (rest < 0) break;
  }
  return items.splice(index, 1)[0] ?? null;
}
