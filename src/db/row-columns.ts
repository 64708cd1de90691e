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
  parse(row: TextRow, offset?: number): Row;
}

/** @param columns the columns by property. Their names are in snake case, as those of the ORM. */
export function rowColumns<Row extends object>(
  prototype: object,
  columns: Readonly<Record<keyof Row & string, Column>>,
): RowColumns<Row> {
  const properties = Object.keys(columns);
  const kinds = Object.values<Column>(columns);
  return {
    select: (prefix) =>
      kinds
        .map(({ sql }, index) => sql(`${prefix}.${snakeCase(properties[index] ?? '')}`))
        .join(', '),
    parse: (row, offset = 0) => {
      const parsed = Object.create(prototype) as Record<string, unknown>;
      for (let index = 0; index < kinds.length; index += 1) {
        const text = row[offset + index] ?? null;
        parsed[properties[index] as string] = text === null ? null : kinds[index]?.parse(text);
      }
      return parsed as Row;
    },
  };
}

function snakeCase(property: string): string {
  return property.replaceAll(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);
}
