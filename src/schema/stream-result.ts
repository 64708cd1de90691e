import type { ObjectParam, UnionRef } from '@pothos/core';
import { errorTypeMap, wrapOrThrow } from '@pothos/plugin-errors';
import type { AppError } from '../errors.ts';
import { builder } from './builder.ts';

type Types = typeof builder.$inferSchemaTypes;
type ErrorClass = (new (...options: never[]) => AppError) & ObjectParam<Types>;

export interface StreamResultOptions<Item> {
  /** The types of the items. */
  readonly items: readonly ObjectParam<Types>[];
  /** The name of an item's type. */
  readonly typeOf: (item: Item) => string;
  readonly errors: readonly ErrorClass[];
}

/** What a subscription delivers: its items, and at most one error, as the last of them. */
export interface StreamResult<Item> {
  readonly type: UnionRef<Types, Item | AppError, Item | AppError>;
  /** Reads a source; an error that the union has becomes the last item, others are thrown. */
  readonly deliver: (
    source: Promise<AsyncIterable<Item>>,
  ) => Promise<AsyncIterable<Item | AppError>>;
}

/**
 * The union of a subscription's items and errors. The errors plugin reads the source with a
 * generator, whose `return()` waits for a pending `next()`; here it has effect at once.
 *
 * @param field the subscription, which names the union.
 */
export function streamResult<Item extends object>(
  field: string,
  { items, typeOf, errors }: StreamResultOptions<Item>,
): StreamResult<Item> {
  const type = builder.unionType(`${field.charAt(0).toUpperCase()}${field.slice(1)}StreamResult`, {
    description: `An item of \`Subscription.${field}\`, or an error that ends it. Select \`... on Error { code message }\` for all errors.`,
    types: [...items, ...errors],
    resolveType: (item) => errorTypeMap.get(item) ?? typeOf(item as Item),
  });
  // GraphQL takes a bare error as one that the resolver has thrown.
  const asItem = (error: unknown) => wrapOrThrow(error, [...errors]) as AppError;
  return {
    type: type as unknown as StreamResult<Item>['type'],
    deliver: async (source) => {
      try {
        return endingWithError((await source)[Symbol.asyncIterator](), asItem);
      } catch (error) {
        return only(asItem(error));
      }
    },
  };
}

function endingWithError<Item>(
  items: AsyncIterator<Item>,
  asItem: (error: unknown) => AppError,
): AsyncIterableIterator<Item | AppError> {
  let isOver = false;
  const end = (error: unknown) => {
    isOver = true;
    return { done: false as const, value: asItem(error) };
  };
  return {
    [Symbol.asyncIterator]() {
      return this;
    },
    next: () => (isOver ? Promise.resolve(done) : items.next().catch(end)),
    return: async () => {
      isOver = true;
      await items.return?.();
      return done;
    },
  };
}

async function* only<Item>(item: Item): AsyncGenerator<Item> {
  yield item;
}

const done = { done: true, value: undefined } as const;
