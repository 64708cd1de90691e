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
  /** Returns the name of an item's type. */
  readonly typeOf: (item: Item) => string;
  readonly errors: readonly ErrorClass[];
}

/** The results of a subscription: its items, and at most one error, which is the last one. */
export interface StreamResult<Item> {
  readonly type: UnionRef<Types, Item | AppError, Item | AppError>;
  /** Reads a source. An error of the union becomes the last item; other errors are thrown. */
  readonly deliver: (source: Promise<AsyncIterable<Item>>) => Promise<LiveReader<Item | AppError>>;
}

/**
 * Creates the union of a subscription's items and errors. Subscriptions do not use the unions of
 * the errors plugin, because its generator cannot be polled, and its `return()` waits for a pending
 * `next()`.
 *
 * @param field name of the subscription, from which the name of the union is derived.
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
  // Wrap errors, because graphql-js treats a returned Error as one that the resolver has thrown.
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
