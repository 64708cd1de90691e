import { type Measured, medianOf, ratioOf } from './rounds.ts';

/** A measured value of each contender. */
export interface FigureDefinition {
  readonly name: string;
  readonly label: string;
  readonly unit: string;
  /** Whether the table has the ratio to the limit. */
  readonly hasRatio: boolean;
}

/** The result of one comparison. */
export interface Comparison {
  readonly title: string;
  readonly figures: readonly FigureDefinition[];
  /** Name of the contender that the others are compared with. */
  readonly limit: string;
  readonly measured: readonly Measured[];
}

/** The result with medians and ratios, for the JSON file. */
export function summary({ measured, ...comparison }: Comparison) {
  const limit = limitOf({ measured, ...comparison });
  const contenders = measured.map((one) => ({
    name: one.name,
    medians: byFigure(comparison, ({ name }) => medianOf(one, name)),
    ratios: byFigure(comparison, ({ name }) => ratioOf(one, limit, name)),
    rounds: one.rounds,
  }));
  return { ...comparison, contenders };
}

/** The result as a table for the terminal. */
export function tableOf(comparison: Comparison): string {
  const limit = limitOf(comparison);
  const head = comparison.figures.flatMap(({ label, unit, hasRatio }) => [
    unit === '' ? label : `${label}, ${unit}`,
    ...(hasRatio ? ['÷ limit'] : []),
  ]);
  const rows = comparison.measured.map((one) => [
    one === limit ? `${one.name} (limit)` : one.name,
    ...comparison.figures.flatMap(({ name, hasRatio }) => [
      format(medianOf(one, name)),
      ...(hasRatio ? [format(ratioOf(one, limit, name))] : []),
    ]),
  ]);
  return `${comparison.title}\n${aligned([['', ...head], ...rows])}`;
}

function limitOf({ measured, limit }: Pick<Comparison, 'measured' | 'limit'>): Measured {
  const found = measured.find(({ name }) => name === limit);
  if (found === undefined) throw new Error(`no contender is named ${limit}`);
  return found;
}

function byFigure(
  { figures }: Pick<Comparison, 'figures'>,
  value: (figure: FigureDefinition) => number | null,
): Record<string, number | null> {
  return Object.fromEntries(figures.map((figure) => [figure.name, value(figure)]));
}

/** Three significant digits, or all digits before the point. */
export function format(value: number | null): string {
  if (value === null || !Number.isFinite(value)) return '–';
  if (Math.abs(value) >= 100) return Math.round(value).toLocaleString('en');
  return String(Number(value.toPrecision(3)));
}

/** Aligns the first column to the left and the others to the right. */
export function aligned(rows: readonly (readonly string[])[]): string {
  const widths = (rows[0] ?? []).map((_, column) =>
    Math.max(...rows.map((row) => row[column]?.length ?? 0)),
  );
  return rows
    .map((row) =>
      row
        .map((cell, column) =>
          column === 0 ? cell.padEnd(widths[0] ?? 0) : cell.padStart(widths[column] ?? 0),
        )
        .join('  '),
    )
    .map((line) => `  ${line.trimEnd()}`)
    .join('\n');
}
