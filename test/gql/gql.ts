/* eslint-disable */
import * as types from './graphql.ts';



/**
 * Map of all GraphQL operations in the project.
 *
 * This map has several performance disadvantages:
 * 1. It is not tree-shakeable, so it will include all operations in the project.
 * 2. It is not minifiable, so the string of a GraphQL query will be multiple times inside the bundle.
 * 3. It does not support dead code elimination, so it will add unused operations.
 *
 * Therefore it is highly recommended to use the babel or swc plugin for production.
 * Learn more about it here: https://the-guild.dev/graphql/codegen/plugins/presets/preset-client#reducing-bundle-size
 */
type Documents = {
    "\n  mutation CreateApiKey($input: CreateApiKeyInput!) {\n    createApiKey(input: $input) {\n      __typename\n      ... on ApiKeyPayload {\n        apiKey {\n          id name origins hint readable isBuiltin version createdAt updatedAt provider { name }\n        }\n      }\n      ... on Error { code message }\n      ... on InvalidInputError { fields { path message } }\n      ... on ConflictError { path }\n      ... on QuotaExceededError { quota }\n    }\n  }\n": typeof types.CreateApiKeyDocument,
    "\n  mutation UpdateApiKey($input: UpdateApiKeyInput!) {\n    updateApiKey(input: $input) {\n      __typename\n      ... on ApiKeyPayload { apiKey { id name hint origins version } }\n      ... on Error { code message }\n      ... on InvalidInputError { fields { path message } }\n      ... on ConflictError { path currentVersion }\n    }\n  }\n": typeof types.UpdateApiKeyDocument,
    "\n  mutation DeleteApiKey($input: DeleteApiKeyInput!) {\n    deleteApiKey(input: $input) {\n      __typename\n      ... on DeleteApiKeyPayload { apiKey { id name } }\n      ... on Error { code message }\n      ... on ApiKeyInUseError { models { id name } }\n    }\n  }\n": typeof types.DeleteApiKeyDocument,
    "\n  query ListApiKeys($first: Int, $after: String) {\n    apiKeys(first: $first, after: $after) {\n      nodes { id name hint isBuiltin models { nodes { id } totalCount } }\n      pageInfo { hasNextPage endCursor }\n    }\n  }\n": typeof types.ListApiKeysDocument,
    "\n  query FindApiKey($id: ID!) {\n    node(id: $id) { __typename ... on ApiKey { id name readable } }\n  }\n": typeof types.FindApiKeyDocument,
    "\n  query FindModelKeys($id: ID!) {\n    model(id: $id) { version keys { weight enabled health { state reason } apiKey { id name } } }\n  }\n": typeof types.FindModelKeysDocument,
    "\n  mutation KeyedChat($input: ChatInput!) {\n    chat(input: $input) {\n      __typename\n      ... on ChatPayload { completion { ...Keyed } }\n      ... on Error { code message }\n      ... on UpstreamError { reason failedCompletion { ...Keyed } }\n    }\n  }\n\n  fragment Keyed on ChatCompletion {\n    status\n    message { content }\n    attempts { keyLabel mayBeBilled error { reason } }\n  }\n": typeof types.KeyedChatDocument,
    "\n  subscription AttemptsStream($input: ChatInput!) {\n    chat(input: $input) {\n      __typename\n      ... on ChatEvent { seq completionId }\n      ... on Error { code message }\n      ... on ContentDelta { text }\n      ... on ChatRestarted { ...Restarted }\n      ... on ChatCompleted { completion { ...Attempted } }\n      ... on ChatCancelled { completion { ...Attempted } }\n      ... on ChatInterrupted { completion { ...Attempted } }\n      ... on ChatFailed { completion { ...Attempted } }\n    }\n  }\n\n  fragment Restarted on ChatRestarted {\n    discardsText\n    failed { model { name } keyLabel firstTokenMs error { reason } mayBeBilled }\n    model { name }\n  }\n\n  fragment Attempted on ChatCompletion {\n    id\n    status\n    finishReason\n    warnings\n    model { name }\n    message { content }\n    usage { completionTokens totalTokens }\n    error { reason }\n    attempts {\n      model { name }\n      keyLabel\n      startedAt\n      durationMs\n      firstTokenMs\n      error { code reason message detail }\n      usage { completionTokens estimated }\n      mayBeBilled\n    }\n  }\n": typeof types.AttemptsStreamDocument,
    "\n  subscription AttemptsEvents($id: ID!, $after: Int) {\n    chatEvents(completionId: $id, after: $after) {\n      __typename\n      ... on ChatEvent { seq completionId }\n      ... on Error { code message }\n      ... on ContentDelta { text }\n      ... on ChatRestarted { ...Restarted }\n      ... on ChatCompleted { completion { ...Attempted } }\n      ... on ChatCancelled { completion { ...Attempted } }\n      ... on ChatInterrupted { completion { ...Attempted } }\n      ... on ChatFailed { completion { ...Attempted } }\n    }\n  }\n": typeof types.AttemptsEventsDocument,
    "\n  mutation AttemptsWhole($input: ChatInput!) {\n    chat(input: $input) {\n      __typename\n      ... on ChatPayload { completion { ...Attempted } }\n      ... on UpstreamError { reason failedCompletion { ...Attempted } }\n      ... on Error { code message }\n    }\n  }\n": typeof types.AttemptsWholeDocument,
    "\n  query FindAttempts($id: ID!) {\n    chatCompletion(id: $id) { ...Attempted }\n  }\n": typeof types.FindAttemptsDocument,
    "\n  query JobModels {\n    models(first: 50) {\n      changesCursor\n      nodes { id displayName status version createdAt }\n    }\n  }\n": typeof types.JobModelsDocument,
    "\n  subscription JobModelChanges($after: String) {\n    modelChanges(after: $after) {\n      __typename\n      ... on ModelChange {\n        kind\n        modelId\n        cursor\n        model { id displayName status version createdAt }\n      }\n      ... on Error { code message }\n    }\n  }\n": typeof types.JobModelChangesDocument,
    "\n  subscription JobChat($input: ChatInput!) {\n    chat(input: $input) {\n      __typename\n      ... on ContentDelta { text }\n      ... on ChatCompleted { completion { id finishReason usage { totalTokens } } }\n      ... on Error { code message }\n    }\n  }\n": typeof types.JobChatDocument,
    "\n  mutation JobStartChat($input: ChatInput!) {\n    startChat(input: $input) {\n      __typename\n      ... on StartChatPayload { completion { id } }\n      ... on Error { code message }\n    }\n  }\n": typeof types.JobStartChatDocument,
    "\n  subscription JobChatEvents($completionId: ID!, $after: Int) {\n    chatEvents(completionId: $completionId, after: $after) {\n      __typename\n      ... on ChatEvent { seq }\n      ... on ContentDelta { text }\n      ... on ChatCompleted { completion { id status } }\n      ... on Error { code message }\n    }\n  }\n": typeof types.JobChatEventsDocument,
    "\n  mutation JobCreateLocal($input: CreateModelInput!) {\n    createModel(input: $input) {\n      __typename\n      ... on ModelPayload { model { id pull { id state completedBytes totalBytes } } }\n      ... on Error { code message }\n    }\n  }\n": typeof types.JobCreateLocalDocument,
    "\n  subscription JobPullProgress($modelId: ID!) {\n    pullProgress(modelId: $modelId) {\n      __typename\n      ... on Pull { id state completedBytes totalBytes }\n      ... on Error { code message }\n    }\n  }\n": typeof types.JobPullProgressDocument,
    "\n  query JobPulls {\n    pulls(first: 50) {\n      changesCursor\n      nodes { id name state completedBytes totalBytes createdAt }\n    }\n  }\n": typeof types.JobPullsDocument,
    "\n  subscription JobPullChanges($after: String) {\n    pullChanges(after: $after) {\n      __typename\n      ... on Pull { id name state completedBytes totalBytes createdAt }\n      ... on Error { code message }\n    }\n  }\n": typeof types.JobPullChangesDocument,
    "\n  query JobUsage($from: DateTime!, $to: DateTime!) {\n    total: usage(from: $from, to: $to) { calls failures totalTokens }\n    byDay: usage(from: $from, to: $to, groupBy: [DAY]) { day calls }\n    byModel: usage(from: $from, to: $to, groupBy: [MODEL]) {\n      calls\n      model { id displayName }\n    }\n  }\n": typeof types.JobUsageDocument,
    "\n  mutation JobRotate {\n    rotateEncryptionKeys {\n      __typename\n      ... on RotateEncryptionKeysPayload { rotation { state } }\n      ... on Error { code message }\n    }\n  }\n": typeof types.JobRotateDocument,
    "\n  subscription JobRotation {\n    keyRotation {\n      state\n      completed\n      total\n      encryptionStatus { keys { keyId valueCount } }\n    }\n  }\n": typeof types.JobRotationDocument,
    "\n  subscription JobTestConnection($input: TestConnectionInput!) {\n    testConnection(input: $input) {\n      __typename\n      ... on ModelTestStep { name ok error { message } }\n      ... on Error { code message }\n    }\n  }\n": typeof types.JobTestConnectionDocument,
    "\n  query JobProviders {\n    providers {\n      name\n      displayName\n      modelTypes\n      requiresCredential\n      chatBaseUrl: defaultBaseUrl(type: CHAT)\n    }\n  }\n": typeof types.JobProvidersDocument,
    "\n  query JobOfferedModels($input: OfferedModelsInput!) {\n    offeredModels(input: $input) {\n      __typename\n      ... on OfferedModels {\n        provider { name displayName requiresCredential }\n        models { name type }\n      }\n      ... on Error { code message }\n    }\n  }\n": typeof types.JobOfferedModelsDocument,
    "\n  query JobAudit($filter: AuditEventFilter) {\n    auditEvents(first: 50, filter: $filter) {\n      nodes { id at action subject modelName fields model { id displayName } }\n      pageInfo { hasNextPage endCursor }\n    }\n  }\n": typeof types.JobAuditDocument,
    "\n  query JobModel($id: ID!) {\n    model(id: $id) { id displayName description version }\n  }\n": typeof types.JobModelDocument,
    "\n  mutation JobUpdateModel($input: UpdateModelInput!) {\n    updateModel(input: $input) {\n      __typename\n      ... on ModelPayload { model { id displayName description version } }\n      ... on ConflictError {\n        currentVersion\n        conflictingModel { id displayName description version }\n      }\n      ... on Error { code message }\n    }\n  }\n": typeof types.JobUpdateModelDocument,
    "\n  mutation GenerateWhole($input: GenerateInput!) {\n    generate(input: $input) {\n      __typename\n      ... on GeneratePayload {\n        completion {\n          id kind status requestId finishReason warnings message { content }\n          usage { promptTokens completionTokens totalTokens }\n        }\n      }\n      ... on Error { code message }\n      ... on UpstreamError { reason retryable failedCompletion { id kind status } }\n      ... on InvalidInputError { fields { path message } }\n    }\n  }\n": typeof types.GenerateWholeDocument,
    "\n  mutation StartGenerate($input: GenerateInput!) {\n    startGenerate(input: $input) {\n      __typename\n      ... on StartGeneratePayload { completion { id kind status lastSeq } }\n      ... on Error { code message }\n      ... on InvalidInputError { fields { path message } }\n    }\n  }\n": typeof types.StartGenerateDocument,
    "\n  subscription GenerateStream($input: GenerateInput!) {\n    generate(input: $input) {\n      __typename\n      ... on ChatEvent { seq completionId }\n      ... on Error { code message }\n      ... on ChatStarted { completion { kind status } }\n      ... on ContentDelta { text }\n      ... on ChatCompleted { completion { status message { content } usage { totalTokens } } }\n      ... on ChatCancelled { completion { status message { content } } }\n      ... on ChatFailed { error { code reason message } completion { status } }\n    }\n  }\n": typeof types.GenerateStreamDocument,
    "\n  query GenerateDialects { providers { name chatDialect { rawCompletions } } }\n": typeof types.GenerateDialectsDocument,
    "\n  query ListKinds($filter: ChatCompletionFilter) {\n    chatCompletions(filter: $filter) { nodes { id kind } }\n  }\n": typeof types.ListKindsDocument,
    "\n  query SeeHealth($id: ID!) {\n    model(id: $id) {\n      health { state reason until lastSuccessAt }\n      credential { health { state reason until lastSuccessAt } }\n      keys { health { lastSuccessAt } }\n    }\n  }\n": typeof types.SeeHealthDocument,
    "\n  mutation ResetHealth($modelId: ID!, $keyId: ID) {\n    resetTargetHealth(input: { modelId: $modelId, keyId: $keyId }) {\n      __typename\n      ... on ModelPayload { model { id health { state reason until } credential { health { state } } } }\n      ... on Error { code message }\n    }\n  }\n": typeof types.ResetHealthDocument,
    "\n  subscription HealthChanges {\n    healthChanges {\n      target modelId keyId\n      model { id name }\n      health { state reason until lastSuccessAt }\n    }\n  }\n": typeof types.HealthChangesDocument,
    "\n  query SeeOllama {\n    ollama {\n      available version error\n      models { name sizeBytes digest modifiedAt family parameterSize quantization }\n      running { name sizeBytes vramBytes contextLength expiresAt }\n    }\n  }\n": typeof types.SeeOllamaDocument,
    "\n  query OllamaAvailable { ollama { available version error } }\n": typeof types.OllamaAvailableDocument,
    "\n  query OllamaModels { ollama { models { name sizeBytes digest modifiedAt family } } }\n": typeof types.OllamaModelsDocument,
    "\n  query OllamaRunning { ollama { running { name sizeBytes vramBytes contextLength expiresAt } } }\n": typeof types.OllamaRunningDocument,
    "\n  query OllamaDetails($name: String!) {\n    ollama {\n      available\n      model(name: $name) {\n        name capabilities contextLength embeddingLength family parameterSize quantization license\n        template\n      }\n    }\n  }\n": typeof types.OllamaDetailsDocument,
    "\n  query OllamaManyWays {\n    one: ollama { models { name } model(name: \"tiny\") { name } upper: model(name: \"TINY\") { name } }\n    other: ollama { models { digest } missing: model(name: \"huge\") { name } }\n  }\n": typeof types.OllamaManyWaysDocument,
    "\n  mutation DeleteFromOllama($name: String!) {\n    deleteOllamaModel(input: { name: $name }) {\n      __typename\n      ... on DeleteOllamaModelPayload { name }\n      ... on Error { code message }\n      ... on InvalidInputError { fields { path message } }\n      ... on ModelInUseError { models { tenantId modelId name displayName } }\n      ... on UpstreamError { reason retryable upstreamStatus }\n    }\n  }\n": typeof types.DeleteFromOllamaDocument,
    "\n  mutation CreateModel($input: CreateModelInput!) {\n    createModel(input: $input) {\n      __typename\n      ... on ModelPayload {\n        model {\n          id name displayName description type source status statusReason baseUrl version capabilities\n          isDefault isBuiltin builtinId isOverridden\n          provider { name }\n          credential { configured hint readable headerNames updatedAt }\n          parameters {\n            temperature topP maxTokens contextWindow embeddingDimensions thinkingControl keepAlive\n            firstTokenTimeoutMs idleTimeoutMs maxConcurrency\n            topK minP repetitionPenalty frequencyPenalty presencePenalty seed stop\n            thinking { enabled effort }\n          }\n          capabilitySources { capability source }\n          extraParameters\n          createdAt updatedAt\n        }\n      }\n      ... on Error { code message }\n      ... on InvalidInputError { fields { path message } }\n      ... on ConflictError { path conflictingModel { id displayName } }\n      ... on UpstreamError { reason retryable }\n    }\n  }\n": typeof types.CreateModelDocument,
    "\n  mutation UpdateModel($input: UpdateModelInput!) {\n    updateModel(input: $input) {\n      __typename\n      ... on ModelPayload {\n        model {\n          id name displayName description type baseUrl version status statusReason isDefault\n          provider { name }\n          credential { configured hint readable headerNames }\n          parameters { temperature topP maxTokens topK seed stop thinking { enabled effort } }\n          capabilities capabilitySources { capability source } extraParameters\n        }\n      }\n      ... on Error { code message }\n      ... on InvalidInputError { fields { path message } }\n      ... on ConflictError { currentVersion path conflictingModel { id displayName version } }\n    }\n  }\n": typeof types.UpdateModelDocument,
    "\n  mutation SetDefault($input: SetDefaultModelInput!) {\n    setDefaultModel(input: $input) {\n      __typename\n      ... on ModelPayload { model { id isDefault version } }\n      ... on Error { code message }\n    }\n  }\n": typeof types.SetDefaultDocument,
    "\n  query FindDefault($type: ModelType!) {\n    defaultModel(type: $type) { id name isDefault version }\n  }\n": typeof types.FindDefaultDocument,
    "\n  mutation RestoreModel($input: RestoreModelInput!) {\n    restoreModel(input: $input) {\n      __typename\n      ... on ModelPayload {\n        model { id name isDefault credential { configured readable } }\n      }\n      ... on Error { code message }\n      ... on ConflictError { path conflictingModel { id } }\n    }\n  }\n": typeof types.RestoreModelDocument,
    "\n  mutation SetCredential($input: SetModelCredentialInput!) {\n    setModelCredential(input: $input) {\n      __typename\n      ... on ModelPayload {\n        model { version credential { configured hint readable headerNames updatedAt } }\n      }\n      ... on Error { code message }\n      ... on InvalidInputError { fields { path message } }\n    }\n  }\n": typeof types.SetCredentialDocument,
    "\n  mutation ClearCredential($input: ClearModelCredentialInput!) {\n    clearModelCredential(input: $input) {\n      __typename\n      ... on ModelPayload {\n        model { version credential { configured hint readable headerNames updatedAt } }\n      }\n      ... on Error { code message }\n    }\n  }\n": typeof types.ClearCredentialDocument,
    "\n  mutation DeleteModel($input: DeleteModelInput!) {\n    deleteModel(input: $input) {\n      __typename\n      ... on DeleteModelPayload { model { id name } }\n      ... on Error { code message }\n    }\n  }\n": typeof types.DeleteModelDocument,
    "\n  query FindModel($id: ID!) {\n    model(id: $id) { id name version }\n    node(id: $id) { __typename id }\n    nodes(ids: [$id]) { id }\n  }\n": typeof types.FindModelDocument,
    "\n  query ListModels(\n    $filter: ModelFilter, $orderBy: ModelOrder, $first: Int, $after: String, $last: Int, $before: String\n  ) {\n    models(\n      filter: $filter, orderBy: $orderBy, first: $first, after: $after, last: $last, before: $before\n    ) {\n      nodes { name isBuiltin isDefault }\n      edges { cursor }\n      pageInfo { hasNextPage hasPreviousPage startCursor endCursor }\n      totalCount\n    }\n  }\n": typeof types.ListModelsDocument,
    "\n  query ListForChanges { models(first: 100) { nodes { id version } changesCursor } }\n": typeof types.ListForChangesDocument,
    "\n  query Who {\n    viewer { tenantId subject scopes }\n  }\n": typeof types.WhoDocument,
    "\n  subscription ChatStream($input: ChatInput!) {\n    chat(input: $input) {\n      __typename\n      ... on ChatEvent { seq completionId }\n      ... on Error { code message }\n      ... on InvalidInputError { fields { path message } }\n      ... on ChatStarted { completion { id status message { content } model { displayName } } }\n      ... on ThinkingDelta { text }\n      ... on ContentDelta { text }\n      ... on ToolCallDelta { index callId name argumentsDelta }\n      ... on ToolCallReady { toolCall { id name arguments rawArguments providerMetadata } }\n      ... on ChatCompleted { completion { ...Ended } }\n      ... on ChatCancelled { completion { ...Ended } }\n      ... on ChatInterrupted { completion { ...Ended } }\n      ... on ChatFailed {\n        error { code message detail reason retryable retryAfterMs upstreamStatus }\n        completion { ...Ended }\n      }\n    }\n  }\n\n  fragment Ended on ChatCompletion {\n    id\n    status\n    finishReason\n    rawFinishReason\n    lastSeq\n    firstTokenMs\n    durationMs\n    warnings\n    message {\n      role content reasoning toolCalls { id name arguments rawArguments providerMetadata }\n    }\n    usage { promptTokens completionTokens totalTokens cachedPromptTokens reasoningTokens }\n    model { displayName }\n    error { reason }\n  }\n": typeof types.ChatStreamDocument,
    "\n  mutation ChatWhole($input: ChatInput!) {\n    chat(input: $input) {\n      __typename\n      ... on ChatPayload {\n        completion {\n          id status finishReason warnings message { content reasoning toolCalls { id arguments } }\n          usage { totalTokens }\n        }\n      }\n      ... on Error { code message }\n      ... on UpstreamError {\n        detail reason retryable retryAfterMs upstreamStatus\n        failedCompletion {\n          id status warnings message { content } usage { totalTokens } error { reason }\n        }\n      }\n      ... on InvalidInputError { fields { path message } }\n    }\n  }\n": typeof types.ChatWholeDocument,
    "\n  query FindCompletion($id: ID!) {\n    node(id: $id) {\n      __typename\n      ... on ChatCompletion {\n        id status finishReason lastSeq durationMs error { reason detail } usage { totalTokens }\n        message { content }\n      }\n    }\n  }\n": typeof types.FindCompletionDocument,
    "\n  mutation ClearDefault($input: ClearDefaultModelInput!) {\n    clearDefaultModel(input: $input) {\n      __typename\n      ... on ClearDefaultModelPayload { model { id } }\n      ... on Error { code message }\n    }\n  }\n": typeof types.ClearDefaultDocument,
    "\n  query SeeModel($id: ID!) {\n    model(id: $id) {\n      id name displayName baseUrl isBuiltin isDefault builtinId isOverridden status statusReason version\n      credential { configured hint readable headerNames }\n      parameters { temperature maxTokens topK }\n      capabilities capabilitySources { capability source } extraParameters\n    }\n  }\n": typeof types.SeeModelDocument,
    "\n  subscription ModelChanges($after: String) {\n    modelChanges(after: $after) {\n      __typename\n      ... on ModelChange { kind modelId cursor model { id name isDefault } }\n      ... on Error { code message }\n      ... on InvalidInputError { fields { path message } }\n    }\n  }\n": typeof types.ModelChangesDocument,
    "\n  query AuditEvents(\n    $filter: AuditEventFilter, $first: Int, $after: String, $last: Int, $before: String\n  ) {\n    auditEvents(filter: $filter, first: $first, after: $after, last: $last, before: $before) {\n      nodes { id action modelId modelName apiKeyId apiKeyName fields subject subjectTenantId at model { id } }\n      pageInfo { hasNextPage hasPreviousPage startCursor endCursor }\n    }\n  }\n": typeof types.AuditEventsDocument,
    "\n  mutation ApplyBuiltins($dryRun: Boolean) {\n    applyBuiltinModels(input: { dryRun: $dryRun }) {\n      __typename\n      ... on ApplyBuiltinModelsPayload { dryRun steps { builtinId action fields } }\n      ... on Error { code message }\n      ... on InvalidInputError { fields { path message } }\n    }\n  }\n": typeof types.ApplyBuiltinsDocument,
    "\n  mutation ResetBuiltin($id: ID!) {\n    resetBuiltinModel(input: { id: $id }) {\n      __typename\n      ... on ResetBuiltinModelPayload { model { id displayName isOverridden } }\n      ... on Error { code message }\n      ... on InvalidInputError { fields { path message } }\n    }\n  }\n": typeof types.ResetBuiltinDocument,
    "\n  query EncryptionStatus {\n    encryptionStatus {\n      keys { keyId isSealing isConfigured valueCount }\n      unreadableCount\n      unreadable { modelId apiKeyId tenantId field keyId }\n    }\n  }\n": typeof types.EncryptionStatusDocument,
    "\n  mutation RotateKeys {\n    rotateEncryptionKeys {\n      __typename\n      ... on RotateEncryptionKeysPayload { rotation { state } }\n      ... on Error { code message }\n    }\n  }\n": typeof types.RotateKeysDocument,
    "\n  subscription KeyRotation {\n    keyRotation {\n      state total completed unreadable startedAt finishedAt\n      encryptionStatus { keys { keyId isSealing valueCount } unreadableCount }\n    }\n  }\n": typeof types.KeyRotationDocument,
    "\n  mutation Embed($input: EmbedInput!) {\n    embed(input: $input) {\n      __typename\n      ... on EmbedPayload { embeddings dimensions usage { promptTokens totalTokens } }\n      ... on Error { code message }\n      ... on InvalidInputError { fields { path message } }\n      ... on UpstreamError { reason }\n    }\n  }\n": typeof types.EmbedDocument,
    "\n  mutation Rerank($input: RerankInput!) {\n    rerank(input: $input) {\n      __typename\n      ... on RerankPayload { results { index score document } usage { totalTokens } }\n      ... on Error { code message }\n      ... on InvalidInputError { fields { path message } }\n      ... on UpstreamError { reason }\n    }\n  }\n": typeof types.RerankDocument,
    "\n  mutation Transcribe($input: TranscribeInput!) {\n    transcribe(input: $input) {\n      __typename\n      ... on TranscribePayload { text language durationSeconds segments { start end text } }\n      ... on Error { code message }\n      ... on InvalidInputError { fields { path message } }\n      ... on UpstreamError { reason }\n    }\n  }\n": typeof types.TranscribeDocument,
    "\n  mutation TestModel($input: TestModelInput!) {\n    testModel(input: $input) {\n      __typename\n      ... on ModelTestPayload {\n        ok\n        steps { name ok durationMs detail error { code reason message detail upstreamStatus } }\n      }\n      ... on Error { code message }\n    }\n  }\n": typeof types.TestModelDocument,
    "\n  mutation TestConnection($input: TestConnectionInput!) {\n    testConnection(input: $input) {\n      __typename\n      ... on ModelTestPayload {\n        ok\n        steps { name ok durationMs detail error { code reason message detail upstreamStatus } }\n      }\n      ... on Error { code message }\n      ... on InvalidInputError { fields { path message } }\n    }\n  }\n": typeof types.TestConnectionDocument,
    "\n  subscription TestModelSteps($input: TestModelInput!) {\n    testModel(input: $input) {\n      __typename\n      ... on ModelTestStep { name ok detail error { reason } }\n      ... on Error { code message }\n    }\n  }\n": typeof types.TestModelStepsDocument,
    "\n  subscription TestConnectionSteps($input: TestConnectionInput!) {\n    testConnection(input: $input) {\n      __typename\n      ... on ModelTestStep { name ok }\n      ... on Error { code message }\n    }\n  }\n": typeof types.TestConnectionStepsDocument,
    "\n  mutation StartChat($input: ChatInput!) {\n    startChat(input: $input) {\n      __typename\n      ... on StartChatPayload { completion { id status lastSeq requestId } }\n      ... on Error { code message }\n    }\n  }\n": typeof types.StartChatDocument,
    "\n  mutation CancelChat($id: ID!) {\n    cancelChat(input: { completionId: $id }) {\n      __typename\n      ... on CancelChatPayload {\n        completion {\n          id status message { content } usage { completionTokens estimated }\n        }\n      }\n      ... on Error { code message }\n    }\n  }\n": typeof types.CancelChatDocument,
    "\n  subscription ChatEvents($id: ID!, $after: Int) {\n    chatEvents(completionId: $id, after: $after) {\n      __typename\n      ... on ChatEvent { seq completionId }\n      ... on Error { code message }\n      ... on ThinkingDelta { text }\n      ... on ContentDelta { text }\n      ... on ToolCallDelta { callId argumentsDelta }\n      ... on ToolCallReady { toolCall { id arguments } }\n      ... on ChatCompleted { completion { status message { content reasoning } lastSeq } }\n      ... on ChatInterrupted { completion { status message { content } lastSeq } }\n      ... on ChatCancelled { completion { status message { content } } }\n      ... on ChatFailed { completion { status } }\n    }\n  }\n": typeof types.ChatEventsDocument,
    "\n  query FindChat($id: ID!) {\n    chatCompletion(id: $id) {\n      id status lastSeq requestId message { content reasoning }\n      usage { completionTokens totalTokens estimated }\n    }\n  }\n": typeof types.FindChatDocument,
    "\n  query ListChats(\n    $filter: ChatCompletionFilter, $first: Int, $after: String, $last: Int, $before: String\n  ) {\n    chatCompletions(filter: $filter, first: $first, after: $after, last: $last, before: $before) {\n      nodes { id status message { content } model { id } }\n      pageInfo { hasNextPage hasPreviousPage startCursor endCursor }\n    }\n  }\n": typeof types.ListChatsDocument,
    "\n  query Usage($from: DateTime!, $to: DateTime!, $groupBy: [UsageGroup!]) {\n    usage(from: $from, to: $to, groupBy: $groupBy) {\n      modelId kind day subject tenantId calls failures promptTokens completionTokens totalTokens\n      audioSeconds\n      firstTokenMs { p50 p95 p99 } durationMs { p50 p95 p99 }\n      model { id }\n    }\n  }\n": typeof types.UsageDocument,
    "\n  query OfferedModels($input: OfferedModelsInput!) {\n    offeredModels(input: $input) {\n      __typename\n      ... on OfferedModels {\n        provider { name } baseUrl isComplete\n        models { name displayName owner type capabilities contextLength }\n      }\n      ... on Error { code message }\n      ... on UpstreamError { reason detail }\n      ... on InvalidInputError { fields { path message } }\n    }\n  }\n": typeof types.OfferedModelsDocument,
    "\n  query ListPulls($filter: PullFilter, $first: Int, $after: String, $last: Int, $before: String) {\n    pulls(filter: $filter, first: $first, after: $after, last: $last, before: $before) {\n      nodes { id name state models { id name isBuiltin } }\n      pageInfo { hasNextPage hasPreviousPage startCursor endCursor }\n      changesCursor\n    }\n  }\n": typeof types.ListPullsDocument,
    "\n  subscription PullChanges($filter: PullFilter, $after: String) {\n    pullChanges(filter: $filter, after: $after) {\n      __typename\n      ... on Pull { id name state phase completedBytes totalBytes models { id } }\n      ... on Error { code message }\n    }\n  }\n": typeof types.PullChangesDocument,
    "\n  mutation PullOllamaModel($input: PullOllamaModelInput!) {\n    pullOllamaModel(input: $input) {\n      __typename\n      ... on PullPayload { pull { id name state } }\n      ... on Error { code message ... on InvalidInputError { fields { path message } } }\n    }\n  }\n": typeof types.PullOllamaModelDocument,
    "\n  mutation CancelOllamaPull($input: CancelOllamaPullInput!) {\n    cancelOllamaPull(input: $input) {\n      __typename\n      ... on PullPayload { pull { id name state } }\n      ... on Error { code message }\n    }\n  }\n": typeof types.CancelOllamaPullDocument,
    "\n  mutation CreateLocal($input: CreateModelInput!) {\n    createModel(input: $input) {\n      __typename\n      ... on ModelPayload { model { id name status statusReason pull { id state } } }\n      ... on Error { code message }\n      ... on InvalidInputError { fields { path message } }\n    }\n  }\n": typeof types.CreateLocalDocument,
    "\n  mutation PullModel($input: PullModelInput!) {\n    pullModel(input: $input) {\n      __typename\n      ... on ModelPayload { model { id status pull { id state attempt } } }\n      ... on Error { code message }\n      ... on InvalidInputError { fields { path message } }\n    }\n  }\n": typeof types.PullModelDocument,
    "\n  mutation CancelPull($input: CancelPullInput!) {\n    cancelPull(input: $input) {\n      __typename\n      ... on ModelPayload { model { id status statusReason pull { id state } } }\n      ... on Error { code message }\n    }\n  }\n": typeof types.CancelPullDocument,
    "\n  query SeeLocal($id: ID!) {\n    model(id: $id) {\n      id name status statusReason capabilities contextLength embeddingLength sizeBytes version\n      pull {\n        id name state phase completedBytes totalBytes bytesPerSecond attempt error\n        createdAt startedAt finishedAt\n        layers { digest completedBytes totalBytes }\n      }\n    }\n  }\n": typeof types.SeeLocalDocument,
    "\n  query PullNode($id: ID!) { node(id: $id) { __typename ... on Pull { state name } } }\n": typeof types.PullNodeDocument,
    "\n  subscription PullProgress($modelId: ID!) {\n    pullProgress(modelId: $modelId) {\n      __typename\n      ... on Pull {\n        id state phase completedBytes totalBytes bytesPerSecond attempt error\n        layers { digest completedBytes totalBytes }\n      }\n      ... on Error { code message }\n      ... on InvalidInputError { fields { path message } }\n    }\n  }\n": typeof types.PullProgressDocument,
    "\n  query PullAudit { auditEvents(first: 50) { nodes { action subject modelName } } }\n": typeof types.PullAuditDocument,
    "\n  mutation StartWithQuota($input: ChatInput!) {\n    startChat(input: $input) {\n      __typename\n      ... on StartChatPayload { completion { id } }\n      ... on Error { code message }\n      ... on QuotaExceededError { quota limit retryAfterMs }\n    }\n  }\n": typeof types.StartWithQuotaDocument,
    "\n  mutation EmbedWithQuota($input: EmbedInput!) {\n    embed(input: $input) {\n      __typename\n      ... on EmbedPayload { dimensions }\n      ... on QuotaExceededError { code quota limit retryAfterMs }\n    }\n  }\n": typeof types.EmbedWithQuotaDocument,
    "\n  mutation TestWithQuota($id: ID!) {\n    testModel(input: { id: $id }) {\n      __typename\n      ... on ModelTestPayload { steps { ok } }\n      ... on QuotaExceededError { code quota limit retryAfterMs }\n    }\n  }\n": typeof types.TestWithQuotaDocument,
    "\n  mutation CreateWithQuota($input: CreateModelInput!) {\n    createModel(input: $input) {\n      __typename\n      ... on ModelPayload { model { id } }\n      ... on InvalidInputError { fields { path message } }\n      ... on QuotaExceededError { code quota limit retryAfterMs }\n    }\n  }\n": typeof types.CreateWithQuotaDocument,
    "\n  mutation RestoreWithQuota($id: ID!) {\n    restoreModel(input: { id: $id }) {\n      __typename\n      ... on QuotaExceededError { code quota limit retryAfterMs }\n    }\n  }\n": typeof types.RestoreWithQuotaDocument,
    "\n  mutation UpdateWithQuota($input: UpdateModelInput!) {\n    updateModel(input: $input) {\n      __typename\n      ... on InvalidInputError { fields { path message } }\n      ... on QuotaExceededError { code quota limit retryAfterMs }\n    }\n  }\n": typeof types.UpdateWithQuotaDocument,
    "\n  mutation CreateRoute($input: CreateRouteInput!) {\n    createRoute(input: $input) {\n      __typename\n      ... on RoutePayload {\n        route {\n          id name description type isBuiltin version createdAt updatedAt\n          targets { modelId model { id } priority weight }\n          policy {\n            maxAttempts maxPauseMs firstTokenTimeoutMs deadlineMs\n            onContextLength onContentFilter afterOutput\n          }\n        }\n      }\n      ... on Error { code message }\n      ... on InvalidInputError { fields { path message } }\n      ... on ConflictError { path }\n      ... on QuotaExceededError { quota limit }\n    }\n  }\n": typeof types.CreateRouteDocument,
    "\n  mutation UpdateRoute($input: UpdateRouteInput!) {\n    updateRoute(input: $input) {\n      __typename\n      ... on RoutePayload {\n        route {\n          id name description version\n          targets { modelId model { id } priority weight }\n          policy { maxAttempts firstTokenTimeoutMs deadlineMs onContentFilter }\n        }\n      }\n      ... on Error { code message }\n      ... on InvalidInputError { fields { path message } }\n      ... on ConflictError { currentVersion path }\n    }\n  }\n": typeof types.UpdateRouteDocument,
    "\n  mutation DeleteRoute($input: DeleteRouteInput!) {\n    deleteRoute(input: $input) {\n      __typename\n      ... on DeleteRoutePayload { route { id name } }\n      ... on Error { code message }\n    }\n  }\n": typeof types.DeleteRouteDocument,
    "\n  query FindRoute($id: ID!) {\n    route(id: $id) { id name version isBuiltin targets { modelId model { id } priority weight } }\n    node(id: $id) { __typename id }\n  }\n": typeof types.FindRouteDocument,
    "\n  query ListRoutes($filter: RouteFilter, $first: Int, $after: String) {\n    routes(filter: $filter, first: $first, after: $after) {\n      nodes { id name }\n      pageInfo { hasNextPage endCursor }\n    }\n  }\n": typeof types.ListRoutesDocument,
    "\n  query RouteAudit($filter: AuditEventFilter) {\n    auditEvents(filter: $filter) {\n      nodes { action modelId modelName routeId routeName fields subject model { id } }\n    }\n  }\n": typeof types.RouteAuditDocument,
    "\n  mutation ChatByRoute($input: ChatInput!) {\n    chat(input: $input) {\n      __typename\n      ... on ChatPayload {\n        completion { status message { content } model { id } route { id name } }\n      }\n      ... on Error { code message }\n      ... on InvalidInputError { fields { path message } }\n    }\n  }\n": typeof types.ChatByRouteDocument,
    "\n  mutation SetDefaultRoute($input: SetDefaultRouteInput!) {\n    setDefaultRoute(input: $input) {\n      __typename\n      ... on RoutePayload { route { id } }\n      ... on Error { code message }\n    }\n  }\n": typeof types.SetDefaultRouteDocument,
    "\n  query FindDefaults($type: ModelType!) {\n    defaultModel(type: $type) { id }\n    defaultRoute(type: $type) { id }\n    models(filter: { isDefault: true }) { nodes { id } }\n  }\n": typeof types.FindDefaultsDocument,
    "\n  mutation EmbedByRoute($input: EmbedInput!) {\n    embed(input: $input) {\n      __typename\n      ... on EmbedPayload { embeddings model { id } }\n      ... on Error { code message }\n      ... on InvalidInputError { fields { path message } }\n      ... on UpstreamError { reason }\n    }\n  }\n": typeof types.EmbedByRouteDocument,
    "\n  mutation RerankByRoute($input: RerankInput!) {\n    rerank(input: $input) {\n      __typename\n      ... on RerankPayload { results { score } model { id } }\n      ... on Error { code message }\n    }\n  }\n": typeof types.RerankByRouteDocument,
    "\n  mutation TranscribeByRoute($input: TranscribeInput!) {\n    transcribe(input: $input) {\n      __typename\n      ... on TranscribePayload { text model { id } }\n      ... on Error { code message }\n    }\n  }\n": typeof types.TranscribeByRouteDocument,
};
const documents: Documents = {
    "\n  mutation CreateApiKey($input: CreateApiKeyInput!) {\n    createApiKey(input: $input) {\n      __typename\n      ... on ApiKeyPayload {\n        apiKey {\n          id name origins hint readable isBuiltin version createdAt updatedAt provider { name }\n        }\n      }\n      ... on Error { code message }\n      ... on InvalidInputError { fields { path message } }\n      ... on ConflictError { path }\n      ... on QuotaExceededError { quota }\n    }\n  }\n": types.CreateApiKeyDocument,
    "\n  mutation UpdateApiKey($input: UpdateApiKeyInput!) {\n    updateApiKey(input: $input) {\n      __typename\n      ... on ApiKeyPayload { apiKey { id name hint origins version } }\n      ... on Error { code message }\n      ... on InvalidInputError { fields { path message } }\n      ... on ConflictError { path currentVersion }\n    }\n  }\n": types.UpdateApiKeyDocument,
    "\n  mutation DeleteApiKey($input: DeleteApiKeyInput!) {\n    deleteApiKey(input: $input) {\n      __typename\n      ... on DeleteApiKeyPayload { apiKey { id name } }\n      ... on Error { code message }\n      ... on ApiKeyInUseError { models { id name } }\n    }\n  }\n": types.DeleteApiKeyDocument,
    "\n  query ListApiKeys($first: Int, $after: String) {\n    apiKeys(first: $first, after: $after) {\n      nodes { id name hint isBuiltin models { nodes { id } totalCount } }\n      pageInfo { hasNextPage endCursor }\n    }\n  }\n": types.ListApiKeysDocument,
    "\n  query FindApiKey($id: ID!) {\n    node(id: $id) { __typename ... on ApiKey { id name readable } }\n  }\n": types.FindApiKeyDocument,
    "\n  query FindModelKeys($id: ID!) {\n    model(id: $id) { version keys { weight enabled health { state reason } apiKey { id name } } }\n  }\n": types.FindModelKeysDocument,
    "\n  mutation KeyedChat($input: ChatInput!) {\n    chat(input: $input) {\n      __typename\n      ... on ChatPayload { completion { ...Keyed } }\n      ... on Error { code message }\n      ... on UpstreamError { reason failedCompletion { ...Keyed } }\n    }\n  }\n\n  fragment Keyed on ChatCompletion {\n    status\n    message { content }\n    attempts { keyLabel mayBeBilled error { reason } }\n  }\n": types.KeyedChatDocument,
    "\n  subscription AttemptsStream($input: ChatInput!) {\n    chat(input: $input) {\n      __typename\n      ... on ChatEvent { seq completionId }\n      ... on Error { code message }\n      ... on ContentDelta { text }\n      ... on ChatRestarted { ...Restarted }\n      ... on ChatCompleted { completion { ...Attempted } }\n      ... on ChatCancelled { completion { ...Attempted } }\n      ... on ChatInterrupted { completion { ...Attempted } }\n      ... on ChatFailed { completion { ...Attempted } }\n    }\n  }\n\n  fragment Restarted on ChatRestarted {\n    discardsText\n    failed { model { name } keyLabel firstTokenMs error { reason } mayBeBilled }\n    model { name }\n  }\n\n  fragment Attempted on ChatCompletion {\n    id\n    status\n    finishReason\n    warnings\n    model { name }\n    message { content }\n    usage { completionTokens totalTokens }\n    error { reason }\n    attempts {\n      model { name }\n      keyLabel\n      startedAt\n      durationMs\n      firstTokenMs\n      error { code reason message detail }\n      usage { completionTokens estimated }\n      mayBeBilled\n    }\n  }\n": types.AttemptsStreamDocument,
    "\n  subscription AttemptsEvents($id: ID!, $after: Int) {\n    chatEvents(completionId: $id, after: $after) {\n      __typename\n      ... on ChatEvent { seq completionId }\n      ... on Error { code message }\n      ... on ContentDelta { text }\n      ... on ChatRestarted { ...Restarted }\n      ... on ChatCompleted { completion { ...Attempted } }\n      ... on ChatCancelled { completion { ...Attempted } }\n      ... on ChatInterrupted { completion { ...Attempted } }\n      ... on ChatFailed { completion { ...Attempted } }\n    }\n  }\n": types.AttemptsEventsDocument,
    "\n  mutation AttemptsWhole($input: ChatInput!) {\n    chat(input: $input) {\n      __typename\n      ... on ChatPayload { completion { ...Attempted } }\n      ... on UpstreamError { reason failedCompletion { ...Attempted } }\n      ... on Error { code message }\n    }\n  }\n": types.AttemptsWholeDocument,
    "\n  query FindAttempts($id: ID!) {\n    chatCompletion(id: $id) { ...Attempted }\n  }\n": types.FindAttemptsDocument,
    "\n  query JobModels {\n    models(first: 50) {\n      changesCursor\n      nodes { id displayName status version createdAt }\n    }\n  }\n": types.JobModelsDocument,
    "\n  subscription JobModelChanges($after: String) {\n    modelChanges(after: $after) {\n      __typename\n      ... on ModelChange {\n        kind\n        modelId\n        cursor\n        model { id displayName status version createdAt }\n      }\n      ... on Error { code message }\n    }\n  }\n": types.JobModelChangesDocument,
    "\n  subscription JobChat($input: ChatInput!) {\n    chat(input: $input) {\n      __typename\n      ... on ContentDelta { text }\n      ... on ChatCompleted { completion { id finishReason usage { totalTokens } } }\n      ... on Error { code message }\n    }\n  }\n": types.JobChatDocument,
    "\n  mutation JobStartChat($input: ChatInput!) {\n    startChat(input: $input) {\n      __typename\n      ... on StartChatPayload { completion { id } }\n      ... on Error { code message }\n    }\n  }\n": types.JobStartChatDocument,
    "\n  subscription JobChatEvents($completionId: ID!, $after: Int) {\n    chatEvents(completionId: $completionId, after: $after) {\n      __typename\n      ... on ChatEvent { seq }\n      ... on ContentDelta { text }\n      ... on ChatCompleted { completion { id status } }\n      ... on Error { code message }\n    }\n  }\n": types.JobChatEventsDocument,
    "\n  mutation JobCreateLocal($input: CreateModelInput!) {\n    createModel(input: $input) {\n      __typename\n      ... on ModelPayload { model { id pull { id state completedBytes totalBytes } } }\n      ... on Error { code message }\n    }\n  }\n": types.JobCreateLocalDocument,
    "\n  subscription JobPullProgress($modelId: ID!) {\n    pullProgress(modelId: $modelId) {\n      __typename\n      ... on Pull { id state completedBytes totalBytes }\n      ... on Error { code message }\n    }\n  }\n": types.JobPullProgressDocument,
    "\n  query JobPulls {\n    pulls(first: 50) {\n      changesCursor\n      nodes { id name state completedBytes totalBytes createdAt }\n    }\n  }\n": types.JobPullsDocument,
    "\n  subscription JobPullChanges($after: String) {\n    pullChanges(after: $after) {\n      __typename\n      ... on Pull { id name state completedBytes totalBytes createdAt }\n      ... on Error { code message }\n    }\n  }\n": types.JobPullChangesDocument,
    "\n  query JobUsage($from: DateTime!, $to: DateTime!) {\n    total: usage(from: $from, to: $to) { calls failures totalTokens }\n    byDay: usage(from: $from, to: $to, groupBy: [DAY]) { day calls }\n    byModel: usage(from: $from, to: $to, groupBy: [MODEL]) {\n      calls\n      model { id displayName }\n    }\n  }\n": types.JobUsageDocument,
    "\n  mutation JobRotate {\n    rotateEncryptionKeys {\n      __typename\n      ... on RotateEncryptionKeysPayload { rotation { state } }\n      ... on Error { code message }\n    }\n  }\n": types.JobRotateDocument,
    "\n  subscription JobRotation {\n    keyRotation {\n      state\n      completed\n      total\n      encryptionStatus { keys { keyId valueCount } }\n    }\n  }\n": types.JobRotationDocument,
    "\n  subscription JobTestConnection($input: TestConnectionInput!) {\n    testConnection(input: $input) {\n      __typename\n      ... on ModelTestStep { name ok error { message } }\n      ... on Error { code message }\n    }\n  }\n": types.JobTestConnectionDocument,
    "\n  query JobProviders {\n    providers {\n      name\n      displayName\n      modelTypes\n      requiresCredential\n      chatBaseUrl: defaultBaseUrl(type: CHAT)\n    }\n  }\n": types.JobProvidersDocument,
    "\n  query JobOfferedModels($input: OfferedModelsInput!) {\n    offeredModels(input: $input) {\n      __typename\n      ... on OfferedModels {\n        provider { name displayName requiresCredential }\n        models { name type }\n      }\n      ... on Error { code message }\n    }\n  }\n": types.JobOfferedModelsDocument,
    "\n  query JobAudit($filter: AuditEventFilter) {\n    auditEvents(first: 50, filter: $filter) {\n      nodes { id at action subject modelName fields model { id displayName } }\n      pageInfo { hasNextPage endCursor }\n    }\n  }\n": types.JobAuditDocument,
    "\n  query JobModel($id: ID!) {\n    model(id: $id) { id displayName description version }\n  }\n": types.JobModelDocument,
    "\n  mutation JobUpdateModel($input: UpdateModelInput!) {\n    updateModel(input: $input) {\n      __typename\n      ... on ModelPayload { model { id displayName description version } }\n      ... on ConflictError {\n        currentVersion\n        conflictingModel { id displayName description version }\n      }\n      ... on Error { code message }\n    }\n  }\n": types.JobUpdateModelDocument,
    "\n  mutation GenerateWhole($input: GenerateInput!) {\n    generate(input: $input) {\n      __typename\n      ... on GeneratePayload {\n        completion {\n          id kind status requestId finishReason warnings message { content }\n          usage { promptTokens completionTokens totalTokens }\n        }\n      }\n      ... on Error { code message }\n      ... on UpstreamError { reason retryable failedCompletion { id kind status } }\n      ... on InvalidInputError { fields { path message } }\n    }\n  }\n": types.GenerateWholeDocument,
    "\n  mutation StartGenerate($input: GenerateInput!) {\n    startGenerate(input: $input) {\n      __typename\n      ... on StartGeneratePayload { completion { id kind status lastSeq } }\n      ... on Error { code message }\n      ... on InvalidInputError { fields { path message } }\n    }\n  }\n": types.StartGenerateDocument,
    "\n  subscription GenerateStream($input: GenerateInput!) {\n    generate(input: $input) {\n      __typename\n      ... on ChatEvent { seq completionId }\n      ... on Error { code message }\n      ... on ChatStarted { completion { kind status } }\n      ... on ContentDelta { text }\n      ... on ChatCompleted { completion { status message { content } usage { totalTokens } } }\n      ... on ChatCancelled { completion { status message { content } } }\n      ... on ChatFailed { error { code reason message } completion { status } }\n    }\n  }\n": types.GenerateStreamDocument,
    "\n  query GenerateDialects { providers { name chatDialect { rawCompletions } } }\n": types.GenerateDialectsDocument,
    "\n  query ListKinds($filter: ChatCompletionFilter) {\n    chatCompletions(filter: $filter) { nodes { id kind } }\n  }\n": types.ListKindsDocument,
    "\n  query SeeHealth($id: ID!) {\n    model(id: $id) {\n      health { state reason until lastSuccessAt }\n      credential { health { state reason until lastSuccessAt } }\n      keys { health { lastSuccessAt } }\n    }\n  }\n": types.SeeHealthDocument,
    "\n  mutation ResetHealth($modelId: ID!, $keyId: ID) {\n    resetTargetHealth(input: { modelId: $modelId, keyId: $keyId }) {\n      __typename\n      ... on ModelPayload { model { id health { state reason until } credential { health { state } } } }\n      ... on Error { code message }\n    }\n  }\n": types.ResetHealthDocument,
    "\n  subscription HealthChanges {\n    healthChanges {\n      target modelId keyId\n      model { id name }\n      health { state reason until lastSuccessAt }\n    }\n  }\n": types.HealthChangesDocument,
    "\n  query SeeOllama {\n    ollama {\n      available version error\n      models { name sizeBytes digest modifiedAt family parameterSize quantization }\n      running { name sizeBytes vramBytes contextLength expiresAt }\n    }\n  }\n": types.SeeOllamaDocument,
    "\n  query OllamaAvailable { ollama { available version error } }\n": types.OllamaAvailableDocument,
    "\n  query OllamaModels { ollama { models { name sizeBytes digest modifiedAt family } } }\n": types.OllamaModelsDocument,
    "\n  query OllamaRunning { ollama { running { name sizeBytes vramBytes contextLength expiresAt } } }\n": types.OllamaRunningDocument,
    "\n  query OllamaDetails($name: String!) {\n    ollama {\n      available\n      model(name: $name) {\n        name capabilities contextLength embeddingLength family parameterSize quantization license\n        template\n      }\n    }\n  }\n": types.OllamaDetailsDocument,
    "\n  query OllamaManyWays {\n    one: ollama { models { name } model(name: \"tiny\") { name } upper: model(name: \"TINY\") { name } }\n    other: ollama { models { digest } missing: model(name: \"huge\") { name } }\n  }\n": types.OllamaManyWaysDocument,
    "\n  mutation DeleteFromOllama($name: String!) {\n    deleteOllamaModel(input: { name: $name }) {\n      __typename\n      ... on DeleteOllamaModelPayload { name }\n      ... on Error { code message }\n      ... on InvalidInputError { fields { path message } }\n      ... on ModelInUseError { models { tenantId modelId name displayName } }\n      ... on UpstreamError { reason retryable upstreamStatus }\n    }\n  }\n": types.DeleteFromOllamaDocument,
    "\n  mutation CreateModel($input: CreateModelInput!) {\n    createModel(input: $input) {\n      __typename\n      ... on ModelPayload {\n        model {\n          id name displayName description type source status statusReason baseUrl version capabilities\n          isDefault isBuiltin builtinId isOverridden\n          provider { name }\n          credential { configured hint readable headerNames updatedAt }\n          parameters {\n            temperature topP maxTokens contextWindow embeddingDimensions thinkingControl keepAlive\n            firstTokenTimeoutMs idleTimeoutMs maxConcurrency\n            topK minP repetitionPenalty frequencyPenalty presencePenalty seed stop\n            thinking { enabled effort }\n          }\n          capabilitySources { capability source }\n          extraParameters\n          createdAt updatedAt\n        }\n      }\n      ... on Error { code message }\n      ... on InvalidInputError { fields { path message } }\n      ... on ConflictError { path conflictingModel { id displayName } }\n      ... on UpstreamError { reason retryable }\n    }\n  }\n": types.CreateModelDocument,
    "\n  mutation UpdateModel($input: UpdateModelInput!) {\n    updateModel(input: $input) {\n      __typename\n      ... on ModelPayload {\n        model {\n          id name displayName description type baseUrl version status statusReason isDefault\n          provider { name }\n          credential { configured hint readable headerNames }\n          parameters { temperature topP maxTokens topK seed stop thinking { enabled effort } }\n          capabilities capabilitySources { capability source } extraParameters\n        }\n      }\n      ... on Error { code message }\n      ... on InvalidInputError { fields { path message } }\n      ... on ConflictError { currentVersion path conflictingModel { id displayName version } }\n    }\n  }\n": types.UpdateModelDocument,
    "\n  mutation SetDefault($input: SetDefaultModelInput!) {\n    setDefaultModel(input: $input) {\n      __typename\n      ... on ModelPayload { model { id isDefault version } }\n      ... on Error { code message }\n    }\n  }\n": types.SetDefaultDocument,
    "\n  query FindDefault($type: ModelType!) {\n    defaultModel(type: $type) { id name isDefault version }\n  }\n": types.FindDefaultDocument,
    "\n  mutation RestoreModel($input: RestoreModelInput!) {\n    restoreModel(input: $input) {\n      __typename\n      ... on ModelPayload {\n        model { id name isDefault credential { configured readable } }\n      }\n      ... on Error { code message }\n      ... on ConflictError { path conflictingModel { id } }\n    }\n  }\n": types.RestoreModelDocument,
    "\n  mutation SetCredential($input: SetModelCredentialInput!) {\n    setModelCredential(input: $input) {\n      __typename\n      ... on ModelPayload {\n        model { version credential { configured hint readable headerNames updatedAt } }\n      }\n      ... on Error { code message }\n      ... on InvalidInputError { fields { path message } }\n    }\n  }\n": types.SetCredentialDocument,
    "\n  mutation ClearCredential($input: ClearModelCredentialInput!) {\n    clearModelCredential(input: $input) {\n      __typename\n      ... on ModelPayload {\n        model { version credential { configured hint readable headerNames updatedAt } }\n      }\n      ... on Error { code message }\n    }\n  }\n": types.ClearCredentialDocument,
    "\n  mutation DeleteModel($input: DeleteModelInput!) {\n    deleteModel(input: $input) {\n      __typename\n      ... on DeleteModelPayload { model { id name } }\n      ... on Error { code message }\n    }\n  }\n": types.DeleteModelDocument,
    "\n  query FindModel($id: ID!) {\n    model(id: $id) { id name version }\n    node(id: $id) { __typename id }\n    nodes(ids: [$id]) { id }\n  }\n": types.FindModelDocument,
    "\n  query ListModels(\n    $filter: ModelFilter, $orderBy: ModelOrder, $first: Int, $after: String, $last: Int, $before: String\n  ) {\n    models(\n      filter: $filter, orderBy: $orderBy, first: $first, after: $after, last: $last, before: $before\n    ) {\n      nodes { name isBuiltin isDefault }\n      edges { cursor }\n      pageInfo { hasNextPage hasPreviousPage startCursor endCursor }\n      totalCount\n    }\n  }\n": types.ListModelsDocument,
    "\n  query ListForChanges { models(first: 100) { nodes { id version } changesCursor } }\n": types.ListForChangesDocument,
    "\n  query Who {\n    viewer { tenantId subject scopes }\n  }\n": types.WhoDocument,
    "\n  subscription ChatStream($input: ChatInput!) {\n    chat(input: $input) {\n      __typename\n      ... on ChatEvent { seq completionId }\n      ... on Error { code message }\n      ... on InvalidInputError { fields { path message } }\n      ... on ChatStarted { completion { id status message { content } model { displayName } } }\n      ... on ThinkingDelta { text }\n      ... on ContentDelta { text }\n      ... on ToolCallDelta { index callId name argumentsDelta }\n      ... on ToolCallReady { toolCall { id name arguments rawArguments providerMetadata } }\n      ... on ChatCompleted { completion { ...Ended } }\n      ... on ChatCancelled { completion { ...Ended } }\n      ... on ChatInterrupted { completion { ...Ended } }\n      ... on ChatFailed {\n        error { code message detail reason retryable retryAfterMs upstreamStatus }\n        completion { ...Ended }\n      }\n    }\n  }\n\n  fragment Ended on ChatCompletion {\n    id\n    status\n    finishReason\n    rawFinishReason\n    lastSeq\n    firstTokenMs\n    durationMs\n    warnings\n    message {\n      role content reasoning toolCalls { id name arguments rawArguments providerMetadata }\n    }\n    usage { promptTokens completionTokens totalTokens cachedPromptTokens reasoningTokens }\n    model { displayName }\n    error { reason }\n  }\n": types.ChatStreamDocument,
    "\n  mutation ChatWhole($input: ChatInput!) {\n    chat(input: $input) {\n      __typename\n      ... on ChatPayload {\n        completion {\n          id status finishReason warnings message { content reasoning toolCalls { id arguments } }\n          usage { totalTokens }\n        }\n      }\n      ... on Error { code message }\n      ... on UpstreamError {\n        detail reason retryable retryAfterMs upstreamStatus\n        failedCompletion {\n          id status warnings message { content } usage { totalTokens } error { reason }\n        }\n      }\n      ... on InvalidInputError { fields { path message } }\n    }\n  }\n": types.ChatWholeDocument,
    "\n  query FindCompletion($id: ID!) {\n    node(id: $id) {\n      __typename\n      ... on ChatCompletion {\n        id status finishReason lastSeq durationMs error { reason detail } usage { totalTokens }\n        message { content }\n      }\n    }\n  }\n": types.FindCompletionDocument,
    "\n  mutation ClearDefault($input: ClearDefaultModelInput!) {\n    clearDefaultModel(input: $input) {\n      __typename\n      ... on ClearDefaultModelPayload { model { id } }\n      ... on Error { code message }\n    }\n  }\n": types.ClearDefaultDocument,
    "\n  query SeeModel($id: ID!) {\n    model(id: $id) {\n      id name displayName baseUrl isBuiltin isDefault builtinId isOverridden status statusReason version\n      credential { configured hint readable headerNames }\n      parameters { temperature maxTokens topK }\n      capabilities capabilitySources { capability source } extraParameters\n    }\n  }\n": types.SeeModelDocument,
    "\n  subscription ModelChanges($after: String) {\n    modelChanges(after: $after) {\n      __typename\n      ... on ModelChange { kind modelId cursor model { id name isDefault } }\n      ... on Error { code message }\n      ... on InvalidInputError { fields { path message } }\n    }\n  }\n": types.ModelChangesDocument,
    "\n  query AuditEvents(\n    $filter: AuditEventFilter, $first: Int, $after: String, $last: Int, $before: String\n  ) {\n    auditEvents(filter: $filter, first: $first, after: $after, last: $last, before: $before) {\n      nodes { id action modelId modelName apiKeyId apiKeyName fields subject subjectTenantId at model { id } }\n      pageInfo { hasNextPage hasPreviousPage startCursor endCursor }\n    }\n  }\n": types.AuditEventsDocument,
    "\n  mutation ApplyBuiltins($dryRun: Boolean) {\n    applyBuiltinModels(input: { dryRun: $dryRun }) {\n      __typename\n      ... on ApplyBuiltinModelsPayload { dryRun steps { builtinId action fields } }\n      ... on Error { code message }\n      ... on InvalidInputError { fields { path message } }\n    }\n  }\n": types.ApplyBuiltinsDocument,
    "\n  mutation ResetBuiltin($id: ID!) {\n    resetBuiltinModel(input: { id: $id }) {\n      __typename\n      ... on ResetBuiltinModelPayload { model { id displayName isOverridden } }\n      ... on Error { code message }\n      ... on InvalidInputError { fields { path message } }\n    }\n  }\n": types.ResetBuiltinDocument,
    "\n  query EncryptionStatus {\n    encryptionStatus {\n      keys { keyId isSealing isConfigured valueCount }\n      unreadableCount\n      unreadable { modelId apiKeyId tenantId field keyId }\n    }\n  }\n": types.EncryptionStatusDocument,
    "\n  mutation RotateKeys {\n    rotateEncryptionKeys {\n      __typename\n      ... on RotateEncryptionKeysPayload { rotation { state } }\n      ... on Error { code message }\n    }\n  }\n": types.RotateKeysDocument,
    "\n  subscription KeyRotation {\n    keyRotation {\n      state total completed unreadable startedAt finishedAt\n      encryptionStatus { keys { keyId isSealing valueCount } unreadableCount }\n    }\n  }\n": types.KeyRotationDocument,
    "\n  mutation Embed($input: EmbedInput!) {\n    embed(input: $input) {\n      __typename\n      ... on EmbedPayload { embeddings dimensions usage { promptTokens totalTokens } }\n      ... on Error { code message }\n      ... on InvalidInputError { fields { path message } }\n      ... on UpstreamError { reason }\n    }\n  }\n": types.EmbedDocument,
    "\n  mutation Rerank($input: RerankInput!) {\n    rerank(input: $input) {\n      __typename\n      ... on RerankPayload { results { index score document } usage { totalTokens } }\n      ... on Error { code message }\n      ... on InvalidInputError { fields { path message } }\n      ... on UpstreamError { reason }\n    }\n  }\n": types.RerankDocument,
    "\n  mutation Transcribe($input: TranscribeInput!) {\n    transcribe(input: $input) {\n      __typename\n      ... on TranscribePayload { text language durationSeconds segments { start end text } }\n      ... on Error { code message }\n      ... on InvalidInputError { fields { path message } }\n      ... on UpstreamError { reason }\n    }\n  }\n": types.TranscribeDocument,
    "\n  mutation TestModel($input: TestModelInput!) {\n    testModel(input: $input) {\n      __typename\n      ... on ModelTestPayload {\n        ok\n        steps { name ok durationMs detail error { code reason message detail upstreamStatus } }\n      }\n      ... on Error { code message }\n    }\n  }\n": types.TestModelDocument,
    "\n  mutation TestConnection($input: TestConnectionInput!) {\n    testConnection(input: $input) {\n      __typename\n      ... on ModelTestPayload {\n        ok\n        steps { name ok durationMs detail error { code reason message detail upstreamStatus } }\n      }\n      ... on Error { code message }\n      ... on InvalidInputError { fields { path message } }\n    }\n  }\n": types.TestConnectionDocument,
    "\n  subscription TestModelSteps($input: TestModelInput!) {\n    testModel(input: $input) {\n      __typename\n      ... on ModelTestStep { name ok detail error { reason } }\n      ... on Error { code message }\n    }\n  }\n": types.TestModelStepsDocument,
    "\n  subscription TestConnectionSteps($input: TestConnectionInput!) {\n    testConnection(input: $input) {\n      __typename\n      ... on ModelTestStep { name ok }\n      ... on Error { code message }\n    }\n  }\n": types.TestConnectionStepsDocument,
    "\n  mutation StartChat($input: ChatInput!) {\n    startChat(input: $input) {\n      __typename\n      ... on StartChatPayload { completion { id status lastSeq requestId } }\n      ... on Error { code message }\n    }\n  }\n": types.StartChatDocument,
    "\n  mutation CancelChat($id: ID!) {\n    cancelChat(input: { completionId: $id }) {\n      __typename\n      ... on CancelChatPayload {\n        completion {\n          id status message { content } usage { completionTokens estimated }\n        }\n      }\n      ... on Error { code message }\n    }\n  }\n": types.CancelChatDocument,
    "\n  subscription ChatEvents($id: ID!, $after: Int) {\n    chatEvents(completionId: $id, after: $after) {\n      __typename\n      ... on ChatEvent { seq completionId }\n      ... on Error { code message }\n      ... on ThinkingDelta { text }\n      ... on ContentDelta { text }\n      ... on ToolCallDelta { callId argumentsDelta }\n      ... on ToolCallReady { toolCall { id arguments } }\n      ... on ChatCompleted { completion { status message { content reasoning } lastSeq } }\n      ... on ChatInterrupted { completion { status message { content } lastSeq } }\n      ... on ChatCancelled { completion { status message { content } } }\n      ... on ChatFailed { completion { status } }\n    }\n  }\n": types.ChatEventsDocument,
    "\n  query FindChat($id: ID!) {\n    chatCompletion(id: $id) {\n      id status lastSeq requestId message { content reasoning }\n      usage { completionTokens totalTokens estimated }\n    }\n  }\n": types.FindChatDocument,
    "\n  query ListChats(\n    $filter: ChatCompletionFilter, $first: Int, $after: String, $last: Int, $before: String\n  ) {\n    chatCompletions(filter: $filter, first: $first, after: $after, last: $last, before: $before) {\n      nodes { id status message { content } model { id } }\n      pageInfo { hasNextPage hasPreviousPage startCursor endCursor }\n    }\n  }\n": types.ListChatsDocument,
    "\n  query Usage($from: DateTime!, $to: DateTime!, $groupBy: [UsageGroup!]) {\n    usage(from: $from, to: $to, groupBy: $groupBy) {\n      modelId kind day subject tenantId calls failures promptTokens completionTokens totalTokens\n      audioSeconds\n      firstTokenMs { p50 p95 p99 } durationMs { p50 p95 p99 }\n      model { id }\n    }\n  }\n": types.UsageDocument,
    "\n  query OfferedModels($input: OfferedModelsInput!) {\n    offeredModels(input: $input) {\n      __typename\n      ... on OfferedModels {\n        provider { name } baseUrl isComplete\n        models { name displayName owner type capabilities contextLength }\n      }\n      ... on Error { code message }\n      ... on UpstreamError { reason detail }\n      ... on InvalidInputError { fields { path message } }\n    }\n  }\n": types.OfferedModelsDocument,
    "\n  query ListPulls($filter: PullFilter, $first: Int, $after: String, $last: Int, $before: String) {\n    pulls(filter: $filter, first: $first, after: $after, last: $last, before: $before) {\n      nodes { id name state models { id name isBuiltin } }\n      pageInfo { hasNextPage hasPreviousPage startCursor endCursor }\n      changesCursor\n    }\n  }\n": types.ListPullsDocument,
    "\n  subscription PullChanges($filter: PullFilter, $after: String) {\n    pullChanges(filter: $filter, after: $after) {\n      __typename\n      ... on Pull { id name state phase completedBytes totalBytes models { id } }\n      ... on Error { code message }\n    }\n  }\n": types.PullChangesDocument,
    "\n  mutation PullOllamaModel($input: PullOllamaModelInput!) {\n    pullOllamaModel(input: $input) {\n      __typename\n      ... on PullPayload { pull { id name state } }\n      ... on Error { code message ... on InvalidInputError { fields { path message } } }\n    }\n  }\n": types.PullOllamaModelDocument,
    "\n  mutation CancelOllamaPull($input: CancelOllamaPullInput!) {\n    cancelOllamaPull(input: $input) {\n      __typename\n      ... on PullPayload { pull { id name state } }\n      ... on Error { code message }\n    }\n  }\n": types.CancelOllamaPullDocument,
    "\n  mutation CreateLocal($input: CreateModelInput!) {\n    createModel(input: $input) {\n      __typename\n      ... on ModelPayload { model { id name status statusReason pull { id state } } }\n      ... on Error { code message }\n      ... on InvalidInputError { fields { path message } }\n    }\n  }\n": types.CreateLocalDocument,
    "\n  mutation PullModel($input: PullModelInput!) {\n    pullModel(input: $input) {\n      __typename\n      ... on ModelPayload { model { id status pull { id state attempt } } }\n      ... on Error { code message }\n      ... on InvalidInputError { fields { path message } }\n    }\n  }\n": types.PullModelDocument,
    "\n  mutation CancelPull($input: CancelPullInput!) {\n    cancelPull(input: $input) {\n      __typename\n      ... on ModelPayload { model { id status statusReason pull { id state } } }\n      ... on Error { code message }\n    }\n  }\n": types.CancelPullDocument,
    "\n  query SeeLocal($id: ID!) {\n    model(id: $id) {\n      id name status statusReason capabilities contextLength embeddingLength sizeBytes version\n      pull {\n        id name state phase completedBytes totalBytes bytesPerSecond attempt error\n        createdAt startedAt finishedAt\n        layers { digest completedBytes totalBytes }\n      }\n    }\n  }\n": types.SeeLocalDocument,
    "\n  query PullNode($id: ID!) { node(id: $id) { __typename ... on Pull { state name } } }\n": types.PullNodeDocument,
    "\n  subscription PullProgress($modelId: ID!) {\n    pullProgress(modelId: $modelId) {\n      __typename\n      ... on Pull {\n        id state phase completedBytes totalBytes bytesPerSecond attempt error\n        layers { digest completedBytes totalBytes }\n      }\n      ... on Error { code message }\n      ... on InvalidInputError { fields { path message } }\n    }\n  }\n": types.PullProgressDocument,
    "\n  query PullAudit { auditEvents(first: 50) { nodes { action subject modelName } } }\n": types.PullAuditDocument,
    "\n  mutation StartWithQuota($input: ChatInput!) {\n    startChat(input: $input) {\n      __typename\n      ... on StartChatPayload { completion { id } }\n      ... on Error { code message }\n      ... on QuotaExceededError { quota limit retryAfterMs }\n    }\n  }\n": types.StartWithQuotaDocument,
    "\n  mutation EmbedWithQuota($input: EmbedInput!) {\n    embed(input: $input) {\n      __typename\n      ... on EmbedPayload { dimensions }\n      ... on QuotaExceededError { code quota limit retryAfterMs }\n    }\n  }\n": types.EmbedWithQuotaDocument,
    "\n  mutation TestWithQuota($id: ID!) {\n    testModel(input: { id: $id }) {\n      __typename\n      ... on ModelTestPayload { steps { ok } }\n      ... on QuotaExceededError { code quota limit retryAfterMs }\n    }\n  }\n": types.TestWithQuotaDocument,
    "\n  mutation CreateWithQuota($input: CreateModelInput!) {\n    createModel(input: $input) {\n      __typename\n      ... on ModelPayload { model { id } }\n      ... on InvalidInputError { fields { path message } }\n      ... on QuotaExceededError { code quota limit retryAfterMs }\n    }\n  }\n": types.CreateWithQuotaDocument,
    "\n  mutation RestoreWithQuota($id: ID!) {\n    restoreModel(input: { id: $id }) {\n      __typename\n      ... on QuotaExceededError { code quota limit retryAfterMs }\n    }\n  }\n": types.RestoreWithQuotaDocument,
    "\n  mutation UpdateWithQuota($input: UpdateModelInput!) {\n    updateModel(input: $input) {\n      __typename\n      ... on InvalidInputError { fields { path message } }\n      ... on QuotaExceededError { code quota limit retryAfterMs }\n    }\n  }\n": types.UpdateWithQuotaDocument,
    "\n  mutation CreateRoute($input: CreateRouteInput!) {\n    createRoute(input: $input) {\n      __typename\n      ... on RoutePayload {\n        route {\n          id name description type isBuiltin version createdAt updatedAt\n          targets { modelId model { id } priority weight }\n          policy {\n            maxAttempts maxPauseMs firstTokenTimeoutMs deadlineMs\n            onContextLength onContentFilter afterOutput\n          }\n        }\n      }\n      ... on Error { code message }\n      ... on InvalidInputError { fields { path message } }\n      ... on ConflictError { path }\n      ... on QuotaExceededError { quota limit }\n    }\n  }\n": types.CreateRouteDocument,
    "\n  mutation UpdateRoute($input: UpdateRouteInput!) {\n    updateRoute(input: $input) {\n      __typename\n      ... on RoutePayload {\n        route {\n          id name description version\n          targets { modelId model { id } priority weight }\n          policy { maxAttempts firstTokenTimeoutMs deadlineMs onContentFilter }\n        }\n      }\n      ... on Error { code message }\n      ... on InvalidInputError { fields { path message } }\n      ... on ConflictError { currentVersion path }\n    }\n  }\n": types.UpdateRouteDocument,
    "\n  mutation DeleteRoute($input: DeleteRouteInput!) {\n    deleteRoute(input: $input) {\n      __typename\n      ... on DeleteRoutePayload { route { id name } }\n      ... on Error { code message }\n    }\n  }\n": types.DeleteRouteDocument,
    "\n  query FindRoute($id: ID!) {\n    route(id: $id) { id name version isBuiltin targets { modelId model { id } priority weight } }\n    node(id: $id) { __typename id }\n  }\n": types.FindRouteDocument,
    "\n  query ListRoutes($filter: RouteFilter, $first: Int, $after: String) {\n    routes(filter: $filter, first: $first, after: $after) {\n      nodes { id name }\n      pageInfo { hasNextPage endCursor }\n    }\n  }\n": types.ListRoutesDocument,
    "\n  query RouteAudit($filter: AuditEventFilter) {\n    auditEvents(filter: $filter) {\n      nodes { action modelId modelName routeId routeName fields subject model { id } }\n    }\n  }\n": types.RouteAuditDocument,
    "\n  mutation ChatByRoute($input: ChatInput!) {\n    chat(input: $input) {\n      __typename\n      ... on ChatPayload {\n        completion { status message { content } model { id } route { id name } }\n      }\n      ... on Error { code message }\n      ... on InvalidInputError { fields { path message } }\n    }\n  }\n": types.ChatByRouteDocument,
    "\n  mutation SetDefaultRoute($input: SetDefaultRouteInput!) {\n    setDefaultRoute(input: $input) {\n      __typename\n      ... on RoutePayload { route { id } }\n      ... on Error { code message }\n    }\n  }\n": types.SetDefaultRouteDocument,
    "\n  query FindDefaults($type: ModelType!) {\n    defaultModel(type: $type) { id }\n    defaultRoute(type: $type) { id }\n    models(filter: { isDefault: true }) { nodes { id } }\n  }\n": types.FindDefaultsDocument,
    "\n  mutation EmbedByRoute($input: EmbedInput!) {\n    embed(input: $input) {\n      __typename\n      ... on EmbedPayload { embeddings model { id } }\n      ... on Error { code message }\n      ... on InvalidInputError { fields { path message } }\n      ... on UpstreamError { reason }\n    }\n  }\n": types.EmbedByRouteDocument,
    "\n  mutation RerankByRoute($input: RerankInput!) {\n    rerank(input: $input) {\n      __typename\n      ... on RerankPayload { results { score } model { id } }\n      ... on Error { code message }\n    }\n  }\n": types.RerankByRouteDocument,
    "\n  mutation TranscribeByRoute($input: TranscribeInput!) {\n    transcribe(input: $input) {\n      __typename\n      ... on TranscribePayload { text model { id } }\n      ... on Error { code message }\n    }\n  }\n": types.TranscribeByRouteDocument,
};

/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  mutation CreateApiKey($input: CreateApiKeyInput!) {\n    createApiKey(input: $input) {\n      __typename\n      ... on ApiKeyPayload {\n        apiKey {\n          id name origins hint readable isBuiltin version createdAt updatedAt provider { name }\n        }\n      }\n      ... on Error { code message }\n      ... on InvalidInputError { fields { path message } }\n      ... on ConflictError { path }\n      ... on QuotaExceededError { quota }\n    }\n  }\n"): typeof import('./graphql.ts').CreateApiKeyDocument;
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  mutation UpdateApiKey($input: UpdateApiKeyInput!) {\n    updateApiKey(input: $input) {\n      __typename\n      ... on ApiKeyPayload { apiKey { id name hint origins version } }\n      ... on Error { code message }\n      ... on InvalidInputError { fields { path message } }\n      ... on ConflictError { path currentVersion }\n    }\n  }\n"): typeof import('./graphql.ts').UpdateApiKeyDocument;
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  mutation DeleteApiKey($input: DeleteApiKeyInput!) {\n    deleteApiKey(input: $input) {\n      __typename\n      ... on DeleteApiKeyPayload { apiKey { id name } }\n      ... on Error { code message }\n      ... on ApiKeyInUseError { models { id name } }\n    }\n  }\n"): typeof import('./graphql.ts').DeleteApiKeyDocument;
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  query ListApiKeys($first: Int, $after: String) {\n    apiKeys(first: $first, after: $after) {\n      nodes { id name hint isBuiltin models { nodes { id } totalCount } }\n      pageInfo { hasNextPage endCursor }\n    }\n  }\n"): typeof import('./graphql.ts').ListApiKeysDocument;
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  query FindApiKey($id: ID!) {\n    node(id: $id) { __typename ... on ApiKey { id name readable } }\n  }\n"): typeof import('./graphql.ts').FindApiKeyDocument;
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  query FindModelKeys($id: ID!) {\n    model(id: $id) { version keys { weight enabled health { state reason } apiKey { id name } } }\n  }\n"): typeof import('./graphql.ts').FindModelKeysDocument;
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  mutation KeyedChat($input: ChatInput!) {\n    chat(input: $input) {\n      __typename\n      ... on ChatPayload { completion { ...Keyed } }\n      ... on Error { code message }\n      ... on UpstreamError { reason failedCompletion { ...Keyed } }\n    }\n  }\n\n  fragment Keyed on ChatCompletion {\n    status\n    message { content }\n    attempts { keyLabel mayBeBilled error { reason } }\n  }\n"): typeof import('./graphql.ts').KeyedChatDocument;
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  subscription AttemptsStream($input: ChatInput!) {\n    chat(input: $input) {\n      __typename\n      ... on ChatEvent { seq completionId }\n      ... on Error { code message }\n      ... on ContentDelta { text }\n      ... on ChatRestarted { ...Restarted }\n      ... on ChatCompleted { completion { ...Attempted } }\n      ... on ChatCancelled { completion { ...Attempted } }\n      ... on ChatInterrupted { completion { ...Attempted } }\n      ... on ChatFailed { completion { ...Attempted } }\n    }\n  }\n\n  fragment Restarted on ChatRestarted {\n    discardsText\n    failed { model { name } keyLabel firstTokenMs error { reason } mayBeBilled }\n    model { name }\n  }\n\n  fragment Attempted on ChatCompletion {\n    id\n    status\n    finishReason\n    warnings\n    model { name }\n    message { content }\n    usage { completionTokens totalTokens }\n    error { reason }\n    attempts {\n      model { name }\n      keyLabel\n      startedAt\n      durationMs\n      firstTokenMs\n      error { code reason message detail }\n      usage { completionTokens estimated }\n      mayBeBilled\n    }\n  }\n"): typeof import('./graphql.ts').AttemptsStreamDocument;
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  subscription AttemptsEvents($id: ID!, $after: Int) {\n    chatEvents(completionId: $id, after: $after) {\n      __typename\n      ... on ChatEvent { seq completionId }\n      ... on Error { code message }\n      ... on ContentDelta { text }\n      ... on ChatRestarted { ...Restarted }\n      ... on ChatCompleted { completion { ...Attempted } }\n      ... on ChatCancelled { completion { ...Attempted } }\n      ... on ChatInterrupted { completion { ...Attempted } }\n      ... on ChatFailed { completion { ...Attempted } }\n    }\n  }\n"): typeof import('./graphql.ts').AttemptsEventsDocument;
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  mutation AttemptsWhole($input: ChatInput!) {\n    chat(input: $input) {\n      __typename\n      ... on ChatPayload { completion { ...Attempted } }\n      ... on UpstreamError { reason failedCompletion { ...Attempted } }\n      ... on Error { code message }\n    }\n  }\n"): typeof import('./graphql.ts').AttemptsWholeDocument;
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  query FindAttempts($id: ID!) {\n    chatCompletion(id: $id) { ...Attempted }\n  }\n"): typeof import('./graphql.ts').FindAttemptsDocument;
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  query JobModels {\n    models(first: 50) {\n      changesCursor\n      nodes { id displayName status version createdAt }\n    }\n  }\n"): typeof import('./graphql.ts').JobModelsDocument;
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  subscription JobModelChanges($after: String) {\n    modelChanges(after: $after) {\n      __typename\n      ... on ModelChange {\n        kind\n        modelId\n        cursor\n        model { id displayName status version createdAt }\n      }\n      ... on Error { code message }\n    }\n  }\n"): typeof import('./graphql.ts').JobModelChangesDocument;
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  subscription JobChat($input: ChatInput!) {\n    chat(input: $input) {\n      __typename\n      ... on ContentDelta { text }\n      ... on ChatCompleted { completion { id finishReason usage { totalTokens } } }\n      ... on Error { code message }\n    }\n  }\n"): typeof import('./graphql.ts').JobChatDocument;
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  mutation JobStartChat($input: ChatInput!) {\n    startChat(input: $input) {\n      __typename\n      ... on StartChatPayload { completion { id } }\n      ... on Error { code message }\n    }\n  }\n"): typeof import('./graphql.ts').JobStartChatDocument;
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  subscription JobChatEvents($completionId: ID!, $after: Int) {\n    chatEvents(completionId: $completionId, after: $after) {\n      __typename\n      ... on ChatEvent { seq }\n      ... on ContentDelta { text }\n      ... on ChatCompleted { completion { id status } }\n      ... on Error { code message }\n    }\n  }\n"): typeof import('./graphql.ts').JobChatEventsDocument;
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  mutation JobCreateLocal($input: CreateModelInput!) {\n    createModel(input: $input) {\n      __typename\n      ... on ModelPayload { model { id pull { id state completedBytes totalBytes } } }\n      ... on Error { code message }\n    }\n  }\n"): typeof import('./graphql.ts').JobCreateLocalDocument;
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  subscription JobPullProgress($modelId: ID!) {\n    pullProgress(modelId: $modelId) {\n      __typename\n      ... on Pull { id state completedBytes totalBytes }\n      ... on Error { code message }\n    }\n  }\n"): typeof import('./graphql.ts').JobPullProgressDocument;
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  query JobPulls {\n    pulls(first: 50) {\n      changesCursor\n      nodes { id name state completedBytes totalBytes createdAt }\n    }\n  }\n"): typeof import('./graphql.ts').JobPullsDocument;
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  subscription JobPullChanges($after: String) {\n    pullChanges(after: $after) {\n      __typename\n      ... on Pull { id name state completedBytes totalBytes createdAt }\n      ... on Error { code message }\n    }\n  }\n"): typeof import('./graphql.ts').JobPullChangesDocument;
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  query JobUsage($from: DateTime!, $to: DateTime!) {\n    total: usage(from: $from, to: $to) { calls failures totalTokens }\n    byDay: usage(from: $from, to: $to, groupBy: [DAY]) { day calls }\n    byModel: usage(from: $from, to: $to, groupBy: [MODEL]) {\n      calls\n      model { id displayName }\n    }\n  }\n"): typeof import('./graphql.ts').JobUsageDocument;
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  mutation JobRotate {\n    rotateEncryptionKeys {\n      __typename\n      ... on RotateEncryptionKeysPayload { rotation { state } }\n      ... on Error { code message }\n    }\n  }\n"): typeof import('./graphql.ts').JobRotateDocument;
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  subscription JobRotation {\n    keyRotation {\n      state\n      completed\n      total\n      encryptionStatus { keys { keyId valueCount } }\n    }\n  }\n"): typeof import('./graphql.ts').JobRotationDocument;
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  subscription JobTestConnection($input: TestConnectionInput!) {\n    testConnection(input: $input) {\n      __typename\n      ... on ModelTestStep { name ok error { message } }\n      ... on Error { code message }\n    }\n  }\n"): typeof import('./graphql.ts').JobTestConnectionDocument;
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  query JobProviders {\n    providers {\n      name\n      displayName\n      modelTypes\n      requiresCredential\n      chatBaseUrl: defaultBaseUrl(type: CHAT)\n    }\n  }\n"): typeof import('./graphql.ts').JobProvidersDocument;
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  query JobOfferedModels($input: OfferedModelsInput!) {\n    offeredModels(input: $input) {\n      __typename\n      ... on OfferedModels {\n        provider { name displayName requiresCredential }\n        models { name type }\n      }\n      ... on Error { code message }\n    }\n  }\n"): typeof import('./graphql.ts').JobOfferedModelsDocument;
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  query JobAudit($filter: AuditEventFilter) {\n    auditEvents(first: 50, filter: $filter) {\n      nodes { id at action subject modelName fields model { id displayName } }\n      pageInfo { hasNextPage endCursor }\n    }\n  }\n"): typeof import('./graphql.ts').JobAuditDocument;
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  query JobModel($id: ID!) {\n    model(id: $id) { id displayName description version }\n  }\n"): typeof import('./graphql.ts').JobModelDocument;
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  mutation JobUpdateModel($input: UpdateModelInput!) {\n    updateModel(input: $input) {\n      __typename\n      ... on ModelPayload { model { id displayName description version } }\n      ... on ConflictError {\n        currentVersion\n        conflictingModel { id displayName description version }\n      }\n      ... on Error { code message }\n    }\n  }\n"): typeof import('./graphql.ts').JobUpdateModelDocument;
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  mutation GenerateWhole($input: GenerateInput!) {\n    generate(input: $input) {\n      __typename\n      ... on GeneratePayload {\n        completion {\n          id kind status requestId finishReason warnings message { content }\n          usage { promptTokens completionTokens totalTokens }\n        }\n      }\n      ... on Error { code message }\n      ... on UpstreamError { reason retryable failedCompletion { id kind status } }\n      ... on InvalidInputError { fields { path message } }\n    }\n  }\n"): typeof import('./graphql.ts').GenerateWholeDocument;
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  mutation StartGenerate($input: GenerateInput!) {\n    startGenerate(input: $input) {\n      __typename\n      ... on StartGeneratePayload { completion { id kind status lastSeq } }\n      ... on Error { code message }\n      ... on InvalidInputError { fields { path message } }\n    }\n  }\n"): typeof import('./graphql.ts').StartGenerateDocument;
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  subscription GenerateStream($input: GenerateInput!) {\n    generate(input: $input) {\n      __typename\n      ... on ChatEvent { seq completionId }\n      ... on Error { code message }\n      ... on ChatStarted { completion { kind status } }\n      ... on ContentDelta { text }\n      ... on ChatCompleted { completion { status message { content } usage { totalTokens } } }\n      ... on ChatCancelled { completion { status message { content } } }\n      ... on ChatFailed { error { code reason message } completion { status } }\n    }\n  }\n"): typeof import('./graphql.ts').GenerateStreamDocument;
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  query GenerateDialects { providers { name chatDialect { rawCompletions } } }\n"): typeof import('./graphql.ts').GenerateDialectsDocument;
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  query ListKinds($filter: ChatCompletionFilter) {\n    chatCompletions(filter: $filter) { nodes { id kind } }\n  }\n"): typeof import('./graphql.ts').ListKindsDocument;
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  query SeeHealth($id: ID!) {\n    model(id: $id) {\n      health { state reason until lastSuccessAt }\n      credential { health { state reason until lastSuccessAt } }\n      keys { health { lastSuccessAt } }\n    }\n  }\n"): typeof import('./graphql.ts').SeeHealthDocument;
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  mutation ResetHealth($modelId: ID!, $keyId: ID) {\n    resetTargetHealth(input: { modelId: $modelId, keyId: $keyId }) {\n      __typename\n      ... on ModelPayload { model { id health { state reason until } credential { health { state } } } }\n      ... on Error { code message }\n    }\n  }\n"): typeof import('./graphql.ts').ResetHealthDocument;
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  subscription HealthChanges {\n    healthChanges {\n      target modelId keyId\n      model { id name }\n      health { state reason until lastSuccessAt }\n    }\n  }\n"): typeof import('./graphql.ts').HealthChangesDocument;
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  query SeeOllama {\n    ollama {\n      available version error\n      models { name sizeBytes digest modifiedAt family parameterSize quantization }\n      running { name sizeBytes vramBytes contextLength expiresAt }\n    }\n  }\n"): typeof import('./graphql.ts').SeeOllamaDocument;
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  query OllamaAvailable { ollama { available version error } }\n"): typeof import('./graphql.ts').OllamaAvailableDocument;
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  query OllamaModels { ollama { models { name sizeBytes digest modifiedAt family } } }\n"): typeof import('./graphql.ts').OllamaModelsDocument;
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  query OllamaRunning { ollama { running { name sizeBytes vramBytes contextLength expiresAt } } }\n"): typeof import('./graphql.ts').OllamaRunningDocument;
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  query OllamaDetails($name: String!) {\n    ollama {\n      available\n      model(name: $name) {\n        name capabilities contextLength embeddingLength family parameterSize quantization license\n        template\n      }\n    }\n  }\n"): typeof import('./graphql.ts').OllamaDetailsDocument;
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  query OllamaManyWays {\n    one: ollama { models { name } model(name: \"tiny\") { name } upper: model(name: \"TINY\") { name } }\n    other: ollama { models { digest } missing: model(name: \"huge\") { name } }\n  }\n"): typeof import('./graphql.ts').OllamaManyWaysDocument;
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  mutation DeleteFromOllama($name: String!) {\n    deleteOllamaModel(input: { name: $name }) {\n      __typename\n      ... on DeleteOllamaModelPayload { name }\n      ... on Error { code message }\n      ... on InvalidInputError { fields { path message } }\n      ... on ModelInUseError { models { tenantId modelId name displayName } }\n      ... on UpstreamError { reason retryable upstreamStatus }\n    }\n  }\n"): typeof import('./graphql.ts').DeleteFromOllamaDocument;
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  mutation CreateModel($input: CreateModelInput!) {\n    createModel(input: $input) {\n      __typename\n      ... on ModelPayload {\n        model {\n          id name displayName description type source status statusReason baseUrl version capabilities\n          isDefault isBuiltin builtinId isOverridden\n          provider { name }\n          credential { configured hint readable headerNames updatedAt }\n          parameters {\n            temperature topP maxTokens contextWindow embeddingDimensions thinkingControl keepAlive\n            firstTokenTimeoutMs idleTimeoutMs maxConcurrency\n            topK minP repetitionPenalty frequencyPenalty presencePenalty seed stop\n            thinking { enabled effort }\n          }\n          capabilitySources { capability source }\n          extraParameters\n          createdAt updatedAt\n        }\n      }\n      ... on Error { code message }\n      ... on InvalidInputError { fields { path message } }\n      ... on ConflictError { path conflictingModel { id displayName } }\n      ... on UpstreamError { reason retryable }\n    }\n  }\n"): typeof import('./graphql.ts').CreateModelDocument;
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  mutation UpdateModel($input: UpdateModelInput!) {\n    updateModel(input: $input) {\n      __typename\n      ... on ModelPayload {\n        model {\n          id name displayName description type baseUrl version status statusReason isDefault\n          provider { name }\n          credential { configured hint readable headerNames }\n          parameters { temperature topP maxTokens topK seed stop thinking { enabled effort } }\n          capabilities capabilitySources { capability source } extraParameters\n        }\n      }\n      ... on Error { code message }\n      ... on InvalidInputError { fields { path message } }\n      ... on ConflictError { currentVersion path conflictingModel { id displayName version } }\n    }\n  }\n"): typeof import('./graphql.ts').UpdateModelDocument;
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  mutation SetDefault($input: SetDefaultModelInput!) {\n    setDefaultModel(input: $input) {\n      __typename\n      ... on ModelPayload { model { id isDefault version } }\n      ... on Error { code message }\n    }\n  }\n"): typeof import('./graphql.ts').SetDefaultDocument;
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  query FindDefault($type: ModelType!) {\n    defaultModel(type: $type) { id name isDefault version }\n  }\n"): typeof import('./graphql.ts').FindDefaultDocument;
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  mutation RestoreModel($input: RestoreModelInput!) {\n    restoreModel(input: $input) {\n      __typename\n      ... on ModelPayload {\n        model { id name isDefault credential { configured readable } }\n      }\n      ... on Error { code message }\n      ... on ConflictError { path conflictingModel { id } }\n    }\n  }\n"): typeof import('./graphql.ts').RestoreModelDocument;
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  mutation SetCredential($input: SetModelCredentialInput!) {\n    setModelCredential(input: $input) {\n      __typename\n      ... on ModelPayload {\n        model { version credential { configured hint readable headerNames updatedAt } }\n      }\n      ... on Error { code message }\n      ... on InvalidInputError { fields { path message } }\n    }\n  }\n"): typeof import('./graphql.ts').SetCredentialDocument;
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  mutation ClearCredential($input: ClearModelCredentialInput!) {\n    clearModelCredential(input: $input) {\n      __typename\n      ... on ModelPayload {\n        model { version credential { configured hint readable headerNames updatedAt } }\n      }\n      ... on Error { code message }\n    }\n  }\n"): typeof import('./graphql.ts').ClearCredentialDocument;
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  mutation DeleteModel($input: DeleteModelInput!) {\n    deleteModel(input: $input) {\n      __typename\n      ... on DeleteModelPayload { model { id name } }\n      ... on Error { code message }\n    }\n  }\n"): typeof import('./graphql.ts').DeleteModelDocument;
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  query FindModel($id: ID!) {\n    model(id: $id) { id name version }\n    node(id: $id) { __typename id }\n    nodes(ids: [$id]) { id }\n  }\n"): typeof import('./graphql.ts').FindModelDocument;
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  query ListModels(\n    $filter: ModelFilter, $orderBy: ModelOrder, $first: Int, $after: String, $last: Int, $before: String\n  ) {\n    models(\n      filter: $filter, orderBy: $orderBy, first: $first, after: $after, last: $last, before: $before\n    ) {\n      nodes { name isBuiltin isDefault }\n      edges { cursor }\n      pageInfo { hasNextPage hasPreviousPage startCursor endCursor }\n      totalCount\n    }\n  }\n"): typeof import('./graphql.ts').ListModelsDocument;
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  query ListForChanges { models(first: 100) { nodes { id version } changesCursor } }\n"): typeof import('./graphql.ts').ListForChangesDocument;
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  query Who {\n    viewer { tenantId subject scopes }\n  }\n"): typeof import('./graphql.ts').WhoDocument;
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  subscription ChatStream($input: ChatInput!) {\n    chat(input: $input) {\n      __typename\n      ... on ChatEvent { seq completionId }\n      ... on Error { code message }\n      ... on InvalidInputError { fields { path message } }\n      ... on ChatStarted { completion { id status message { content } model { displayName } } }\n      ... on ThinkingDelta { text }\n      ... on ContentDelta { text }\n      ... on ToolCallDelta { index callId name argumentsDelta }\n      ... on ToolCallReady { toolCall { id name arguments rawArguments providerMetadata } }\n      ... on ChatCompleted { completion { ...Ended } }\n      ... on ChatCancelled { completion { ...Ended } }\n      ... on ChatInterrupted { completion { ...Ended } }\n      ... on ChatFailed {\n        error { code message detail reason retryable retryAfterMs upstreamStatus }\n        completion { ...Ended }\n      }\n    }\n  }\n\n  fragment Ended on ChatCompletion {\n    id\n    status\n    finishReason\n    rawFinishReason\n    lastSeq\n    firstTokenMs\n    durationMs\n    warnings\n    message {\n      role content reasoning toolCalls { id name arguments rawArguments providerMetadata }\n    }\n    usage { promptTokens completionTokens totalTokens cachedPromptTokens reasoningTokens }\n    model { displayName }\n    error { reason }\n  }\n"): typeof import('./graphql.ts').ChatStreamDocument;
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  mutation ChatWhole($input: ChatInput!) {\n    chat(input: $input) {\n      __typename\n      ... on ChatPayload {\n        completion {\n          id status finishReason warnings message { content reasoning toolCalls { id arguments } }\n          usage { totalTokens }\n        }\n      }\n      ... on Error { code message }\n      ... on UpstreamError {\n        detail reason retryable retryAfterMs upstreamStatus\n        failedCompletion {\n          id status warnings message { content } usage { totalTokens } error { reason }\n        }\n      }\n      ... on InvalidInputError { fields { path message } }\n    }\n  }\n"): typeof import('./graphql.ts').ChatWholeDocument;
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  query FindCompletion($id: ID!) {\n    node(id: $id) {\n      __typename\n      ... on ChatCompletion {\n        id status finishReason lastSeq durationMs error { reason detail } usage { totalTokens }\n        message { content }\n      }\n    }\n  }\n"): typeof import('./graphql.ts').FindCompletionDocument;
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  mutation ClearDefault($input: ClearDefaultModelInput!) {\n    clearDefaultModel(input: $input) {\n      __typename\n      ... on ClearDefaultModelPayload { model { id } }\n      ... on Error { code message }\n    }\n  }\n"): typeof import('./graphql.ts').ClearDefaultDocument;
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  query SeeModel($id: ID!) {\n    model(id: $id) {\n      id name displayName baseUrl isBuiltin isDefault builtinId isOverridden status statusReason version\n      credential { configured hint readable headerNames }\n      parameters { temperature maxTokens topK }\n      capabilities capabilitySources { capability source } extraParameters\n    }\n  }\n"): typeof import('./graphql.ts').SeeModelDocument;
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  subscription ModelChanges($after: String) {\n    modelChanges(after: $after) {\n      __typename\n      ... on ModelChange { kind modelId cursor model { id name isDefault } }\n      ... on Error { code message }\n      ... on InvalidInputError { fields { path message } }\n    }\n  }\n"): typeof import('./graphql.ts').ModelChangesDocument;
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  query AuditEvents(\n    $filter: AuditEventFilter, $first: Int, $after: String, $last: Int, $before: String\n  ) {\n    auditEvents(filter: $filter, first: $first, after: $after, last: $last, before: $before) {\n      nodes { id action modelId modelName apiKeyId apiKeyName fields subject subjectTenantId at model { id } }\n      pageInfo { hasNextPage hasPreviousPage startCursor endCursor }\n    }\n  }\n"): typeof import('./graphql.ts').AuditEventsDocument;
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  mutation ApplyBuiltins($dryRun: Boolean) {\n    applyBuiltinModels(input: { dryRun: $dryRun }) {\n      __typename\n      ... on ApplyBuiltinModelsPayload { dryRun steps { builtinId action fields } }\n      ... on Error { code message }\n      ... on InvalidInputError { fields { path message } }\n    }\n  }\n"): typeof import('./graphql.ts').ApplyBuiltinsDocument;
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  mutation ResetBuiltin($id: ID!) {\n    resetBuiltinModel(input: { id: $id }) {\n      __typename\n      ... on ResetBuiltinModelPayload { model { id displayName isOverridden } }\n      ... on Error { code message }\n      ... on InvalidInputError { fields { path message } }\n    }\n  }\n"): typeof import('./graphql.ts').ResetBuiltinDocument;
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  query EncryptionStatus {\n    encryptionStatus {\n      keys { keyId isSealing isConfigured valueCount }\n      unreadableCount\n      unreadable { modelId apiKeyId tenantId field keyId }\n    }\n  }\n"): typeof import('./graphql.ts').EncryptionStatusDocument;
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  mutation RotateKeys {\n    rotateEncryptionKeys {\n      __typename\n      ... on RotateEncryptionKeysPayload { rotation { state } }\n      ... on Error { code message }\n    }\n  }\n"): typeof import('./graphql.ts').RotateKeysDocument;
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  subscription KeyRotation {\n    keyRotation {\n      state total completed unreadable startedAt finishedAt\n      encryptionStatus { keys { keyId isSealing valueCount } unreadableCount }\n    }\n  }\n"): typeof import('./graphql.ts').KeyRotationDocument;
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  mutation Embed($input: EmbedInput!) {\n    embed(input: $input) {\n      __typename\n      ... on EmbedPayload { embeddings dimensions usage { promptTokens totalTokens } }\n      ... on Error { code message }\n      ... on InvalidInputError { fields { path message } }\n      ... on UpstreamError { reason }\n    }\n  }\n"): typeof import('./graphql.ts').EmbedDocument;
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  mutation Rerank($input: RerankInput!) {\n    rerank(input: $input) {\n      __typename\n      ... on RerankPayload { results { index score document } usage { totalTokens } }\n      ... on Error { code message }\n      ... on InvalidInputError { fields { path message } }\n      ... on UpstreamError { reason }\n    }\n  }\n"): typeof import('./graphql.ts').RerankDocument;
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  mutation Transcribe($input: TranscribeInput!) {\n    transcribe(input: $input) {\n      __typename\n      ... on TranscribePayload { text language durationSeconds segments { start end text } }\n      ... on Error { code message }\n      ... on InvalidInputError { fields { path message } }\n      ... on UpstreamError { reason }\n    }\n  }\n"): typeof import('./graphql.ts').TranscribeDocument;
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  mutation TestModel($input: TestModelInput!) {\n    testModel(input: $input) {\n      __typename\n      ... on ModelTestPayload {\n        ok\n        steps { name ok durationMs detail error { code reason message detail upstreamStatus } }\n      }\n      ... on Error { code message }\n    }\n  }\n"): typeof import('./graphql.ts').TestModelDocument;
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  mutation TestConnection($input: TestConnectionInput!) {\n    testConnection(input: $input) {\n      __typename\n      ... on ModelTestPayload {\n        ok\n        steps { name ok durationMs detail error { code reason message detail upstreamStatus } }\n      }\n      ... on Error { code message }\n      ... on InvalidInputError { fields { path message } }\n    }\n  }\n"): typeof import('./graphql.ts').TestConnectionDocument;
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  subscription TestModelSteps($input: TestModelInput!) {\n    testModel(input: $input) {\n      __typename\n      ... on ModelTestStep { name ok detail error { reason } }\n      ... on Error { code message }\n    }\n  }\n"): typeof import('./graphql.ts').TestModelStepsDocument;
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  subscription TestConnectionSteps($input: TestConnectionInput!) {\n    testConnection(input: $input) {\n      __typename\n      ... on ModelTestStep { name ok }\n      ... on Error { code message }\n    }\n  }\n"): typeof import('./graphql.ts').TestConnectionStepsDocument;
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  mutation StartChat($input: ChatInput!) {\n    startChat(input: $input) {\n      __typename\n      ... on StartChatPayload { completion { id status lastSeq requestId } }\n      ... on Error { code message }\n    }\n  }\n"): typeof import('./graphql.ts').StartChatDocument;
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  mutation CancelChat($id: ID!) {\n    cancelChat(input: { completionId: $id }) {\n      __typename\n      ... on CancelChatPayload {\n        completion {\n          id status message { content } usage { completionTokens estimated }\n        }\n      }\n      ... on Error { code message }\n    }\n  }\n"): typeof import('./graphql.ts').CancelChatDocument;
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  subscription ChatEvents($id: ID!, $after: Int) {\n    chatEvents(completionId: $id, after: $after) {\n      __typename\n      ... on ChatEvent { seq completionId }\n      ... on Error { code message }\n      ... on ThinkingDelta { text }\n      ... on ContentDelta { text }\n      ... on ToolCallDelta { callId argumentsDelta }\n      ... on ToolCallReady { toolCall { id arguments } }\n      ... on ChatCompleted { completion { status message { content reasoning } lastSeq } }\n      ... on ChatInterrupted { completion { status message { content } lastSeq } }\n      ... on ChatCancelled { completion { status message { content } } }\n      ... on ChatFailed { completion { status } }\n    }\n  }\n"): typeof import('./graphql.ts').ChatEventsDocument;
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  query FindChat($id: ID!) {\n    chatCompletion(id: $id) {\n      id status lastSeq requestId message { content reasoning }\n      usage { completionTokens totalTokens estimated }\n    }\n  }\n"): typeof import('./graphql.ts').FindChatDocument;
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  query ListChats(\n    $filter: ChatCompletionFilter, $first: Int, $after: String, $last: Int, $before: String\n  ) {\n    chatCompletions(filter: $filter, first: $first, after: $after, last: $last, before: $before) {\n      nodes { id status message { content } model { id } }\n      pageInfo { hasNextPage hasPreviousPage startCursor endCursor }\n    }\n  }\n"): typeof import('./graphql.ts').ListChatsDocument;
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  query Usage($from: DateTime!, $to: DateTime!, $groupBy: [UsageGroup!]) {\n    usage(from: $from, to: $to, groupBy: $groupBy) {\n      modelId kind day subject tenantId calls failures promptTokens completionTokens totalTokens\n      audioSeconds\n      firstTokenMs { p50 p95 p99 } durationMs { p50 p95 p99 }\n      model { id }\n    }\n  }\n"): typeof import('./graphql.ts').UsageDocument;
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  query OfferedModels($input: OfferedModelsInput!) {\n    offeredModels(input: $input) {\n      __typename\n      ... on OfferedModels {\n        provider { name } baseUrl isComplete\n        models { name displayName owner type capabilities contextLength }\n      }\n      ... on Error { code message }\n      ... on UpstreamError { reason detail }\n      ... on InvalidInputError { fields { path message } }\n    }\n  }\n"): typeof import('./graphql.ts').OfferedModelsDocument;
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  query ListPulls($filter: PullFilter, $first: Int, $after: String, $last: Int, $before: String) {\n    pulls(filter: $filter, first: $first, after: $after, last: $last, before: $before) {\n      nodes { id name state models { id name isBuiltin } }\n      pageInfo { hasNextPage hasPreviousPage startCursor endCursor }\n      changesCursor\n    }\n  }\n"): typeof import('./graphql.ts').ListPullsDocument;
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  subscription PullChanges($filter: PullFilter, $after: String) {\n    pullChanges(filter: $filter, after: $after) {\n      __typename\n      ... on Pull { id name state phase completedBytes totalBytes models { id } }\n      ... on Error { code message }\n    }\n  }\n"): typeof import('./graphql.ts').PullChangesDocument;
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  mutation PullOllamaModel($input: PullOllamaModelInput!) {\n    pullOllamaModel(input: $input) {\n      __typename\n      ... on PullPayload { pull { id name state } }\n      ... on Error { code message ... on InvalidInputError { fields { path message } } }\n    }\n  }\n"): typeof import('./graphql.ts').PullOllamaModelDocument;
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  mutation CancelOllamaPull($input: CancelOllamaPullInput!) {\n    cancelOllamaPull(input: $input) {\n      __typename\n      ... on PullPayload { pull { id name state } }\n      ... on Error { code message }\n    }\n  }\n"): typeof import('./graphql.ts').CancelOllamaPullDocument;
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  mutation CreateLocal($input: CreateModelInput!) {\n    createModel(input: $input) {\n      __typename\n      ... on ModelPayload { model { id name status statusReason pull { id state } } }\n      ... on Error { code message }\n      ... on InvalidInputError { fields { path message } }\n    }\n  }\n"): typeof import('./graphql.ts').CreateLocalDocument;
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  mutation PullModel($input: PullModelInput!) {\n    pullModel(input: $input) {\n      __typename\n      ... on ModelPayload { model { id status pull { id state attempt } } }\n      ... on Error { code message }\n      ... on InvalidInputError { fields { path message } }\n    }\n  }\n"): typeof import('./graphql.ts').PullModelDocument;
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  mutation CancelPull($input: CancelPullInput!) {\n    cancelPull(input: $input) {\n      __typename\n      ... on ModelPayload { model { id status statusReason pull { id state } } }\n      ... on Error { code message }\n    }\n  }\n"): typeof import('./graphql.ts').CancelPullDocument;
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  query SeeLocal($id: ID!) {\n    model(id: $id) {\n      id name status statusReason capabilities contextLength embeddingLength sizeBytes version\n      pull {\n        id name state phase completedBytes totalBytes bytesPerSecond attempt error\n        createdAt startedAt finishedAt\n        layers { digest completedBytes totalBytes }\n      }\n    }\n  }\n"): typeof import('./graphql.ts').SeeLocalDocument;
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  query PullNode($id: ID!) { node(id: $id) { __typename ... on Pull { state name } } }\n"): typeof import('./graphql.ts').PullNodeDocument;
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  subscription PullProgress($modelId: ID!) {\n    pullProgress(modelId: $modelId) {\n      __typename\n      ... on Pull {\n        id state phase completedBytes totalBytes bytesPerSecond attempt error\n        layers { digest completedBytes totalBytes }\n      }\n      ... on Error { code message }\n      ... on InvalidInputError { fields { path message } }\n    }\n  }\n"): typeof import('./graphql.ts').PullProgressDocument;
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  query PullAudit { auditEvents(first: 50) { nodes { action subject modelName } } }\n"): typeof import('./graphql.ts').PullAuditDocument;
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  mutation StartWithQuota($input: ChatInput!) {\n    startChat(input: $input) {\n      __typename\n      ... on StartChatPayload { completion { id } }\n      ... on Error { code message }\n      ... on QuotaExceededError { quota limit retryAfterMs }\n    }\n  }\n"): typeof import('./graphql.ts').StartWithQuotaDocument;
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  mutation EmbedWithQuota($input: EmbedInput!) {\n    embed(input: $input) {\n      __typename\n      ... on EmbedPayload { dimensions }\n      ... on QuotaExceededError { code quota limit retryAfterMs }\n    }\n  }\n"): typeof import('./graphql.ts').EmbedWithQuotaDocument;
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  mutation TestWithQuota($id: ID!) {\n    testModel(input: { id: $id }) {\n      __typename\n      ... on ModelTestPayload { steps { ok } }\n      ... on QuotaExceededError { code quota limit retryAfterMs }\n    }\n  }\n"): typeof import('./graphql.ts').TestWithQuotaDocument;
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  mutation CreateWithQuota($input: CreateModelInput!) {\n    createModel(input: $input) {\n      __typename\n      ... on ModelPayload { model { id } }\n      ... on InvalidInputError { fields { path message } }\n      ... on QuotaExceededError { code quota limit retryAfterMs }\n    }\n  }\n"): typeof import('./graphql.ts').CreateWithQuotaDocument;
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  mutation RestoreWithQuota($id: ID!) {\n    restoreModel(input: { id: $id }) {\n      __typename\n      ... on QuotaExceededError { code quota limit retryAfterMs }\n    }\n  }\n"): typeof import('./graphql.ts').RestoreWithQuotaDocument;
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  mutation UpdateWithQuota($input: UpdateModelInput!) {\n    updateModel(input: $input) {\n      __typename\n      ... on InvalidInputError { fields { path message } }\n      ... on QuotaExceededError { code quota limit retryAfterMs }\n    }\n  }\n"): typeof import('./graphql.ts').UpdateWithQuotaDocument;
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  mutation CreateRoute($input: CreateRouteInput!) {\n    createRoute(input: $input) {\n      __typename\n      ... on RoutePayload {\n        route {\n          id name description type isBuiltin version createdAt updatedAt\n          targets { modelId model { id } priority weight }\n          policy {\n            maxAttempts maxPauseMs firstTokenTimeoutMs deadlineMs\n            onContextLength onContentFilter afterOutput\n          }\n        }\n      }\n      ... on Error { code message }\n      ... on InvalidInputError { fields { path message } }\n      ... on ConflictError { path }\n      ... on QuotaExceededError { quota limit }\n    }\n  }\n"): typeof import('./graphql.ts').CreateRouteDocument;
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  mutation UpdateRoute($input: UpdateRouteInput!) {\n    updateRoute(input: $input) {\n      __typename\n      ... on RoutePayload {\n        route {\n          id name description version\n          targets { modelId model { id } priority weight }\n          policy { maxAttempts firstTokenTimeoutMs deadlineMs onContentFilter }\n        }\n      }\n      ... on Error { code message }\n      ... on InvalidInputError { fields { path message } }\n      ... on ConflictError { currentVersion path }\n    }\n  }\n"): typeof import('./graphql.ts').UpdateRouteDocument;
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  mutation DeleteRoute($input: DeleteRouteInput!) {\n    deleteRoute(input: $input) {\n      __typename\n      ... on DeleteRoutePayload { route { id name } }\n      ... on Error { code message }\n    }\n  }\n"): typeof import('./graphql.ts').DeleteRouteDocument;
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  query FindRoute($id: ID!) {\n    route(id: $id) { id name version isBuiltin targets { modelId model { id } priority weight } }\n    node(id: $id) { __typename id }\n  }\n"): typeof import('./graphql.ts').FindRouteDocument;
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  query ListRoutes($filter: RouteFilter, $first: Int, $after: String) {\n    routes(filter: $filter, first: $first, after: $after) {\n      nodes { id name }\n      pageInfo { hasNextPage endCursor }\n    }\n  }\n"): typeof import('./graphql.ts').ListRoutesDocument;
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  query RouteAudit($filter: AuditEventFilter) {\n    auditEvents(filter: $filter) {\n      nodes { action modelId modelName routeId routeName fields subject model { id } }\n    }\n  }\n"): typeof import('./graphql.ts').RouteAuditDocument;
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  mutation ChatByRoute($input: ChatInput!) {\n    chat(input: $input) {\n      __typename\n      ... on ChatPayload {\n        completion { status message { content } model { id } route { id name } }\n      }\n      ... on Error { code message }\n      ... on InvalidInputError { fields { path message } }\n    }\n  }\n"): typeof import('./graphql.ts').ChatByRouteDocument;
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  mutation SetDefaultRoute($input: SetDefaultRouteInput!) {\n    setDefaultRoute(input: $input) {\n      __typename\n      ... on RoutePayload { route { id } }\n      ... on Error { code message }\n    }\n  }\n"): typeof import('./graphql.ts').SetDefaultRouteDocument;
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  query FindDefaults($type: ModelType!) {\n    defaultModel(type: $type) { id }\n    defaultRoute(type: $type) { id }\n    models(filter: { isDefault: true }) { nodes { id } }\n  }\n"): typeof import('./graphql.ts').FindDefaultsDocument;
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  mutation EmbedByRoute($input: EmbedInput!) {\n    embed(input: $input) {\n      __typename\n      ... on EmbedPayload { embeddings model { id } }\n      ... on Error { code message }\n      ... on InvalidInputError { fields { path message } }\n      ... on UpstreamError { reason }\n    }\n  }\n"): typeof import('./graphql.ts').EmbedByRouteDocument;
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  mutation RerankByRoute($input: RerankInput!) {\n    rerank(input: $input) {\n      __typename\n      ... on RerankPayload { results { score } model { id } }\n      ... on Error { code message }\n    }\n  }\n"): typeof import('./graphql.ts').RerankByRouteDocument;
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  mutation TranscribeByRoute($input: TranscribeInput!) {\n    transcribe(input: $input) {\n      __typename\n      ... on TranscribePayload { text model { id } }\n      ... on Error { code message }\n    }\n  }\n"): typeof import('./graphql.ts').TranscribeByRouteDocument;


export function graphql(source: string) {
  return (documents as any)[source] ?? {};
}
