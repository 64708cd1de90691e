import type { ObjectRef } from '@pothos/core';
import type { Page } from '../services/paging/page.ts';
import { builder } from './builder.ts';

type Types = typeof builder.$inferSchemaTypes;

/** Creates the types `<Name>Connection` and `<Name>Edge` of a list, as arguments of `t.connection`. */
export function connectionTypes<Node>(
  type: ObjectRef<Types, Node>,
  { item, page }: { readonly item: string; readonly page: string },
) {
  const edge = builder.edgeObject({ name: `${type.name}Edge`, description: item, type });
  const options = { name: `${type.name}Connection`, description: page, type };
  return [builder.connectionObject(options, edge), edge] as const;
}

/** Converts a page to a Relay connection. */
export function toConnection<Node>({ edges, hasNextPage, hasPreviousPage }: Page<Node>) {
  return {
    edges: [...edges],
    pageInfo: {
      hasNextPage,
      hasPreviousPage,
      startCursor: edges[0]?.cursor ?? null,
      endCursor: edges.at(-1)?.cursor ?? null,
    },
  };
}
