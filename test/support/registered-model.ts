import type { CreateModelInput, CreateRemoteModelInput } from '../gql/graphql.ts';
import type { GraphqlClient } from './graphql-client.ts';
import { CreateModel } from './operations.ts';

/** The input of a remote model. No server listens at its base URL. */
export function remoteModel(overrides: Partial<CreateRemoteModelInput> = {}): CreateModelInput {
  const remote = { name: 'gpt', type: 'CHAT' as const, baseUrl: 'https://api.example.com/v1' };
  return { remote: { ...remote, ...overrides } };
}

/** Registers a model. An error fails the test. */
export async function register(
  client: GraphqlClient,
  overrides: Partial<CreateRemoteModelInput> = {},
) {
  const { createModel } = await client.data(CreateModel, { input: remoteModel(overrides) });
  if (createModel.__typename !== 'ModelPayload') throw new Error(JSON.stringify(createModel));
  return createModel.model;
}
