import type { ObjectParam, UnionRef } from '@pothos/core';
import { errorTypeMap, wrapOrThrow } from '@pothos/plugin-errors';
import type { AppError } from '../errors.ts';
import { LiveReader } from '../events/live-reader.ts';
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
  readonly deliver: (source: Promise<AsyncIterable<Item>>) => Promise<LiveReader<Item | AppError>>;
}

/**
 * The union of a subscription's items and errors. The errors plugin reads the source with a
 * generator, whose `return()` waits for a pending `next()`, and which cannot be polled.
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
        return LiveReader.from(await source).endingWith(asItem);
      } catch (error) {
        return only(asItem(error));
      }
    },
  };
}

function only<Item>(item: Item): LiveReader<Item> {
  const items: (Item | null)[] = [item, null];
  return new LiveReader({ take: () => items.shift(), onLeave: () => {} });
}
