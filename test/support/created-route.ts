import type { CreateRouteInput } from '../gql/graphql.ts';
import type { GraphqlClient } from './graphql-client.ts';
import { CreateRoute } from './route-operations.ts';

/** Creates a route of the type CHAT with these models. An error fails the test. */
export async function createRoute(
  client: GraphqlClient,
  modelIds: readonly string[],
  overrides: Partial<CreateRouteInput> = {},
) {
  const targets = modelIds.map((modelId) => ({ modelId }));
  const input = { name: 'main', type: 'CHAT' as const, targets, ...overrides };
  const { createRoute: created } = await client.data(CreateRoute, { input });
  if (created.__typename !== 'RoutePayload') throw new Error(JSON.stringify(created));
  return created.route;
}
