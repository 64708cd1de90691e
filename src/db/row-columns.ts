import type { TextRow } from './tenant-query.ts';

/** How a column is selected as text, and how its text is read. */
interface Column {
  readonly sql: (name: string) => string;
  readonly parse: (text: string) => unknown;
}

const asText = (name: string) => `${name}::text`;

/** Columns by their type in the database. */
export const column = {
  text: { sql: (name: string) => name, parse: (text: string) => text },
  uuid: { sql: asText, parse: (text: string) => text },
  number: { sql: asText, parse: Number },
  flag: { sql: asText, parse: (text: string) => text === 'true' },
  json: { sql: asText, parse: (text: string): unknown => JSON.parse(text) },
  list: {
    sql: (name: string) => `array_to_json(${name})::text`,
    parse: (text: string): unknown => JSON.parse(text),
  },
  /** With milliseconds. */
  time: {
    sql: (name: string) => `(extract(epoch from ${name}) * 1000)::bigint::text`,
    parse: (text: string) => new Date(Number(text)),
  },
} as const satisfies Record<string, Column>;

/** Reads rows of a table without the ORM. */
export interface RowColumns<Row> {
  /** Selected columns; `prefix` is the name of the table or its alias. */
  select(prefix: string): string;
  /** @param offset the number of columns that were selected before these. */
  read(row: TextRow, offset?: number): Row;
}

/** A row that was read without the ORM. It is read-only. */
export class ReadRow {
  readonly cells: TextRow;
  /** Index of its first column in `cells`. */
  readonly offset: number;

  constructor(cells: TextRow, offset: number) {
    this.cells = cells;
    this.offset = offset;
  }
}

/**
 * Defines the properties of a kind of row. A value is parsed when it is used: a list uses few of its
 * columns, and parsing all of them takes most of the time that a row takes.
 *
 * @param columns the columns by property. Their names are in snake case, as those of the ORM.
 */
export function rowColumns<Row extends object>(
  Kind: typeof ReadRow,
  columns: Readonly<Record<keyof Row & string, Column>>,
): RowColumns<Row> {
  const entries = Object.entries<Column>(columns);
  for (const [index, [property, { parse }]] of entries.entries()) {
    Object.defineProperty(Kind.prototype, property, {
      get(this: ReadRow) {
        const text = this.cells[this.offset + index] ?? null;
        return text === null ? null : parse(text);
      },
    });
  }
  return {
    select: (prefix) =>
      entries.map(([property, { sql }]) => sql(`${prefix}.${snakeCase(property)}`)).join(', '),
    read: (row, offset = 0) => new Kind(row, offset) as unknown as Row, // It has the properties.
  };
}

function snakeCase(property: string): string {
  return property.replaceAll(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);
}
