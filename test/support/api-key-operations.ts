import { graphql } from '../gql/gql.ts';
import type { CreateApiKeyInput } from '../gql/graphql.ts';
import type { GraphqlClient } from './graphql-client.ts';

export const CreateApiKey = graphql(`
  mutation CreateApiKey($input: CreateApiKeyInput!) {
    createApiKey(input: $input) {
      __typename
      ... on ApiKeyPayload {
        apiKey {
          id name origins hint readable isBuiltin version createdAt updatedAt provider { name }
        }
      }
      ... on Error { code message }
      ... on InvalidInputError { fields { path message } }
      ... on ConflictError { path }
      ... on QuotaExceededError { quota }
    }
  }
`);

export const UpdateApiKey = graphql(`
  mutation UpdateApiKey($input: UpdateApiKeyInput!) {
    updateApiKey(input: $input) {
      __typename
      ... on ApiKeyPayload { apiKey { id name hint origins version } }
      ... on Error { code message }
      ... on InvalidInputError { fields { path message } }
      ... on ConflictError { path currentVersion }
    }
  }
`);

export const DeleteApiKey = graphql(`
  mutation DeleteApiKey($input: DeleteApiKeyInput!) {
    deleteApiKey(input: $input) {
      __typename
      ... on DeleteApiKeyPayload { apiKey { id name } }
      ... on Error { code message }
      ... on ApiKeyInUseError { models { id name } }
    }
  }
`);

export const ListApiKeys = graphql(`
  query ListApiKeys($first: Int, $after: String) {
    apiKeys(first: $first, after: $after) {
      nodes { id name hint isBuiltin models { nodes { id } totalCount } }
      pageInfo { hasNextPage endCursor }
    }
  }
`);

export const FindApiKey = graphql(`
  query FindApiKey($id: ID!) {
    node(id: $id) { __typename ... on ApiKey { id name readable } }
  }
`);

export const FindModelKeys = graphql(`
  query FindModelKeys($id: ID!) {
    model(id: $id) { version keys { weight enabled health { state reason } apiKey { id name } } }
  }
`);

/** A chat with the keys that its attempts used. */
export const KeyedChat = graphql(`
  mutation KeyedChat($input: ChatInput!) {
    chat(input: $input) {
      __typename
      ... on ChatPayload { completion { ...Keyed } }
      ... on Error { code message }
      ... on UpstreamError { reason failedCompletion { ...Keyed } }
    }
  }

  fragment Keyed on ChatCompletion {
    status
    message { content }
    attempts { keyLabel mayBeBilled error { reason } }
  }
`);

/** Stores an API key. An error fails the test. */
export async function storeApiKey(
  client: GraphqlClient,
  input: Partial<CreateApiKeyInput> & { readonly name: string },
) {
  const endpoint = input.provider == null ? { baseUrl: 'https://api.example.com/v1' } : {};
  const { createApiKey } = await client.data(CreateApiKey, {
    input: { apiKey: `sk-${input.name}-0123456789`, ...endpoint, ...input },
  });
  if (createApiKey.__typename !== 'ApiKeyPayload') throw new Error(JSON.stringify(createApiKey));
  return createApiKey.apiKey;
}
