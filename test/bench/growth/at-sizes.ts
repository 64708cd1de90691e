import { type Figures, interleave, medianOf } from '../rounds.ts';
import type { GrowthSeries } from './growth.ts';

/** Measures each size once in each round, in random order. @returns the medians of each figure. */
export async function atSizes(
  sizes: readonly number[],
  rounds: number,
  measure: (size: number) => Promise<Figures>,
): Promise<Map<string, GrowthSeries>> {
  const contenders = sizes.map((size) => ({ name: `${size}`, measure: () => measure(size) }));
  const measured = await interleave(contenders, rounds);
  const figures = Object.keys(measured[0]?.rounds[0] ?? {});
  return new Map(
    figures.map((name) => {
      const points = measured.map((one) => ({
        x: Number(one.name),
        y: medianOf(one, name) ?? Number.NaN,
      }));
      return [name, { name, points }];
    }),
  );
}
