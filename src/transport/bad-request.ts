import { GraphQLError } from 'graphql';

/**
 * An error in the request itself, for which nothing was executed: HTTP status 400 under
 * `application/graphql-response+json`, 200 under `application/json` (GraphQL over HTTP, section 6.4).
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
