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
    "\n  mutation CreateModel($input: CreateModelInput!) {\n    createModel(input: $input) {\n      __typename\n      ... on ModelPayload {\n        model {\n          id name displayName description type source status statusReason baseUrl version capabilities\n          isDefault\n          provider { id }\n          credential { configured hint readable headerNames updatedAt }\n          parameters {\n            temperature topP maxTokens contextWindow keepAlive firstTokenTimeoutMs idleTimeoutMs\n          }\n          createdAt updatedAt\n        }\n      }\n      ... on Error { code message }\n      ... on InvalidInputError { fields { path message } }\n      ... on UpstreamError { reason retryable }\n    }\n  }\n": typeof types.CreateModelDocument,
    "\n  mutation UpdateModel($input: UpdateModelInput!) {\n    updateModel(input: $input) {\n      __typename\n      ... on ModelPayload {\n        model {\n          id name displayName description baseUrl version\n          provider { id }\n          credential { configured hint readable headerNames }\n          parameters { temperature topP maxTokens }\n        }\n      }\n      ... on Error { code message }\n      ... on InvalidInputError { fields { path message } }\n      ... on ConflictError { currentVersion }\n    }\n  }\n": typeof types.UpdateModelDocument,
    "\n  mutation SetDefault($input: SetDefaultModelInput!) {\n    setDefaultModel(input: $input) {\n      __typename\n      ... on ModelPayload { model { id isDefault version } }\n      ... on Error { code message }\n    }\n  }\n": typeof types.SetDefaultDocument,
    "\n  query FindDefault($type: ModelType!) {\n    defaultModel(type: $type) { id name isDefault version }\n  }\n": typeof types.FindDefaultDocument,
    "\n  mutation RestoreModel($input: RestoreModelInput!) {\n    restoreModel(input: $input) {\n      __typename\n      ... on ModelPayload {\n        model { id name isDefault credential { configured readable } }\n      }\n      ... on Error { code message }\n    }\n  }\n": typeof types.RestoreModelDocument,
    "\n  mutation SetCredential($input: SetModelCredentialInput!) {\n    setModelCredential(input: $input) {\n      __typename\n      ... on ModelPayload {\n        model { version credential { configured hint readable headerNames updatedAt } }\n      }\n      ... on Error { code message }\n      ... on InvalidInputError { fields { path message } }\n    }\n  }\n": typeof types.SetCredentialDocument,
    "\n  mutation ClearCredential($input: ClearModelCredentialInput!) {\n    clearModelCredential(input: $input) {\n      __typename\n      ... on ModelPayload {\n        model { version credential { configured hint readable headerNames updatedAt } }\n      }\n      ... on Error { code message }\n    }\n  }\n": typeof types.ClearCredentialDocument,
    "\n  mutation DeleteModel($input: DeleteModelInput!) {\n    deleteModel(input: $input) {\n      __typename\n      ... on DeleteModelPayload { model { id name } }\n      ... on Error { code message }\n    }\n  }\n": typeof types.DeleteModelDocument,
    "\n  query FindModel($id: ID!) {\n    model(id: $id) { id name version }\n    node(id: $id) { __typename id }\n    nodes(ids: [$id]) { id }\n  }\n": typeof types.FindModelDocument,
    "\n  query ListModels(\n    $filter: ModelFilter, $orderBy: ModelOrder, $first: Int, $after: String, $last: Int, $before: String\n  ) {\n    models(\n      filter: $filter, orderBy: $orderBy, first: $first, after: $after, last: $last, before: $before\n    ) {\n      nodes { name }\n      edges { cursor }\n      pageInfo { hasNextPage hasPreviousPage startCursor endCursor }\n      totalCount\n    }\n  }\n": typeof types.ListModelsDocument,
    "\n  query Who {\n    viewer { tenantId subject scopes }\n  }\n": typeof types.WhoDocument,
    "\n  subscription ChatStream($input: ChatInput!) {\n    chat(input: $input) {\n      __typename\n      seq\n      completionId\n      ... on ChatStarted { completion { id status message { content } model { displayName } } }\n      ... on ThinkingDelta { text }\n      ... on ContentDelta { text }\n      ... on ChatCompleted { completion { ...Ended } }\n      ... on ChatCancelled { completion { ...Ended } }\n      ... on ChatInterrupted { completion { ...Ended } }\n      ... on ChatFailed {\n        error { code message reason retryable retryAfterMs upstreamStatus }\n        completion { ...Ended }\n      }\n    }\n  }\n\n  fragment Ended on ChatCompletion {\n    id\n    status\n    finishReason\n    rawFinishReason\n    lastSeq\n    firstTokenMs\n    durationMs\n    message { role content reasoning }\n    usage { promptTokens completionTokens totalTokens cachedPromptTokens reasoningTokens }\n    model { displayName }\n    error { reason }\n  }\n": typeof types.ChatStreamDocument,
    "\n  mutation ChatWhole($input: ChatInput!) {\n    chat(input: $input) {\n      __typename\n      ... on ChatPayload {\n        completion {\n          id status finishReason message { content reasoning } usage { totalTokens }\n          error { code reason retryable }\n        }\n      }\n      ... on Error { code message }\n      ... on InvalidInputError { fields { path message } }\n    }\n  }\n": typeof types.ChatWholeDocument,
    "\n  query FindCompletion($id: ID!) {\n    node(id: $id) {\n      __typename\n      ... on ChatCompletion {\n        id status finishReason lastSeq durationMs error { reason } usage { totalTokens }\n        message { content }\n      }\n    }\n  }\n": typeof types.FindCompletionDocument,
};
const documents: Documents = {
    "\n  mutation CreateModel($input: CreateModelInput!) {\n    createModel(input: $input) {\n      __typename\n      ... on ModelPayload {\n        model {\n          id name displayName description type source status statusReason baseUrl version capabilities\n          isDefault\n          provider { id }\n          credential { configured hint readable headerNames updatedAt }\n          parameters {\n            temperature topP maxTokens contextWindow keepAlive firstTokenTimeoutMs idleTimeoutMs\n          }\n          createdAt updatedAt\n        }\n      }\n      ... on Error { code message }\n      ... on InvalidInputError { fields { path message } }\n      ... on UpstreamError { reason retryable }\n    }\n  }\n": types.CreateModelDocument,
    "\n  mutation UpdateModel($input: UpdateModelInput!) {\n    updateModel(input: $input) {\n      __typename\n      ... on ModelPayload {\n        model {\n          id name displayName description baseUrl version\n          provider { id }\n          credential { configured hint readable headerNames }\n          parameters { temperature topP maxTokens }\n        }\n      }\n      ... on Error { code message }\n      ... on InvalidInputError { fields { path message } }\n      ... on ConflictError { currentVersion }\n    }\n  }\n": types.UpdateModelDocument,
    "\n  mutation SetDefault($input: SetDefaultModelInput!) {\n    setDefaultModel(input: $input) {\n      __typename\n      ... on ModelPayload { model { id isDefault version } }\n      ... on Error { code message }\n    }\n  }\n": types.SetDefaultDocument,
    "\n  query FindDefault($type: ModelType!) {\n    defaultModel(type: $type) { id name isDefault version }\n  }\n": types.FindDefaultDocument,
    "\n  mutation RestoreModel($input: RestoreModelInput!) {\n    restoreModel(input: $input) {\n      __typename\n      ... on ModelPayload {\n        model { id name isDefault credential { configured readable } }\n      }\n      ... on Error { code message }\n    }\n  }\n": types.RestoreModelDocument,
    "\n  mutation SetCredential($input: SetModelCredentialInput!) {\n    setModelCredential(input: $input) {\n      __typename\n      ... on ModelPayload {\n        model { version credential { configured hint readable headerNames updatedAt } }\n      }\n      ... on Error { code message }\n      ... on InvalidInputError { fields { path message } }\n    }\n  }\n": types.SetCredentialDocument,
    "\n  mutation ClearCredential($input: ClearModelCredentialInput!) {\n    clearModelCredential(input: $input) {\n      __typename\n      ... on ModelPayload {\n        model { version credential { configured hint readable headerNames updatedAt } }\n      }\n      ... on Error { code message }\n    }\n  }\n": types.ClearCredentialDocument,
    "\n  mutation DeleteModel($input: DeleteModelInput!) {\n    deleteModel(input: $input) {\n      __typename\n      ... on DeleteModelPayload { model { id name } }\n      ... on Error { code message }\n    }\n  }\n": types.DeleteModelDocument,
    "\n  query FindModel($id: ID!) {\n    model(id: $id) { id name version }\n    node(id: $id) { __typename id }\n    nodes(ids: [$id]) { id }\n  }\n": types.FindModelDocument,
    "\n  query ListModels(\n    $filter: ModelFilter, $orderBy: ModelOrder, $first: Int, $after: String, $last: Int, $before: String\n  ) {\n    models(\n      filter: $filter, orderBy: $orderBy, first: $first, after: $after, last: $last, before: $before\n    ) {\n      nodes { name }\n      edges { cursor }\n      pageInfo { hasNextPage hasPreviousPage startCursor endCursor }\n      totalCount\n    }\n  }\n": types.ListModelsDocument,
    "\n  query Who {\n    viewer { tenantId subject scopes }\n  }\n": types.WhoDocument,
    "\n  subscription ChatStream($input: ChatInput!) {\n    chat(input: $input) {\n      __typename\n      seq\n      completionId\n      ... on ChatStarted { completion { id status message { content } model { displayName } } }\n      ... on ThinkingDelta { text }\n      ... on ContentDelta { text }\n      ... on ChatCompleted { completion { ...Ended } }\n      ... on ChatCancelled { completion { ...Ended } }\n      ... on ChatInterrupted { completion { ...Ended } }\n      ... on ChatFailed {\n        error { code message reason retryable retryAfterMs upstreamStatus }\n        completion { ...Ended }\n      }\n    }\n  }\n\n  fragment Ended on ChatCompletion {\n    id\n    status\n    finishReason\n    rawFinishReason\n    lastSeq\n    firstTokenMs\n    durationMs\n    message { role content reasoning }\n    usage { promptTokens completionTokens totalTokens cachedPromptTokens reasoningTokens }\n    model { displayName }\n    error { reason }\n  }\n": types.ChatStreamDocument,
    "\n  mutation ChatWhole($input: ChatInput!) {\n    chat(input: $input) {\n      __typename\n      ... on ChatPayload {\n        completion {\n          id status finishReason message { content reasoning } usage { totalTokens }\n          error { code reason retryable }\n        }\n      }\n      ... on Error { code message }\n      ... on InvalidInputError { fields { path message } }\n    }\n  }\n": types.ChatWholeDocument,
    "\n  query FindCompletion($id: ID!) {\n    node(id: $id) {\n      __typename\n      ... on ChatCompletion {\n        id status finishReason lastSeq durationMs error { reason } usage { totalTokens }\n        message { content }\n      }\n    }\n  }\n": types.FindCompletionDocument,
};

/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  mutation CreateModel($input: CreateModelInput!) {\n    createModel(input: $input) {\n      __typename\n      ... on ModelPayload {\n        model {\n          id name displayName description type source status statusReason baseUrl version capabilities\n          isDefault\n          provider { id }\n          credential { configured hint readable headerNames updatedAt }\n          parameters {\n            temperature topP maxTokens contextWindow keepAlive firstTokenTimeoutMs idleTimeoutMs\n          }\n          createdAt updatedAt\n        }\n      }\n      ... on Error { code message }\n      ... on InvalidInputError { fields { path message } }\n      ... on UpstreamError { reason retryable }\n    }\n  }\n"): typeof import('./graphql.ts').CreateModelDocument;
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  mutation UpdateModel($input: UpdateModelInput!) {\n    updateModel(input: $input) {\n      __typename\n      ... on ModelPayload {\n        model {\n          id name displayName description baseUrl version\n          provider { id }\n          credential { configured hint readable headerNames }\n          parameters { temperature topP maxTokens }\n        }\n      }\n      ... on Error { code message }\n      ... on InvalidInputError { fields { path message } }\n      ... on ConflictError { currentVersion }\n    }\n  }\n"): typeof import('./graphql.ts').UpdateModelDocument;
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
export function graphql(source: "\n  mutation RestoreModel($input: RestoreModelInput!) {\n    restoreModel(input: $input) {\n      __typename\n      ... on ModelPayload {\n        model { id name isDefault credential { configured readable } }\n      }\n      ... on Error { code message }\n    }\n  }\n"): typeof import('./graphql.ts').RestoreModelDocument;
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
export function graphql(source: "\n  query ListModels(\n    $filter: ModelFilter, $orderBy: ModelOrder, $first: Int, $after: String, $last: Int, $before: String\n  ) {\n    models(\n      filter: $filter, orderBy: $orderBy, first: $first, after: $after, last: $last, before: $before\n    ) {\n      nodes { name }\n      edges { cursor }\n      pageInfo { hasNextPage hasPreviousPage startCursor endCursor }\n      totalCount\n    }\n  }\n"): typeof import('./graphql.ts').ListModelsDocument;
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  query Who {\n    viewer { tenantId subject scopes }\n  }\n"): typeof import('./graphql.ts').WhoDocument;
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  subscription ChatStream($input: ChatInput!) {\n    chat(input: $input) {\n      __typename\n      seq\n      completionId\n      ... on ChatStarted { completion { id status message { content } model { displayName } } }\n      ... on ThinkingDelta { text }\n      ... on ContentDelta { text }\n      ... on ChatCompleted { completion { ...Ended } }\n      ... on ChatCancelled { completion { ...Ended } }\n      ... on ChatInterrupted { completion { ...Ended } }\n      ... on ChatFailed {\n        error { code message reason retryable retryAfterMs upstreamStatus }\n        completion { ...Ended }\n      }\n    }\n  }\n\n  fragment Ended on ChatCompletion {\n    id\n    status\n    finishReason\n    rawFinishReason\n    lastSeq\n    firstTokenMs\n    durationMs\n    message { role content reasoning }\n    usage { promptTokens completionTokens totalTokens cachedPromptTokens reasoningTokens }\n    model { displayName }\n    error { reason }\n  }\n"): typeof import('./graphql.ts').ChatStreamDocument;
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  mutation ChatWhole($input: ChatInput!) {\n    chat(input: $input) {\n      __typename\n      ... on ChatPayload {\n        completion {\n          id status finishReason message { content reasoning } usage { totalTokens }\n          error { code reason retryable }\n        }\n      }\n      ... on Error { code message }\n      ... on InvalidInputError { fields { path message } }\n    }\n  }\n"): typeof import('./graphql.ts').ChatWholeDocument;
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  query FindCompletion($id: ID!) {\n    node(id: $id) {\n      __typename\n      ... on ChatCompletion {\n        id status finishReason lastSeq durationMs error { reason } usage { totalTokens }\n        message { content }\n      }\n    }\n  }\n"): typeof import('./graphql.ts').FindCompletionDocument;


export function graphql(source: string) {
  return (documents as any)[source] ?? {};
}
