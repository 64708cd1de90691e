/* eslint-disable */
/** Internal type. DO NOT USE DIRECTLY. */
type Exact<T extends { [key: string]: unknown }> = { [K in keyof T]: T[K] };
/** Internal type. DO NOT USE DIRECTLY. */
export type Incremental<T> = T | { [P in keyof T]?: P extends ' $fragmentName' | '__typename' ? T[P] : never };
import type { DocumentTypeDecoration } from '@graphql-typed-document-node/core';
/** Step of a route when a model fails after its response has begun. */
export type AfterOutputStep =
  /** The completion ends as failed or interrupted. */
  | 'END'
  /** Another model starts the response again, if the caller accepts that. */
  | 'RESTART';

/** Options for applying the operator's file of built-in models and routes. */
export type ApplyBuiltinModelsInput = {
  /** True returns the steps without performing them. Default false. */
  dryRun?: boolean | null | undefined;
};

/** Filter for audit events. An event must match every given field. */
export type AuditEventFilter = {
  /** Only events with one of these actions. */
  actions?: Array<ModelAction> | null | undefined;
  /** Only actions on this model. */
  modelId?: string | null | undefined;
  /** True for actions on built-in models, routes, the API keys of the platform and defaults for every tenant, instead of your tenant's. Default false. Requires the scope `platform:admin`. */
  platform?: boolean | null | undefined;
  /** Only actions on this route. */
  routeId?: string | null | undefined;
  /** Only actions at or after this time. */
  since?: string | null | undefined;
  /** Only actions of this subject: the `sub` claim of the token. */
  subject?: string | null | undefined;
  /** Only actions before this time. */
  until?: string | null | undefined;
};

/** Effect of the operator's file on a built-in model or route. */
export type BuiltinAction =
  /** The model or route is created. */
  | 'CREATE'
  /** The model or route is no longer in the file: it is deleted. */
  | 'DELETE'
  /** The model or route already matches the file: nothing changes. */
  | 'KEEP'
  /** A mutation has changed the model: the file does not change it until `resetBuiltinModel` is called. */
  | 'LEAVE_OVERRIDDEN'
  /** The model was deleted and is in the file again: it is restored with the same ID. */
  | 'RESTORE'
  /** Fields of the model or route are changed. */
  | 'UPDATE';

/** The completion to cancel. */
export type CancelChatInput = {
  /** ID of the completion. */
  completionId: string;
};

/** The download to cancel. */
export type CancelOllamaPullInput = {
  /** ID of a download that `pullOllamaModel` requested. */
  id: string;
};

/** The model whose download to cancel. */
export type CancelPullInput = {
  /** ID of the model that is being downloaded. */
  id: string;
};

/** The source from which a capability of a model is known. */
export type CapabilitySource =
  /** The catalogue of providers has it for models with this name. */
  | 'CATALOGUE'
  /** The owner of the model has declared it. */
  | 'DECLARED'
  /** Ollama reports the capability of a local model. */
  | 'OLLAMA'
  /** A step of `testModel` has found it. */
  | 'TEST'
  /** The type with which the model is registered requires it. */
  | 'TYPE';

/** Filter for completions. A completion must match every given field. */
export type ChatCompletionFilter = {
  /** Only completions of this kind. */
  kind?: CompletionKind | null | undefined;
  /** Only completions of this model. */
  modelId?: string | null | undefined;
  /** Only completions whose input had this `requestId`, as long as their text is stored. */
  requestId?: string | null | undefined;
  /** Only completions started at or after this time. */
  since?: string | null | undefined;
  /** Only completions with one of these statuses. */
  statuses?: Array<ChatCompletionStatus> | null | undefined;
  /** Only completions started by this subject: the `sub` claim of the token. */
  subject?: string | null | undefined;
  /** Only completions started before this time. */
  until?: string | null | undefined;
};

/** Status of a completion. */
export type ChatCompletionStatus =
  /** The client cancelled or disconnected; the request to the provider was closed. */
  | 'CANCELLED'
  /** The provider reported the end of the response; see `finishReason`. */
  | 'COMPLETED'
  /** The provider rejected the request or failed; see `error`. */
  | 'FAILED'
  /** The provider stopped without reporting an end, or this server stopped. The response is incomplete. */
  | 'INTERRUPTED'
  /** The response is being generated. */
  | 'IN_PROGRESS';

/** A request for a chat completion. */
export type ChatInput = {
  /** Whether all readers of the events handle ChatRestarted: they discard the text, the thinking and the tool calls that they have received. Then a response that ends with a failure can be generated again, if the policy of the route permits it. The mutation `chat` always accepts it. Default false: such a response ends with ChatFailed or ChatInterrupted. */
  acceptsRestart?: boolean | null | undefined;
  /** Messages of the conversation, oldest first. */
  messages: Array<ChatMessageInput>;
  /** ID of a model of the type CHAT or VISION. Default: the default model for VISION if a message has images and there is one, otherwise the default model for CHAT; the default can be a route. */
  modelId?: string | null | undefined;
  /** Options for the response. */
  options?: ChatOptionsInput | null | undefined;
  /** ID of this request, chosen by the client, for safe retries. Requests with the same ID and input share one completion, on any connection and server process, and the provider is called once. Valid until the text of the completion is deleted. */
  requestId?: string | null | undefined;
  /** Format of the response. Default: text. */
  responseFormat?: ResponseFormatInput | null | undefined;
  /** ID of a route of the type CHAT or VISION. Only valid without `modelId`. Models of the route that cannot serve the request are left out. Default: none. */
  routeId?: string | null | undefined;
  /** Tools that the model must call. Default: the model decides. */
  toolChoice?: ToolChoiceInput | null | undefined;
  /** Tools that the model can request to be called; at most 128. Rejected, unless `toolChoice` has the mode NONE, for a model whose capabilities are reported by Ollama or declared and lack TOOLS. */
  tools?: Array<ToolInput> | null | undefined;
};

/** One message of a conversation. */
export type ChatMessageInput = {
  /** Text of the message. Can be left out when there are images or tool calls. */
  content?: string | null | undefined;
  /** Images of a USER message; at most 20 in all messages together. Rejected for a model whose capabilities are reported by Ollama or declared and lack VISION. */
  images?: Array<ImageInput> | null | undefined;
  /** Reasoning of an ASSISTANT message. */
  reasoning?: string | null | undefined;
  /** Author of the message. */
  role: ChatRole;
  /** ID of the tool call whose result a TOOL message contains. Required for TOOL messages. */
  toolCallId?: string | null | undefined;
  /** Tool calls of an ASSISTANT message. */
  toolCalls?: Array<ToolCallInput> | null | undefined;
};

/** An option of a chat request that some servers do not accept. */
export type ChatOption =
  /** The option `frequencyPenalty`. */
  | 'FREQUENCY_PENALTY'
  /** A JSON schema as `responseFormat`. */
  | 'JSON_SCHEMA'
  /** The option `maxTokens`. */
  | 'MAX_TOKENS'
  /** The option `minP`. */
  | 'MIN_P'
  /** The option `parallelToolCalls`. */
  | 'PARALLEL_TOOL_CALLS'
  /** The option `presencePenalty`. */
  | 'PRESENCE_PENALTY'
  /** The option `repetitionPenalty`. */
  | 'REPETITION_PENALTY'
  /** The option `seed`. */
  | 'SEED'
  /** The option `stop`. */
  | 'STOP'
  /** The option `temperature`. */
  | 'TEMPERATURE'
  /** The input `toolChoice` with a mode other than AUTO. */
  | 'TOOL_CHOICE'
  /** The option `topK`. */
  | 'TOP_K'
  /** The option `topP`. */
  | 'TOP_P';

/** Options for the response. An option that is left out has the value of the model's parameters, else the provider's default. Options that the provider does not accept are ignored, and the completion has a warning. */
export type ChatOptionsInput = {
  /** Context length to allocate, in tokens. The operator limits it; the default limit is 131072. Local models only. */
  contextWindow?: number | null | undefined;
  /** Frequency penalty, -2 to 2. Positive values reduce the repetition of frequent tokens. */
  frequencyPenalty?: number | null | undefined;
  /** Time that Ollama keeps the model loaded after the response: a duration such as `5m` or a number of seconds; a negative one means without limit. The operator limits it; the default limit is one hour. Local models only. */
  keepAlive?: string | null | undefined;
  /** Maximum number of tokens in the response, including reasoning, 1 to 10000000. Takes precedence over `maxTokens`. Sent as `max_completion_tokens`, or as `max_tokens` to providers that are not known to accept that field. */
  maxCompletionTokens?: number | null | undefined;
  /** Maximum number of tokens in the response, 1 to 10000000. */
  maxTokens?: number | null | undefined;
  /** Minimum probability of a token relative to that of the most likely one, 0 to 1. Only some providers support it. */
  minP?: number | null | undefined;
  /** Whether the model can request several tool calls in one response. */
  parallelToolCalls?: boolean | null | undefined;
  /** Presence penalty, -2 to 2. Positive values reduce the repetition of any token. */
  presencePenalty?: number | null | undefined;
  /** Repetition penalty, 0.01 to 2. Values above 1 reduce the repetition of tokens; 1 has no effect. Only some providers support it. */
  repetitionPenalty?: number | null | undefined;
  /** Seed for sampling. The same seed repeats a response, as far as the provider supports that. */
  seed?: number | null | undefined;
  /** Stop sequences that end the response; at most 16 of 1 to 1000 characters each. */
  stop?: Array<string> | null | undefined;
  /** Sampling temperature, 0 to 2. Higher values give more varied responses. */
  temperature?: number | null | undefined;
  /** Whether the model reasons before its response, or how much. */
  thinking?: ThinkingInput | null | undefined;
  /** Number of most likely tokens to sample from, 1 to 100000. Only some providers support it. */
  topK?: number | null | undefined;
  /** Nucleus sampling: probability mass to sample from, 0 to 1. */
  topP?: number | null | undefined;
};

/** Author of a message. */
export type ChatRole =
  /** The language model. */
  | 'ASSISTANT'
  /** Instructions for the model. */
  | 'SYSTEM'
  /** The result of a tool call. */
  | 'TOOL'
  /** The user or program that sends the request. */
  | 'USER';

/** Whether calls use a model or a key. */
export type CircuitState =
  /** Calls use the model or key. */
  | 'CLOSED'
  /** One call tests it, and the others use other models or keys. A success closes it. */
  | 'HALF_OPEN'
  /** It has failed; calls use other models or keys, if they have any. */
  | 'OPEN';

/** The part of a model that has a circuit. */
export type CircuitTarget =
  /** The model's own credential. */
  | 'CREDENTIAL'
  /** Another key of the model. */
  | 'KEY'
  /** The model itself. */
  | 'MODEL';

/** The default to remove. */
export type ClearDefaultModelInput = {
  /** True sets or removes the default for every tenant that has none of its own; the model or route must be built in. Default false: for your tenant. True requires the scope `platform:admin`. */
  everyone?: boolean | null | undefined;
  /** Type whose default to remove. */
  type: ModelType;
};

/** The model whose credential to delete. */
export type ClearModelCredentialInput = {
  /** ID of the model. */
  id: string;
};

/** Kind of request that started a completion. */
export type CompletionKind =
  /** A response to messages: `chat` or `startChat`. */
  | 'CHAT'
  /** A continuation of a prompt: `generate` or `startGenerate`. */
  | 'GENERATE';

/** Step of a route when a content filter of a provider blocks a request. */
export type ContentFilterStep =
  /** The next model is tried, whose provider can allow the content. The audit log records this choice. */
  | 'NEXT'
  /** The call fails. */
  | 'STOP';

/** Step of a route when a request is too long for a model. */
export type ContextLengthStep =
  /** The next model with a larger known context length is tried; without one, the call fails. */
  | 'NEXT_LARGER'
  /** The call fails. */
  | 'STOP';

/** An API key to store. It needs a provider or a base URL. */
export type CreateApiKeyInput = {
  /** The key: printable ASCII, at most 4096 characters. Write-only. */
  apiKey: string;
  /** A base URL, if it is not the provider's: the key can be sent to its origin only. */
  baseUrl?: string | null | undefined;
  /** True stores the key for built-in models. Default false. Requires the scope `platform:admin`. */
  isBuiltin?: boolean | null | undefined;
  /** Name of the key, unique within the tenant; at most 255 characters. */
  name: string;
  /** A provider from the catalogue (`Query.providers`). Without `baseUrl`, the key can be sent to all of its base URLs. Default: the one whose host `baseUrl` names, otherwise `generic`. */
  provider?: string | null | undefined;
};

/** A model on this installation's Ollama. If Ollama does not have it, it is downloaded. */
export type CreateLocalModelInput = {
  /** Free-text description; at most 10000 characters. */
  description?: string | null | undefined;
  /** Name to display, unique within the tenant; at most 255 characters. */
  displayName?: string | null | undefined;
  /** Fields to add to the body of each request to the model, as an object of at most 16000 characters and 8 levels. Fields that requests have anyway are rejected. For a local model, `options` adds to Ollama's options. For models of the type CHAT, VISION, EMBEDDING and RERANK. Not for secrets: use `headers`. */
  extraParameters?: unknown;
  /** True makes it a built-in model, which is visible to every tenant. Default false. Requires the scope `platform:admin`. */
  isBuiltin?: boolean | null | undefined;
  /** True makes it the default model of its type. Default false. */
  isDefault?: boolean | null | undefined;
  /** Name in Ollama: `[host/][namespace/]model[:tag]`. The default tag is `latest`. */
  name: string;
  /** Default options and limits for calls to this model. */
  parameters?: ModelParametersInput | null | undefined;
  /** ID of this request, chosen by the client, for safe retries. The same ID and input within a day return the same model. */
  requestId?: string | null | undefined;
  /** Type of the model: CHAT, EMBEDDING or VISION. */
  type: ModelType;
};

/** The model to register. Set exactly one field. */
export type CreateModelInput =
  {   /** A model on this installation's Ollama. If Ollama does not have it, it is downloaded. */
  local: CreateLocalModelInput; remote?: never; }
  |  { local?: never;   /** A remote model with an OpenAI-compatible API. */
  remote: CreateRemoteModelInput; };

/** A remote model with an OpenAI-compatible API. */
export type CreateRemoteModelInput = {
  /** API key of the provider. Write-only. */
  apiKey?: string | null | undefined;
  /** Base URL, to which paths such as `/chat/completions` are appended. Default: the provider's own. */
  baseUrl?: string | null | undefined;
  /** Capabilities of the model, as its owner knows them; they replace what the catalogue knows and tests find. They must include what the type requires. Default: none are declared. */
  capabilities?: Array<ModelCapability> | null | undefined;
  /** Free-text description; at most 10000 characters. */
  description?: string | null | undefined;
  /** Name to display, unique within the tenant; at most 255 characters. */
  displayName?: string | null | undefined;
  /** Fields to add to the body of each request to the model, as an object of at most 16000 characters and 8 levels. Fields that requests have anyway are rejected. For a local model, `options` adds to Ollama's options. For models of the type CHAT, VISION, EMBEDDING and RERANK. Not for secrets: use `headers`. */
  extraParameters?: unknown;
  /** Secret HTTP headers to send with every request; at most 32. */
  headers?: Array<HeaderInput> | null | undefined;
  /** True makes it a built-in model, which is visible to every tenant. Default false. Requires the scope `platform:admin`. */
  isBuiltin?: boolean | null | undefined;
  /** True makes it the default model of its type. Default false. */
  isDefault?: boolean | null | undefined;
  /** Stored API keys that calls can use, each stored for the origin of the base URL; at most 20. The key of `apiKey`, if set, comes first. Default: none. */
  keys?: Array<ModelKeyInput> | null | undefined;
  /** Name of the model at the provider; at most 255 characters. */
  name: string;
  /** Default options and limits for calls to this model. */
  parameters?: ModelParametersInput | null | undefined;
  /** A provider from the catalogue (`Query.providers`). Default: the one whose host `baseUrl` names, otherwise `generic`. */
  provider?: string | null | undefined;
  /** ID of this request, chosen by the client, for safe retries. The same ID and input within a day return the same model. */
  requestId?: string | null | undefined;
  /** Type of the model. */
  type: ModelType;
};

/** The route to create. */
export type CreateRouteInput = {
  /** Free-text description; at most 10000 characters. */
  description?: string | null | undefined;
  /** True creates a built-in route, which every tenant sees and which can have built-in models only. Default false. True requires the scope `platform:admin`. */
  isBuiltin?: boolean | null | undefined;
  /** Name, unique within the tenant, case-insensitive; 1 to 255 characters. */
  name: string;
  /** Conditions under which another model is used. Default: see its fields. */
  policy?: RoutePolicyInput | null | undefined;
  /** The models, 1 to 20; each at most once. */
  targets: Array<RouteTargetInput>;
  /** Type of the calls that can use the route. It cannot be changed. */
  type: ModelType;
};

/** The API key to delete. */
export type DeleteApiKeyInput = {
  /** ID of the key to delete. */
  id: string;
};

/** The model to delete. */
export type DeleteModelInput = {
  /** ID of the model to delete. */
  id: string;
};

/** The model to remove from Ollama. */
export type DeleteOllamaModelInput = {
  /** Name of the model, case-insensitive: `[host/][namespace/]model[:tag]`. The default tag is `latest`. */
  name: string;
};

/** The route to delete. */
export type DeleteRouteInput = {
  /** ID of the route to delete. */
  id: string;
};

/** Machine-readable error code. GraphQL errors have the same code as `extensions.code`. */
export type ErrorCode =
  /** The API key cannot be deleted while models use it. */
  | 'API_KEY_IN_USE'
  /** The token cannot be verified because the token issuer is unreachable; try again later. */
  | 'AUTH_UNAVAILABLE'
  /** The model or route is built in. Only a platform administrator can change it; a route of the operator's file is changed only there. */
  | 'BUILTIN_MODEL'
  /** The input conflicts with the stored state: the object has changed since you read it, or a value is already in use. */
  | 'CONFLICT'
  /** The API key was not stored for the origin of the model's base URL, so it is not sent. */
  | 'CREDENTIAL_DESTINATION'
  /** The provider requires an API key, and none is stored; set one with `setModelCredential`. */
  | 'CREDENTIAL_MISSING'
  /** The stored credential cannot be decrypted; set it again with `setModelCredential`. */
  | 'CREDENTIAL_UNREADABLE'
  /** The operator does not allow models to use this address. */
  | 'DESTINATION_NOT_ALLOWED'
  /** The token lacks the scope that the operation requires. */
  | 'FORBIDDEN'
  /** An unexpected server error. The operator can find it in the log by `extensions.requestId`. */
  | 'INTERNAL'
  /** The input is invalid. Nothing was changed. */
  | 'INVALID_INPUT'
  /** The request exceeds a limit on size, or the tenant or subject has reached a quota. */
  | 'LIMIT_EXCEEDED'
  /** The model cannot be removed from Ollama while registered models use it. */
  | 'MODEL_IN_USE'
  /** The model cannot be used in its current status. */
  | 'MODEL_NOT_READY'
  /** The object does not exist or is not visible to you. */
  | 'NOT_FOUND'
  /** The events after the given cursor or number have been deleted. */
  | 'NOT_RESUMABLE'
  /** Ollama is unavailable. */
  | 'OLLAMA_UNAVAILABLE'
  /** The server or its database is overloaded or cannot be reached. Send the same request again after `extensions.retryAfterMs`; use the same `requestId` where the input has one. */
  | 'OVERLOADED'
  /** The tenant or subject has reached a quota of operations, tests or changes in a period; wait `retryAfterMs` and try again. */
  | 'RATE_LIMITED'
  /** The `requestId` was used with a different input. */
  | 'REQUEST_ID_REUSED'
  /** The server is stopping; try again shortly. */
  | 'SHUTTING_DOWN'
  /** No token was sent, or the token is invalid or expired. */
  | 'UNAUTHENTICATED'
  /** The provider rejected the request, failed, or could not be reached. */
  | 'UPSTREAM';

/** Reason why the provider stopped generating. */
export type FinishReason =
  /** The provider's content filter stopped the response. */
  | 'CONTENT_FILTER'
  /** The response reached the token limit or the end of the context. */
  | 'LENGTH'
  /** Another reason, or none was given; see `rawFinishReason`. */
  | 'OTHER'
  /** The response is complete. */
  | 'STOP'
  /** The model requests tool calls. */
  | 'TOOL_CALLS';

/** A secret HTTP header. Its value can never be read again. */
export type HeaderInput = {
  /** Name of the HTTP header. */
  name: string;
  /** Value of the header: printable ASCII, at most 8192 characters. Write-only. */
  value: string;
};

/** An image as base64 data, at most 5 MB. */
export type ImageDataInput = {
  /** The image, base64-encoded with padding and without line breaks. */
  base64: string;
  /** Media type: `image/png`, `image/jpeg`, `image/gif` or `image/webp`. */
  mediaType: string;
};

/** An image: a URL or the data. Set exactly one field. */
export type ImageInput =
  {   /** The image as base64 data. */
  data: ImageDataInput; url?: never; }
  |  { data?: never;   /** An https:// URL that the provider resolves and fetches. A private address, as a number or as a local name such as `localhost`, is rejected unless EGRESS_ALLOW permits it; what other names resolve to is not checked. Local models accept `data` only. */
  url: string; };

/** A JSON schema that the response must match. */
export type JsonSchemaInput = {
  /** Name of the schema: 1 to 64 letters, digits, underscores or dashes. */
  name: string;
  /** The JSON schema: an object of at most 128000 characters and 128 levels. */
  schema: unknown;
  /** True lets the provider enforce the schema, where it supports that. Default: the provider's. */
  strict?: boolean | null | undefined;
};

/** State of a key rotation. */
export type KeyRotationState =
  /** The rotation ended early, or the server process that ran it stopped. The progress is stored; start the rotation again to continue. */
  | 'FAILED'
  /** Every value that can be decrypted is now encrypted with the first key of ENCRYPTION_KEYS. */
  | 'FINISHED'
  /** No rotation has been started. */
  | 'IDLE'
  /** Values are being encrypted again. */
  | 'RUNNING';

/** An action on a model, a route or an API key that the audit log records. */
export type ModelAction =
  /** The route was set to try the next model when a content filter blocks a request. */
  | 'CONTENT_FILTER_NEXT'
  /** The model was registered, the route was created, or the API key was stored. */
  | 'CREATED'
  /** The API key and secret headers were deleted, by a request or because the base URL changed. */
  | 'CREDENTIAL_CLEARED'
  /** The value of an API key, or secret headers, were stored. */
  | 'CREDENTIAL_SET'
  /** The model or the route became the default of its type. */
  | 'DEFAULT_SET'
  /** The model or the route stopped being the default of its type. */
  | 'DEFAULT_UNSET'
  /** The model, the route or the API key was deleted. */
  | 'DELETED'
  /** The download was cancelled for this model. */
  | 'PULL_CANCELLED'
  /** The download failed and is not retried. */
  | 'PULL_FAILED'
  /** A download of the model was requested. */
  | 'PULL_REQUESTED'
  /** The download succeeded; Ollama has the model. */
  | 'PULL_SUCCEEDED'
  /** The built-in model was reset to the operator's file. */
  | 'RESET'
  /** The deleted model was restored. */
  | 'RESTORED'
  /** The model was tested. */
  | 'TESTED'
  /** Fields of the model, the route or the API key were changed. */
  | 'UPDATED'
  /** Ollama no longer has the model. */
  | 'WENT_MISSING';

/** An ability of a model. */
export type ModelCapability =
  /** The model generates text. */
  | 'COMPLETION'
  /** The model computes vectors for texts. */
  | 'EMBEDDING'
  /** The model's response can be restricted to a JSON schema. */
  | 'JSON_SCHEMA'
  /** The model ranks documents by their relevance to a query. */
  | 'RERANK'
  /** The model can reason before its response. */
  | 'THINKING'
  /** The model can call tools. */
  | 'TOOLS'
  /** The model transcribes speech to text. */
  | 'TRANSCRIPTION'
  /** The model accepts images. */
  | 'VISION';

/** Kind of a change to a model. */
export type ModelChangeKind =
  /** The model was registered or restored. */
  | 'CREATED'
  /** The model was deleted; it can no longer be listed or used. */
  | 'DELETED'
  /** A field of the model changed, such as its name, its status, or whether it is the default. */
  | 'UPDATED';

/** Filter for models. A model must match every given field. An empty list of types, sources or statuses matches no model. */
export type ModelFilter = {
  /** Only models that have all of these capabilities. */
  capabilities?: Array<ModelCapability> | null | undefined;
  /** True for built-in models only, false for your tenant's own models only. */
  isBuiltin?: boolean | null | undefined;
  /** True for the default models of your tenant only, false for all other models only. */
  isDefault?: boolean | null | undefined;
  /** Only models of this provider from the catalogue. */
  provider?: string | null | undefined;
  /** Only models whose name, display name or description contains this text, case-insensitive; at most 1000 characters. */
  search?: string | null | undefined;
  /** Only models from these sources. */
  sources?: Array<ModelSource> | null | undefined;
  /** Only models with these statuses. */
  statuses?: Array<ModelStatus> | null | undefined;
  /** Only models of these types. */
  types?: Array<ModelType> | null | undefined;
};

/** A stored API key that calls of a model can use. */
export type ModelKeyInput = {
  /** ID of an `ApiKey` of the owner of the model. */
  apiKeyId: string;
  /** False keeps the key without using it. Default true. */
  enabled?: boolean | null | undefined;
  /** Share of the calls for which the key is tried first, among the enabled keys of the model; 1 to 1000. Default 1. */
  weight?: number | null | undefined;
};

/** Default options and limits for calls to a model. */
export type ModelParametersInput = {
  /** Context length in tokens, 1 to 100000000: what Ollama allocates for a local model, where the operator limits it (default limit 131072), or what a remote model has. */
  contextWindow?: number | null | undefined;
  /** Number of vector dimensions to request, 1 to 100000. Embedding models only. */
  embeddingDimensions?: number | null | undefined;
  /** Maximum time until the first token, 1 to 3600000 milliseconds. Default 300000 for a local model, which can take minutes to load, and 60000 for a remote one. For `embed`, `rerank` and `transcribe`, the maximum time of the whole call; default 300000. */
  firstTokenTimeoutMs?: number | null | undefined;
  /** Frequency penalty, -2 to 2. Positive values reduce the repetition of frequent tokens. */
  frequencyPenalty?: number | null | undefined;
  /** Maximum time without data during a response, 1 to 3600000 milliseconds. Default 120000. */
  idleTimeoutMs?: number | null | undefined;
  /** Time that Ollama keeps the model loaded after a call: a duration such as `5m` or a number of seconds; a negative one means without limit. The operator limits it for models of tenants; the default limit is one hour. Local models only. */
  keepAlive?: string | null | undefined;
  /** Maximum number of simultaneous calls from one server process, 1 to 10000; further calls wait. Default: no limit. */
  maxConcurrency?: number | null | undefined;
  /** Number of retries when the provider is overloaded, limits the rate, or is unreachable, 0 to 5. A request is retried only before its first token, so that no response is paid for twice. Default 0. */
  maxRetries?: number | null | undefined;
  /** Maximum number of tokens in a response, 1 to 10000000. */
  maxTokens?: number | null | undefined;
  /** Minimum probability of a token relative to that of the most likely one, 0 to 1. Only some providers support it. */
  minP?: number | null | undefined;
  /** Presence penalty, -2 to 2. Positive values reduce the repetition of any token. */
  presencePenalty?: number | null | undefined;
  /** Options that the server does not accept, and that are left out of requests. Set it only where the catalogue's value for the provider is wrong. */
  refusedOptions?: Array<ChatOption> | null | undefined;
  /** Repetition penalty, 0.01 to 2. Values above 1 reduce the repetition of tokens; 1 has no effect. Only some providers support it. */
  repetitionPenalty?: number | null | undefined;
  /** Seed for sampling. The same seed repeats a response, as far as the provider supports that. */
  seed?: number | null | undefined;
  /** Whether a response begins with reasoning that ends at `</think>`, because the model's prompt template contains the opening tag. Default: the catalogue's value for the provider. */
  startsThinking?: boolean | null | undefined;
  /** Stop sequences that end a response; at most 16 of 1 to 1000 characters each. A request replaces all of them. */
  stop?: Array<string> | null | undefined;
  /** Sampling temperature, 0 to 2. Higher values give more varied responses. */
  temperature?: number | null | undefined;
  /** Whether the model reasons before its response, or how much. */
  thinking?: ThinkingInput | null | undefined;
  /** Request field that enables or disables thinking. Set it only where the catalogue's value for the provider is wrong. */
  thinkingControl?: ThinkingControl | null | undefined;
  /** Number of most likely tokens to sample from, 1 to 100000. Only some providers support it. */
  topK?: number | null | undefined;
  /** Nucleus sampling: probability mass to sample from, 0 to 1. */
  topP?: number | null | undefined;
};

/** Place where a model runs. */
export type ModelSource =
  /** The model runs on this installation's Ollama. */
  | 'LOCAL'
  /** The model is behind an OpenAI-compatible API of a provider. */
  | 'REMOTE';

/** Status of a model. A model can be read and changed in every status, but only used when ACTIVE. */
export type ModelStatus =
  /** The model can be used. */
  | 'ACTIVE'
  /** Ollama is downloading the model, or will; `pull` has the progress. */
  | 'DOWNLOADING'
  /** Ollama does not have the model; see `statusReason`. Call `pullModel` to try again. */
  | 'DOWNLOAD_FAILED'
  /** Ollama has the model, but its capabilities exclude its type, such as an embedding model of the type CHAT; see `statusReason`. Change the type, or delete the model. */
  | 'UNSUITABLE';

/** A step of a model test. The values are in the order of the steps. */
export type ModelTestStepName =
  /** Whether the operator allows models to use the address. Remote models only. */
  | 'ADDRESS'
  /** Whether the model returns a first token, a vector, a ranking or a transcript. */
  | 'ANSWER'
  /** Whether the server responds. */
  | 'CONNECTION'
  /** Whether the server accepts the credential, or requires none. */
  | 'CREDENTIAL'
  /** Whether the model returns JSON that conforms to a schema. */
  | 'JSON_SCHEMA'
  /** Whether the server has the model. */
  | 'MODEL'
  /** Whether the model reasons before its response. */
  | 'THINKING'
  /** Whether the model calls a tool. */
  | 'TOOLS'
  /** Whether the model names the colour of an image. */
  | 'VISION';

/** Type of a model: what it is used for. */
export type ModelType =
  /** Generates text responses to conversations. */
  | 'CHAT'
  /** Computes vectors for texts. */
  | 'EMBEDDING'
  /** Ranks documents by their relevance to a query. */
  | 'RERANK'
  /** Transcribes speech to text. */
  | 'SPEECH'
  /** Generates text responses to conversations that contain images. */
  | 'VISION';

/** An endpoint: the one of a registered model (`modelId`), or the one that the other fields describe. */
export type OfferedModelsInput = {
  /** API key for this request. It is not stored. */
  apiKey?: string | null | undefined;
  /** A stored `ApiKey` to send instead of `apiKey`, if it was stored for the origin. Its provider is the default of `provider`. */
  apiKeyId?: string | null | undefined;
  /** Base URL, without `/models`. Default: the provider's base URL. */
  baseUrl?: string | null | undefined;
  /** Secret headers for this request. They are not stored. */
  headers?: Array<HeaderInput> | null | undefined;
  /** A registered remote model of the tenant, whose address and stored credential are used. Excludes all other fields. */
  modelId?: string | null | undefined;
  /** A provider from the catalogue. Default: the provider with the host of `baseUrl`, or of `apiKeyId`, else `generic`. */
  provider?: string | null | undefined;
};

/** The model to download. */
export type PullModelInput = {
  /** ID of a local model. */
  id: string;
};

/** State of a download. */
export type PullState =
  /** Your tenant cancelled the download. The transfer stops when no other tenant waits for it. */
  | 'CANCELLED'
  /** The download failed; see `error`. Call `pullModel` to start another one. */
  | 'FAILED'
  /** The download waits to start, for a retry, or for Ollama; see `phase` and `error`. */
  | 'QUEUED'
  /** Ollama is downloading the model. */
  | 'RUNNING'
  /** Ollama has the model. */
  | 'SUCCEEDED';

/** The model or the key that calls use again. */
export type ResetTargetHealthInput = {
  /** ID of an `ApiKey` of the model. Default: the model and all of its keys. */
  keyId?: string | null | undefined;
  /** ID of the model. */
  modelId: string;
};

/** Format of the response. Set exactly one field. */
export type ResponseFormatInput =
  {   /** True for any JSON value. Describe the expected JSON in a message. */
  json: boolean; schema?: never; }
  |  { json?: never;   /** A JSON schema that the response must match. When the provider does not support schemas, or the declared capabilities of the model lack JSON_SCHEMA, the schema is sent as an instruction, and the completion has a warning. */
  schema: JsonSchemaInput; };

/** The deleted model to restore. */
export type RestoreModelInput = {
  /** ID of the deleted model. */
  id: string;
};

/** Filter for routes. A route must match every given field. An empty list of types matches no route. */
export type RouteFilter = {
  /** True for built-in routes only, false for your tenant's own routes only. */
  isBuiltin?: boolean | null | undefined;
  /** Only routes that have this model. */
  modelId?: string | null | undefined;
  /** Only routes whose name or description contains this text, case-insensitive; at most 1000 characters. */
  search?: string | null | undefined;
  /** Only routes of these types. */
  types?: Array<ModelType> | null | undefined;
};

/** Conditions under which a route uses another model, and its limits. A field that is left out has its default in a new route, and stays unchanged in an update. */
export type RoutePolicyInput = {
  /** Step when a model fails after its response has begun. Default RESTART. */
  afterOutput?: AfterOutputStep | null | undefined;
  /** Maximum time until the first token over all attempts, 1 to 3600000 milliseconds. Default 120000. */
  deadlineMs?: number | null | undefined;
  /** Time without a first token after which the next model is tried, 1 to 3600000 milliseconds. The last attempt always has the model's own timeout. For calls without streaming, it is the time until the response. Null means each model's own timeout. Default 15000. */
  firstTokenTimeoutMs?: number | null | undefined;
  /** Maximum number of requests to providers for one call, over all models, 1 to 20. Default 6. */
  maxAttempts?: number | null | undefined;
  /** Longest delay before a retry with the same model while another one is available, 0 to 60000 milliseconds. Default 3000. */
  maxPauseMs?: number | null | undefined;
  /** Step when a content filter of a provider blocks a request. Default STOP. */
  onContentFilter?: ContentFilterStep | null | undefined;
  /** Step when a request is too long for a model. Default NEXT_LARGER. */
  onContextLength?: ContextLengthStep | null | undefined;
};

/** A model of a route. */
export type RouteTargetInput = {
  /** ID of a model of your tenant or of a built-in model. Its type must be the route's; routes of the types CHAT and VISION can have models of both types. */
  modelId: string;
  /** Models with the lowest priority number are used first, 0 to 1000; those of the same number share the calls. Default: the position in the list, from 0. */
  priority?: number | null | undefined;
  /** Share of the calls among the models of the same priority, 1 to 1000. Default 1. */
  weight?: number | null | undefined;
};

/** The model to use when a request names neither a model nor a route. */
export type SetDefaultModelInput = {
  /** True sets or removes the default for every tenant that has none of its own; the model or route must be built in. Default false: for your tenant. True requires the scope `platform:admin`. */
  everyone?: boolean | null | undefined;
  /** ID of a model of the tenant or of a built-in model. It becomes the default of its type. */
  id: string;
};

/** The route to use when a request names neither a model nor a route. */
export type SetDefaultRouteInput = {
  /** True sets or removes the default for every tenant that has none of its own; the model or route must be built in. Default false: for your tenant. True requires the scope `platform:admin`. */
  everyone?: boolean | null | undefined;
  /** ID of a route of the tenant or of a built-in route. It becomes the default of its type. */
  id: string;
};

/** A new credential. A field that is left out stays unchanged; null deletes the stored value. */
export type SetModelCredentialInput = {
  /** API key of the provider. Write-only. */
  apiKey?: string | null | undefined;
  /** Secret HTTP headers to send with every request; at most 32. They replace all stored ones. */
  headers?: Array<HeaderInput> | null | undefined;
  /** ID of the model. */
  id: string;
};

/** A model to test before it is registered. The test uses no stored credential besides the `keys` that the model names: the first that is enabled, unless it has an `apiKey`. */
export type TestConnectionInput = {
  /** True also tests a response with a JSON schema. Default false. For the types CHAT and VISION. */
  jsonSchema?: boolean | null | undefined;
  /** The model as `createModel` accepts it. It is not checked whether its display name is in use. */
  model: CreateModelInput;
  /** True also tests whether the model reasons. Default false. For the types CHAT and VISION. */
  thinking?: boolean | null | undefined;
  /** True also tests a tool call. Default false. For the types CHAT and VISION. */
  tools?: boolean | null | undefined;
  /** True also tests whether the model understands an image. Default false. For the types CHAT and VISION. */
  vision?: boolean | null | undefined;
};

/** The model to test, with its stored credential. */
export type TestModelInput = {
  /** ID of the model. */
  id: string;
  /** True also tests a response with a JSON schema. Default false. For the types CHAT and VISION. */
  jsonSchema?: boolean | null | undefined;
  /** True also tests whether the model reasons. Default false. For the types CHAT and VISION. */
  thinking?: boolean | null | undefined;
  /** True also tests a tool call. Default false. For the types CHAT and VISION. */
  tools?: boolean | null | undefined;
  /** True also tests whether the model understands an image. Default false. For the types CHAT and VISION. */
  vision?: boolean | null | undefined;
};

/** The request field with which thinking is enabled or disabled. */
export type ThinkingControl =
  /** The field `chat_template_kwargs: {enable_thinking}`: true or false. */
  | 'CHAT_TEMPLATE_KWARGS'
  /** The field `enable_thinking`: true or false. */
  | 'ENABLE_THINKING'
  /** No field: thinking cannot be controlled. */
  | 'NONE'
  /** Ollama's field `think`: true, false, or a level. */
  | 'OLLAMA_THINK'
  /** The field `reasoning_effort`: a level, or `none`. */
  | 'REASONING_EFFORT'
  /** The field `reasoning: {effort, enabled}`: a level, or true or false. */
  | 'REASONING_OBJECT'
  /** The field `thinking: {type}`: `enabled` or `disabled`. */
  | 'THINKING_TYPE';

/** Amount of reasoning. A model with fewer levels uses the nearest one. */
export type ThinkingEffort =
  /** A large amount of reasoning. */
  | 'HIGH'
  /** A small amount of reasoning. */
  | 'LOW'
  /** The most possible reasoning. */
  | 'MAX'
  /** A medium amount of reasoning. */
  | 'MEDIUM'
  /** The least possible reasoning. */
  | 'MINIMAL';

/** Whether the model reasons before its response, or how much. Set exactly one field. */
export type ThinkingInput =
  {   /** Amount of reasoning; enables thinking. */
  effort: ThinkingEffort; enabled?: never; }
  |  { effort?: never;   /** True enables thinking, false disables it, where the model supports that. */
  enabled: boolean; };

/** A tool call of an earlier response, sent back unchanged. */
export type ToolCallInput = {
  /** The `arguments` of the tool call, or its `rawArguments` as a string. At most 1000000 characters and 128 levels. */
  arguments: unknown;
  /** The `id` of the tool call. */
  id: string;
  /** Name of the called tool. */
  name: string;
  /** The `providerMetadata` of the tool call. Some providers reject the call without it. */
  providerMetadata?: unknown;
};

/** Tools that the model must call. Set exactly one field. */
export type ToolChoiceInput =
  {   /** Whether the model must call tools. */
  mode: ToolChoiceMode; name?: never; }
  |  { mode?: never;   /** Name of the one tool that the model must call. */
  name: string; };

/** Whether the model must call tools. */
export type ToolChoiceMode =
  /** The model decides whether to call tools. */
  | 'AUTO'
  /** The model calls no tool. */
  | 'NONE'
  /** The model calls at least one tool. */
  | 'REQUIRED';

/** A function that the model can request to be called. */
export type ToolInput = {
  /** Purpose of the tool and when to call it. The model reads this. */
  description?: string | null | undefined;
  /** Name of the tool: 1 to 64 letters, digits, underscores or dashes. */
  name: string;
  /** JSON schema of the arguments: an object of at most 128000 characters and 128 levels; at most 512000 characters for all tools together. */
  parameters: unknown;
  /** True lets the provider enforce the schema, where it supports that. Default: the provider's. */
  strict?: boolean | null | undefined;
};

/** A field whose value is stored encrypted. */
export type UnreadableValueField =
  /** The value of an API key. */
  | 'API_KEY'
  /** The secret headers. */
  | 'HEADERS';

/** Changes to an API key. A field that is left out stays unchanged. */
export type UpdateApiKeyInput = {
  /** New value, for the same origins. All models with the key use it. Cannot be null. Write-only. */
  apiKey?: string | null | undefined;
  /** Fails with CONFLICT when the key's current version is different. Default: no check. */
  expectedVersion?: number | null | undefined;
  /** ID of the key to change. */
  id: string;
  /** New name. Cannot be null. */
  name?: string | null | undefined;
};

/** Changes to a model. A field that is left out stays unchanged; null clears it. The source cannot be changed. */
export type UpdateModelInput = {
  /** New API key. Write-only. Null deletes the stored one. */
  apiKey?: string | null | undefined;
  /** New base URL; null means the provider's own. If its origin differs from the current one, the stored credential is deleted; the same update can set `apiKey` and `headers`, and must set `keys` if the model has any. */
  baseUrl?: string | null | undefined;
  /** Capabilities of the model, as its owner knows them; they replace what the catalogue knows and tests find. They must include what the type requires. Default: none are declared. */
  capabilities?: Array<ModelCapability> | null | undefined;
  /** Free-text description; at most 10000 characters. */
  description?: string | null | undefined;
  /** Name to display, unique within the tenant; at most 255 characters. */
  displayName?: string | null | undefined;
  /** Fails with CONFLICT when the model's current version is different. Default: no check. */
  expectedVersion?: number | null | undefined;
  /** Fields to add to the body of each request to the model, as an object of at most 16000 characters and 8 levels. Fields that requests have anyway are rejected. For a local model, `options` adds to Ollama's options. For models of the type CHAT, VISION, EMBEDDING and RERANK. Not for secrets: use `headers`. */
  extraParameters?: unknown;
  /** Secret HTTP headers to send with every request; at most 32. They replace all stored ones; null deletes them. */
  headers?: Array<HeaderInput> | null | undefined;
  /** ID of the model to change. */
  id: string;
  /** True makes it the default model of its type, false or null makes it no longer the default: for your tenant, or for every tenant if the model is built in. */
  isDefault?: boolean | null | undefined;
  /** Stored API keys that calls can use, each stored for the origin of the base URL; at most 20. The key of `apiKey`, if set, comes first. They replace all present ones; null removes them. */
  keys?: Array<ModelKeyInput> | null | undefined;
  /** Name of the model at the provider or in Ollama. Cannot be null. */
  name?: string | null | undefined;
  /** Changes to the parameters; null clears all of them. */
  parameters?: ModelParametersInput | null | undefined;
  /** A provider from the catalogue; null means the one whose host the base URL names, otherwise `generic`. Does not change the base URL. If it is left out and `baseUrl` changes, a `generic` model gets the provider of the new host. */
  provider?: string | null | undefined;
  /** New type. Cannot be null. The provider, the parameters and the known capabilities must allow it. The model is no longer the default of its old type. */
  type?: ModelType | null | undefined;
};

/** Changes to a route. A field that is left out stays unchanged. */
export type UpdateRouteInput = {
  /** Free-text description; at most 10000 characters. Null deletes it. */
  description?: string | null | undefined;
  /** Fails with CONFLICT when the route's current version is different. Default: no check. */
  expectedVersion?: number | null | undefined;
  /** ID of the route to change. */
  id: string;
  /** Name, unique within the tenant, case-insensitive; 1 to 255 characters. Cannot be null. */
  name?: string | null | undefined;
  /** Changes to the policy; null sets all defaults. */
  policy?: RoutePolicyInput | null | undefined;
  /** The models, 1 to 20; each at most once. They replace the whole list. Cannot be null. */
  targets?: Array<RouteTargetInput> | null | undefined;
};

/** Reason why a call to a provider or to Ollama failed. */
export type UpstreamErrorReason =
  /** The provider's content filter blocked the request or the response. */
  | 'CONTENT_FILTER'
  /** The messages and the response exceed the model's context length. */
  | 'CONTEXT_LENGTH'
  /** The provider rejected the API key. */
  | 'CREDENTIAL_REJECTED'
  /** The provider does not have this model. */
  | 'MODEL_MISSING'
  /** The provider is overloaded; try again later. */
  | 'OVERLOADED'
  /** The API key is valid but lacks permission for this request. */
  | 'PERMISSION_DENIED'
  /** The provider's response could not be parsed. */
  | 'PROTOCOL'
  /** The account has no credit or quota left. Retrying does not help. */
  | 'QUOTA_EXHAUSTED'
  /** Too many requests; wait and try again. */
  | 'RATE_LIMITED'
  /** The provider rejected the request as invalid. */
  | 'REQUEST_REJECTED'
  /** The first token did not arrive within the `firstTokenTimeoutMs` of the model or the route, or the `deadlineMs` of the route. */
  | 'TIMEOUT_FIRST_TOKEN'
  /** No data arrived within the model's `idleTimeoutMs` during the response. */
  | 'TIMEOUT_IDLE'
  /** The provider failed or could not be reached. */
  | 'UNAVAILABLE'
  /** The provider or the model does not support this request. */
  | 'UNSUPPORTED';

type ErrorParts_ApiKeyInUseError_Fragment = { code: ErrorCode, message: string };

type ErrorParts_BuiltinModelError_Fragment = { code: ErrorCode, message: string };

type ErrorParts_ChatFailed_Fragment = { code: ErrorCode, message: string };

type ErrorParts_ConflictError_Fragment = { code: ErrorCode, message: string };

type ErrorParts_CredentialError_Fragment = { code: ErrorCode, message: string };

type ErrorParts_DestinationNotAllowedError_Fragment = { code: ErrorCode, message: string };

type ErrorParts_InvalidInputError_Fragment = { code: ErrorCode, message: string, fields: Array<{ path: Array<string>, message: string }> };

type ErrorParts_ModelInUseError_Fragment = { code: ErrorCode, message: string };

type ErrorParts_ModelNotReadyError_Fragment = { code: ErrorCode, message: string };

type ErrorParts_NotFoundError_Fragment = { code: ErrorCode, message: string };

type ErrorParts_NotResumableError_Fragment = { code: ErrorCode, message: string };

type ErrorParts_QuotaExceededError_Fragment = { code: ErrorCode, message: string };

type ErrorParts_RequestIdReusedError_Fragment = { code: ErrorCode, message: string };

type ErrorParts_UpstreamError_Fragment = { reason: UpstreamErrorReason, detail: string | null, retryable: boolean, code: ErrorCode, message: string };

export type ErrorPartsFragment =
  | ErrorParts_ApiKeyInUseError_Fragment
  | ErrorParts_BuiltinModelError_Fragment
  | ErrorParts_ChatFailed_Fragment
  | ErrorParts_ConflictError_Fragment
  | ErrorParts_CredentialError_Fragment
  | ErrorParts_DestinationNotAllowedError_Fragment
  | ErrorParts_InvalidInputError_Fragment
  | ErrorParts_ModelInUseError_Fragment
  | ErrorParts_ModelNotReadyError_Fragment
  | ErrorParts_NotFoundError_Fragment
  | ErrorParts_NotResumableError_Fragment
  | ErrorParts_QuotaExceededError_Fragment
  | ErrorParts_RequestIdReusedError_Fragment
  | ErrorParts_UpstreamError_Fragment
;

export type CompletionPartsFragment = { id: string, status: ChatCompletionStatus, kind: CompletionKind, createdAt: string, durationMs: number | null, firstTokenMs: number | null, finishReason: FinishReason | null, rawFinishReason: string | null, warnings: Array<string>, usage: { promptTokens: number | null, completionTokens: number | null, reasoningTokens: number | null, cachedPromptTokens: number | null, totalTokens: number | null, estimated: boolean } | null };

export type AttemptPartsFragment = { keyLabel: string | null, startedAt: string, durationMs: number, firstTokenMs: number | null, mayBeBilled: boolean, model: { id: string, name: string, displayName: string | null } | null, error: { reason: UpstreamErrorReason, message: string, detail: string | null } | null };

export type EndedPartsFragment = { id: string, status: ChatCompletionStatus, kind: CompletionKind, createdAt: string, durationMs: number | null, firstTokenMs: number | null, finishReason: FinishReason | null, rawFinishReason: string | null, warnings: Array<string>, model: { id: string, name: string, displayName: string | null } | null, route: { id: string, name: string } | null, attempts: Array<{ keyLabel: string | null, startedAt: string, durationMs: number, firstTokenMs: number | null, mayBeBilled: boolean, model: { id: string, name: string, displayName: string | null } | null, error: { reason: UpstreamErrorReason, message: string, detail: string | null } | null }>, usage: { promptTokens: number | null, completionTokens: number | null, reasoningTokens: number | null, cachedPromptTokens: number | null, totalTokens: number | null, estimated: boolean } | null };

export type ChatModelsQueryVariables = Exact<{ [key: string]: never; }>;


export type ChatModelsQuery = { models: { changesCursor: string, nodes: Array<{ id: string, name: string, displayName: string | null, type: ModelType, isDefault: boolean, capabilities: Array<ModelCapability>, source: ModelSource }> }, routes: { nodes: Array<{ id: string, name: string }> }, defaultRoute: { id: string } | null };

export type StartChatMutationVariables = Exact<{
  input: ChatInput;
}>;


export type StartChatMutation = { startChat:
    | { code: ErrorCode, message: string }
    | { code: ErrorCode, message: string, fields: Array<{ path: Array<string>, message: string }> }
    | { code: ErrorCode, message: string }
    | { code: ErrorCode, message: string }
    | { code: ErrorCode, message: string }
    | { code: ErrorCode, message: string }
    | { completion: { id: string } }
   };

export type CancelChatMutationVariables = Exact<{
  input: CancelChatInput;
}>;


export type CancelChatMutation = { cancelChat:
    | { completion: { id: string, status: ChatCompletionStatus, kind: CompletionKind, createdAt: string, durationMs: number | null, firstTokenMs: number | null, finishReason: FinishReason | null, rawFinishReason: string | null, warnings: Array<string>, usage: { promptTokens: number | null, completionTokens: number | null, reasoningTokens: number | null, cachedPromptTokens: number | null, totalTokens: number | null, estimated: boolean } | null } }
    | { code: ErrorCode, message: string }
   };

export type ChatEventsSubscriptionVariables = Exact<{
  completionId: string;
  after?: number | null | undefined;
}>;


export type ChatEventsSubscription = { chatEvents:
    | { __typename: 'ChatCancelled', seq: number, completion: { id: string, status: ChatCompletionStatus, kind: CompletionKind, createdAt: string, durationMs: number | null, firstTokenMs: number | null, finishReason: FinishReason | null, rawFinishReason: string | null, warnings: Array<string>, model: { id: string, name: string, displayName: string | null } | null, route: { id: string, name: string } | null, attempts: Array<{ keyLabel: string | null, startedAt: string, durationMs: number, firstTokenMs: number | null, mayBeBilled: boolean, model: { id: string, name: string, displayName: string | null } | null, error: { reason: UpstreamErrorReason, message: string, detail: string | null } | null }>, usage: { promptTokens: number | null, completionTokens: number | null, reasoningTokens: number | null, cachedPromptTokens: number | null, totalTokens: number | null, estimated: boolean } | null } }
    | { __typename: 'ChatCompleted', seq: number, completion: { id: string, status: ChatCompletionStatus, kind: CompletionKind, createdAt: string, durationMs: number | null, firstTokenMs: number | null, finishReason: FinishReason | null, rawFinishReason: string | null, warnings: Array<string>, model: { id: string, name: string, displayName: string | null } | null, route: { id: string, name: string } | null, attempts: Array<{ keyLabel: string | null, startedAt: string, durationMs: number, firstTokenMs: number | null, mayBeBilled: boolean, model: { id: string, name: string, displayName: string | null } | null, error: { reason: UpstreamErrorReason, message: string, detail: string | null } | null }>, usage: { promptTokens: number | null, completionTokens: number | null, reasoningTokens: number | null, cachedPromptTokens: number | null, totalTokens: number | null, estimated: boolean } | null } }
    | { __typename: 'ChatFailed', seq: number, code: ErrorCode, message: string, completion: { id: string, status: ChatCompletionStatus, kind: CompletionKind, createdAt: string, durationMs: number | null, firstTokenMs: number | null, finishReason: FinishReason | null, rawFinishReason: string | null, warnings: Array<string>, model: { id: string, name: string, displayName: string | null } | null, route: { id: string, name: string } | null, attempts: Array<{ keyLabel: string | null, startedAt: string, durationMs: number, firstTokenMs: number | null, mayBeBilled: boolean, model: { id: string, name: string, displayName: string | null } | null, error: { reason: UpstreamErrorReason, message: string, detail: string | null } | null }>, usage: { promptTokens: number | null, completionTokens: number | null, reasoningTokens: number | null, cachedPromptTokens: number | null, totalTokens: number | null, estimated: boolean } | null }, error: { detail: string | null, retryable: boolean } }
    | { __typename: 'ChatInterrupted', seq: number, completion: { id: string, status: ChatCompletionStatus, kind: CompletionKind, createdAt: string, durationMs: number | null, firstTokenMs: number | null, finishReason: FinishReason | null, rawFinishReason: string | null, warnings: Array<string>, model: { id: string, name: string, displayName: string | null } | null, route: { id: string, name: string } | null, attempts: Array<{ keyLabel: string | null, startedAt: string, durationMs: number, firstTokenMs: number | null, mayBeBilled: boolean, model: { id: string, name: string, displayName: string | null } | null, error: { reason: UpstreamErrorReason, message: string, detail: string | null } | null }>, usage: { promptTokens: number | null, completionTokens: number | null, reasoningTokens: number | null, cachedPromptTokens: number | null, totalTokens: number | null, estimated: boolean } | null } }
    | { __typename: 'ChatRestarted', seq: number, discardsText: boolean, failed: { keyLabel: string | null, startedAt: string, durationMs: number, firstTokenMs: number | null, mayBeBilled: boolean, model: { id: string, name: string, displayName: string | null } | null, error: { reason: UpstreamErrorReason, message: string, detail: string | null } | null }, model: { id: string, name: string, displayName: string | null } | null }
    | { __typename: 'ChatStarted', seq: number }
    | { __typename: 'ContentDelta', seq: number, text: string }
    | { __typename: 'NotFoundError', code: ErrorCode, message: string }
    | { __typename: 'NotResumableError', code: ErrorCode, message: string }
    | { __typename: 'ThinkingDelta', seq: number, text: string }
    | { __typename: 'ToolCallDelta', seq: number, callId: string, name: string, argumentsDelta: string }
    | { __typename: 'ToolCallReady', seq: number, toolCall: { id: string, name: string, arguments: unknown, rawArguments: string, providerMetadata: unknown } }
   };

export type HealthPartsFragment = { state: CircuitState, reason: UpstreamErrorReason | null, until: string | null, lastSuccessAt: string | null };

export type HealthChangesSubscriptionVariables = Exact<{ [key: string]: never; }>;


export type HealthChangesSubscription = { healthChanges: { target: CircuitTarget, modelId: string, keyId: string | null, health: { state: CircuitState, reason: UpstreamErrorReason | null, until: string | null, lastSuccessAt: string | null } } };

export type ResetTargetHealthMutationVariables = Exact<{
  input: ResetTargetHealthInput;
}>;


export type ResetTargetHealthMutation = { resetTargetHealth:
    | { code: ErrorCode, message: string }
    | { model: { id: string } }
    | { code: ErrorCode, message: string }
   };

export type PullPartsFragment = { id: string, name: string, state: PullState, phase: string | null, completedBytes: number, totalBytes: number, bytesPerSecond: number | null, attempt: number, error: string | null, createdAt: string, finishedAt: string | null };

export type ModelRowFragment = { id: string, name: string, displayName: string | null, type: ModelType, source: ModelSource, status: ModelStatus, statusReason: string | null, isBuiltin: boolean, isDefault: boolean, version: number, createdAt: string, updatedAt: string, capabilities: Array<ModelCapability>, provider: { name: string, displayName: string, requiresCredential: boolean } | null, credential: { configured: boolean, readable: boolean }, pull: { id: string, name: string, state: PullState, phase: string | null, completedBytes: number, totalBytes: number, bytesPerSecond: number | null, attempt: number, error: string | null, createdAt: string, finishedAt: string | null } | null };

export type ModelChangesSubscriptionVariables = Exact<{
  after?: string | null | undefined;
}>;


export type ModelChangesSubscription = { modelChanges:
    | { __typename: 'InvalidInputError', code: ErrorCode, message: string, fields: Array<{ path: Array<string>, message: string }> }
    | { __typename: 'ModelChange', kind: ModelChangeKind, modelId: string, cursor: string, model: { description: string | null, baseUrl: string | null, builtinId: string | null, isOverridden: boolean, sizeBytes: number | null, contextLength: number | null, embeddingLength: number | null, extraParameters: unknown, id: string, name: string, displayName: string | null, type: ModelType, source: ModelSource, status: ModelStatus, statusReason: string | null, isBuiltin: boolean, isDefault: boolean, version: number, createdAt: string, updatedAt: string, capabilities: Array<ModelCapability>, health: { lastSuccessAt: string | null }, keys: Array<{ weight: number, enabled: boolean, apiKey: { id: string, name: string, hint: string | null } }>, capabilitySources: Array<{ capability: ModelCapability, source: CapabilitySource }>, credential: { configured: boolean, readable: boolean, hint: string | null, headerNames: Array<string>, updatedAt: string | null }, parameters: { temperature: number | null, topP: number | null, topK: number | null, minP: number | null, repetitionPenalty: number | null, maxTokens: number | null, contextWindow: number | null, embeddingDimensions: number | null, keepAlive: string | null, maxConcurrency: number | null, maxRetries: number | null, firstTokenTimeoutMs: number | null, idleTimeoutMs: number | null }, provider: { name: string, displayName: string, requiresCredential: boolean } | null, pull: { id: string, name: string, state: PullState, phase: string | null, completedBytes: number, totalBytes: number, bytesPerSecond: number | null, attempt: number, error: string | null, createdAt: string, finishedAt: string | null } | null } | null }
    | { __typename: 'NotResumableError', code: ErrorCode, message: string }
   };

export type PullProgressSubscriptionVariables = Exact<{
  modelId: string;
}>;


export type PullProgressSubscription = { pullProgress:
    | { __typename: 'InvalidInputError', code: ErrorCode, message: string, fields: Array<{ path: Array<string>, message: string }> }
    | { __typename: 'NotFoundError', code: ErrorCode, message: string }
    | { __typename: 'Pull', id: string, name: string, state: PullState, phase: string | null, completedBytes: number, totalBytes: number, bytesPerSecond: number | null, attempt: number, error: string | null, createdAt: string, finishedAt: string | null }
   };

export type PullModelMutationVariables = Exact<{
  input: PullModelInput;
}>;


export type PullModelMutation = { pullModel:
    | { code: ErrorCode, message: string }
    | { code: ErrorCode, message: string, fields: Array<{ path: Array<string>, message: string }> }
    | { model: { id: string, name: string, displayName: string | null, type: ModelType, source: ModelSource, status: ModelStatus, statusReason: string | null, isBuiltin: boolean, isDefault: boolean, version: number, createdAt: string, updatedAt: string, capabilities: Array<ModelCapability>, provider: { name: string, displayName: string, requiresCredential: boolean } | null, credential: { configured: boolean, readable: boolean }, pull: { id: string, name: string, state: PullState, phase: string | null, completedBytes: number, totalBytes: number, bytesPerSecond: number | null, attempt: number, error: string | null, createdAt: string, finishedAt: string | null } | null } }
    | { code: ErrorCode, message: string }
    | { code: ErrorCode, message: string }
   };

export type CancelPullMutationVariables = Exact<{
  input: CancelPullInput;
}>;


export type CancelPullMutation = { cancelPull:
    | { code: ErrorCode, message: string }
    | { model: { id: string, name: string, displayName: string | null, type: ModelType, source: ModelSource, status: ModelStatus, statusReason: string | null, isBuiltin: boolean, isDefault: boolean, version: number, createdAt: string, updatedAt: string, capabilities: Array<ModelCapability>, provider: { name: string, displayName: string, requiresCredential: boolean } | null, credential: { configured: boolean, readable: boolean }, pull: { id: string, name: string, state: PullState, phase: string | null, completedBytes: number, totalBytes: number, bytesPerSecond: number | null, attempt: number, error: string | null, createdAt: string, finishedAt: string | null } | null } }
    | { code: ErrorCode, message: string }
   };

export type CancelOllamaPullMutationVariables = Exact<{
  input: CancelOllamaPullInput;
}>;


export type CancelOllamaPullMutation = { cancelOllamaPull:
    | { code: ErrorCode, message: string }
    | { pull: { id: string, name: string, state: PullState, phase: string | null, completedBytes: number, totalBytes: number, bytesPerSecond: number | null, attempt: number, error: string | null, createdAt: string, finishedAt: string | null } }
   };

export type ActivityQueryVariables = Exact<{
  filter?: ChatCompletionFilter | null | undefined;
  after?: string | null | undefined;
}>;


export type ActivityQuery = { chatCompletions: { nodes: Array<{ id: string, status: ChatCompletionStatus, kind: CompletionKind, createdAt: string, durationMs: number | null, firstTokenMs: number | null, finishReason: FinishReason | null, rawFinishReason: string | null, warnings: Array<string>, model: { id: string, name: string, displayName: string | null } | null, route: { id: string, name: string } | null, error: { code: ErrorCode, message: string } | null, usage: { promptTokens: number | null, completionTokens: number | null, reasoningTokens: number | null, cachedPromptTokens: number | null, totalTokens: number | null, estimated: boolean } | null }>, pageInfo: { hasNextPage: boolean, endCursor: string | null } } };

export type CompletionByIdQueryVariables = Exact<{
  id: string;
}>;


export type CompletionByIdQuery = { chatCompletion: { id: string, status: ChatCompletionStatus, kind: CompletionKind, createdAt: string, durationMs: number | null, firstTokenMs: number | null, finishReason: FinishReason | null, rawFinishReason: string | null, warnings: Array<string>, model: { id: string, name: string, displayName: string | null } | null, route: { id: string, name: string } | null, attempts: Array<{ keyLabel: string | null, startedAt: string, durationMs: number, firstTokenMs: number | null, mayBeBilled: boolean, model: { id: string, name: string, displayName: string | null } | null, error: { reason: UpstreamErrorReason, message: string, detail: string | null } | null }>, usage: { promptTokens: number | null, completionTokens: number | null, reasoningTokens: number | null, cachedPromptTokens: number | null, totalTokens: number | null, estimated: boolean } | null } | null };

export type AuditQueryVariables = Exact<{
  filter?: AuditEventFilter | null | undefined;
  after?: string | null | undefined;
}>;


export type AuditQuery = { auditEvents: { nodes: Array<{ id: string, at: string, subject: string | null, subjectTenantId: string | null, action: ModelAction, modelId: string | null, modelName: string | null, routeName: string | null, apiKeyName: string | null, fields: Array<string>, model: { id: string } | null }>, pageInfo: { hasNextPage: boolean, endCursor: string | null } } };

export type DownloadFragment = { id: string, name: string, state: PullState, phase: string | null, completedBytes: number, totalBytes: number, bytesPerSecond: number | null, attempt: number, error: string | null, createdAt: string, finishedAt: string | null, models: Array<{ id: string, name: string, displayName: string | null, isBuiltin: boolean }> };

export type DownloadsQueryVariables = Exact<{ [key: string]: never; }>;


export type DownloadsQuery = { pulls: { changesCursor: string, nodes: Array<{ id: string, name: string, state: PullState, phase: string | null, completedBytes: number, totalBytes: number, bytesPerSecond: number | null, attempt: number, error: string | null, createdAt: string, finishedAt: string | null, models: Array<{ id: string, name: string, displayName: string | null, isBuiltin: boolean }> }> } };

export type PullChangesSubscriptionVariables = Exact<{
  after?: string | null | undefined;
}>;


export type PullChangesSubscription = { pullChanges:
    | { __typename: 'InvalidInputError', code: ErrorCode, message: string, fields: Array<{ path: Array<string>, message: string }> }
    | { __typename: 'Pull', id: string, name: string, state: PullState, phase: string | null, completedBytes: number, totalBytes: number, bytesPerSecond: number | null, attempt: number, error: string | null, createdAt: string, finishedAt: string | null, models: Array<{ id: string, name: string, displayName: string | null, isBuiltin: boolean }> }
   };

export type OllamaQueryVariables = Exact<{ [key: string]: never; }>;


export type OllamaQuery = { ollama: { available: boolean, version: string | null, error: string | null, models: Array<{ name: string, sizeBytes: number | null, family: string | null, parameterSize: string | null, quantization: string | null, modifiedAt: string | null }>, running: Array<{ name: string, sizeBytes: number, vramBytes: number, contextLength: number | null, expiresAt: string | null }> } };

export type DeleteOllamaModelMutationVariables = Exact<{
  input: DeleteOllamaModelInput;
}>;


export type DeleteOllamaModelMutation = { deleteOllamaModel:
    | { __typename: 'DeleteOllamaModelPayload', name: string }
    | { __typename: 'InvalidInputError', code: ErrorCode, message: string, fields: Array<{ path: Array<string>, message: string }> }
    | { __typename: 'ModelInUseError', code: ErrorCode, message: string, models: Array<{ modelId: string, name: string, displayName: string | null, tenantId: string | null }> }
    | { __typename: 'NotFoundError', code: ErrorCode, message: string }
    | { __typename: 'UpstreamError', reason: UpstreamErrorReason, detail: string | null, retryable: boolean, code: ErrorCode, message: string }
   };

export type ApiKeyPartsFragment = { id: string, name: string, hint: string | null, readable: boolean, isBuiltin: boolean, version: number, updatedAt: string, origins: Array<string>, provider: { name: string, displayName: string } | null, models: { totalCount: number, nodes: Array<{ id: string, name: string, displayName: string | null }> } };

export type ApiKeysQueryVariables = Exact<{
  after?: string | null | undefined;
}>;


export type ApiKeysQuery = { apiKeys: { nodes: Array<{ id: string, name: string, hint: string | null, readable: boolean, isBuiltin: boolean, version: number, updatedAt: string, origins: Array<string>, provider: { name: string, displayName: string } | null, models: { totalCount: number, nodes: Array<{ id: string, name: string, displayName: string | null }> } }>, pageInfo: { hasNextPage: boolean, endCursor: string | null } } };

export type CreateApiKeyMutationVariables = Exact<{
  input: CreateApiKeyInput;
}>;


export type CreateApiKeyMutation = { createApiKey:
    | { apiKey: { id: string, name: string, hint: string | null, readable: boolean, isBuiltin: boolean, version: number, updatedAt: string, origins: Array<string>, provider: { name: string, displayName: string } | null, models: { totalCount: number, nodes: Array<{ id: string, name: string, displayName: string | null }> } } }
    | { code: ErrorCode, message: string }
    | { code: ErrorCode, message: string }
    | { code: ErrorCode, message: string, fields: Array<{ path: Array<string>, message: string }> }
    | { code: ErrorCode, message: string }
   };

export type UpdateApiKeyMutationVariables = Exact<{
  input: UpdateApiKeyInput;
}>;


export type UpdateApiKeyMutation = { updateApiKey:
    | { apiKey: { id: string, name: string, hint: string | null, readable: boolean, isBuiltin: boolean, version: number, updatedAt: string, origins: Array<string>, provider: { name: string, displayName: string } | null, models: { totalCount: number, nodes: Array<{ id: string, name: string, displayName: string | null }> } } }
    | { code: ErrorCode, message: string }
    | { code: ErrorCode, message: string, fields: Array<{ path: Array<string>, message: string }> }
    | { code: ErrorCode, message: string }
    | { code: ErrorCode, message: string }
   };

export type DeleteApiKeyMutationVariables = Exact<{
  input: DeleteApiKeyInput;
}>;


export type DeleteApiKeyMutation = { deleteApiKey:
    | { __typename: 'ApiKeyInUseError', code: ErrorCode, message: string, models: Array<{ id: string, name: string, displayName: string | null }> }
    | { __typename: 'DeleteApiKeyPayload', apiKey: { id: string } }
    | { __typename: 'NotFoundError', code: ErrorCode, message: string }
   };

export type KeyProvidersQueryVariables = Exact<{ [key: string]: never; }>;


export type KeyProvidersQuery = { providers: Array<{ name: string, displayName: string }> };

export type ModelDetailsFragment = { description: string | null, baseUrl: string | null, builtinId: string | null, isOverridden: boolean, sizeBytes: number | null, contextLength: number | null, embeddingLength: number | null, extraParameters: unknown, id: string, name: string, displayName: string | null, type: ModelType, source: ModelSource, status: ModelStatus, statusReason: string | null, isBuiltin: boolean, isDefault: boolean, version: number, createdAt: string, updatedAt: string, capabilities: Array<ModelCapability>, health: { lastSuccessAt: string | null }, keys: Array<{ weight: number, enabled: boolean, apiKey: { id: string, name: string, hint: string | null } }>, capabilitySources: Array<{ capability: ModelCapability, source: CapabilitySource }>, credential: { configured: boolean, readable: boolean, hint: string | null, headerNames: Array<string>, updatedAt: string | null }, parameters: { temperature: number | null, topP: number | null, topK: number | null, minP: number | null, repetitionPenalty: number | null, maxTokens: number | null, contextWindow: number | null, embeddingDimensions: number | null, keepAlive: string | null, maxConcurrency: number | null, maxRetries: number | null, firstTokenTimeoutMs: number | null, idleTimeoutMs: number | null }, provider: { name: string, displayName: string, requiresCredential: boolean } | null, pull: { id: string, name: string, state: PullState, phase: string | null, completedBytes: number, totalBytes: number, bytesPerSecond: number | null, attempt: number, error: string | null, createdAt: string, finishedAt: string | null } | null };

export type ModelsQueryVariables = Exact<{
  filter?: ModelFilter | null | undefined;
  after?: string | null | undefined;
  first?: number | null | undefined;
}>;


export type ModelsQuery = { models: { totalCount: number, changesCursor: string, nodes: Array<{ id: string, name: string, displayName: string | null, type: ModelType, source: ModelSource, status: ModelStatus, statusReason: string | null, isBuiltin: boolean, isDefault: boolean, version: number, createdAt: string, updatedAt: string, capabilities: Array<ModelCapability>, provider: { name: string, displayName: string, requiresCredential: boolean } | null, credential: { configured: boolean, readable: boolean }, pull: { id: string, name: string, state: PullState, phase: string | null, completedBytes: number, totalBytes: number, bytesPerSecond: number | null, attempt: number, error: string | null, createdAt: string, finishedAt: string | null } | null }>, pageInfo: { hasNextPage: boolean, endCursor: string | null } } };

export type OfferedKeysQueryVariables = Exact<{ [key: string]: never; }>;


export type OfferedKeysQuery = { apiKeys: { nodes: Array<{ id: string, name: string, hint: string | null, isBuiltin: boolean }> } };

export type ModelByIdQueryVariables = Exact<{
  id: string;
}>;


export type ModelByIdQuery = { model: { description: string | null, baseUrl: string | null, builtinId: string | null, isOverridden: boolean, sizeBytes: number | null, contextLength: number | null, embeddingLength: number | null, extraParameters: unknown, id: string, name: string, displayName: string | null, type: ModelType, source: ModelSource, status: ModelStatus, statusReason: string | null, isBuiltin: boolean, isDefault: boolean, version: number, createdAt: string, updatedAt: string, capabilities: Array<ModelCapability>, health: { lastSuccessAt: string | null }, keys: Array<{ weight: number, enabled: boolean, apiKey: { id: string, name: string, hint: string | null } }>, capabilitySources: Array<{ capability: ModelCapability, source: CapabilitySource }>, credential: { configured: boolean, readable: boolean, hint: string | null, headerNames: Array<string>, updatedAt: string | null }, parameters: { temperature: number | null, topP: number | null, topK: number | null, minP: number | null, repetitionPenalty: number | null, maxTokens: number | null, contextWindow: number | null, embeddingDimensions: number | null, keepAlive: string | null, maxConcurrency: number | null, maxRetries: number | null, firstTokenTimeoutMs: number | null, idleTimeoutMs: number | null }, provider: { name: string, displayName: string, requiresCredential: boolean } | null, pull: { id: string, name: string, state: PullState, phase: string | null, completedBytes: number, totalBytes: number, bytesPerSecond: number | null, attempt: number, error: string | null, createdAt: string, finishedAt: string | null } | null } | null, models: { changesCursor: string } };

export type ProvidersQueryVariables = Exact<{ [key: string]: never; }>;


export type ProvidersQuery = { providers: Array<{ name: string, displayName: string, modelTypes: Array<ModelType>, requiresCredential: boolean, documentationUrl: string | null, chat: string | null, vision: string | null, embedding: string | null, rerank: string | null, speech: string | null }> };

export type OfferedModelsQueryVariables = Exact<{
  input: OfferedModelsInput;
}>;


export type OfferedModelsQuery = { offeredModels:
    | { __typename: 'BuiltinModelError', code: ErrorCode, message: string }
    | { __typename: 'CredentialError', code: ErrorCode, message: string }
    | { __typename: 'DestinationNotAllowedError', code: ErrorCode, message: string }
    | { __typename: 'InvalidInputError', code: ErrorCode, message: string, fields: Array<{ path: Array<string>, message: string }> }
    | { __typename: 'NotFoundError', code: ErrorCode, message: string }
    | { __typename: 'OfferedModels', baseUrl: string, isComplete: boolean, models: Array<{ name: string, displayName: string | null, type: ModelType | null }> }
    | { __typename: 'QuotaExceededError', code: ErrorCode, message: string }
    | { __typename: 'UpstreamError', reason: UpstreamErrorReason, detail: string | null, retryable: boolean, code: ErrorCode, message: string }
   };

export type InstalledModelNamesQueryVariables = Exact<{ [key: string]: never; }>;


export type InstalledModelNamesQuery = { ollama: { available: boolean, error: string | null, models: Array<{ name: string }> } };

export type TestConnectionSubscriptionVariables = Exact<{
  input: TestConnectionInput;
}>;


export type TestConnectionSubscription = { testConnection:
    | { __typename: 'InvalidInputError', code: ErrorCode, message: string, fields: Array<{ path: Array<string>, message: string }> }
    | { __typename: 'ModelTestStep', name: ModelTestStepName, ok: boolean, detail: string | null, durationMs: number | null, error: { reason: UpstreamErrorReason, detail: string | null, retryable: boolean, code: ErrorCode, message: string } | null }
    | { __typename: 'QuotaExceededError', code: ErrorCode, message: string }
   };

export type TestModelSubscriptionVariables = Exact<{
  input: TestModelInput;
}>;


export type TestModelSubscription = { testModel:
    | { __typename: 'ModelTestStep', name: ModelTestStepName, ok: boolean, detail: string | null, durationMs: number | null, error: { reason: UpstreamErrorReason, detail: string | null, retryable: boolean, code: ErrorCode, message: string } | null }
    | { __typename: 'NotFoundError', code: ErrorCode, message: string }
    | { __typename: 'QuotaExceededError', code: ErrorCode, message: string }
   };

export type TestStepFragment = { name: ModelTestStepName, ok: boolean, detail: string | null, durationMs: number | null, error: { reason: UpstreamErrorReason, detail: string | null, retryable: boolean, code: ErrorCode, message: string } | null };

export type CreateModelMutationVariables = Exact<{
  input: CreateModelInput;
}>;


export type CreateModelMutation = { createModel:
    | { code: ErrorCode, message: string }
    | { code: ErrorCode, message: string }
    | { code: ErrorCode, message: string, fields: Array<{ path: Array<string>, message: string }> }
    | { model: { id: string, name: string, displayName: string | null, type: ModelType, source: ModelSource, status: ModelStatus, statusReason: string | null, isBuiltin: boolean, isDefault: boolean, version: number, createdAt: string, updatedAt: string, capabilities: Array<ModelCapability>, provider: { name: string, displayName: string, requiresCredential: boolean } | null, credential: { configured: boolean, readable: boolean }, pull: { id: string, name: string, state: PullState, phase: string | null, completedBytes: number, totalBytes: number, bytesPerSecond: number | null, attempt: number, error: string | null, createdAt: string, finishedAt: string | null } | null } }
    | { code: ErrorCode, message: string }
    | { code: ErrorCode, message: string }
    | { reason: UpstreamErrorReason, detail: string | null, retryable: boolean, code: ErrorCode, message: string }
   };

export type UpdateModelMutationVariables = Exact<{
  input: UpdateModelInput;
}>;


export type UpdateModelMutation = { updateModel:
    | { __typename: 'BuiltinModelError', code: ErrorCode, message: string }
    | { __typename: 'ConflictError', path: Array<string> | null, currentVersion: number | null, code: ErrorCode, message: string, conflictingModel: { description: string | null, baseUrl: string | null, builtinId: string | null, isOverridden: boolean, sizeBytes: number | null, contextLength: number | null, embeddingLength: number | null, extraParameters: unknown, id: string, name: string, displayName: string | null, type: ModelType, source: ModelSource, status: ModelStatus, statusReason: string | null, isBuiltin: boolean, isDefault: boolean, version: number, createdAt: string, updatedAt: string, capabilities: Array<ModelCapability>, health: { lastSuccessAt: string | null }, keys: Array<{ weight: number, enabled: boolean, apiKey: { id: string, name: string, hint: string | null } }>, capabilitySources: Array<{ capability: ModelCapability, source: CapabilitySource }>, credential: { configured: boolean, readable: boolean, hint: string | null, headerNames: Array<string>, updatedAt: string | null }, parameters: { temperature: number | null, topP: number | null, topK: number | null, minP: number | null, repetitionPenalty: number | null, maxTokens: number | null, contextWindow: number | null, embeddingDimensions: number | null, keepAlive: string | null, maxConcurrency: number | null, maxRetries: number | null, firstTokenTimeoutMs: number | null, idleTimeoutMs: number | null }, provider: { name: string, displayName: string, requiresCredential: boolean } | null, pull: { id: string, name: string, state: PullState, phase: string | null, completedBytes: number, totalBytes: number, bytesPerSecond: number | null, attempt: number, error: string | null, createdAt: string, finishedAt: string | null } | null } | null }
    | { __typename: 'DestinationNotAllowedError', code: ErrorCode, message: string }
    | { __typename: 'InvalidInputError', code: ErrorCode, message: string, fields: Array<{ path: Array<string>, message: string }> }
    | { __typename: 'ModelPayload', model: { description: string | null, baseUrl: string | null, builtinId: string | null, isOverridden: boolean, sizeBytes: number | null, contextLength: number | null, embeddingLength: number | null, extraParameters: unknown, id: string, name: string, displayName: string | null, type: ModelType, source: ModelSource, status: ModelStatus, statusReason: string | null, isBuiltin: boolean, isDefault: boolean, version: number, createdAt: string, updatedAt: string, capabilities: Array<ModelCapability>, health: { lastSuccessAt: string | null }, keys: Array<{ weight: number, enabled: boolean, apiKey: { id: string, name: string, hint: string | null } }>, capabilitySources: Array<{ capability: ModelCapability, source: CapabilitySource }>, credential: { configured: boolean, readable: boolean, hint: string | null, headerNames: Array<string>, updatedAt: string | null }, parameters: { temperature: number | null, topP: number | null, topK: number | null, minP: number | null, repetitionPenalty: number | null, maxTokens: number | null, contextWindow: number | null, embeddingDimensions: number | null, keepAlive: string | null, maxConcurrency: number | null, maxRetries: number | null, firstTokenTimeoutMs: number | null, idleTimeoutMs: number | null }, provider: { name: string, displayName: string, requiresCredential: boolean } | null, pull: { id: string, name: string, state: PullState, phase: string | null, completedBytes: number, totalBytes: number, bytesPerSecond: number | null, attempt: number, error: string | null, createdAt: string, finishedAt: string | null } | null } }
    | { __typename: 'NotFoundError', code: ErrorCode, message: string }
    | { __typename: 'QuotaExceededError', code: ErrorCode, message: string }
    | { __typename: 'UpstreamError', reason: UpstreamErrorReason, detail: string | null, retryable: boolean, code: ErrorCode, message: string }
   };

export type SetModelCredentialMutationVariables = Exact<{
  input: SetModelCredentialInput;
}>;


export type SetModelCredentialMutation = { setModelCredential:
    | { code: ErrorCode, message: string }
    | { code: ErrorCode, message: string, fields: Array<{ path: Array<string>, message: string }> }
    | { model: { description: string | null, baseUrl: string | null, builtinId: string | null, isOverridden: boolean, sizeBytes: number | null, contextLength: number | null, embeddingLength: number | null, extraParameters: unknown, id: string, name: string, displayName: string | null, type: ModelType, source: ModelSource, status: ModelStatus, statusReason: string | null, isBuiltin: boolean, isDefault: boolean, version: number, createdAt: string, updatedAt: string, capabilities: Array<ModelCapability>, health: { lastSuccessAt: string | null }, keys: Array<{ weight: number, enabled: boolean, apiKey: { id: string, name: string, hint: string | null } }>, capabilitySources: Array<{ capability: ModelCapability, source: CapabilitySource }>, credential: { configured: boolean, readable: boolean, hint: string | null, headerNames: Array<string>, updatedAt: string | null }, parameters: { temperature: number | null, topP: number | null, topK: number | null, minP: number | null, repetitionPenalty: number | null, maxTokens: number | null, contextWindow: number | null, embeddingDimensions: number | null, keepAlive: string | null, maxConcurrency: number | null, maxRetries: number | null, firstTokenTimeoutMs: number | null, idleTimeoutMs: number | null }, provider: { name: string, displayName: string, requiresCredential: boolean } | null, pull: { id: string, name: string, state: PullState, phase: string | null, completedBytes: number, totalBytes: number, bytesPerSecond: number | null, attempt: number, error: string | null, createdAt: string, finishedAt: string | null } | null } }
    | { code: ErrorCode, message: string }
    | { code: ErrorCode, message: string }
   };

export type ClearModelCredentialMutationVariables = Exact<{
  input: ClearModelCredentialInput;
}>;


export type ClearModelCredentialMutation = { clearModelCredential:
    | { code: ErrorCode, message: string }
    | { model: { description: string | null, baseUrl: string | null, builtinId: string | null, isOverridden: boolean, sizeBytes: number | null, contextLength: number | null, embeddingLength: number | null, extraParameters: unknown, id: string, name: string, displayName: string | null, type: ModelType, source: ModelSource, status: ModelStatus, statusReason: string | null, isBuiltin: boolean, isDefault: boolean, version: number, createdAt: string, updatedAt: string, capabilities: Array<ModelCapability>, health: { lastSuccessAt: string | null }, keys: Array<{ weight: number, enabled: boolean, apiKey: { id: string, name: string, hint: string | null } }>, capabilitySources: Array<{ capability: ModelCapability, source: CapabilitySource }>, credential: { configured: boolean, readable: boolean, hint: string | null, headerNames: Array<string>, updatedAt: string | null }, parameters: { temperature: number | null, topP: number | null, topK: number | null, minP: number | null, repetitionPenalty: number | null, maxTokens: number | null, contextWindow: number | null, embeddingDimensions: number | null, keepAlive: string | null, maxConcurrency: number | null, maxRetries: number | null, firstTokenTimeoutMs: number | null, idleTimeoutMs: number | null }, provider: { name: string, displayName: string, requiresCredential: boolean } | null, pull: { id: string, name: string, state: PullState, phase: string | null, completedBytes: number, totalBytes: number, bytesPerSecond: number | null, attempt: number, error: string | null, createdAt: string, finishedAt: string | null } | null } }
    | { code: ErrorCode, message: string }
   };

export type SetDefaultModelMutationVariables = Exact<{
  input: SetDefaultModelInput;
}>;


export type SetDefaultModelMutation = { setDefaultModel:
    | { model: { id: string, name: string, displayName: string | null, type: ModelType, source: ModelSource, status: ModelStatus, statusReason: string | null, isBuiltin: boolean, isDefault: boolean, version: number, createdAt: string, updatedAt: string, capabilities: Array<ModelCapability>, provider: { name: string, displayName: string, requiresCredential: boolean } | null, credential: { configured: boolean, readable: boolean }, pull: { id: string, name: string, state: PullState, phase: string | null, completedBytes: number, totalBytes: number, bytesPerSecond: number | null, attempt: number, error: string | null, createdAt: string, finishedAt: string | null } | null } }
    | { code: ErrorCode, message: string }
    | { code: ErrorCode, message: string }
   };

export type ClearDefaultModelMutationVariables = Exact<{
  input: ClearDefaultModelInput;
}>;


export type ClearDefaultModelMutation = { clearDefaultModel:
    | { model: { id: string, name: string, displayName: string | null, type: ModelType, source: ModelSource, status: ModelStatus, statusReason: string | null, isBuiltin: boolean, isDefault: boolean, version: number, createdAt: string, updatedAt: string, capabilities: Array<ModelCapability>, provider: { name: string, displayName: string, requiresCredential: boolean } | null, credential: { configured: boolean, readable: boolean }, pull: { id: string, name: string, state: PullState, phase: string | null, completedBytes: number, totalBytes: number, bytesPerSecond: number | null, attempt: number, error: string | null, createdAt: string, finishedAt: string | null } | null } | null }
    | { code: ErrorCode, message: string }
    | { code: ErrorCode, message: string }
   };

export type DeleteModelMutationVariables = Exact<{
  input: DeleteModelInput;
}>;


export type DeleteModelMutation = { deleteModel:
    | { code: ErrorCode, message: string }
    | { model: { id: string } }
    | { code: ErrorCode, message: string }
   };

export type RestoreModelMutationVariables = Exact<{
  input: RestoreModelInput;
}>;


export type RestoreModelMutation = { restoreModel:
    | { code: ErrorCode, message: string }
    | { code: ErrorCode, message: string }
    | { model: { id: string, name: string, displayName: string | null, type: ModelType, source: ModelSource, status: ModelStatus, statusReason: string | null, isBuiltin: boolean, isDefault: boolean, version: number, createdAt: string, updatedAt: string, capabilities: Array<ModelCapability>, provider: { name: string, displayName: string, requiresCredential: boolean } | null, credential: { configured: boolean, readable: boolean }, pull: { id: string, name: string, state: PullState, phase: string | null, completedBytes: number, totalBytes: number, bytesPerSecond: number | null, attempt: number, error: string | null, createdAt: string, finishedAt: string | null } | null } }
    | { code: ErrorCode, message: string }
    | { code: ErrorCode, message: string }
   };

export type KeyUseFragment = { unreadableCount: number, keys: Array<{ keyId: string, isSealing: boolean, isConfigured: boolean, valueCount: number }>, unreadable: Array<{ modelId: string | null, apiKeyId: string | null, tenantId: string | null, field: UnreadableValueField, keyId: string | null }> };

export type KeyRotationSubscriptionVariables = Exact<{ [key: string]: never; }>;


export type KeyRotationSubscription = { keyRotation: { state: KeyRotationState, completed: number, total: number, unreadable: number, startedAt: string | null, finishedAt: string | null, encryptionStatus: { unreadableCount: number, keys: Array<{ keyId: string, isSealing: boolean, isConfigured: boolean, valueCount: number }>, unreadable: Array<{ modelId: string | null, apiKeyId: string | null, tenantId: string | null, field: UnreadableValueField, keyId: string | null }> } | null } };

export type RotateEncryptionKeysMutationVariables = Exact<{ [key: string]: never; }>;


export type RotateEncryptionKeysMutation = { rotateEncryptionKeys:
    | { code: ErrorCode, message: string }
    | { rotation: { state: KeyRotationState } }
   };

export type ApplyBuiltinModelsMutationVariables = Exact<{
  input: ApplyBuiltinModelsInput;
}>;


export type ApplyBuiltinModelsMutation = { applyBuiltinModels:
    | { __typename: 'ApplyBuiltinModelsPayload', dryRun: boolean, steps: Array<{ action: BuiltinAction, builtinId: string, fields: Array<string> }> }
    | { __typename: 'ConflictError', code: ErrorCode, message: string }
    | { __typename: 'InvalidInputError', code: ErrorCode, message: string, fields: Array<{ path: Array<string>, message: string }> }
   };

export type TenantUsageQueryVariables = Exact<{
  from: string;
  to: string;
}>;


export type TenantUsageQuery = { usage: Array<{ tenantId: string | null, calls: number, failures: number, promptTokens: number, completionTokens: number }> };

export type RoutePartsFragment = { id: string, name: string, description: string | null, type: ModelType, isBuiltin: boolean, version: number, updatedAt: string, targets: Array<{ modelId: string, priority: number, weight: number, model: { id: string, name: string, displayName: string | null, type: ModelType, status: ModelStatus, isBuiltin: boolean } | null }>, policy: { maxAttempts: number, maxPauseMs: number, firstTokenTimeoutMs: number | null, deadlineMs: number, onContextLength: ContextLengthStep, onContentFilter: ContentFilterStep, afterOutput: AfterOutputStep } };

export type RoutesQueryVariables = Exact<{
  filter?: RouteFilter | null | undefined;
  after?: string | null | undefined;
}>;


export type RoutesQuery = { routes: { nodes: Array<{ id: string, name: string, description: string | null, type: ModelType, isBuiltin: boolean, version: number, updatedAt: string, targets: Array<{ modelId: string, priority: number, weight: number, model: { id: string, name: string, displayName: string | null, type: ModelType, status: ModelStatus, isBuiltin: boolean } | null }>, policy: { maxAttempts: number, maxPauseMs: number, firstTokenTimeoutMs: number | null, deadlineMs: number, onContextLength: ContextLengthStep, onContentFilter: ContentFilterStep, afterOutput: AfterOutputStep } }>, pageInfo: { hasNextPage: boolean, endCursor: string | null } } };

export type RouteByIdQueryVariables = Exact<{
  id: string;
}>;


export type RouteByIdQuery = { route: { id: string, name: string, description: string | null, type: ModelType, isBuiltin: boolean, version: number, updatedAt: string, targets: Array<{ modelId: string, priority: number, weight: number, model: { id: string, name: string, displayName: string | null, type: ModelType, status: ModelStatus, isBuiltin: boolean } | null }>, policy: { maxAttempts: number, maxPauseMs: number, firstTokenTimeoutMs: number | null, deadlineMs: number, onContextLength: ContextLengthStep, onContentFilter: ContentFilterStep, afterOutput: AfterOutputStep } } | null };

export type DefaultRoutesQueryVariables = Exact<{ [key: string]: never; }>;


export type DefaultRoutesQuery = { CHAT: { id: string } | null, VISION: { id: string } | null, EMBEDDING: { id: string } | null, RERANK: { id: string } | null, SPEECH: { id: string } | null };

export type RouteModelsQueryVariables = Exact<{
  filter?: ModelFilter | null | undefined;
}>;


export type RouteModelsQuery = { models: { nodes: Array<{ id: string, name: string, displayName: string | null, type: ModelType, isBuiltin: boolean }> } };

export type CreateRouteMutationVariables = Exact<{
  input: CreateRouteInput;
}>;


export type CreateRouteMutation = { createRoute:
    | { __typename: 'ConflictError', path: Array<string> | null, code: ErrorCode, message: string }
    | { __typename: 'InvalidInputError', code: ErrorCode, message: string, fields: Array<{ path: Array<string>, message: string }> }
    | { __typename: 'NotFoundError', code: ErrorCode, message: string }
    | { __typename: 'QuotaExceededError', code: ErrorCode, message: string }
    | { __typename: 'RoutePayload', route: { id: string, name: string, description: string | null, type: ModelType, isBuiltin: boolean, version: number, updatedAt: string, targets: Array<{ modelId: string, priority: number, weight: number, model: { id: string, name: string, displayName: string | null, type: ModelType, status: ModelStatus, isBuiltin: boolean } | null }>, policy: { maxAttempts: number, maxPauseMs: number, firstTokenTimeoutMs: number | null, deadlineMs: number, onContextLength: ContextLengthStep, onContentFilter: ContentFilterStep, afterOutput: AfterOutputStep } } }
   };

export type UpdateRouteMutationVariables = Exact<{
  input: UpdateRouteInput;
}>;


export type UpdateRouteMutation = { updateRoute:
    | { __typename: 'BuiltinModelError', code: ErrorCode, message: string }
    | { __typename: 'ConflictError', path: Array<string> | null, currentVersion: number | null, code: ErrorCode, message: string }
    | { __typename: 'InvalidInputError', code: ErrorCode, message: string, fields: Array<{ path: Array<string>, message: string }> }
    | { __typename: 'NotFoundError', code: ErrorCode, message: string }
    | { __typename: 'QuotaExceededError', code: ErrorCode, message: string }
    | { __typename: 'RoutePayload', route: { id: string, name: string, description: string | null, type: ModelType, isBuiltin: boolean, version: number, updatedAt: string, targets: Array<{ modelId: string, priority: number, weight: number, model: { id: string, name: string, displayName: string | null, type: ModelType, status: ModelStatus, isBuiltin: boolean } | null }>, policy: { maxAttempts: number, maxPauseMs: number, firstTokenTimeoutMs: number | null, deadlineMs: number, onContextLength: ContextLengthStep, onContentFilter: ContentFilterStep, afterOutput: AfterOutputStep } } }
   };

export type DeleteRouteMutationVariables = Exact<{
  input: DeleteRouteInput;
}>;


export type DeleteRouteMutation = { deleteRoute:
    | { code: ErrorCode, message: string }
    | { route: { id: string } }
    | { code: ErrorCode, message: string }
   };

export type SetDefaultRouteMutationVariables = Exact<{
  input: SetDefaultRouteInput;
}>;


export type SetDefaultRouteMutation = { setDefaultRoute:
    | { code: ErrorCode, message: string }
    | { code: ErrorCode, message: string }
    | { route: { id: string } }
   };

export type ClearDefaultRouteMutationVariables = Exact<{
  input: ClearDefaultModelInput;
}>;


export type ClearDefaultRouteMutation = { clearDefaultModel:
    | { __typename: 'ClearDefaultModelPayload' }
    | { __typename: 'NotFoundError', code: ErrorCode, message: string }
    | { __typename: 'QuotaExceededError', code: ErrorCode, message: string }
   };

export type UsageQueryVariables = Exact<{
  from: string;
  to: string;
}>;


export type UsageQuery = { total: Array<{ calls: number, failures: number, promptTokens: number, completionTokens: number, totalTokens: number, firstTokenMs: { p50: number, p95: number } | null, durationMs: { p50: number, p95: number } | null }>, byDay: Array<{ day: string | null, calls: number, failures: number, promptTokens: number, completionTokens: number, totalTokens: number, firstTokenMs: { p50: number, p95: number } | null, durationMs: { p50: number, p95: number } | null }>, byModel: Array<{ modelId: string | null, calls: number, failures: number, promptTokens: number, completionTokens: number, totalTokens: number, model: { id: string, name: string, displayName: string | null } | null, firstTokenMs: { p50: number, p95: number } | null, durationMs: { p50: number, p95: number } | null }>, byDayAndModel: Array<{ day: string | null, modelId: string | null, totalTokens: number }> };

export type UsageSumsFragment = { calls: number, failures: number, promptTokens: number, completionTokens: number, totalTokens: number, firstTokenMs: { p50: number, p95: number } | null, durationMs: { p50: number, p95: number } | null };

export type ViewerQueryVariables = Exact<{ [key: string]: never; }>;


export type ViewerQuery = { viewer: { tenantId: string, subject: string, scopes: Array<string> } };

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
export const CompletionPartsFragmentDoc = new TypedDocumentString(`
    fragment CompletionParts on ChatCompletion {
  id
  status
  kind
  createdAt
  durationMs
  firstTokenMs
  finishReason
  rawFinishReason
  warnings
  usage {
    promptTokens
    completionTokens
    reasoningTokens
    cachedPromptTokens
    totalTokens
    estimated
  }
}
    `, {"fragmentName":"CompletionParts"}) as unknown as TypedDocumentString<CompletionPartsFragment, unknown>;
export const AttemptPartsFragmentDoc = new TypedDocumentString(`
    fragment AttemptParts on ChatAttempt {
  model {
    id
    name
    displayName
  }
  keyLabel
  startedAt
  durationMs
  firstTokenMs
  mayBeBilled
  error {
    reason
    message
    detail
  }
}
    `, {"fragmentName":"AttemptParts"}) as unknown as TypedDocumentString<AttemptPartsFragment, unknown>;
export const EndedPartsFragmentDoc = new TypedDocumentString(`
    fragment EndedParts on ChatCompletion {
  ...CompletionParts
  model {
    id
    name
    displayName
  }
  route {
    id
    name
  }
  attempts {
    ...AttemptParts
  }
}
    fragment CompletionParts on ChatCompletion {
  id
  status
  kind
  createdAt
  durationMs
  firstTokenMs
  finishReason
  rawFinishReason
  warnings
  usage {
    promptTokens
    completionTokens
    reasoningTokens
    cachedPromptTokens
    totalTokens
    estimated
  }
}
fragment AttemptParts on ChatAttempt {
  model {
    id
    name
    displayName
  }
  keyLabel
  startedAt
  durationMs
  firstTokenMs
  mayBeBilled
  error {
    reason
    message
    detail
  }
}`, {"fragmentName":"EndedParts"}) as unknown as TypedDocumentString<EndedPartsFragment, unknown>;
export const HealthPartsFragmentDoc = new TypedDocumentString(`
    fragment HealthParts on TargetHealth {
  state
  reason
  until
  lastSuccessAt
}
    `, {"fragmentName":"HealthParts"}) as unknown as TypedDocumentString<HealthPartsFragment, unknown>;
export const PullPartsFragmentDoc = new TypedDocumentString(`
    fragment PullParts on Pull {
  id
  name
  state
  phase
  completedBytes
  totalBytes
  bytesPerSecond
  attempt
  error
  createdAt
  finishedAt
}
    `, {"fragmentName":"PullParts"}) as unknown as TypedDocumentString<PullPartsFragment, unknown>;
export const DownloadFragmentDoc = new TypedDocumentString(`
    fragment Download on Pull {
  ...PullParts
  models {
    id
    name
    displayName
    isBuiltin
  }
}
    fragment PullParts on Pull {
  id
  name
  state
  phase
  completedBytes
  totalBytes
  bytesPerSecond
  attempt
  error
  createdAt
  finishedAt
}`, {"fragmentName":"Download"}) as unknown as TypedDocumentString<DownloadFragment, unknown>;
export const ApiKeyPartsFragmentDoc = new TypedDocumentString(`
    fragment ApiKeyParts on ApiKey {
  id
  name
  hint
  readable
  isBuiltin
  version
  updatedAt
  origins
  provider {
    name
    displayName
  }
  models(first: 20) {
    totalCount
    nodes {
      id
      name
      displayName
    }
  }
}
    `, {"fragmentName":"ApiKeyParts"}) as unknown as TypedDocumentString<ApiKeyPartsFragment, unknown>;
export const ModelRowFragmentDoc = new TypedDocumentString(`
    fragment ModelRow on Model {
  id
  name
  displayName
  type
  source
  status
  statusReason
  isBuiltin
  isDefault
  version
  createdAt
  updatedAt
  capabilities
  provider {
    name
    displayName
    requiresCredential
  }
  credential {
    configured
    readable
  }
  pull {
    ...PullParts
  }
}
    fragment PullParts on Pull {
  id
  name
  state
  phase
  completedBytes
  totalBytes
  bytesPerSecond
  attempt
  error
  createdAt
  finishedAt
}`, {"fragmentName":"ModelRow"}) as unknown as TypedDocumentString<ModelRowFragment, unknown>;
export const ModelDetailsFragmentDoc = new TypedDocumentString(`
    fragment ModelDetails on Model {
  ...ModelRow
  description
  baseUrl
  builtinId
  isOverridden
  sizeBytes
  contextLength
  embeddingLength
  extraParameters
  health {
    lastSuccessAt
  }
  keys {
    weight
    enabled
    apiKey {
      id
      name
      hint
    }
  }
  capabilitySources {
    capability
    source
  }
  credential {
    configured
    readable
    hint
    headerNames
    updatedAt
  }
  parameters {
    temperature
    topP
    topK
    minP
    repetitionPenalty
    maxTokens
    contextWindow
    embeddingDimensions
    keepAlive
    maxConcurrency
    maxRetries
    firstTokenTimeoutMs
    idleTimeoutMs
  }
}
    fragment PullParts on Pull {
  id
  name
  state
  phase
  completedBytes
  totalBytes
  bytesPerSecond
  attempt
  error
  createdAt
  finishedAt
}
fragment ModelRow on Model {
  id
  name
  displayName
  type
  source
  status
  statusReason
  isBuiltin
  isDefault
  version
  createdAt
  updatedAt
  capabilities
  provider {
    name
    displayName
    requiresCredential
  }
  credential {
    configured
    readable
  }
  pull {
    ...PullParts
  }
}`, {"fragmentName":"ModelDetails"}) as unknown as TypedDocumentString<ModelDetailsFragment, unknown>;
export const ErrorPartsFragmentDoc = new TypedDocumentString(`
    fragment ErrorParts on Error {
  code
  message
  ... on InvalidInputError {
    fields {
      path
      message
    }
  }
  ... on UpstreamError {
    reason
    detail
    retryable
  }
}
    `, {"fragmentName":"ErrorParts"}) as unknown as TypedDocumentString<ErrorPartsFragment, unknown>;
export const TestStepFragmentDoc = new TypedDocumentString(`
    fragment TestStep on ModelTestStep {
  name
  ok
  detail
  durationMs
  error {
    ...ErrorParts
  }
}
    fragment ErrorParts on Error {
  code
  message
  ... on InvalidInputError {
    fields {
      path
      message
    }
  }
  ... on UpstreamError {
    reason
    detail
    retryable
  }
}`, {"fragmentName":"TestStep"}) as unknown as TypedDocumentString<TestStepFragment, unknown>;
export const KeyUseFragmentDoc = new TypedDocumentString(`
    fragment KeyUse on EncryptionStatus {
  keys {
    keyId
    isSealing
    isConfigured
    valueCount
  }
  unreadableCount
  unreadable {
    modelId
    apiKeyId
    tenantId
    field
    keyId
  }
}
    `, {"fragmentName":"KeyUse"}) as unknown as TypedDocumentString<KeyUseFragment, unknown>;
export const RoutePartsFragmentDoc = new TypedDocumentString(`
    fragment RouteParts on Route {
  id
  name
  description
  type
  isBuiltin
  version
  updatedAt
  targets {
    modelId
    priority
    weight
    model {
      id
      name
      displayName
      type
      status
      isBuiltin
    }
  }
  policy {
    maxAttempts
    maxPauseMs
    firstTokenTimeoutMs
    deadlineMs
    onContextLength
    onContentFilter
    afterOutput
  }
}
    `, {"fragmentName":"RouteParts"}) as unknown as TypedDocumentString<RoutePartsFragment, unknown>;
export const UsageSumsFragmentDoc = new TypedDocumentString(`
    fragment UsageSums on UsageRow {
  calls
  failures
  promptTokens
  completionTokens
  totalTokens
  firstTokenMs {
    p50
    p95
  }
  durationMs {
    p50
    p95
  }
}
    `, {"fragmentName":"UsageSums"}) as unknown as TypedDocumentString<UsageSumsFragment, unknown>;
export const ChatModelsDocument = new TypedDocumentString(`
    query ChatModels {
  models(
    first: 100
    filter: { types: [CHAT, VISION], statuses: [ACTIVE] }
    orderBy: { field: NAME, direction: ASC }
  ) {
    changesCursor
    nodes {
      id
      name
      displayName
      type
      isDefault
      capabilities
      source
    }
  }
  routes(first: 100, filter: { types: [CHAT, VISION] }) {
    nodes {
      id
      name
    }
  }
  defaultRoute(type: CHAT) {
    id
  }
}
    `) as unknown as TypedDocumentString<ChatModelsQuery, ChatModelsQueryVariables>;
export const StartChatDocument = new TypedDocumentString(`
    mutation StartChat($input: ChatInput!) {
  startChat(input: $input) {
    ... on StartChatPayload {
      completion {
        id
      }
    }
    ...ErrorParts
  }
}
    fragment ErrorParts on Error {
  code
  message
  ... on InvalidInputError {
    fields {
      path
      message
    }
  }
  ... on UpstreamError {
    reason
    detail
    retryable
  }
}`) as unknown as TypedDocumentString<StartChatMutation, StartChatMutationVariables>;
export const CancelChatDocument = new TypedDocumentString(`
    mutation CancelChat($input: CancelChatInput!) {
  cancelChat(input: $input) {
    ... on CancelChatPayload {
      completion {
        ...CompletionParts
      }
    }
    ...ErrorParts
  }
}
    fragment ErrorParts on Error {
  code
  message
  ... on InvalidInputError {
    fields {
      path
      message
    }
  }
  ... on UpstreamError {
    reason
    detail
    retryable
  }
}
fragment CompletionParts on ChatCompletion {
  id
  status
  kind
  createdAt
  durationMs
  firstTokenMs
  finishReason
  rawFinishReason
  warnings
  usage {
    promptTokens
    completionTokens
    reasoningTokens
    cachedPromptTokens
    totalTokens
    estimated
  }
}`) as unknown as TypedDocumentString<CancelChatMutation, CancelChatMutationVariables>;
export const ChatEventsDocument = new TypedDocumentString(`
    subscription ChatEvents($completionId: ID!, $after: Int) {
  chatEvents(completionId: $completionId, after: $after) {
    __typename
    ... on ChatEvent {
      seq
    }
    ... on ContentDelta {
      text
    }
    ... on ThinkingDelta {
      text
    }
    ... on ToolCallDelta {
      callId
      name
      argumentsDelta
    }
    ... on ToolCallReady {
      toolCall {
        id
        name
        arguments
        rawArguments
        providerMetadata
      }
    }
    ... on ChatRestarted {
      discardsText
      failed {
        ...AttemptParts
      }
      model {
        id
        name
        displayName
      }
    }
    ... on ChatCompleted {
      completion {
        ...EndedParts
      }
    }
    ... on ChatCancelled {
      completion {
        ...EndedParts
      }
    }
    ... on ChatInterrupted {
      completion {
        ...EndedParts
      }
    }
    ... on ChatFailed {
      completion {
        ...EndedParts
      }
      error {
        detail
        retryable
      }
    }
    ... on Error {
      code
      message
    }
  }
}
    fragment CompletionParts on ChatCompletion {
  id
  status
  kind
  createdAt
  durationMs
  firstTokenMs
  finishReason
  rawFinishReason
  warnings
  usage {
    promptTokens
    completionTokens
    reasoningTokens
    cachedPromptTokens
    totalTokens
    estimated
  }
}
fragment AttemptParts on ChatAttempt {
  model {
    id
    name
    displayName
  }
  keyLabel
  startedAt
  durationMs
  firstTokenMs
  mayBeBilled
  error {
    reason
    message
    detail
  }
}
fragment EndedParts on ChatCompletion {
  ...CompletionParts
  model {
    id
    name
    displayName
  }
  route {
    id
    name
  }
  attempts {
    ...AttemptParts
  }
}`) as unknown as TypedDocumentString<ChatEventsSubscription, ChatEventsSubscriptionVariables>;
export const HealthChangesDocument = new TypedDocumentString(`
    subscription HealthChanges {
  healthChanges {
    target
    modelId
    keyId
    health {
      ...HealthParts
    }
  }
}
    fragment HealthParts on TargetHealth {
  state
  reason
  until
  lastSuccessAt
}`) as unknown as TypedDocumentString<HealthChangesSubscription, HealthChangesSubscriptionVariables>;
export const ResetTargetHealthDocument = new TypedDocumentString(`
    mutation ResetTargetHealth($input: ResetTargetHealthInput!) {
  resetTargetHealth(input: $input) {
    ... on ModelPayload {
      model {
        id
      }
    }
    ...ErrorParts
  }
}
    fragment ErrorParts on Error {
  code
  message
  ... on InvalidInputError {
    fields {
      path
      message
    }
  }
  ... on UpstreamError {
    reason
    detail
    retryable
  }
}`) as unknown as TypedDocumentString<ResetTargetHealthMutation, ResetTargetHealthMutationVariables>;
export const ModelChangesDocument = new TypedDocumentString(`
    subscription ModelChanges($after: String) {
  modelChanges(after: $after) {
    __typename
    ... on ModelChange {
      kind
      modelId
      cursor
      model {
        ...ModelDetails
      }
    }
    ...ErrorParts
  }
}
    fragment ErrorParts on Error {
  code
  message
  ... on InvalidInputError {
    fields {
      path
      message
    }
  }
  ... on UpstreamError {
    reason
    detail
    retryable
  }
}
fragment PullParts on Pull {
  id
  name
  state
  phase
  completedBytes
  totalBytes
  bytesPerSecond
  attempt
  error
  createdAt
  finishedAt
}
fragment ModelRow on Model {
  id
  name
  displayName
  type
  source
  status
  statusReason
  isBuiltin
  isDefault
  version
  createdAt
  updatedAt
  capabilities
  provider {
    name
    displayName
    requiresCredential
  }
  credential {
    configured
    readable
  }
  pull {
    ...PullParts
  }
}
fragment ModelDetails on Model {
  ...ModelRow
  description
  baseUrl
  builtinId
  isOverridden
  sizeBytes
  contextLength
  embeddingLength
  extraParameters
  health {
    lastSuccessAt
  }
  keys {
    weight
    enabled
    apiKey {
      id
      name
      hint
    }
  }
  capabilitySources {
    capability
    source
  }
  credential {
    configured
    readable
    hint
    headerNames
    updatedAt
  }
  parameters {
    temperature
    topP
    topK
    minP
    repetitionPenalty
    maxTokens
    contextWindow
    embeddingDimensions
    keepAlive
    maxConcurrency
    maxRetries
    firstTokenTimeoutMs
    idleTimeoutMs
  }
}`) as unknown as TypedDocumentString<ModelChangesSubscription, ModelChangesSubscriptionVariables>;
export const PullProgressDocument = new TypedDocumentString(`
    subscription PullProgress($modelId: ID!) {
  pullProgress(modelId: $modelId) {
    __typename
    ... on Pull {
      ...PullParts
    }
    ...ErrorParts
  }
}
    fragment ErrorParts on Error {
  code
  message
  ... on InvalidInputError {
    fields {
      path
      message
    }
  }
  ... on UpstreamError {
    reason
    detail
    retryable
  }
}
fragment PullParts on Pull {
  id
  name
  state
  phase
  completedBytes
  totalBytes
  bytesPerSecond
  attempt
  error
  createdAt
  finishedAt
}`) as unknown as TypedDocumentString<PullProgressSubscription, PullProgressSubscriptionVariables>;
export const PullModelDocument = new TypedDocumentString(`
    mutation PullModel($input: PullModelInput!) {
  pullModel(input: $input) {
    ... on ModelPayload {
      model {
        ...ModelRow
      }
    }
    ...ErrorParts
  }
}
    fragment ErrorParts on Error {
  code
  message
  ... on InvalidInputError {
    fields {
      path
      message
    }
  }
  ... on UpstreamError {
    reason
    detail
    retryable
  }
}
fragment PullParts on Pull {
  id
  name
  state
  phase
  completedBytes
  totalBytes
  bytesPerSecond
  attempt
  error
  createdAt
  finishedAt
}
fragment ModelRow on Model {
  id
  name
  displayName
  type
  source
  status
  statusReason
  isBuiltin
  isDefault
  version
  createdAt
  updatedAt
  capabilities
  provider {
    name
    displayName
    requiresCredential
  }
  credential {
    configured
    readable
  }
  pull {
    ...PullParts
  }
}`) as unknown as TypedDocumentString<PullModelMutation, PullModelMutationVariables>;
export const CancelPullDocument = new TypedDocumentString(`
    mutation CancelPull($input: CancelPullInput!) {
  cancelPull(input: $input) {
    ... on ModelPayload {
      model {
        ...ModelRow
      }
    }
    ...ErrorParts
  }
}
    fragment ErrorParts on Error {
  code
  message
  ... on InvalidInputError {
    fields {
      path
      message
    }
  }
  ... on UpstreamError {
    reason
    detail
    retryable
  }
}
fragment PullParts on Pull {
  id
  name
  state
  phase
  completedBytes
  totalBytes
  bytesPerSecond
  attempt
  error
  createdAt
  finishedAt
}
fragment ModelRow on Model {
  id
  name
  displayName
  type
  source
  status
  statusReason
  isBuiltin
  isDefault
  version
  createdAt
  updatedAt
  capabilities
  provider {
    name
    displayName
    requiresCredential
  }
  credential {
    configured
    readable
  }
  pull {
    ...PullParts
  }
}`) as unknown as TypedDocumentString<CancelPullMutation, CancelPullMutationVariables>;
export const CancelOllamaPullDocument = new TypedDocumentString(`
    mutation CancelOllamaPull($input: CancelOllamaPullInput!) {
  cancelOllamaPull(input: $input) {
    ... on PullPayload {
      pull {
        ...PullParts
      }
    }
    ...ErrorParts
  }
}
    fragment ErrorParts on Error {
  code
  message
  ... on InvalidInputError {
    fields {
      path
      message
    }
  }
  ... on UpstreamError {
    reason
    detail
    retryable
  }
}
fragment PullParts on Pull {
  id
  name
  state
  phase
  completedBytes
  totalBytes
  bytesPerSecond
  attempt
  error
  createdAt
  finishedAt
}`) as unknown as TypedDocumentString<CancelOllamaPullMutation, CancelOllamaPullMutationVariables>;
export const ActivityDocument = new TypedDocumentString(`
    query Activity($filter: ChatCompletionFilter, $after: String) {
  chatCompletions(filter: $filter, after: $after, first: 25) {
    nodes {
      ...CompletionParts
      model {
        id
        name
        displayName
      }
      route {
        id
        name
      }
      error {
        code
        message
      }
    }
    pageInfo {
      hasNextPage
      endCursor
    }
  }
}
    fragment CompletionParts on ChatCompletion {
  id
  status
  kind
  createdAt
  durationMs
  firstTokenMs
  finishReason
  rawFinishReason
  warnings
  usage {
    promptTokens
    completionTokens
    reasoningTokens
    cachedPromptTokens
    totalTokens
    estimated
  }
}`) as unknown as TypedDocumentString<ActivityQuery, ActivityQueryVariables>;
export const CompletionByIdDocument = new TypedDocumentString(`
    query CompletionById($id: ID!) {
  chatCompletion(id: $id) {
    ...EndedParts
  }
}
    fragment CompletionParts on ChatCompletion {
  id
  status
  kind
  createdAt
  durationMs
  firstTokenMs
  finishReason
  rawFinishReason
  warnings
  usage {
    promptTokens
    completionTokens
    reasoningTokens
    cachedPromptTokens
    totalTokens
    estimated
  }
}
fragment AttemptParts on ChatAttempt {
  model {
    id
    name
    displayName
  }
  keyLabel
  startedAt
  durationMs
  firstTokenMs
  mayBeBilled
  error {
    reason
    message
    detail
  }
}
fragment EndedParts on ChatCompletion {
  ...CompletionParts
  model {
    id
    name
    displayName
  }
  route {
    id
    name
  }
  attempts {
    ...AttemptParts
  }
}`) as unknown as TypedDocumentString<CompletionByIdQuery, CompletionByIdQueryVariables>;
export const AuditDocument = new TypedDocumentString(`
    query Audit($filter: AuditEventFilter, $after: String) {
  auditEvents(filter: $filter, after: $after, first: 50) {
    nodes {
      id
      at
      subject
      subjectTenantId
      action
      modelId
      modelName
      routeName
      apiKeyName
      fields
      model {
        id
      }
    }
    pageInfo {
      hasNextPage
      endCursor
    }
  }
}
    `) as unknown as TypedDocumentString<AuditQuery, AuditQueryVariables>;
export const DownloadsDocument = new TypedDocumentString(`
    query Downloads {
  pulls(first: 50) {
    changesCursor
    nodes {
      ...Download
    }
  }
}
    fragment PullParts on Pull {
  id
  name
  state
  phase
  completedBytes
  totalBytes
  bytesPerSecond
  attempt
  error
  createdAt
  finishedAt
}
fragment Download on Pull {
  ...PullParts
  models {
    id
    name
    displayName
    isBuiltin
  }
}`) as unknown as TypedDocumentString<DownloadsQuery, DownloadsQueryVariables>;
export const PullChangesDocument = new TypedDocumentString(`
    subscription PullChanges($after: String) {
  pullChanges(after: $after) {
    __typename
    ... on Pull {
      ...Download
    }
    ...ErrorParts
  }
}
    fragment ErrorParts on Error {
  code
  message
  ... on InvalidInputError {
    fields {
      path
      message
    }
  }
  ... on UpstreamError {
    reason
    detail
    retryable
  }
}
fragment PullParts on Pull {
  id
  name
  state
  phase
  completedBytes
  totalBytes
  bytesPerSecond
  attempt
  error
  createdAt
  finishedAt
}
fragment Download on Pull {
  ...PullParts
  models {
    id
    name
    displayName
    isBuiltin
  }
}`) as unknown as TypedDocumentString<PullChangesSubscription, PullChangesSubscriptionVariables>;
export const OllamaDocument = new TypedDocumentString(`
    query Ollama {
  ollama {
    available
    version
    error
    models {
      name
      sizeBytes
      family
      parameterSize
      quantization
      modifiedAt
    }
    running {
      name
      sizeBytes
      vramBytes
      contextLength
      expiresAt
    }
  }
}
    `) as unknown as TypedDocumentString<OllamaQuery, OllamaQueryVariables>;
export const DeleteOllamaModelDocument = new TypedDocumentString(`
    mutation DeleteOllamaModel($input: DeleteOllamaModelInput!) {
  deleteOllamaModel(input: $input) {
    __typename
    ... on DeleteOllamaModelPayload {
      name
    }
    ... on ModelInUseError {
      models {
        modelId
        name
        displayName
        tenantId
      }
    }
    ...ErrorParts
  }
}
    fragment ErrorParts on Error {
  code
  message
  ... on InvalidInputError {
    fields {
      path
      message
    }
  }
  ... on UpstreamError {
    reason
    detail
    retryable
  }
}`) as unknown as TypedDocumentString<DeleteOllamaModelMutation, DeleteOllamaModelMutationVariables>;
export const ApiKeysDocument = new TypedDocumentString(`
    query ApiKeys($after: String) {
  apiKeys(after: $after, first: 50) {
    nodes {
      ...ApiKeyParts
    }
    pageInfo {
      hasNextPage
      endCursor
    }
  }
}
    fragment ApiKeyParts on ApiKey {
  id
  name
  hint
  readable
  isBuiltin
  version
  updatedAt
  origins
  provider {
    name
    displayName
  }
  models(first: 20) {
    totalCount
    nodes {
      id
      name
      displayName
    }
  }
}`) as unknown as TypedDocumentString<ApiKeysQuery, ApiKeysQueryVariables>;
export const CreateApiKeyDocument = new TypedDocumentString(`
    mutation CreateApiKey($input: CreateApiKeyInput!) {
  createApiKey(input: $input) {
    ... on ApiKeyPayload {
      apiKey {
        ...ApiKeyParts
      }
    }
    ...ErrorParts
  }
}
    fragment ErrorParts on Error {
  code
  message
  ... on InvalidInputError {
    fields {
      path
      message
    }
  }
  ... on UpstreamError {
    reason
    detail
    retryable
  }
}
fragment ApiKeyParts on ApiKey {
  id
  name
  hint
  readable
  isBuiltin
  version
  updatedAt
  origins
  provider {
    name
    displayName
  }
  models(first: 20) {
    totalCount
    nodes {
      id
      name
      displayName
    }
  }
}`) as unknown as TypedDocumentString<CreateApiKeyMutation, CreateApiKeyMutationVariables>;
export const UpdateApiKeyDocument = new TypedDocumentString(`
    mutation UpdateApiKey($input: UpdateApiKeyInput!) {
  updateApiKey(input: $input) {
    ... on ApiKeyPayload {
      apiKey {
        ...ApiKeyParts
      }
    }
    ...ErrorParts
  }
}
    fragment ErrorParts on Error {
  code
  message
  ... on InvalidInputError {
    fields {
      path
      message
    }
  }
  ... on UpstreamError {
    reason
    detail
    retryable
  }
}
fragment ApiKeyParts on ApiKey {
  id
  name
  hint
  readable
  isBuiltin
  version
  updatedAt
  origins
  provider {
    name
    displayName
  }
  models(first: 20) {
    totalCount
    nodes {
      id
      name
      displayName
    }
  }
}`) as unknown as TypedDocumentString<UpdateApiKeyMutation, UpdateApiKeyMutationVariables>;
export const DeleteApiKeyDocument = new TypedDocumentString(`
    mutation DeleteApiKey($input: DeleteApiKeyInput!) {
  deleteApiKey(input: $input) {
    __typename
    ... on DeleteApiKeyPayload {
      apiKey {
        id
      }
    }
    ... on ApiKeyInUseError {
      models {
        id
        name
        displayName
      }
    }
    ...ErrorParts
  }
}
    fragment ErrorParts on Error {
  code
  message
  ... on InvalidInputError {
    fields {
      path
      message
    }
  }
  ... on UpstreamError {
    reason
    detail
    retryable
  }
}`) as unknown as TypedDocumentString<DeleteApiKeyMutation, DeleteApiKeyMutationVariables>;
export const KeyProvidersDocument = new TypedDocumentString(`
    query KeyProviders {
  providers {
    name
    displayName
  }
}
    `) as unknown as TypedDocumentString<KeyProvidersQuery, KeyProvidersQueryVariables>;
export const ModelsDocument = new TypedDocumentString(`
    query Models($filter: ModelFilter, $after: String, $first: Int) {
  models(filter: $filter, after: $after, first: $first) {
    totalCount
    changesCursor
    nodes {
      ...ModelRow
    }
    pageInfo {
      hasNextPage
      endCursor
    }
  }
}
    fragment PullParts on Pull {
  id
  name
  state
  phase
  completedBytes
  totalBytes
  bytesPerSecond
  attempt
  error
  createdAt
  finishedAt
}
fragment ModelRow on Model {
  id
  name
  displayName
  type
  source
  status
  statusReason
  isBuiltin
  isDefault
  version
  createdAt
  updatedAt
  capabilities
  provider {
    name
    displayName
    requiresCredential
  }
  credential {
    configured
    readable
  }
  pull {
    ...PullParts
  }
}`) as unknown as TypedDocumentString<ModelsQuery, ModelsQueryVariables>;
export const OfferedKeysDocument = new TypedDocumentString(`
    query OfferedKeys {
  apiKeys(first: 100) {
    nodes {
      id
      name
      hint
      isBuiltin
    }
  }
}
    `) as unknown as TypedDocumentString<OfferedKeysQuery, OfferedKeysQueryVariables>;
export const ModelByIdDocument = new TypedDocumentString(`
    query ModelById($id: ID!) {
  model(id: $id) {
    ...ModelDetails
  }
  models(first: 1) {
    changesCursor
  }
}
    fragment PullParts on Pull {
  id
  name
  state
  phase
  completedBytes
  totalBytes
  bytesPerSecond
  attempt
  error
  createdAt
  finishedAt
}
fragment ModelRow on Model {
  id
  name
  displayName
  type
  source
  status
  statusReason
  isBuiltin
  isDefault
  version
  createdAt
  updatedAt
  capabilities
  provider {
    name
    displayName
    requiresCredential
  }
  credential {
    configured
    readable
  }
  pull {
    ...PullParts
  }
}
fragment ModelDetails on Model {
  ...ModelRow
  description
  baseUrl
  builtinId
  isOverridden
  sizeBytes
  contextLength
  embeddingLength
  extraParameters
  health {
    lastSuccessAt
  }
  keys {
    weight
    enabled
    apiKey {
      id
      name
      hint
    }
  }
  capabilitySources {
    capability
    source
  }
  credential {
    configured
    readable
    hint
    headerNames
    updatedAt
  }
  parameters {
    temperature
    topP
    topK
    minP
    repetitionPenalty
    maxTokens
    contextWindow
    embeddingDimensions
    keepAlive
    maxConcurrency
    maxRetries
    firstTokenTimeoutMs
    idleTimeoutMs
  }
}`) as unknown as TypedDocumentString<ModelByIdQuery, ModelByIdQueryVariables>;
export const ProvidersDocument = new TypedDocumentString(`
    query Providers {
  providers {
    name
    displayName
    modelTypes
    requiresCredential
    documentationUrl
    chat: defaultBaseUrl(type: CHAT)
    vision: defaultBaseUrl(type: VISION)
    embedding: defaultBaseUrl(type: EMBEDDING)
    rerank: defaultBaseUrl(type: RERANK)
    speech: defaultBaseUrl(type: SPEECH)
  }
}
    `) as unknown as TypedDocumentString<ProvidersQuery, ProvidersQueryVariables>;
export const OfferedModelsDocument = new TypedDocumentString(`
    query OfferedModels($input: OfferedModelsInput!) {
  offeredModels(input: $input) {
    __typename
    ... on OfferedModels {
      baseUrl
      isComplete
      models {
        name
        displayName
        type
      }
    }
    ...ErrorParts
  }
}
    fragment ErrorParts on Error {
  code
  message
  ... on InvalidInputError {
    fields {
      path
      message
    }
  }
  ... on UpstreamError {
    reason
    detail
    retryable
  }
}`) as unknown as TypedDocumentString<OfferedModelsQuery, OfferedModelsQueryVariables>;
export const InstalledModelNamesDocument = new TypedDocumentString(`
    query InstalledModelNames {
  ollama {
    available
    error
    models {
      name
    }
  }
}
    `) as unknown as TypedDocumentString<InstalledModelNamesQuery, InstalledModelNamesQueryVariables>;
export const TestConnectionDocument = new TypedDocumentString(`
    subscription TestConnection($input: TestConnectionInput!) {
  testConnection(input: $input) {
    __typename
    ... on ModelTestStep {
      ...TestStep
    }
    ...ErrorParts
  }
}
    fragment ErrorParts on Error {
  code
  message
  ... on InvalidInputError {
    fields {
      path
      message
    }
  }
  ... on UpstreamError {
    reason
    detail
    retryable
  }
}
fragment TestStep on ModelTestStep {
  name
  ok
  detail
  durationMs
  error {
    ...ErrorParts
  }
}`) as unknown as TypedDocumentString<TestConnectionSubscription, TestConnectionSubscriptionVariables>;
export const TestModelDocument = new TypedDocumentString(`
    subscription TestModel($input: TestModelInput!) {
  testModel(input: $input) {
    __typename
    ... on ModelTestStep {
      ...TestStep
    }
    ...ErrorParts
  }
}
    fragment ErrorParts on Error {
  code
  message
  ... on InvalidInputError {
    fields {
      path
      message
    }
  }
  ... on UpstreamError {
    reason
    detail
    retryable
  }
}
fragment TestStep on ModelTestStep {
  name
  ok
  detail
  durationMs
  error {
    ...ErrorParts
  }
}`) as unknown as TypedDocumentString<TestModelSubscription, TestModelSubscriptionVariables>;
export const CreateModelDocument = new TypedDocumentString(`
    mutation CreateModel($input: CreateModelInput!) {
  createModel(input: $input) {
    ... on ModelPayload {
      model {
        ...ModelRow
      }
    }
    ...ErrorParts
  }
}
    fragment ErrorParts on Error {
  code
  message
  ... on InvalidInputError {
    fields {
      path
      message
    }
  }
  ... on UpstreamError {
    reason
    detail
    retryable
  }
}
fragment PullParts on Pull {
  id
  name
  state
  phase
  completedBytes
  totalBytes
  bytesPerSecond
  attempt
  error
  createdAt
  finishedAt
}
fragment ModelRow on Model {
  id
  name
  displayName
  type
  source
  status
  statusReason
  isBuiltin
  isDefault
  version
  createdAt
  updatedAt
  capabilities
  provider {
    name
    displayName
    requiresCredential
  }
  credential {
    configured
    readable
  }
  pull {
    ...PullParts
  }
}`) as unknown as TypedDocumentString<CreateModelMutation, CreateModelMutationVariables>;
export const UpdateModelDocument = new TypedDocumentString(`
    mutation UpdateModel($input: UpdateModelInput!) {
  updateModel(input: $input) {
    __typename
    ... on ModelPayload {
      model {
        ...ModelDetails
      }
    }
    ... on ConflictError {
      path
      currentVersion
      conflictingModel {
        ...ModelDetails
      }
    }
    ...ErrorParts
  }
}
    fragment ErrorParts on Error {
  code
  message
  ... on InvalidInputError {
    fields {
      path
      message
    }
  }
  ... on UpstreamError {
    reason
    detail
    retryable
  }
}
fragment PullParts on Pull {
  id
  name
  state
  phase
  completedBytes
  totalBytes
  bytesPerSecond
  attempt
  error
  createdAt
  finishedAt
}
fragment ModelRow on Model {
  id
  name
  displayName
  type
  source
  status
  statusReason
  isBuiltin
  isDefault
  version
  createdAt
  updatedAt
  capabilities
  provider {
    name
    displayName
    requiresCredential
  }
  credential {
    configured
    readable
  }
  pull {
    ...PullParts
  }
}
fragment ModelDetails on Model {
  ...ModelRow
  description
  baseUrl
  builtinId
  isOverridden
  sizeBytes
  contextLength
  embeddingLength
  extraParameters
  health {
    lastSuccessAt
  }
  keys {
    weight
    enabled
    apiKey {
      id
      name
      hint
    }
  }
  capabilitySources {
    capability
    source
  }
  credential {
    configured
    readable
    hint
    headerNames
    updatedAt
  }
  parameters {
    temperature
    topP
    topK
    minP
    repetitionPenalty
    maxTokens
    contextWindow
    embeddingDimensions
    keepAlive
    maxConcurrency
    maxRetries
    firstTokenTimeoutMs
    idleTimeoutMs
  }
}`) as unknown as TypedDocumentString<UpdateModelMutation, UpdateModelMutationVariables>;
export const SetModelCredentialDocument = new TypedDocumentString(`
    mutation SetModelCredential($input: SetModelCredentialInput!) {
  setModelCredential(input: $input) {
    ... on ModelPayload {
      model {
        ...ModelDetails
      }
    }
    ...ErrorParts
  }
}
    fragment ErrorParts on Error {
  code
  message
  ... on InvalidInputError {
    fields {
      path
      message
    }
  }
  ... on UpstreamError {
    reason
    detail
    retryable
  }
}
fragment PullParts on Pull {
  id
  name
  state
  phase
  completedBytes
  totalBytes
  bytesPerSecond
  attempt
  error
  createdAt
  finishedAt
}
fragment ModelRow on Model {
  id
  name
  displayName
  type
  source
  status
  statusReason
  isBuiltin
  isDefault
  version
  createdAt
  updatedAt
  capabilities
  provider {
    name
    displayName
    requiresCredential
  }
  credential {
    configured
    readable
  }
  pull {
    ...PullParts
  }
}
fragment ModelDetails on Model {
  ...ModelRow
  description
  baseUrl
  builtinId
  isOverridden
  sizeBytes
  contextLength
  embeddingLength
  extraParameters
  health {
    lastSuccessAt
  }
  keys {
    weight
    enabled
    apiKey {
      id
      name
      hint
    }
  }
  capabilitySources {
    capability
    source
  }
  credential {
    configured
    readable
    hint
    headerNames
    updatedAt
  }
  parameters {
    temperature
    topP
    topK
    minP
    repetitionPenalty
    maxTokens
    contextWindow
    embeddingDimensions
    keepAlive
    maxConcurrency
    maxRetries
    firstTokenTimeoutMs
    idleTimeoutMs
  }
}`) as unknown as TypedDocumentString<SetModelCredentialMutation, SetModelCredentialMutationVariables>;
export const ClearModelCredentialDocument = new TypedDocumentString(`
    mutation ClearModelCredential($input: ClearModelCredentialInput!) {
  clearModelCredential(input: $input) {
    ... on ModelPayload {
      model {
        ...ModelDetails
      }
    }
    ...ErrorParts
  }
}
    fragment ErrorParts on Error {
  code
  message
  ... on InvalidInputError {
    fields {
      path
      message
    }
  }
  ... on UpstreamError {
    reason
    detail
    retryable
  }
}
fragment PullParts on Pull {
  id
  name
  state
  phase
  completedBytes
  totalBytes
  bytesPerSecond
  attempt
  error
  createdAt
  finishedAt
}
fragment ModelRow on Model {
  id
  name
  displayName
  type
  source
  status
  statusReason
  isBuiltin
  isDefault
  version
  createdAt
  updatedAt
  capabilities
  provider {
    name
    displayName
    requiresCredential
  }
  credential {
    configured
    readable
  }
  pull {
    ...PullParts
  }
}
fragment ModelDetails on Model {
  ...ModelRow
  description
  baseUrl
  builtinId
  isOverridden
  sizeBytes
  contextLength
  embeddingLength
  extraParameters
  health {
    lastSuccessAt
  }
  keys {
    weight
    enabled
    apiKey {
      id
      name
      hint
    }
  }
  capabilitySources {
    capability
    source
  }
  credential {
    configured
    readable
    hint
    headerNames
    updatedAt
  }
  parameters {
    temperature
    topP
    topK
    minP
    repetitionPenalty
    maxTokens
    contextWindow
    embeddingDimensions
    keepAlive
    maxConcurrency
    maxRetries
    firstTokenTimeoutMs
    idleTimeoutMs
  }
}`) as unknown as TypedDocumentString<ClearModelCredentialMutation, ClearModelCredentialMutationVariables>;
export const SetDefaultModelDocument = new TypedDocumentString(`
    mutation SetDefaultModel($input: SetDefaultModelInput!) {
  setDefaultModel(input: $input) {
    ... on ModelPayload {
      model {
        ...ModelRow
      }
    }
    ...ErrorParts
  }
}
    fragment ErrorParts on Error {
  code
  message
  ... on InvalidInputError {
    fields {
      path
      message
    }
  }
  ... on UpstreamError {
    reason
    detail
    retryable
  }
}
fragment PullParts on Pull {
  id
  name
  state
  phase
  completedBytes
  totalBytes
  bytesPerSecond
  attempt
  error
  createdAt
  finishedAt
}
fragment ModelRow on Model {
  id
  name
  displayName
  type
  source
  status
  statusReason
  isBuiltin
  isDefault
  version
  createdAt
  updatedAt
  capabilities
  provider {
    name
    displayName
    requiresCredential
  }
  credential {
    configured
    readable
  }
  pull {
    ...PullParts
  }
}`) as unknown as TypedDocumentString<SetDefaultModelMutation, SetDefaultModelMutationVariables>;
export const ClearDefaultModelDocument = new TypedDocumentString(`
    mutation ClearDefaultModel($input: ClearDefaultModelInput!) {
  clearDefaultModel(input: $input) {
    ... on ClearDefaultModelPayload {
      model {
        ...ModelRow
      }
    }
    ...ErrorParts
  }
}
    fragment ErrorParts on Error {
  code
  message
  ... on InvalidInputError {
    fields {
      path
      message
    }
  }
  ... on UpstreamError {
    reason
    detail
    retryable
  }
}
fragment PullParts on Pull {
  id
  name
  state
  phase
  completedBytes
  totalBytes
  bytesPerSecond
  attempt
  error
  createdAt
  finishedAt
}
fragment ModelRow on Model {
  id
  name
  displayName
  type
  source
  status
  statusReason
  isBuiltin
  isDefault
  version
  createdAt
  updatedAt
  capabilities
  provider {
    name
    displayName
    requiresCredential
  }
  credential {
    configured
    readable
  }
  pull {
    ...PullParts
  }
}`) as unknown as TypedDocumentString<ClearDefaultModelMutation, ClearDefaultModelMutationVariables>;
export const DeleteModelDocument = new TypedDocumentString(`
    mutation DeleteModel($input: DeleteModelInput!) {
  deleteModel(input: $input) {
    ... on DeleteModelPayload {
      model {
        id
      }
    }
    ...ErrorParts
  }
}
    fragment ErrorParts on Error {
  code
  message
  ... on InvalidInputError {
    fields {
      path
      message
    }
  }
  ... on UpstreamError {
    reason
    detail
    retryable
  }
}`) as unknown as TypedDocumentString<DeleteModelMutation, DeleteModelMutationVariables>;
export const RestoreModelDocument = new TypedDocumentString(`
    mutation RestoreModel($input: RestoreModelInput!) {
  restoreModel(input: $input) {
    ... on ModelPayload {
      model {
        ...ModelRow
      }
    }
    ...ErrorParts
  }
}
    fragment ErrorParts on Error {
  code
  message
  ... on InvalidInputError {
    fields {
      path
      message
    }
  }
  ... on UpstreamError {
    reason
    detail
    retryable
  }
}
fragment PullParts on Pull {
  id
  name
  state
  phase
  completedBytes
  totalBytes
  bytesPerSecond
  attempt
  error
  createdAt
  finishedAt
}
fragment ModelRow on Model {
  id
  name
  displayName
  type
  source
  status
  statusReason
  isBuiltin
  isDefault
  version
  createdAt
  updatedAt
  capabilities
  provider {
    name
    displayName
    requiresCredential
  }
  credential {
    configured
    readable
  }
  pull {
    ...PullParts
  }
}`) as unknown as TypedDocumentString<RestoreModelMutation, RestoreModelMutationVariables>;
export const KeyRotationDocument = new TypedDocumentString(`
    subscription KeyRotation {
  keyRotation {
    state
    completed
    total
    unreadable
    startedAt
    finishedAt
    encryptionStatus {
      ...KeyUse
    }
  }
}
    fragment KeyUse on EncryptionStatus {
  keys {
    keyId
    isSealing
    isConfigured
    valueCount
  }
  unreadableCount
  unreadable {
    modelId
    apiKeyId
    tenantId
    field
    keyId
  }
}`) as unknown as TypedDocumentString<KeyRotationSubscription, KeyRotationSubscriptionVariables>;
export const RotateEncryptionKeysDocument = new TypedDocumentString(`
    mutation RotateEncryptionKeys {
  rotateEncryptionKeys {
    ... on RotateEncryptionKeysPayload {
      rotation {
        state
      }
    }
    ...ErrorParts
  }
}
    fragment ErrorParts on Error {
  code
  message
  ... on InvalidInputError {
    fields {
      path
      message
    }
  }
  ... on UpstreamError {
    reason
    detail
    retryable
  }
}`) as unknown as TypedDocumentString<RotateEncryptionKeysMutation, RotateEncryptionKeysMutationVariables>;
export const ApplyBuiltinModelsDocument = new TypedDocumentString(`
    mutation ApplyBuiltinModels($input: ApplyBuiltinModelsInput!) {
  applyBuiltinModels(input: $input) {
    __typename
    ... on ApplyBuiltinModelsPayload {
      dryRun
      steps {
        action
        builtinId
        fields
      }
    }
    ...ErrorParts
  }
}
    fragment ErrorParts on Error {
  code
  message
  ... on InvalidInputError {
    fields {
      path
      message
    }
  }
  ... on UpstreamError {
    reason
    detail
    retryable
  }
}`) as unknown as TypedDocumentString<ApplyBuiltinModelsMutation, ApplyBuiltinModelsMutationVariables>;
export const TenantUsageDocument = new TypedDocumentString(`
    query TenantUsage($from: DateTime!, $to: DateTime!) {
  usage(from: $from, to: $to, groupBy: [TENANT]) {
    tenantId
    calls
    failures
    promptTokens
    completionTokens
  }
}
    `) as unknown as TypedDocumentString<TenantUsageQuery, TenantUsageQueryVariables>;
export const RoutesDocument = new TypedDocumentString(`
    query Routes($filter: RouteFilter, $after: String) {
  routes(filter: $filter, after: $after, first: 50) {
    nodes {
      ...RouteParts
    }
    pageInfo {
      hasNextPage
      endCursor
    }
  }
}
    fragment RouteParts on Route {
  id
  name
  description
  type
  isBuiltin
  version
  updatedAt
  targets {
    modelId
    priority
    weight
    model {
      id
      name
      displayName
      type
      status
      isBuiltin
    }
  }
  policy {
    maxAttempts
    maxPauseMs
    firstTokenTimeoutMs
    deadlineMs
    onContextLength
    onContentFilter
    afterOutput
  }
}`) as unknown as TypedDocumentString<RoutesQuery, RoutesQueryVariables>;
export const RouteByIdDocument = new TypedDocumentString(`
    query RouteById($id: ID!) {
  route(id: $id) {
    ...RouteParts
  }
}
    fragment RouteParts on Route {
  id
  name
  description
  type
  isBuiltin
  version
  updatedAt
  targets {
    modelId
    priority
    weight
    model {
      id
      name
      displayName
      type
      status
      isBuiltin
    }
  }
  policy {
    maxAttempts
    maxPauseMs
    firstTokenTimeoutMs
    deadlineMs
    onContextLength
    onContentFilter
    afterOutput
  }
}`) as unknown as TypedDocumentString<RouteByIdQuery, RouteByIdQueryVariables>;
export const DefaultRoutesDocument = new TypedDocumentString(`
    query DefaultRoutes {
  CHAT: defaultRoute(type: CHAT) {
    id
  }
  VISION: defaultRoute(type: VISION) {
    id
  }
  EMBEDDING: defaultRoute(type: EMBEDDING) {
    id
  }
  RERANK: defaultRoute(type: RERANK) {
    id
  }
  SPEECH: defaultRoute(type: SPEECH) {
    id
  }
}
    `) as unknown as TypedDocumentString<DefaultRoutesQuery, DefaultRoutesQueryVariables>;
export const RouteModelsDocument = new TypedDocumentString(`
    query RouteModels($filter: ModelFilter) {
  models(first: 100, filter: $filter, orderBy: { field: NAME, direction: ASC }) {
    nodes {
      id
      name
      displayName
      type
      isBuiltin
    }
  }
}
    `) as unknown as TypedDocumentString<RouteModelsQuery, RouteModelsQueryVariables>;
export const CreateRouteDocument = new TypedDocumentString(`
    mutation CreateRoute($input: CreateRouteInput!) {
  createRoute(input: $input) {
    __typename
    ... on RoutePayload {
      route {
        ...RouteParts
      }
    }
    ... on ConflictError {
      path
    }
    ...ErrorParts
  }
}
    fragment ErrorParts on Error {
  code
  message
  ... on InvalidInputError {
    fields {
      path
      message
    }
  }
  ... on UpstreamError {
    reason
    detail
    retryable
  }
}
fragment RouteParts on Route {
  id
  name
  description
  type
  isBuiltin
  version
  updatedAt
  targets {
    modelId
    priority
    weight
    model {
      id
      name
      displayName
      type
      status
      isBuiltin
    }
  }
  policy {
    maxAttempts
    maxPauseMs
    firstTokenTimeoutMs
    deadlineMs
    onContextLength
    onContentFilter
    afterOutput
  }
}`) as unknown as TypedDocumentString<CreateRouteMutation, CreateRouteMutationVariables>;
export const UpdateRouteDocument = new TypedDocumentString(`
    mutation UpdateRoute($input: UpdateRouteInput!) {
  updateRoute(input: $input) {
    __typename
    ... on RoutePayload {
      route {
        ...RouteParts
      }
    }
    ... on ConflictError {
      path
      currentVersion
    }
    ...ErrorParts
  }
}
    fragment ErrorParts on Error {
  code
  message
  ... on InvalidInputError {
    fields {
      path
      message
    }
  }
  ... on UpstreamError {
    reason
    detail
    retryable
  }
}
fragment RouteParts on Route {
  id
  name
  description
  type
  isBuiltin
  version
  updatedAt
  targets {
    modelId
    priority
    weight
    model {
      id
      name
      displayName
      type
      status
      isBuiltin
    }
  }
  policy {
    maxAttempts
    maxPauseMs
    firstTokenTimeoutMs
    deadlineMs
    onContextLength
    onContentFilter
    afterOutput
  }
}`) as unknown as TypedDocumentString<UpdateRouteMutation, UpdateRouteMutationVariables>;
export const DeleteRouteDocument = new TypedDocumentString(`
    mutation DeleteRoute($input: DeleteRouteInput!) {
  deleteRoute(input: $input) {
    ... on DeleteRoutePayload {
      route {
        id
      }
    }
    ...ErrorParts
  }
}
    fragment ErrorParts on Error {
  code
  message
  ... on InvalidInputError {
    fields {
      path
      message
    }
  }
  ... on UpstreamError {
    reason
    detail
    retryable
  }
}`) as unknown as TypedDocumentString<DeleteRouteMutation, DeleteRouteMutationVariables>;
export const SetDefaultRouteDocument = new TypedDocumentString(`
    mutation SetDefaultRoute($input: SetDefaultRouteInput!) {
  setDefaultRoute(input: $input) {
    ... on RoutePayload {
      route {
        id
      }
    }
    ...ErrorParts
  }
}
    fragment ErrorParts on Error {
  code
  message
  ... on InvalidInputError {
    fields {
      path
      message
    }
  }
  ... on UpstreamError {
    reason
    detail
    retryable
  }
}`) as unknown as TypedDocumentString<SetDefaultRouteMutation, SetDefaultRouteMutationVariables>;
export const ClearDefaultRouteDocument = new TypedDocumentString(`
    mutation ClearDefaultRoute($input: ClearDefaultModelInput!) {
  clearDefaultModel(input: $input) {
    __typename
    ...ErrorParts
  }
}
    fragment ErrorParts on Error {
  code
  message
  ... on InvalidInputError {
    fields {
      path
      message
    }
  }
  ... on UpstreamError {
    reason
    detail
    retryable
  }
}`) as unknown as TypedDocumentString<ClearDefaultRouteMutation, ClearDefaultRouteMutationVariables>;
export const UsageDocument = new TypedDocumentString(`
    query Usage($from: DateTime!, $to: DateTime!) {
  total: usage(from: $from, to: $to) {
    ...UsageSums
  }
  byDay: usage(from: $from, to: $to, groupBy: [DAY]) {
    day
    ...UsageSums
  }
  byModel: usage(from: $from, to: $to, groupBy: [MODEL]) {
    modelId
    model {
      id
      name
      displayName
    }
    ...UsageSums
  }
  byDayAndModel: usage(from: $from, to: $to, groupBy: [DAY, MODEL]) {
    day
    modelId
    totalTokens
  }
}
    fragment UsageSums on UsageRow {
  calls
  failures
  promptTokens
  completionTokens
  totalTokens
  firstTokenMs {
    p50
    p95
  }
  durationMs {
    p50
    p95
  }
}`) as unknown as TypedDocumentString<UsageQuery, UsageQueryVariables>;
export const ViewerDocument = new TypedDocumentString(`
    query Viewer {
  viewer {
    tenantId
    subject
    scopes
  }
}
    `) as unknown as TypedDocumentString<ViewerQuery, ViewerQueryVariables>;