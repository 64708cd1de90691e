/** A page as services return it. */
interface Page<Node> {
  readonly edges: readonly { readonly node: Node; readonly cursor: string }[];
  readonly hasNextPage: boolean;
  readonly hasPreviousPage: boolean;
}

/** A page in the shape of a Relay connection. */
export function toConnection<Node>({ edges, hasNextPage, hasPreviousPage }: Page<Node>) {
  return {
    edges: edges.map(({ node, cursor }) => ({ node, cursor })),
    pageInfo: {
      hasNextPage,
      hasPreviousPage,
      startCursor: edges[0]?.cursor ?? null,
      endCursor: edges.at(-1)?.cursor ?? null,
    },
  };
}
