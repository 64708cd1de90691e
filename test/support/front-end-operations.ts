import { graphql } from '../gql/gql.ts';

export const JobModels = graphql(`
  query JobModels {
    models(first: 50) {
      changesCursor
      nodes { id displayName status version createdAt }
    }
  }
`);

export const JobModelChanges = graphql(`
  subscription JobModelChanges($after: String) {
    modelChanges(after: $after) {
      __typename
      ... on ModelChange {
        kind
        modelId
        cursor
        model { id displayName status version createdAt }
      }
      ... on Error { code message }
    }
  }
`);

export const JobChat = graphql(`
  subscription JobChat($input: ChatInput!) {
    chat(input: $input) {
      __typename
      ... on ContentDelta { text }
      ... on ChatCompleted { completion { id finishReason usage { totalTokens } } }
      ... on Error { code message }
    }
  }
`);

export const JobStartChat = graphql(`
  mutation JobStartChat($input: ChatInput!) {
    startChat(input: $input) {
      __typename
      ... on StartChatPayload { completion { id } }
      ... on Error { code message }
    }
  }
`);

export const JobChatEvents = graphql(`
  subscription JobChatEvents($completionId: ID!, $after: Int) {
    chatEvents(completionId: $completionId, after: $after) {
      __typename
      ... on ChatEvent { seq }
      ... on ContentDelta { text }
      ... on ChatCompleted { completion { id status } }
      ... on Error { code message }
    }
  }
`);

export const JobCreateLocal = graphql(`
  mutation JobCreateLocal($input: CreateModelInput!) {
    createModel(input: $input) {
      __typename
      ... on ModelPayload { model { id pull { id state completedBytes totalBytes } } }
      ... on Error { code message }
    }
  }
`);

export const JobPullProgress = graphql(`
  subscription JobPullProgress($modelId: ID!) {
    pullProgress(modelId: $modelId) {
      __typename
      ... on Pull { id state completedBytes totalBytes }
      ... on Error { code message }
    }
  }
`);

export const JobPulls = graphql(`
  query JobPulls {
    pulls(first: 50) {
      changesCursor
      nodes { id name state completedBytes totalBytes createdAt }
    }
  }
`);

export const JobPullChanges = graphql(`
  subscription JobPullChanges($after: String) {
    pullChanges(after: $after) {
      __typename
      ... on Pull { id name state completedBytes totalBytes createdAt }
      ... on Error { code message }
    }
  }
`);

export const JobUsage = graphql(`
  query JobUsage($from: DateTime!, $to: DateTime!) {
    total: usage(from: $from, to: $to) { calls failures totalTokens }
    byDay: usage(from: $from, to: $to, groupBy: [DAY]) { day calls }
    byModel: usage(from: $from, to: $to, groupBy: [MODEL]) {
      calls
      model { id displayName }
    }
  }
`);

export const JobRotate = graphql(`
  mutation JobRotate {
    rotateEncryptionKeys {
      __typename
      ... on RotateEncryptionKeysPayload { rotation { state } }
      ... on Error { code message }
    }
  }
`);

export const JobRotation = graphql(`
  subscription JobRotation {
    keyRotation {
      state
      completed
      total
      encryptionStatus { keys { keyId valueCount } }
    }
  }
`);

export const JobTestConnection = graphql(`
  subscription JobTestConnection($input: TestConnectionInput!) {
    testConnection(input: $input) {
      __typename
      ... on ModelTestStep { name ok error { message } }
      ... on Error { code message }
    }
  }
`);

export const JobProviders = graphql(`
  query JobProviders {
    providers {
      name
      displayName
      modelTypes
      requiresCredential
      chatBaseUrl: defaultBaseUrl(type: CHAT)
    }
  }
`);

export const JobOfferedModels = graphql(`
  query JobOfferedModels($input: OfferedModelsInput!) {
    offeredModels(input: $input) {
      __typename
      ... on OfferedModels {
        provider { name displayName requiresCredential }
        models { name type }
      }
      ... on Error { code message }
    }
  }
`);

export const JobAudit = graphql(`
  query JobAudit($filter: AuditEventFilter) {
    auditEvents(first: 50, filter: $filter) {
      nodes { id at action subject modelName fields model { id displayName } }
      pageInfo { hasNextPage endCursor }
    }
  }
`);

export const JobModel = graphql(`
  query JobModel($id: ID!) {
    model(id: $id) { id displayName description version }
  }
`);

export const JobUpdateModel = graphql(`
  mutation JobUpdateModel($input: UpdateModelInput!) {
    updateModel(input: $input) {
      __typename
      ... on ModelPayload { model { id displayName description version } }
      ... on ConflictError {
        currentVersion
        conflictingModel { id displayName description version }
      }
      ... on Error { code message }
    }
  }
`);
