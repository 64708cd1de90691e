import { graphql } from '../gql/gql.ts';

export const CreateModel = graphql(`
  mutation CreateModel($input: CreateModelInput!) {
    createModel(input: $input) {
      __typename
      ... on ModelPayload {
        model {
          id name displayName description type source status statusReason baseUrl version capabilities
          isDefault
          provider { id }
          credential { configured hint readable headerNames updatedAt }
          parameters {
            temperature topP maxTokens contextWindow keepAlive firstTokenTimeoutMs idleTimeoutMs
          }
          createdAt updatedAt
        }
      }
      ... on Error { code message }
      ... on InvalidInputError { fields { path message } }
      ... on UpstreamError { reason retryable }
    }
  }
`);

export const UpdateModel = graphql(`
  mutation UpdateModel($input: UpdateModelInput!) {
    updateModel(input: $input) {
      __typename
      ... on ModelPayload {
        model {
          id name displayName description baseUrl version
          provider { id }
          credential { configured hint readable headerNames }
          parameters { temperature topP maxTokens }
        }
      }
      ... on Error { code message }
      ... on InvalidInputError { fields { path message } }
      ... on ConflictError { currentVersion }
    }
  }
`);

export const SetDefault = graphql(`
  mutation SetDefault($input: SetDefaultModelInput!) {
    setDefaultModel(input: $input) {
      __typename
      ... on ModelPayload { model { id isDefault version } }
      ... on Error { code message }
    }
  }
`);

export const FindDefault = graphql(`
  query FindDefault($type: ModelType!) {
    defaultModel(type: $type) { id name isDefault version }
  }
`);

export const RestoreModel = graphql(`
  mutation RestoreModel($input: RestoreModelInput!) {
    restoreModel(input: $input) {
      __typename
      ... on ModelPayload {
        model { id name isDefault credential { configured readable } }
      }
      ... on Error { code message }
    }
  }
`);

export const SetCredential = graphql(`
  mutation SetCredential($input: SetModelCredentialInput!) {
    setModelCredential(input: $input) {
      __typename
      ... on ModelPayload {
        model { version credential { configured hint readable headerNames updatedAt } }
      }
      ... on Error { code message }
      ... on InvalidInputError { fields { path message } }
    }
  }
`);

export const ClearCredential = graphql(`
  mutation ClearCredential($input: ClearModelCredentialInput!) {
    clearModelCredential(input: $input) {
      __typename
      ... on ModelPayload {
        model { version credential { configured hint readable headerNames updatedAt } }
      }
      ... on Error { code message }
    }
  }
`);

export const DeleteModel = graphql(`
  mutation DeleteModel($input: DeleteModelInput!) {
    deleteModel(input: $input) {
      __typename
      ... on DeleteModelPayload { model { id name } }
      ... on Error { code message }
    }
  }
`);

export const FindModel = graphql(`
  query FindModel($id: ID!) {
    model(id: $id) { id name version }
    node(id: $id) { __typename id }
    nodes(ids: [$id]) { id }
  }
`);

export const ListModels = graphql(`
  query ListModels(
    $filter: ModelFilter, $orderBy: ModelOrder, $first: Int, $after: String, $last: Int, $before: String
  ) {
    models(
      filter: $filter, orderBy: $orderBy, first: $first, after: $after, last: $last, before: $before
    ) {
      nodes { name }
      edges { cursor }
      pageInfo { hasNextPage hasPreviousPage startCursor endCursor }
      totalCount
    }
  }
`);

export const Who = graphql(`
  query Who {
    viewer { tenantId subject scopes }
  }
`);

export const ChatStream = graphql(`
  subscription ChatStream($input: ChatInput!) {
    chat(input: $input) {
      __typename
      seq
      completionId
      ... on ChatStarted { completion { id status message { content } model { displayName } } }
      ... on ThinkingDelta { text }
      ... on ContentDelta { text }
      ... on ChatCompleted { completion { ...Ended } }
      ... on ChatCancelled { completion { ...Ended } }
      ... on ChatInterrupted { completion { ...Ended } }
      ... on ChatFailed {
        error { code message reason retryable retryAfterMs upstreamStatus }
        completion { ...Ended }
      }
    }
  }

  fragment Ended on ChatCompletion {
    id
    status
    finishReason
    rawFinishReason
    lastSeq
    firstTokenMs
    durationMs
    message { role content reasoning }
    usage { promptTokens completionTokens totalTokens cachedPromptTokens reasoningTokens }
    model { displayName }
    error { reason }
  }
`);

export const ChatWhole = graphql(`
  mutation ChatWhole($input: ChatInput!) {
    chat(input: $input) {
      __typename
      ... on ChatPayload {
        completion {
          id status finishReason message { content reasoning } usage { totalTokens }
          error { code reason retryable }
        }
      }
      ... on Error { code message }
      ... on InvalidInputError { fields { path message } }
    }
  }
`);

export const FindCompletion = graphql(`
  query FindCompletion($id: ID!) {
    node(id: $id) {
      __typename
      ... on ChatCompletion {
        id status finishReason lastSeq durationMs error { reason } usage { totalTokens }
        message { content }
      }
    }
  }
`);
