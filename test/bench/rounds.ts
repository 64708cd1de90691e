/** Measured values by the name of the figure; null when a contender does not have it. */
export type Figures = Readonly<Record<string, number | null>>;

/** One of several ways to do the same work. */
export interface Contender {
  readonly name: string;
  readonly measure: () => Promise<Figures>;
  /** Runs before the first round, until V8 has compiled what is used often. @default one turn */
  readonly warmUp?: () => Promise<unknown>;
}

export interface Measured {
  readonly name: string;
  readonly rounds: readonly Figures[];
}

/** Gives each contender one turn in each round, in random order. */
export async function interleave(
  contenders: readonly Contender[],
  rounds: number,
): Promise<Measured[]> {
  const measured = contenders.map(({ name }) => ({ name, rounds: [] as Figures[] }));
  for (const { warmUp, measure } of contenders) await (warmUp ?? measure)();
  for (let round = 0; round < rounds; round += 1) {
    const order = contenders
      .map(({ measure }, index) => ({ measure, index, key: Math.random() }))
      .toSorted((one, other) => one.key - other.key);
    for (const { measure, index } of order) measured[index]?.rounds.push(await measure());
  }
  return measured;
}

/** Returns the median of a figure over the rounds; null without values. */
export function medianOf({ rounds }: Measured, figure: string): number | null {
  return median(rounds.map((round) => round[figure] ?? null));
}

/** Returns the median of the ratios to the limit of the same round; null without values. */
export function ratioOf(one: Measured, limit: Measured, figure: string): number | null {
  return median(
    one.rounds.map((round, index) => {
      const [value, other] = [round[figure], limit.rounds[index]?.[figure]];
      return value == null || other == null || other === 0 ? null : value / other;
    }),
  );
}

function median(values: readonly (number | null)[]): number | null {
  const sorted = values.filter((value) => value !== null).toSorted((one, other) => one - other);
  const [lower, upper] = [sorted[(sorted.length - 1) >> 1], sorted[sorted.length >> 1]];
  return lower === undefined || upper === undefined ? null : (lower + upper) / 2;
}
