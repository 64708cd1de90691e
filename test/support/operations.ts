import { graphql } from '../gql/gql.ts';

export const CreateModel = graphql(`
  mutation CreateModel($input: CreateModelInput!) {
    createModel(input: $input) {
      __typename
      ... on ModelPayload {
        model {
          id name displayName description type source status statusReason baseUrl version capabilities
          isDefault isBuiltin builtinId isOverridden
          provider { name }
          credential { configured hint readable headerNames updatedAt }
          parameters {
            temperature topP maxTokens contextWindow embeddingDimensions thinkingControl keepAlive
            firstTokenTimeoutMs idleTimeoutMs maxConcurrency
            topK minP repetitionPenalty frequencyPenalty presencePenalty seed stop
            thinking { enabled effort }
          }
          capabilitySources { capability source }
          extraParameters
          createdAt updatedAt
        }
      }
      ... on Error { code message }
      ... on InvalidInputError { fields { path message } }
      ... on ConflictError { path conflictingModel { id displayName } }
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
          id name displayName description type baseUrl version status statusReason isDefault
          provider { name }
          credential { configured hint readable headerNames }
          parameters { temperature topP maxTokens topK seed stop thinking { enabled effort } }
          capabilities capabilitySources { capability source } extraParameters
        }
      }
      ... on Error { code message }
      ... on InvalidInputError { fields { path message } }
      ... on ConflictError { currentVersion path conflictingModel { id displayName version } }
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
      ... on ConflictError { path conflictingModel { id } }
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
      nodes { name isBuiltin isDefault }
      edges { cursor }
      pageInfo { hasNextPage hasPreviousPage startCursor endCursor }
      totalCount
    }
  }
`);

export const ListForChanges = graphql(`
  query ListForChanges { models(first: 100) { nodes { id version } changesCursor } }
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
      ... on ChatEvent { seq completionId }
      ... on Error { code message }
      ... on InvalidInputError { fields { path message } }
      ... on ChatStarted { completion { id status message { content } model { displayName } } }
      ... on ThinkingDelta { text }
      ... on ContentDelta { text }
      ... on ToolCallDelta { index callId name argumentsDelta }
      ... on ToolCallReady { toolCall { id name arguments rawArguments providerMetadata } }
      ... on ChatCompleted { completion { ...Ended } }
      ... on ChatCancelled { completion { ...Ended } }
      ... on ChatInterrupted { completion { ...Ended } }
      ... on ChatFailed {
        error { code message detail reason retryable retryAfterMs upstreamStatus }
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
    warnings
    message {
      role content reasoning toolCalls { id name arguments rawArguments providerMetadata }
    }
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
          id status finishReason warnings message { content reasoning toolCalls { id arguments } }
          usage { totalTokens }
        }
      }
      ... on Error { code message }
      ... on UpstreamError {
        detail reason retryable retryAfterMs upstreamStatus
        failedCompletion {
          id status warnings message { content } usage { totalTokens } error { reason }
        }
      }
      ... on InvalidInputError { fields { path message } }
    }
  }
`);

export const FindCompletion = graphql(`
  query FindCompletion($id: ID!) {
    node(id: $id) {
      __typename
      ... on ChatCompletion {
        id status finishReason lastSeq durationMs error { reason detail } usage { totalTokens }
        message { content }
      }
    }
  }
`);

export const ClearDefault = graphql(`
  mutation ClearDefault($input: ClearDefaultModelInput!) {
    clearDefaultModel(input: $input) {
      __typename
      ... on ClearDefaultModelPayload { model { id } }
      ... on Error { code message }
    }
  }
`);

export const SeeModel = graphql(`
  query SeeModel($id: ID!) {
    model(id: $id) {
      id name displayName baseUrl isBuiltin isDefault builtinId isOverridden status statusReason version
      credential { configured hint readable headerNames }
      parameters { temperature maxTokens topK }
      capabilities capabilitySources { capability source } extraParameters
    }
  }
`);

export const ModelChanges = graphql(`
  subscription ModelChanges($after: String) {
    modelChanges(after: $after) {
      __typename
      ... on ModelChange { kind modelId cursor model { id name isDefault } }
      ... on Error { code message }
      ... on InvalidInputError { fields { path message } }
    }
  }
`);

export const AuditEvents = graphql(`
  query AuditEvents(
    $filter: AuditEventFilter, $first: Int, $after: String, $last: Int, $before: String
  ) {
    auditEvents(filter: $filter, first: $first, after: $after, last: $last, before: $before) {
      nodes { id action modelId modelName apiKeyId apiKeyName fields subject subjectTenantId at model { id } }
      pageInfo { hasNextPage hasPreviousPage startCursor endCursor }
    }
  }
`);

export const ApplyBuiltins = graphql(`
  mutation ApplyBuiltins($dryRun: Boolean) {
    applyBuiltinModels(input: { dryRun: $dryRun }) {
      __typename
      ... on ApplyBuiltinModelsPayload { dryRun steps { builtinId action fields } }
      ... on Error { code message }
      ... on InvalidInputError { fields { path message } }
    }
  }
`);

export const ResetBuiltin = graphql(`
  mutation ResetBuiltin($id: ID!) {
    resetBuiltinModel(input: { id: $id }) {
      __typename
      ... on ResetBuiltinModelPayload { model { id displayName isOverridden } }
      ... on Error { code message }
      ... on InvalidInputError { fields { path message } }
    }
  }
`);

export const EncryptionStatus = graphql(`
  query EncryptionStatus {
    encryptionStatus {
      keys { keyId isSealing isConfigured valueCount }
      unreadableCount
      unreadable { modelId apiKeyId tenantId field keyId }
    }
  }
`);

export const RotateKeys = graphql(`
  mutation RotateKeys {
    rotateEncryptionKeys {
      __typename
      ... on RotateEncryptionKeysPayload { rotation { state } }
      ... on Error { code message }
    }
  }
`);

export const KeyRotation = graphql(`
  subscription KeyRotation {
    keyRotation {
      state total completed unreadable startedAt finishedAt
      encryptionStatus { keys { keyId isSealing valueCount } unreadableCount }
    }
  }
`);

export const Embed = graphql(`
  mutation Embed($input: EmbedInput!) {
    embed(input: $input) {
      __typename
      ... on EmbedPayload { embeddings dimensions usage { promptTokens totalTokens } }
      ... on Error { code message }
      ... on InvalidInputError { fields { path message } }
      ... on UpstreamError { reason }
    }
  }
`);

export const Rerank = graphql(`
  mutation Rerank($input: RerankInput!) {
    rerank(input: $input) {
      __typename
      ... on RerankPayload { results { index score document } usage { totalTokens } }
      ... on Error { code message }
      ... on InvalidInputError { fields { path message } }
      ... on UpstreamError { reason }
    }
  }
`);

export const Transcribe = graphql(`
  mutation Transcribe($input: TranscribeInput!) {
    transcribe(input: $input) {
      __typename
      ... on TranscribePayload { text language durationSeconds segments { start end text } }
      ... on Error { code message }
      ... on InvalidInputError { fields { path message } }
      ... on UpstreamError { reason }
    }
  }
`);

export const TestModel = graphql(`
  mutation TestModel($input: TestModelInput!) {
    testModel(input: $input) {
      __typename
      ... on ModelTestPayload {
        ok
        steps { name ok durationMs detail error { code reason message detail upstreamStatus } }
      }
      ... on Error { code message }
    }
  }
`);

export const TestConnection = graphql(`
  mutation TestConnection($input: TestConnectionInput!) {
    testConnection(input: $input) {
      __typename
      ... on ModelTestPayload {
        ok
        steps { name ok durationMs detail error { code reason message detail upstreamStatus } }
      }
      ... on Error { code message }
      ... on InvalidInputError { fields { path message } }
    }
  }
`);

export const TestModelSteps = graphql(`
  subscription TestModelSteps($input: TestModelInput!) {
    testModel(input: $input) {
      __typename
      ... on ModelTestStep { name ok detail error { reason } }
      ... on Error { code message }
    }
  }
`);

export const TestConnectionSteps = graphql(`
  subscription TestConnectionSteps($input: TestConnectionInput!) {
    testConnection(input: $input) {
      __typename
      ... on ModelTestStep { name ok }
      ... on Error { code message }
    }
  }
`);

export const StartChat = graphql(`
  mutation StartChat($input: ChatInput!) {
    startChat(input: $input) {
      __typename
      ... on StartChatPayload { completion { id status lastSeq requestId } }
      ... on Error { code message }
    }
  }
`);

export const CancelChat = graphql(`
  mutation CancelChat($id: ID!) {
    cancelChat(input: { completionId: $id }) {
      __typename
      ... on CancelChatPayload {
        completion {
          id status message { content } usage { completionTokens estimated }
        }
      }
      ... on Error { code message }
    }
  }
`);

export const ChatEvents = graphql(`
  subscription ChatEvents($id: ID!, $after: Int) {
    chatEvents(completionId: $id, after: $after) {
      __typename
      ... on ChatEvent { seq completionId }
      ... on Error { code message }
      ... on ThinkingDelta { text }
      ... on ContentDelta { text }
      ... on ToolCallDelta { callId argumentsDelta }
      ... on ToolCallReady { toolCall { id arguments } }
      ... on ChatCompleted { completion { status message { content reasoning } lastSeq } }
      ... on ChatInterrupted { completion { status message { content } lastSeq } }
      ... on ChatCancelled { completion { status message { content } } }
      ... on ChatFailed { completion { status } }
    }
  }
`);

export const FindChat = graphql(`
  query FindChat($id: ID!) {
    chatCompletion(id: $id) {
      id status lastSeq requestId message { content reasoning }
      usage { completionTokens totalTokens estimated }
    }
  }
`);

export const ListChats = graphql(`
  query ListChats(
    $filter: ChatCompletionFilter, $first: Int, $after: String, $last: Int, $before: String
  ) {
    chatCompletions(filter: $filter, first: $first, after: $after, last: $last, before: $before) {
      nodes { id status message { content } model { id } }
      pageInfo { hasNextPage hasPreviousPage startCursor endCursor }
    }
  }
`);

export const Usage = graphql(`
  query Usage($from: DateTime!, $to: DateTime!, $groupBy: [UsageGroup!]) {
    usage(from: $from, to: $to, groupBy: $groupBy) {
      modelId kind day subject tenantId calls failures promptTokens completionTokens totalTokens
      audioSeconds
      firstTokenMs { p50 p95 p99 } durationMs { p50 p95 p99 }
      model { id }
    }
  }
`);

export const OfferedModels = graphql(`
  query OfferedModels($input: OfferedModelsInput!) {
    offeredModels(input: $input) {
      __typename
      ... on OfferedModels {
        provider { name } baseUrl isComplete
        models { name displayName owner type capabilities contextLength }
      }
      ... on Error { code message }
      ... on UpstreamError { reason detail }
      ... on InvalidInputError { fields { path message } }
    }
  }
`);
