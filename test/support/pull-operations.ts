import { graphql } from '../gql/gql.ts';

export const CreateLocal = graphql(`
  mutation CreateLocal($input: CreateModelInput!) {
    createModel(input: $input) {
      __typename
      ... on ModelPayload { model { id name status statusReason pull { id state } } }
      ... on Error { code message }
      ... on InvalidInputError { fields { path message } }
    }
  }
`);

export const PullModel = graphql(`
  mutation PullModel($input: PullModelInput!) {
    pullModel(input: $input) {
      __typename
      ... on ModelPayload { model { id status pull { id state attempt } } }
      ... on Error { code message }
      ... on InvalidInputError { fields { path message } }
    }
  }
`);

export const CancelPull = graphql(`
  mutation CancelPull($input: CancelPullInput!) {
    cancelPull(input: $input) {
      __typename
      ... on ModelPayload { model { id status statusReason pull { id state } } }
      ... on Error { code message }
    }
  }
`);

export const SeeLocal = graphql(`
  query SeeLocal($id: ID!) {
    model(id: $id) {
      id name status statusReason capabilities contextLength embeddingLength sizeBytes version
      pull {
        id name state phase completedBytes totalBytes bytesPerSecond attempt error
        createdAt startedAt finishedAt
        layers { digest completedBytes totalBytes }
      }
    }
  }
`);

export const PullNode = graphql(`
  query PullNode($id: ID!) { node(id: $id) { __typename ... on Pull { state name } } }
`);

export const PullProgress = graphql(`
  subscription PullProgress($modelId: ID!) {
    pullProgress(modelId: $modelId) {
      __typename
      ... on Pull {
        id state phase completedBytes totalBytes bytesPerSecond attempt error
        layers { digest completedBytes totalBytes }
      }
      ... on Error { code message }
      ... on InvalidInputError { fields { path message } }
    }
  }
`);

export const PullAudit = graphql(`
  query PullAudit { auditEvents(first: 50) { nodes { action subject modelName } } }
`);
