import { GraphQLError } from 'graphql';

/**
 * Marks an error of the request, for which nothing was executed. The HTTP status is 400 with
 * `application/graphql-response+json` and 200 with `application/json` (GraphQL over HTTP, section
 * 6.4).
 */
export function badRequest(error: GraphQLError): GraphQLError {
  const { message, nodes, source, positions, path, originalError, extensions } = error;
  return new GraphQLError(message, {
    nodes,
    source,
    positions,
    path,
    ...(originalError === undefined ? {} : { originalError }),
    extensions: { ...extensions, http: { status: 400, spec: true } },
  });
}
