/* eslint-disable */
/** Internal type. DO NOT USE DIRECTLY. */
type Exact<T extends { [key: string]: unknown }> = { [K in keyof T]: T[K] };
/** Internal type. DO NOT USE DIRECTLY. */
export type Incremental<T> = T | { [P in keyof T]?: P extends ' $fragmentName' | '__typename' ? T[P] : never };
import type { DocumentTypeDecoration } from '@graphql-typed-document-node/core';
/** How far a completion is, or how it ended. */
export type ChatCompletionStatus =
  /** The client left or cancelled; the upstream was stopped. */
  | 'CANCELLED'
  /** The upstream said that it had finished; `finishReason` says why. */
  | 'COMPLETED'
  /** The upstream refused or failed; `error` says why. */
  | 'FAILED'
  /** The upstream stopped without saying so, or this server did. The answer is cut off. */
  | 'INTERRUPTED'
  /** Still being generated. */
  | 'IN_PROGRESS';

/** What to answer, and by which model. */
export type ChatInput = {
  /** The conversation so far, oldest first. */
  messages: Array<ChatMessageInput>;
  /** The model; its type is CHAT or VISION. Default: the default model for CHAT. */
  modelId?: string | null | undefined;
  /** How to answer. */
  options?: ChatOptionsInput | null | undefined;
};

/** One message of the conversation so far. */
export type ChatMessageInput = {
  /** What is said. */
  content: string;
  /** Who speaks. */
  role: ChatRole;
};

/** How to answer. What is left out is the model's parameter, or the upstream's default. */
export type ChatOptionsInput = {
  /** Tokens of context to allocate. Local models only. */
  contextWindow?: number | null | undefined;
  /** How long Ollama keeps the model loaded afterwards, such as `5m`. */
  keepAlive?: string | null | undefined;
  /** Most tokens that the answer may have. */
  maxTokens?: number | null | undefined;
  /** Makes sampling repeatable, as far as the upstream can. */
  seed?: number | null | undefined;
  /** Texts that end the answer; at most 16. */
  stop?: Array<string> | null | undefined;
  /** Sampling temperature, 0 to 2. */
  temperature?: number | null | undefined;
  /** Nucleus sampling, 0 to 1. */
  topP?: number | null | undefined;
};

/** Who speaks. */
export type ChatRole =
  /** The model. */
  | 'ASSISTANT'
  /** Instructions to the model. */
  | 'SYSTEM'
  /** The person or program that asks. */
  | 'USER';

/** Whose credential to forget. */
export type ClearModelCredentialInput = {
  /** Which model. */
  id: string;
};

/** A model that this installation's Ollama has. */
export type CreateLocalModelInput = {
  /** Notes for people. */
  description?: string | null | undefined;
  /** What people call it. */
  displayName?: string | null | undefined;
  /** Makes it the default model of its type. */
  isDefault?: boolean | null | undefined;
  /** Its name in Ollama: `[host/][namespace/]model[:tag]`; the default tag is `latest`. */
  name: string;
  /** Defaults and limits. */
  parameters?: ModelParametersInput | null | undefined;
  /** What it is for: CHAT, EMBEDDING or VISION. */
  type: ModelType;
};

/** Exactly one kind of model. */
export type CreateModelInput =
  {   /** A model that this installation's Ollama has. */
  local: CreateLocalModelInput; remote?: never; }
  |  { local?: never;   /** A model behind an OpenAI-compatible endpoint. */
  remote: CreateRemoteModelInput; };

/** A model behind an OpenAI-compatible endpoint. */
export type CreateRemoteModelInput = {
  /** API key; write-only. */
  apiKey?: string | null | undefined;
  /** Address that paths such as `/chat/completions` are appended to. Default: the provider's own. */
  baseUrl?: string | null | undefined;
  /** Notes for people. */
  description?: string | null | undefined;
  /** What people call it. */
  displayName?: string | null | undefined;
  /** Secret headers to send along. */
  headers?: Array<HeaderInput> | null | undefined;
  /** Makes it the default model of its type. */
  isDefault?: boolean | null | undefined;
  /** What the provider calls it. */
  name: string;
  /** Defaults and limits. */
  parameters?: ModelParametersInput | null | undefined;
  /** A provider of the catalogue. Default `generic`. */
  provider?: string | null | undefined;
  /** What it is for. */
  type: ModelType;
};

/** Which model to remove. */
export type DeleteModelInput = {
  /** Which model. */
  id: string;
};

/** What kind of failure it is. Also found as `extensions.code` of GraphQL errors. */
export type ErrorCode =
  /** The model is built in, and changed by the operator only. */
  | 'BUILTIN_MODEL'
  /** The object has changed since you read it. */
  | 'CONFLICT'
  /** The provider needs an API key, and none is stored. */
  | 'CREDENTIAL_MISSING'
  /** A credential is stored that cannot be opened; set it again. */
  | 'CREDENTIAL_UNREADABLE'
  /** The address is one that this installation does not let models use. */
  | 'DESTINATION_NOT_ALLOWED'
  /** The token lacks the scope that this needs. */
  | 'FORBIDDEN'
  /** Something unexpected. `extensions.requestId` is what the operator can look up. */
  | 'INTERNAL'
  /** The input breaks a rule; nothing was written. */
  | 'INVALID_INPUT'
  /** The request is larger or more frequent than is allowed. */
  | 'LIMIT_EXCEEDED'
  /** The model cannot be removed while something uses it. */
  | 'MODEL_IN_USE'
  /** The model exists, but its status does not allow using it. */
  | 'MODEL_NOT_READY'
  /** There is no such object, or none that you may see. */
  | 'NOT_FOUND'
  /** What was to be resumed is no longer kept. */
  | 'NOT_RESUMABLE'
  /** This installation's Ollama does not answer. */
  | 'OLLAMA_UNAVAILABLE'
  /** The request id has been used for a different input. */
  | 'REQUEST_ID_REUSED'
  /** The server is stopping; try again shortly. */
  | 'SHUTTING_DOWN'
  /** No token was sent, or it does not verify. */
  | 'UNAUTHENTICATED'
  /** The provider refused the call, failed, or could not be reached. */
  | 'UPSTREAM';

/** Why the upstream finished. */
export type FinishReason =
  /** The upstream withheld the rest. */
  | 'CONTENT_FILTER'
  /** The answer reached the most tokens it may have, or the end of the context. */
  | 'LENGTH'
  /** Something else; see `rawFinishReason`. */
  | 'OTHER'
  /** The answer is complete. */
  | 'STOP'
  /** The model wants tools to be called. */
  | 'TOOL_CALLS';

/** A secret header. Its value never comes back. */
export type HeaderInput = {
  /** Name of the header. */
  name: string;
  /** Value: printable ASCII, write-only. */
  value: string;
};

/** Something a model can do. */
export type ModelCapability =
  /** Generates text. */
  | 'COMPLETION'
  /** Makes vectors of texts. */
  | 'EMBEDDING'
  /** Keeps to a JSON schema. */
  | 'STRUCTURED_OUTPUT'
  /** Thinks before it answers. */
  | 'THINKING'
  /** Calls tools. */
  | 'TOOLS'
  /** Understands images. */
  | 'VISION';

/** Which models to list: those that fit every field given. An empty list fits none. */
export type ModelFilter = {
  /** Served by this provider of the catalogue. */
  provider?: string | null | undefined;
  /** With this text in name, display name or description, in either case. */
  search?: string | null | undefined;
  /** From one of these sources. */
  sources?: Array<ModelSource> | null | undefined;
  /** With one of these statuses. */
  statuses?: Array<ModelStatus> | null | undefined;
  /** Of one of these types. */
  types?: Array<ModelType> | null | undefined;
};

/** The order of a list of models. */
export type ModelOrder = {
  /** Which end comes first. */
  direction: OrderDirection;
  /** What to order by. */
  field: ModelOrderField;
};

/** What a list of models can be ordered by. */
export type ModelOrderField =
  /** When it was registered. */
  | 'CREATED_AT'
  /** What the upstream calls it. */
  | 'NAME'
  /** When it last changed. */
  | 'UPDATED_AT';

/** Defaults and limits for using a model. */
export type ModelParametersInput = {
  /** Tokens of context to allocate. Local models only. */
  contextWindow?: number | null | undefined;
  /** Longest wait for the first token, in milliseconds. Default 300000. */
  firstTokenTimeoutMs?: number | null | undefined;
  /** Longest silence within an answer, in milliseconds. Default 120000. */
  idleTimeoutMs?: number | null | undefined;
  /** How long Ollama keeps the model loaded after a call, such as `5m`. */
  keepAlive?: string | null | undefined;
  /** Most tokens that an answer may have. */
  maxTokens?: number | null | undefined;
  /** Sampling temperature, 0 to 2. */
  temperature?: number | null | undefined;
  /** Nucleus sampling, 0 to 1. */
  topP?: number | null | undefined;
};

/** Where a model runs. */
export type ModelSource =
  /** On this installation's Ollama. */
  | 'LOCAL'
  /** Behind an OpenAI-compatible endpoint. */
  | 'REMOTE';

/** Whether a model can be used. Whatever it is, the model can be read and edited. */
export type ModelStatus =
  /** Ready to be used. */
  | 'ACTIVE'
  /** Ollama is still fetching it. */
  | 'DOWNLOADING'
  /** Ollama could not fetch it; `statusReason` says why. */
  | 'DOWNLOAD_FAILED';

/** What a model is for. */
export type ModelType =
  /** Answers conversations with text. */
  | 'CHAT'
  /** Turns texts into vectors. */
  | 'EMBEDDING'
  /** Orders documents by how well they fit a query. */
  | 'RERANK'
  /** Turns speech into text. */
  | 'SPEECH'
  /** Answers conversations that contain images. */
  | 'VISION';

/** Which end of an order comes first. */
export type OrderDirection =
  /** Smallest or oldest first. */
  | 'ASC'
  /** Largest or newest first. */
  | 'DESC';

/** Which model to bring back. */
export type RestoreModelInput = {
  /** Which model. */
  id: string;
};

/** Which model to use where none is named. */
export type SetDefaultModelInput = {
  /** Which model; it becomes the default of its type. */
  id: string;
};

/** A field left out stays as it is; null forgets what is stored. */
export type SetModelCredentialInput = {
  /** API key; write-only. */
  apiKey?: string | null | undefined;
  /** Secret headers to send along, in the place of all that are stored. */
  headers?: Array<HeaderInput> | null | undefined;
  /** Which model. */
  id: string;
};

/** A field left out stays as it is; null clears it. Type and source never change. */
export type UpdateModelInput = {
  /** A new API key; write-only. Null forgets the stored one. */
  apiKey?: string | null | undefined;
  /** Another address; null means the provider's own. With another origin, the stored credential is dropped unless `apiKey` is set too. */
  baseUrl?: string | null | undefined;
  /** Notes for people. */
  description?: string | null | undefined;
  /** What people call it. */
  displayName?: string | null | undefined;
  /** Refuse the change when the model is no longer at this version. */
  expectedVersion?: number | null | undefined;
  /** Which model. */
  id: string;
  /** What the upstream calls it; cannot be cleared. */
  name?: string | null | undefined;
  /** What to change of the parameters; null clears them all. */
  parameters?: ModelParametersInput | null | undefined;
  /** A provider of the catalogue; null means `generic`. The address stays as it is. */
  provider?: string | null | undefined;
};

/** Where the fault of a failed upstream call lies. */
export type UpstreamErrorReason =
  /** The upstream refused the content. */
  | 'CONTENT_FILTER'
  /** Messages and answer do not fit into the model's context. */
  | 'CONTEXT_LENGTH'
  /** The provider does not accept the API key. */
  | 'CREDENTIAL_REJECTED'
  /** The upstream does not know the model. */
  | 'MODEL_MISSING'
  /** The upstream is too busy; try again later. */
  | 'OVERLOADED'
  /** The API key is good, but may not do this. */
  | 'PERMISSION_DENIED'
  /** The upstream answered with something that is not an answer. */
  | 'PROTOCOL'
  /** The account has no credit or quota left; waiting does not help. */
  | 'QUOTA_EXHAUSTED'
  /** Too many requests; wait, then try again. */
  | 'RATE_LIMITED'
  /** The upstream finds the request wrong. */
  | 'REQUEST_REJECTED'
  /** The first token did not come within the model's limit. */
  | 'TIMEOUT_FIRST_TOKEN'
  /** The answer stood still for longer than the model's limit. */
  | 'TIMEOUT_IDLE'
  /** The upstream failed, or could not be reached. */
  | 'UNAVAILABLE'
  /** The model or upstream cannot do what was asked. */
  | 'UNSUPPORTED';

export type CreateModelMutationVariables = Exact<{
  input: CreateModelInput;
}>;


export type CreateModelMutation = { createModel:
    | { __typename: 'DestinationNotAllowedError', code: ErrorCode, message: string }
    | { __typename: 'InvalidInputError', code: ErrorCode, message: string, fields: Array<{ path: Array<string>, message: string }> }
    | { __typename: 'ModelPayload', model: { id: string, name: string, displayName: string | null, description: string | null, type: ModelType, source: ModelSource, status: ModelStatus, statusReason: string | null, baseUrl: string | null, version: number, capabilities: Array<ModelCapability>, isDefault: boolean, createdAt: string, updatedAt: string, provider: { id: string } | null, credential: { configured: boolean, hint: string | null, readable: boolean, headerNames: Array<string>, updatedAt: string | null }, parameters: { temperature: number | null, topP: number | null, maxTokens: number | null, contextWindow: number | null, keepAlive: string | null, firstTokenTimeoutMs: number | null, idleTimeoutMs: number | null } } }
    | { __typename: 'UpstreamError', code: ErrorCode, message: string, reason: UpstreamErrorReason, retryable: boolean }
   };

export type UpdateModelMutationVariables = Exact<{
  input: UpdateModelInput;
}>;


export type UpdateModelMutation = { updateModel:
    | { __typename: 'ConflictError', code: ErrorCode, message: string, currentVersion: number | null }
    | { __typename: 'DestinationNotAllowedError', code: ErrorCode, message: string }
    | { __typename: 'InvalidInputError', code: ErrorCode, message: string, fields: Array<{ path: Array<string>, message: string }> }
    | { __typename: 'ModelPayload', model: { id: string, name: string, displayName: string | null, description: string | null, baseUrl: string | null, version: number, provider: { id: string } | null, credential: { configured: boolean, hint: string | null, readable: boolean, headerNames: Array<string> }, parameters: { temperature: number | null, topP: number | null, maxTokens: number | null } } }
    | { __typename: 'NotFoundError', code: ErrorCode, message: string }
    | { __typename: 'UpstreamError', code: ErrorCode, message: string }
   };

export type SetDefaultMutationVariables = Exact<{
  input: SetDefaultModelInput;
}>;


export type SetDefaultMutation = { setDefaultModel:
    | { __typename: 'ModelPayload', model: { id: string, isDefault: boolean, version: number } }
    | { __typename: 'NotFoundError', code: ErrorCode, message: string }
   };

export type FindDefaultQueryVariables = Exact<{
  type: ModelType;
}>;


export type FindDefaultQuery = { defaultModel: { id: string, name: string, isDefault: boolean, version: number } | null };

export type RestoreModelMutationVariables = Exact<{
  input: RestoreModelInput;
}>;


export type RestoreModelMutation = { restoreModel:
    | { __typename: 'ModelPayload', model: { id: string, name: string, isDefault: boolean, credential: { configured: boolean, readable: boolean } } }
    | { __typename: 'NotFoundError', code: ErrorCode, message: string }
   };

export type SetCredentialMutationVariables = Exact<{
  input: SetModelCredentialInput;
}>;


export type SetCredentialMutation = { setModelCredential:
    | { __typename: 'InvalidInputError', code: ErrorCode, message: string, fields: Array<{ path: Array<string>, message: string }> }
    | { __typename: 'ModelPayload', model: { version: number, credential: { configured: boolean, hint: string | null, readable: boolean, headerNames: Array<string>, updatedAt: string | null } } }
    | { __typename: 'NotFoundError', code: ErrorCode, message: string }
   };

export type ClearCredentialMutationVariables = Exact<{
  input: ClearModelCredentialInput;
}>;


export type ClearCredentialMutation = { clearModelCredential:
    | { __typename: 'ModelPayload', model: { version: number, credential: { configured: boolean, hint: string | null, readable: boolean, headerNames: Array<string>, updatedAt: string | null } } }
    | { __typename: 'NotFoundError', code: ErrorCode, message: string }
   };

export type DeleteModelMutationVariables = Exact<{
  input: DeleteModelInput;
}>;


export type DeleteModelMutation = { deleteModel:
    | { __typename: 'DeleteModelPayload', model: { id: string, name: string } }
    | { __typename: 'NotFoundError', code: ErrorCode, message: string }
   };

export type FindModelQueryVariables = Exact<{
  id: string;
}>;


export type FindModelQuery = { model: { id: string, name: string, version: number } | null, node:
    | { __typename: 'ChatCompletion', id: string }
    | { __typename: 'Model', id: string }
   | null, nodes: Array<
    | { id: string }
    | { id: string }
   | null> };

export type ListModelsQueryVariables = Exact<{
  filter?: ModelFilter | null | undefined;
  orderBy?: ModelOrder | null | undefined;
  first?: number | null | undefined;
  after?: string | null | undefined;
  last?: number | null | undefined;
  before?: string | null | undefined;
}>;


export type ListModelsQuery = { models: { totalCount: number, nodes: Array<{ name: string }>, edges: Array<{ cursor: string }>, pageInfo: { hasNextPage: boolean, hasPreviousPage: boolean, startCursor: string | null, endCursor: string | null } } };

export type WhoQueryVariables = Exact<{ [key: string]: never; }>;


export type WhoQuery = { viewer: { tenantId: string, subject: string, scopes: Array<string> } };

export type ChatStreamSubscriptionVariables = Exact<{
  input: ChatInput;
}>;


export type ChatStreamSubscription = { chat:
    | { __typename: 'ChatCancelled', seq: number, completionId: string, completion: { id: string, status: ChatCompletionStatus, finishReason: FinishReason | null, rawFinishReason: string | null, lastSeq: number, firstTokenMs: number | null, durationMs: number | null, message: { role: ChatRole, content: string, reasoning: string | null } | null, usage: { promptTokens: number | null, completionTokens: number | null, totalTokens: number | null, cachedPromptTokens: number | null, reasoningTokens: number | null } | null, model: { displayName: string | null } | null, error: { reason: UpstreamErrorReason } | null } }
    | { __typename: 'ChatCompleted', seq: number, completionId: string, completion: { id: string, status: ChatCompletionStatus, finishReason: FinishReason | null, rawFinishReason: string | null, lastSeq: number, firstTokenMs: number | null, durationMs: number | null, message: { role: ChatRole, content: string, reasoning: string | null } | null, usage: { promptTokens: number | null, completionTokens: number | null, totalTokens: number | null, cachedPromptTokens: number | null, reasoningTokens: number | null } | null, model: { displayName: string | null } | null, error: { reason: UpstreamErrorReason } | null } }
    | { __typename: 'ChatFailed', seq: number, completionId: string, error: { code: ErrorCode, message: string, reason: UpstreamErrorReason, retryable: boolean, retryAfterMs: number | null, upstreamStatus: number | null }, completion: { id: string, status: ChatCompletionStatus, finishReason: FinishReason | null, rawFinishReason: string | null, lastSeq: number, firstTokenMs: number | null, durationMs: number | null, message: { role: ChatRole, content: string, reasoning: string | null } | null, usage: { promptTokens: number | null, completionTokens: number | null, totalTokens: number | null, cachedPromptTokens: number | null, reasoningTokens: number | null } | null, model: { displayName: string | null } | null, error: { reason: UpstreamErrorReason } | null } }
    | { __typename: 'ChatInterrupted', seq: number, completionId: string, completion: { id: string, status: ChatCompletionStatus, finishReason: FinishReason | null, rawFinishReason: string | null, lastSeq: number, firstTokenMs: number | null, durationMs: number | null, message: { role: ChatRole, content: string, reasoning: string | null } | null, usage: { promptTokens: number | null, completionTokens: number | null, totalTokens: number | null, cachedPromptTokens: number | null, reasoningTokens: number | null } | null, model: { displayName: string | null } | null, error: { reason: UpstreamErrorReason } | null } }
    | { __typename: 'ChatStarted', seq: number, completionId: string, completion: { id: string, status: ChatCompletionStatus, message: { content: string } | null, model: { displayName: string | null } | null } }
    | { __typename: 'ContentDelta', text: string, seq: number, completionId: string }
    | { __typename: 'ThinkingDelta', text: string, seq: number, completionId: string }
   };

export type EndedFragment = { id: string, status: ChatCompletionStatus, finishReason: FinishReason | null, rawFinishReason: string | null, lastSeq: number, firstTokenMs: number | null, durationMs: number | null, message: { role: ChatRole, content: string, reasoning: string | null } | null, usage: { promptTokens: number | null, completionTokens: number | null, totalTokens: number | null, cachedPromptTokens: number | null, reasoningTokens: number | null } | null, model: { displayName: string | null } | null, error: { reason: UpstreamErrorReason } | null };

export type ChatWholeMutationVariables = Exact<{
  input: ChatInput;
}>;


export type ChatWholeMutation = { chat:
    | { __typename: 'ChatPayload', completion: { id: string, status: ChatCompletionStatus, finishReason: FinishReason | null, message: { content: string, reasoning: string | null } | null, usage: { totalTokens: number | null } | null, error: { code: ErrorCode, reason: UpstreamErrorReason, retryable: boolean } | null } }
    | { __typename: 'CredentialError', code: ErrorCode, message: string }
    | { __typename: 'InvalidInputError', code: ErrorCode, message: string, fields: Array<{ path: Array<string>, message: string }> }
    | { __typename: 'ModelNotReadyError', code: ErrorCode, message: string }
    | { __typename: 'NotFoundError', code: ErrorCode, message: string }
   };

export type FindCompletionQueryVariables = Exact<{
  id: string;
}>;


export type FindCompletionQuery = { node:
    | { __typename: 'ChatCompletion', id: string, status: ChatCompletionStatus, finishReason: FinishReason | null, lastSeq: number, durationMs: number | null, error: { reason: UpstreamErrorReason } | null, usage: { totalTokens: number | null } | null, message: { content: string } | null }
    | { __typename: 'Model' }
   | null };

export class TypedDocumentString<TResult, TVariables>
  extends String
  implements DocumentTypeDecoration<TResult, TVariables>
{
  __apiType?: NonNullable<DocumentTypeDecoration<TResult, TVariables>['__apiType']>;
  private value: string;
  public __meta__?: Record<string, any> | undefined;

  constructor(value: string, __meta__?: Record<string, any> | undefined) {
    super(value);
    this.value = value;
    this.__meta__ = __meta__;
  }

  override toString(): string & DocumentTypeDecoration<TResult, TVariables> {
    return this.value;
  }
}
export const EndedFragmentDoc = new TypedDocumentString(`
    fragment Ended on ChatCompletion {
  id
  status
  finishReason
  rawFinishReason
  lastSeq
  firstTokenMs
  durationMs
  message {
    role
    content
    reasoning
  }
  usage {
    promptTokens
    completionTokens
    totalTokens
    cachedPromptTokens
    reasoningTokens
  }
  model {
    displayName
  }
  error {
    reason
  }
}
    `, {"fragmentName":"Ended"}) as unknown as TypedDocumentString<EndedFragment, unknown>;
export const CreateModelDocument = new TypedDocumentString(`
    mutation CreateModel($input: CreateModelInput!) {
  createModel(input: $input) {
    __typename
    ... on ModelPayload {
      model {
        id
        name
        displayName
        description
        type
        source
        status
        statusReason
        baseUrl
        version
        capabilities
        isDefault
        provider {
          id
        }
        credential {
          configured
          hint
          readable
          headerNames
          updatedAt
        }
        parameters {
          temperature
          topP
          maxTokens
          contextWindow
          keepAlive
          firstTokenTimeoutMs
          idleTimeoutMs
        }
        createdAt
        updatedAt
      }
    }
    ... on Error {
      code
      message
    }
    ... on InvalidInputError {
      fields {
        path
        message
      }
    }
    ... on UpstreamError {
      reason
      retryable
    }
  }
}
    `) as unknown as TypedDocumentString<CreateModelMutation, CreateModelMutationVariables>;
export const UpdateModelDocument = new TypedDocumentString(`
    mutation UpdateModel($input: UpdateModelInput!) {
  updateModel(input: $input) {
    __typename
    ... on ModelPayload {
      model {
        id
        name
        displayName
        description
        baseUrl
        version
        provider {
          id
        }
        credential {
          configured
          hint
          readable
          headerNames
        }
        parameters {
          temperature
          topP
          maxTokens
        }
      }
    }
    ... on Error {
      code
      message
    }
    ... on InvalidInputError {
      fields {
        path
        message
      }
    }
    ... on ConflictError {
      currentVersion
    }
  }
}
    `) as unknown as TypedDocumentString<UpdateModelMutation, UpdateModelMutationVariables>;
export const SetDefaultDocument = new TypedDocumentString(`
    mutation SetDefault($input: SetDefaultModelInput!) {
  setDefaultModel(input: $input) {
    __typename
    ... on ModelPayload {
      model {
        id
        isDefault
        version
      }
    }
    ... on Error {
      code
      message
    }
  }
}
    `) as unknown as TypedDocumentString<SetDefaultMutation, SetDefaultMutationVariables>;
export const FindDefaultDocument = new TypedDocumentString(`
    query FindDefault($type: ModelType!) {
  defaultModel(type: $type) {
    id
    name
    isDefault
    version
  }
}
    `) as unknown as TypedDocumentString<FindDefaultQuery, FindDefaultQueryVariables>;
export const RestoreModelDocument = new TypedDocumentString(`
    mutation RestoreModel($input: RestoreModelInput!) {
  restoreModel(input: $input) {
    __typename
    ... on ModelPayload {
      model {
        id
        name
        isDefault
        credential {
          configured
          readable
        }
      }
    }
    ... on Error {
      code
      message
    }
  }
}
    `) as unknown as TypedDocumentString<RestoreModelMutation, RestoreModelMutationVariables>;
export const SetCredentialDocument = new TypedDocumentString(`
    mutation SetCredential($input: SetModelCredentialInput!) {
  setModelCredential(input: $input) {
    __typename
    ... on ModelPayload {
      model {
        version
        credential {
          configured
          hint
          readable
          headerNames
          updatedAt
        }
      }
    }
    ... on Error {
      code
      message
    }
    ... on InvalidInputError {
      fields {
        path
        message
      }
    }
  }
}
    `) as unknown as TypedDocumentString<SetCredentialMutation, SetCredentialMutationVariables>;
export const ClearCredentialDocument = new TypedDocumentString(`
    mutation ClearCredential($input: ClearModelCredentialInput!) {
  clearModelCredential(input: $input) {
    __typename
    ... on ModelPayload {
      model {
        version
        credential {
          configured
          hint
          readable
          headerNames
          updatedAt
        }
      }
    }
    ... on Error {
      code
      message
    }
  }
}
    `) as unknown as TypedDocumentString<ClearCredentialMutation, ClearCredentialMutationVariables>;
export const DeleteModelDocument = new TypedDocumentString(`
    mutation DeleteModel($input: DeleteModelInput!) {
  deleteModel(input: $input) {
    __typename
    ... on DeleteModelPayload {
      model {
        id
        name
      }
    }
    ... on Error {
      code
      message
    }
  }
}
    `) as unknown as TypedDocumentString<DeleteModelMutation, DeleteModelMutationVariables>;
export const FindModelDocument = new TypedDocumentString(`
    query FindModel($id: ID!) {
  model(id: $id) {
    id
    name
    version
  }
  node(id: $id) {
    __typename
    id
  }
  nodes(ids: [$id]) {
    id
  }
}
    `) as unknown as TypedDocumentString<FindModelQuery, FindModelQueryVariables>;
export const ListModelsDocument = new TypedDocumentString(`
    query ListModels($filter: ModelFilter, $orderBy: ModelOrder, $first: Int, $after: String, $last: Int, $before: String) {
  models(
    filter: $filter
    orderBy: $orderBy
    first: $first
    after: $after
    last: $last
    before: $before
  ) {
    nodes {
      name
    }
    edges {
      cursor
    }
    pageInfo {
      hasNextPage
      hasPreviousPage
      startCursor
      endCursor
    }
    totalCount
  }
}
    `) as unknown as TypedDocumentString<ListModelsQuery, ListModelsQueryVariables>;
export const WhoDocument = new TypedDocumentString(`
    query Who {
  viewer {
    tenantId
    subject
    scopes
  }
}
    `) as unknown as TypedDocumentString<WhoQuery, WhoQueryVariables>;
export const ChatStreamDocument = new TypedDocumentString(`
    subscription ChatStream($input: ChatInput!) {
  chat(input: $input) {
    __typename
    seq
    completionId
    ... on ChatStarted {
      completion {
        id
        status
        message {
          content
        }
        model {
          displayName
        }
      }
    }
    ... on ThinkingDelta {
      text
    }
    ... on ContentDelta {
      text
    }
    ... on ChatCompleted {
      completion {
        ...Ended
      }
    }
    ... on ChatCancelled {
      completion {
        ...Ended
      }
    }
    ... on ChatInterrupted {
      completion {
        ...Ended
      }
    }
    ... on ChatFailed {
      error {
        code
        message
        reason
        retryable
        retryAfterMs
        upstreamStatus
      }
      completion {
        ...Ended
      }
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
  message {
    role
    content
    reasoning
  }
  usage {
    promptTokens
    completionTokens
    totalTokens
    cachedPromptTokens
    reasoningTokens
  }
  model {
    displayName
  }
  error {
    reason
  }
}`) as unknown as TypedDocumentString<ChatStreamSubscription, ChatStreamSubscriptionVariables>;
export const ChatWholeDocument = new TypedDocumentString(`
    mutation ChatWhole($input: ChatInput!) {
  chat(input: $input) {
    __typename
    ... on ChatPayload {
      completion {
        id
        status
        finishReason
        message {
          content
          reasoning
        }
        usage {
          totalTokens
        }
        error {
          code
          reason
          retryable
        }
      }
    }
    ... on Error {
      code
      message
    }
    ... on InvalidInputError {
      fields {
        path
        message
      }
    }
  }
}
    `) as unknown as TypedDocumentString<ChatWholeMutation, ChatWholeMutationVariables>;
export const FindCompletionDocument = new TypedDocumentString(`
    query FindCompletion($id: ID!) {
  node(id: $id) {
    __typename
    ... on ChatCompletion {
      id
      status
      finishReason
      lastSeq
      durationMs
      error {
        reason
      }
      usage {
        totalTokens
      }
      message {
        content
      }
    }
  }
}
    `) as unknown as TypedDocumentString<FindCompletionQuery, FindCompletionQueryVariables>;