import { ApiError, payloadOf } from '../../api/problem.ts';
import type { CreateRouteMutation, UpdateRouteMutation } from '../../gql/graphql.ts';

type Result = CreateRouteMutation['createRoute'] | UpdateRouteMutation['updateRoute'];

/**
 * The route that was stored.
 *
 * @throws ApiError, for a name that is in use with the message at the field.
 */
export function routeOf(result: Result) {
  if (result.__typename === 'ConflictError' && result.path !== null) {
    const { code, message, path } = result;
    throw new ApiError({ code, message, fields: [{ path, message }] });
  }
  return payloadOf(result).route;
}
