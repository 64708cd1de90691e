import { raw } from '@mikro-orm/core';
import type { QBFilterQuery, QueryOrderMap } from '@mikro-orm/sql';
import { z } from 'zod';
import { cursorTime, decodeCursor, encodeCursor } from './cursor.ts';
import { type Page, type PageInput, parsePageSize } from './page.ts';

/** A value in a cursor. Times are in milliseconds. */
type KeyValue = string | number;

/** A column that a list is sorted by. */
export interface KeyColumn<Row> {
  /** Name of the column in the database. */
  readonly name: string;
  readonly property: keyof Row & string;
  readonly shape: z.ZodType<KeyValue>;
}

/** The order of a list. */
export interface ListOrder<Row> {
  /** Part of the cursors, so that cursors of other lists and orders are rejected. */
  readonly name: string;
  readonly direction: 'asc' | 'desc';
  /** The last column makes the order total. An index should cover all columns. */
  readonly columns: readonly KeyColumn<Row>[];
}

/** Rows before or after a cursor, in the order of the database. */
export interface Bound {
  readonly operator: '<' | '>';
  /** Values of the sorted columns. */
  readonly key: readonly (string | number | Date)[];
}

/** Condition, order and number of the rows to read for a page. */
export interface Slice<Row> {
  readonly bounds: readonly Bound[];
  readonly sort: 'asc' | 'desc';
  /** The bounds, for the ORM's query builder. */
  readonly where: () => QBFilterQuery<Row>;
  readonly orderBy: QueryOrderMap<Row>[];
  readonly limit: number;
}

export interface PageOptions<Row> {
  readonly order: ListOrder<Row>;
  readonly page: PageInput;
  readonly read: (slice: Slice<Row>) => Promise<readonly Row[]>;
}

/**
 * Reads one page. A cursor contains the values of the sorted columns, so that pages neither repeat
 * nor skip rows when other rows are inserted or deleted.
 *
 * @throws InvalidInputError for an invalid page or cursor.
 */
export async function readPage<Row extends object>({
  order,
  page,
  read,
}: PageOptions<Row>): Promise<Page<Row>> {
  const { direction, size } = parsePageSize(page);
  const after = keyOf(order, page.after, 'after');
  const before = keyOf(order, page.before, 'before');
  const backward = direction === 'backward';
  const [beyond, short] = order.direction === 'asc' ? (['>', '<'] as const) : (['<', '>'] as const);
  const sort = (order.direction === 'desc') !== backward ? 'desc' : 'asc';
  const bounds: Bound[] = [
    ...(after === null ? [] : [{ operator: beyond, key: after }]),
    ...(before === null ? [] : [{ operator: short, key: before }]),
  ];
  const found = await read({
    bounds,
    sort,
    // A function, because the ORM binds each raw fragment to one query.
    where: () => ({ $and: bounds.map((bound) => comparison(order, bound)) }) as QBFilterQuery<Row>,
    orderBy: order.columns.map(({ property }) => ({ [property]: sort }) as QueryOrderMap<Row>),
    limit: size + 1,
  });
  const hasMore = found.length > size;
  const nodes = found.slice(0, size);
  if (backward) nodes.reverse();
  return {
    edges: nodes.map((node) => ({ node, cursor: cursorOf(order, node) })),
    // The items of the cursors themselves are on neither side of the page.
    hasNextPage: before !== null || (!backward && hasMore),
    hasPreviousPage: after !== null || (backward && hasMore),
  };
}

/** Compares row values instead of single columns, because an index supports that. */
function comparison<Row>({ columns }: ListOrder<Row>, { operator, key }: Bound): object {
  const names = columns.map(({ name }) => `"${name}"`).join(', ');
  const marks = columns.map(() => '?').join(', ');
  return { [raw(`(${names}) ${operator} (${marks})`, [...key])]: [] };
}

function cursorOf<Row>({ name, columns }: ListOrder<Row>, row: Row): string {
  const values = columns.map(({ property }) => {
    const value: unknown = row[property];
    return value instanceof Date ? value.getTime() : value;
  });
  return encodeCursor([name, ...values]);
}

function keyOf<Row>(
  { name, columns }: ListOrder<Row>,
  cursor: string | null | undefined,
  argument: 'after' | 'before',
): (KeyValue | Date)[] | null {
  if (cursor == null) return null;
  const shape = z.tuple([z.literal(name), ...columns.map((column) => column.shape)]);
  const message = 'must be a cursor from an edge or pageInfo of this list, in the same order';
  const position = decodeCursor<unknown[]>(shape, cursor, { name: argument, message });
  if (position === null) return null;
  const values = position.slice(1) as KeyValue[]; // as the shape has checked
  return values.map((value, index) =>
    columns[index]?.shape === cursorTime ? new Date(value) : value,
  );
}
