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

/** An audio recording of at most 5.9 MB. */
export type AudioInput = {
  /** The recording, base64-encoded with padding and without line breaks. */
  base64: string;
  /** Media type, such as `audio/wav`, `audio/mpeg`, `audio/mp4`, `audio/ogg` or `audio/webm`. */
  mediaType: string;
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

/** The route to delete. */
export type DeleteRouteInput = {
  /** ID of the route to delete. */
  id: string;
};

/** Texts to compute vectors for. */
export type EmbedInput = {
  /** Number of dimensions of the vectors, 1 to 100000, for models that support several. Default: the model's own. */
  dimensions?: number | null | undefined;
  /** ID of a model of the type EMBEDDING. Default: the default model of that type; the default can be a route. */
  modelId?: string | null | undefined;
  /** Purpose of the vectors. Default DOCUMENT. */
  purpose?: EmbeddingPurpose | null | undefined;
  /** ID of a route of the type EMBEDDING. Only valid without `modelId`. Default: none. */
  routeId?: string | null | undefined;
  /** The texts, 1 to 2048; none can be empty. */
  texts: Array<string>;
  /** True truncates a text that is longer than the model's context, where the provider supports that; false rejects it. Default false. */
  truncate?: boolean | null | undefined;
};

/** Purpose of a vector. Some models compute different vectors for different purposes. */
export type EmbeddingPurpose =
  /** A document to be searched. */
  | 'DOCUMENT'
  /** A search query. */
  | 'QUERY';

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

/** The text to continue, and the model that continues it. */
export type GenerateInput = {
  /** Images for a local model that understands them, at most 20. Only valid without `suffix` and `raw`. */
  images?: Array<ImageInput> | null | undefined;
  /** ID of a model of the type CHAT or VISION. It is local, or its provider has raw completions: see `ChatDialect.rawCompletions`. Default: the default model for VISION if there are images and there is one, otherwise the default model for CHAT; the default can be a route. */
  modelId?: string | null | undefined;
  /** Sampling options and limits. Default: those of the model. */
  options?: GenerateOptionsInput | null | undefined;
  /** The text before the generated text: 1 to 4000000 characters. */
  prompt: string;
  /** True sends the prompt to a local model as it is, without the model's template. Remote models always receive the prompt as it is, so only true is valid for them. Default: false for local models. */
  raw?: boolean | null | undefined;
  /** ID of this request, chosen by the client, for safe retries; shared with the `requestId`s of chats. Requests with the same ID and input share one completion. Valid until the text of the completion is deleted. */
  requestId?: string | null | undefined;
  /** ID of a route of the type CHAT or VISION. Only valid without `modelId`. Models of the route that cannot serve the request are left out. Default: none. */
  routeId?: string | null | undefined;
  /** The text after the generated text, for fill-in-the-middle: at most 4000000 characters. The completion fails with UNSUPPORTED when the model cannot do this. Default: none. */
  suffix?: string | null | undefined;
};

/** Options for a raw completion. An option that is left out has the value of the model's parameters, else the provider's default. Without `maxTokens`, many providers generate only 16 tokens. Options that the provider does not accept are ignored, and the completion has a warning. */
export type GenerateOptionsInput = {
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

/** Order of a list of models. */
export type ModelOrder = {
  /** Direction of the order. */
  direction: OrderDirection;
  /** Field to order by. */
  field: ModelOrderField;
};

/** Field to order models by. */
export type ModelOrderField =
  /** Time when the model was registered. */
  | 'CREATED_AT'
  /** Name of the model at the provider or in Ollama. */
  | 'NAME'
  /** Time of the last change. */
  | 'UPDATED_AT';

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

/** Direction of an order. */
export type OrderDirection =
  /** Ascending: smallest or oldest first. */
  | 'ASC'
  /** Descending: largest or newest first. */
  | 'DESC';

/** Filter for downloads. An empty list matches no download. */
export type PullFilter = {
  /** Only downloads in these states. */
  states?: Array<PullState> | null | undefined;
};

/** The model to download. */
export type PullModelInput = {
  /** ID of a local model. */
  id: string;
};

/** The model to download. */
export type PullOllamaModelInput = {
  /** Name of the model, case-insensitive: `[host/][namespace/]model[:tag]`. The default tag is `latest`. */
  name: string;
  /** ID of the request, chosen by the client; at most 255 characters. The same request sent again within a day returns the same download. */
  requestId?: string | null | undefined;
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

/** A limit of what a tenant or a subject can hold at a time, or can do in a period. The operator sets it. */
export type Quota =
  /** Maximum number of operations without a token per second, in each server process. Default 500. */
  | 'ANONYMOUS_OPERATIONS'
  /** Maximum number of open WebSockets without a token at a time, in each server process. Default 2000. */
  | 'ANONYMOUS_SOCKETS'
  /** Maximum number of running calls of embed, rerank and transcribe, tests of models and lists of offered models of a subject at a time, in each server process. Default 100. */
  | 'SUBJECT_CALLS'
  /** Maximum number of running completions of a subject at a time. Default 1000. */
  | 'SUBJECT_COMPLETIONS'
  /** Maximum number of operations of a subject per second, in each server process. Default 2000. */
  | 'SUBJECT_OPERATIONS'
  /** Maximum number of open WebSockets of a subject at a time, in each server process. Default 200. */
  | 'SUBJECT_SOCKETS'
  /** Maximum number of running subscriptions of a subject at a time, in each server process. Default 10000. */
  | 'SUBJECT_SUBSCRIPTIONS'
  /** Maximum number of stored API keys of a tenant at a time. Default 1000. */
  | 'TENANT_API_KEYS'
  /** Maximum number of running calls of embed, rerank and transcribe, tests of models and lists of offered models of a tenant at a time, in each server process. Default 200. */
  | 'TENANT_CALLS'
  /** Maximum number of audit events of a tenant per hour. Default 10000. */
  | 'TENANT_CHANGES'
  /** Maximum number of running completions of a tenant at a time. Default 2000. */
  | 'TENANT_COMPLETIONS'
  /** Maximum number of registered models of a tenant at a time. Default 1000. */
  | 'TENANT_MODELS'
  /** Maximum number of operations of a tenant per second, in each server process. Default 4000. */
  | 'TENANT_OPERATIONS'
  /** Maximum number of queued and running downloads of a tenant at a time. Default 50. */
  | 'TENANT_PULLS'
  /** Maximum number of routes of a tenant at a time. Default 200. */
  | 'TENANT_ROUTES'
  /** Maximum number of open WebSockets of a tenant at a time, in each server process. Default 20000. */
  | 'TENANT_SOCKETS'
  /** Maximum number of registered and deleted models of a tenant at a time. Default 10000. */
  | 'TENANT_STORED_MODELS'
  /** Maximum number of running subscriptions of a tenant at a time, in each server process. Default 50000. */
  | 'TENANT_SUBSCRIPTIONS'
  /** Maximum number of tests of registered models of a tenant per hour. Default 1000. */
  | 'TENANT_TESTS';

/** Documents to rank by their relevance to a query. */
export type RerankInput = {
  /** The documents, 1 to 1000; none can be empty. */
  documents: Array<string>;
  /** ID of a model of the type RERANK. Default: the default model of that type; the default can be a route. */
  modelId?: string | null | undefined;
  /** The query to rank the documents by. */
  query: string;
  /** ID of a route of the type RERANK. Only valid without `modelId`. Default: none. */
  routeId?: string | null | undefined;
  /** Number of most relevant documents to return, 1 to 1000. Default: all. */
  topN?: number | null | undefined;
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

/** Speech to transcribe. */
export type TranscribeInput = {
  /** The recording to transcribe. */
  audio: AudioInput;
  /** Language of the speech as a language tag, such as `en`. Default: the model detects it. */
  language?: string | null | undefined;
  /** ID of a model of the type SPEECH. Default: the default model of that type; the default can be a route. */
  modelId?: string | null | undefined;
  /** Context for the model: words and names that can occur, or the preceding text. At most 10000 characters. */
  prompt?: string | null | undefined;
  /** ID of a route of the type SPEECH. Only valid without `modelId`. Default: none. */
  routeId?: string | null | undefined;
  /** Sampling temperature, 0 to 1. Default: the provider's. */
  temperature?: number | null | undefined;
  /** True also returns segments with their times, where the model supports that. Default false. */
  timestamps?: boolean | null | undefined;
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

/** Dimension by which usage is grouped. */
export type UsageGroup =
  /** Group by the day, in UTC, on which the call was started. */
  | 'DAY'
  /** Group by the kind of the call. */
  | 'KIND'
  /** Group by the model that was used. */
  | 'MODEL'
  /** Group by the subject that started the call: the `sub` claim of the token. */
  | 'SUBJECT'
  /** Group by tenant, and count the calls of all tenants. Requires the scope `platform:admin` instead of `models:read`. */
  | 'TENANT';

/** Kind of a call to a model. */
export type UsageKind =
  /** A response to messages: `chat` or `startChat`. */
  | 'CHAT'
  /** Vectors for texts: `embed`. */
  | 'EMBED'
  /** A continuation of a prompt: `generate` or `startGenerate`. */
  | 'GENERATE'
  /** A ranking of documents: `rerank`. */
  | 'RERANK'
  /** A transcript of a recording: `transcribe`. */
  | 'TRANSCRIBE';

export type CreateApiKeyMutationVariables = Exact<{
  input: CreateApiKeyInput;
}>;


export type CreateApiKeyMutation = { createApiKey:
    | { __typename: 'ApiKeyPayload', apiKey: { id: string, name: string, origins: Array<string>, hint: string | null, readable: boolean, isBuiltin: boolean, version: number, createdAt: string, updatedAt: string, provider: { name: string } | null } }
    | { __typename: 'ConflictError', code: ErrorCode, message: string, path: Array<string> | null }
    | { __typename: 'DestinationNotAllowedError', code: ErrorCode, message: string }
    | { __typename: 'InvalidInputError', code: ErrorCode, message: string, fields: Array<{ path: Array<string>, message: string }> }
    | { __typename: 'QuotaExceededError', code: ErrorCode, message: string, quota: Quota }
   };

export type UpdateApiKeyMutationVariables = Exact<{
  input: UpdateApiKeyInput;
}>;


export type UpdateApiKeyMutation = { updateApiKey:
    | { __typename: 'ApiKeyPayload', apiKey: { id: string, name: string, hint: string | null, origins: Array<string>, version: number } }
    | { __typename: 'ConflictError', code: ErrorCode, message: string, path: Array<string> | null, currentVersion: number | null }
    | { __typename: 'InvalidInputError', code: ErrorCode, message: string, fields: Array<{ path: Array<string>, message: string }> }
    | { __typename: 'NotFoundError', code: ErrorCode, message: string }
    | { __typename: 'QuotaExceededError', code: ErrorCode, message: string }
   };

export type DeleteApiKeyMutationVariables = Exact<{
  input: DeleteApiKeyInput;
}>;


export type DeleteApiKeyMutation = { deleteApiKey:
    | { __typename: 'ApiKeyInUseError', code: ErrorCode, message: string, models: Array<{ id: string, name: string }> }
    | { __typename: 'DeleteApiKeyPayload', apiKey: { id: string, name: string } }
    | { __typename: 'NotFoundError', code: ErrorCode, message: string }
   };

export type ListApiKeysQueryVariables = Exact<{
  first?: number | null | undefined;
  after?: string | null | undefined;
}>;


export type ListApiKeysQuery = { apiKeys: { nodes: Array<{ id: string, name: string, hint: string | null, isBuiltin: boolean, models: { totalCount: number, nodes: Array<{ id: string }> } }>, pageInfo: { hasNextPage: boolean, endCursor: string | null } } };

export type FindApiKeyQueryVariables = Exact<{
  id: string;
}>;


export type FindApiKeyQuery = { node:
    | { __typename: 'ApiKey', id: string, name: string, readable: boolean }
    | { __typename: 'AuditEvent' }
    | { __typename: 'ChatCompletion' }
    | { __typename: 'Model' }
    | { __typename: 'Pull' }
    | { __typename: 'Route' }
   | null };

export type FindModelKeysQueryVariables = Exact<{
  id: string;
}>;


export type FindModelKeysQuery = { model: { version: number, keys: Array<{ weight: number, enabled: boolean, health: { state: CircuitState, reason: UpstreamErrorReason | null }, apiKey: { id: string, name: string } }> } | null };

export type KeyedChatMutationVariables = Exact<{
  input: ChatInput;
}>;


export type KeyedChatMutation = { chat:
    | { __typename: 'ChatPayload', completion: { status: ChatCompletionStatus, message: { content: string } | null, attempts: Array<{ keyLabel: string | null, mayBeBilled: boolean, error: { reason: UpstreamErrorReason } | null }> } }
    | { __typename: 'CredentialError', code: ErrorCode, message: string }
    | { __typename: 'InvalidInputError', code: ErrorCode, message: string }
    | { __typename: 'ModelNotReadyError', code: ErrorCode, message: string }
    | { __typename: 'NotFoundError', code: ErrorCode, message: string }
    | { __typename: 'NotResumableError', code: ErrorCode, message: string }
    | { __typename: 'QuotaExceededError', code: ErrorCode, message: string }
    | { __typename: 'RequestIdReusedError', code: ErrorCode, message: string }
    | { __typename: 'UpstreamError', code: ErrorCode, message: string, reason: UpstreamErrorReason, failedCompletion: { status: ChatCompletionStatus, message: { content: string } | null, attempts: Array<{ keyLabel: string | null, mayBeBilled: boolean, error: { reason: UpstreamErrorReason } | null }> } | null }
   };

export type KeyedFragment = { status: ChatCompletionStatus, message: { content: string } | null, attempts: Array<{ keyLabel: string | null, mayBeBilled: boolean, error: { reason: UpstreamErrorReason } | null }> };

export type AttemptsStreamSubscriptionVariables = Exact<{
  input: ChatInput;
}>;


export type AttemptsStreamSubscription = { chat:
    | { __typename: 'ChatCancelled', seq: number, completionId: string, completion: { id: string, status: ChatCompletionStatus, finishReason: FinishReason | null, warnings: Array<string>, model: { name: string } | null, message: { content: string } | null, usage: { completionTokens: number | null, totalTokens: number | null } | null, error: { reason: UpstreamErrorReason } | null, attempts: Array<{ keyLabel: string | null, startedAt: string, durationMs: number, firstTokenMs: number | null, mayBeBilled: boolean, model: { name: string } | null, error: { code: ErrorCode, reason: UpstreamErrorReason, message: string, detail: string | null } | null, usage: { completionTokens: number | null, estimated: boolean } | null }> } }
    | { __typename: 'ChatCompleted', seq: number, completionId: string, completion: { id: string, status: ChatCompletionStatus, finishReason: FinishReason | null, warnings: Array<string>, model: { name: string } | null, message: { content: string } | null, usage: { completionTokens: number | null, totalTokens: number | null } | null, error: { reason: UpstreamErrorReason } | null, attempts: Array<{ keyLabel: string | null, startedAt: string, durationMs: number, firstTokenMs: number | null, mayBeBilled: boolean, model: { name: string } | null, error: { code: ErrorCode, reason: UpstreamErrorReason, message: string, detail: string | null } | null, usage: { completionTokens: number | null, estimated: boolean } | null }> } }
    | { __typename: 'ChatFailed', seq: number, completionId: string, code: ErrorCode, message: string, completion: { id: string, status: ChatCompletionStatus, finishReason: FinishReason | null, warnings: Array<string>, model: { name: string } | null, message: { content: string } | null, usage: { completionTokens: number | null, totalTokens: number | null } | null, error: { reason: UpstreamErrorReason } | null, attempts: Array<{ keyLabel: string | null, startedAt: string, durationMs: number, firstTokenMs: number | null, mayBeBilled: boolean, model: { name: string } | null, error: { code: ErrorCode, reason: UpstreamErrorReason, message: string, detail: string | null } | null, usage: { completionTokens: number | null, estimated: boolean } | null }> } }
    | { __typename: 'ChatInterrupted', seq: number, completionId: string, completion: { id: string, status: ChatCompletionStatus, finishReason: FinishReason | null, warnings: Array<string>, model: { name: string } | null, message: { content: string } | null, usage: { completionTokens: number | null, totalTokens: number | null } | null, error: { reason: UpstreamErrorReason } | null, attempts: Array<{ keyLabel: string | null, startedAt: string, durationMs: number, firstTokenMs: number | null, mayBeBilled: boolean, model: { name: string } | null, error: { code: ErrorCode, reason: UpstreamErrorReason, message: string, detail: string | null } | null, usage: { completionTokens: number | null, estimated: boolean } | null }> } }
    | { __typename: 'ChatRestarted', seq: number, completionId: string, discardsText: boolean, failed: { keyLabel: string | null, firstTokenMs: number | null, mayBeBilled: boolean, model: { name: string } | null, error: { reason: UpstreamErrorReason } | null }, model: { name: string } | null }
    | { __typename: 'ChatStarted', seq: number, completionId: string }
    | { __typename: 'ContentDelta', seq: number, completionId: string, text: string }
    | { __typename: 'CredentialError', code: ErrorCode, message: string }
    | { __typename: 'InvalidInputError', code: ErrorCode, message: string }
    | { __typename: 'ModelNotReadyError', code: ErrorCode, message: string }
    | { __typename: 'NotFoundError', code: ErrorCode, message: string }
    | { __typename: 'NotResumableError', code: ErrorCode, message: string }
    | { __typename: 'QuotaExceededError', code: ErrorCode, message: string }
    | { __typename: 'RequestIdReusedError', code: ErrorCode, message: string }
    | { __typename: 'ThinkingDelta', seq: number, completionId: string }
    | { __typename: 'ToolCallDelta', seq: number, completionId: string }
    | { __typename: 'ToolCallReady', seq: number, completionId: string }
   };

export type RestartedFragment = { discardsText: boolean, failed: { keyLabel: string | null, firstTokenMs: number | null, mayBeBilled: boolean, model: { name: string } | null, error: { reason: UpstreamErrorReason } | null }, model: { name: string } | null };

export type AttemptedFragment = { id: string, status: ChatCompletionStatus, finishReason: FinishReason | null, warnings: Array<string>, model: { name: string } | null, message: { content: string } | null, usage: { completionTokens: number | null, totalTokens: number | null } | null, error: { reason: UpstreamErrorReason } | null, attempts: Array<{ keyLabel: string | null, startedAt: string, durationMs: number, firstTokenMs: number | null, mayBeBilled: boolean, model: { name: string } | null, error: { code: ErrorCode, reason: UpstreamErrorReason, message: string, detail: string | null } | null, usage: { completionTokens: number | null, estimated: boolean } | null }> };

export type AttemptsEventsSubscriptionVariables = Exact<{
  id: string;
  after?: number | null | undefined;
}>;


export type AttemptsEventsSubscription = { chatEvents:
    | { __typename: 'ChatCancelled', seq: number, completionId: string, completion: { id: string, status: ChatCompletionStatus, finishReason: FinishReason | null, warnings: Array<string>, model: { name: string } | null, message: { content: string } | null, usage: { completionTokens: number | null, totalTokens: number | null } | null, error: { reason: UpstreamErrorReason } | null, attempts: Array<{ keyLabel: string | null, startedAt: string, durationMs: number, firstTokenMs: number | null, mayBeBilled: boolean, model: { name: string } | null, error: { code: ErrorCode, reason: UpstreamErrorReason, message: string, detail: string | null } | null, usage: { completionTokens: number | null, estimated: boolean } | null }> } }
    | { __typename: 'ChatCompleted', seq: number, completionId: string, completion: { id: string, status: ChatCompletionStatus, finishReason: FinishReason | null, warnings: Array<string>, model: { name: string } | null, message: { content: string } | null, usage: { completionTokens: number | null, totalTokens: number | null } | null, error: { reason: UpstreamErrorReason } | null, attempts: Array<{ keyLabel: string | null, startedAt: string, durationMs: number, firstTokenMs: number | null, mayBeBilled: boolean, model: { name: string } | null, error: { code: ErrorCode, reason: UpstreamErrorReason, message: string, detail: string | null } | null, usage: { completionTokens: number | null, estimated: boolean } | null }> } }
    | { __typename: 'ChatFailed', seq: number, completionId: string, code: ErrorCode, message: string, completion: { id: string, status: ChatCompletionStatus, finishReason: FinishReason | null, warnings: Array<string>, model: { name: string } | null, message: { content: string } | null, usage: { completionTokens: number | null, totalTokens: number | null } | null, error: { reason: UpstreamErrorReason } | null, attempts: Array<{ keyLabel: string | null, startedAt: string, durationMs: number, firstTokenMs: number | null, mayBeBilled: boolean, model: { name: string } | null, error: { code: ErrorCode, reason: UpstreamErrorReason, message: string, detail: string | null } | null, usage: { completionTokens: number | null, estimated: boolean } | null }> } }
    | { __typename: 'ChatInterrupted', seq: number, completionId: string, completion: { id: string, status: ChatCompletionStatus, finishReason: FinishReason | null, warnings: Array<string>, model: { name: string } | null, message: { content: string } | null, usage: { completionTokens: number | null, totalTokens: number | null } | null, error: { reason: UpstreamErrorReason } | null, attempts: Array<{ keyLabel: string | null, startedAt: string, durationMs: number, firstTokenMs: number | null, mayBeBilled: boolean, model: { name: string } | null, error: { code: ErrorCode, reason: UpstreamErrorReason, message: string, detail: string | null } | null, usage: { completionTokens: number | null, estimated: boolean } | null }> } }
    | { __typename: 'ChatRestarted', seq: number, completionId: string, discardsText: boolean, failed: { keyLabel: string | null, firstTokenMs: number | null, mayBeBilled: boolean, model: { name: string } | null, error: { reason: UpstreamErrorReason } | null }, model: { name: string } | null }
    | { __typename: 'ChatStarted', seq: number, completionId: string }
    | { __typename: 'ContentDelta', seq: number, completionId: string, text: string }
    | { __typename: 'NotFoundError', code: ErrorCode, message: string }
    | { __typename: 'NotResumableError', code: ErrorCode, message: string }
    | { __typename: 'ThinkingDelta', seq: number, completionId: string }
    | { __typename: 'ToolCallDelta', seq: number, completionId: string }
    | { __typename: 'ToolCallReady', seq: number, completionId: string }
   };

export type AttemptsWholeMutationVariables = Exact<{
  input: ChatInput;
}>;


export type AttemptsWholeMutation = { chat:
    | { __typename: 'ChatPayload', completion: { id: string, status: ChatCompletionStatus, finishReason: FinishReason | null, warnings: Array<string>, model: { name: string } | null, message: { content: string } | null, usage: { completionTokens: number | null, totalTokens: number | null } | null, error: { reason: UpstreamErrorReason } | null, attempts: Array<{ keyLabel: string | null, startedAt: string, durationMs: number, firstTokenMs: number | null, mayBeBilled: boolean, model: { name: string } | null, error: { code: ErrorCode, reason: UpstreamErrorReason, message: string, detail: string | null } | null, usage: { completionTokens: number | null, estimated: boolean } | null }> } }
    | { __typename: 'CredentialError', code: ErrorCode, message: string }
    | { __typename: 'InvalidInputError', code: ErrorCode, message: string }
    | { __typename: 'ModelNotReadyError', code: ErrorCode, message: string }
    | { __typename: 'NotFoundError', code: ErrorCode, message: string }
    | { __typename: 'NotResumableError', code: ErrorCode, message: string }
    | { __typename: 'QuotaExceededError', code: ErrorCode, message: string }
    | { __typename: 'RequestIdReusedError', code: ErrorCode, message: string }
    | { __typename: 'UpstreamError', reason: UpstreamErrorReason, code: ErrorCode, message: string, failedCompletion: { id: string, status: ChatCompletionStatus, finishReason: FinishReason | null, warnings: Array<string>, model: { name: string } | null, message: { content: string } | null, usage: { completionTokens: number | null, totalTokens: number | null } | null, error: { reason: UpstreamErrorReason } | null, attempts: Array<{ keyLabel: string | null, startedAt: string, durationMs: number, firstTokenMs: number | null, mayBeBilled: boolean, model: { name: string } | null, error: { code: ErrorCode, reason: UpstreamErrorReason, message: string, detail: string | null } | null, usage: { completionTokens: number | null, estimated: boolean } | null }> } | null }
   };

export type FindAttemptsQueryVariables = Exact<{
  id: string;
}>;


export type FindAttemptsQuery = { chatCompletion: { id: string, status: ChatCompletionStatus, finishReason: FinishReason | null, warnings: Array<string>, model: { name: string } | null, message: { content: string } | null, usage: { completionTokens: number | null, totalTokens: number | null } | null, error: { reason: UpstreamErrorReason } | null, attempts: Array<{ keyLabel: string | null, startedAt: string, durationMs: number, firstTokenMs: number | null, mayBeBilled: boolean, model: { name: string } | null, error: { code: ErrorCode, reason: UpstreamErrorReason, message: string, detail: string | null } | null, usage: { completionTokens: number | null, estimated: boolean } | null }> } | null };

export type JobModelsQueryVariables = Exact<{ [key: string]: never; }>;


export type JobModelsQuery = { models: { changesCursor: string, nodes: Array<{ id: string, displayName: string | null, status: ModelStatus, version: number, createdAt: string }> } };

export type JobModelChangesSubscriptionVariables = Exact<{
  after?: string | null | undefined;
}>;


export type JobModelChangesSubscription = { modelChanges:
    | { __typename: 'InvalidInputError', code: ErrorCode, message: string }
    | { __typename: 'ModelChange', kind: ModelChangeKind, modelId: string, cursor: string, model: { id: string, displayName: string | null, status: ModelStatus, version: number, createdAt: string } | null }
    | { __typename: 'NotResumableError', code: ErrorCode, message: string }
   };

export type JobChatSubscriptionVariables = Exact<{
  input: ChatInput;
}>;


export type JobChatSubscription = { chat:
    | { __typename: 'ChatCancelled' }
    | { __typename: 'ChatCompleted', completion: { id: string, finishReason: FinishReason | null, usage: { totalTokens: number | null } | null } }
    | { __typename: 'ChatFailed', code: ErrorCode, message: string }
    | { __typename: 'ChatInterrupted' }
    | { __typename: 'ChatRestarted' }
    | { __typename: 'ChatStarted' }
    | { __typename: 'ContentDelta', text: string }
    | { __typename: 'CredentialError', code: ErrorCode, message: string }
    | { __typename: 'InvalidInputError', code: ErrorCode, message: string }
    | { __typename: 'ModelNotReadyError', code: ErrorCode, message: string }
    | { __typename: 'NotFoundError', code: ErrorCode, message: string }
    | { __typename: 'NotResumableError', code: ErrorCode, message: string }
    | { __typename: 'QuotaExceededError', code: ErrorCode, message: string }
    | { __typename: 'RequestIdReusedError', code: ErrorCode, message: string }
    | { __typename: 'ThinkingDelta' }
    | { __typename: 'ToolCallDelta' }
    | { __typename: 'ToolCallReady' }
   };

export type JobStartChatMutationVariables = Exact<{
  input: ChatInput;
}>;


export type JobStartChatMutation = { startChat:
    | { __typename: 'CredentialError', code: ErrorCode, message: string }
    | { __typename: 'InvalidInputError', code: ErrorCode, message: string }
    | { __typename: 'ModelNotReadyError', code: ErrorCode, message: string }
    | { __typename: 'NotFoundError', code: ErrorCode, message: string }
    | { __typename: 'QuotaExceededError', code: ErrorCode, message: string }
    | { __typename: 'RequestIdReusedError', code: ErrorCode, message: string }
    | { __typename: 'StartChatPayload', completion: { id: string } }
   };

export type JobChatEventsSubscriptionVariables = Exact<{
  completionId: string;
  after?: number | null | undefined;
}>;


export type JobChatEventsSubscription = { chatEvents:
    | { __typename: 'ChatCancelled', seq: number }
    | { __typename: 'ChatCompleted', seq: number, completion: { id: string, status: ChatCompletionStatus } }
    | { __typename: 'ChatFailed', seq: number, code: ErrorCode, message: string }
    | { __typename: 'ChatInterrupted', seq: number }
    | { __typename: 'ChatRestarted', seq: number }
    | { __typename: 'ChatStarted', seq: number }
    | { __typename: 'ContentDelta', seq: number, text: string }
    | { __typename: 'NotFoundError', code: ErrorCode, message: string }
    | { __typename: 'NotResumableError', code: ErrorCode, message: string }
    | { __typename: 'ThinkingDelta', seq: number }
    | { __typename: 'ToolCallDelta', seq: number }
    | { __typename: 'ToolCallReady', seq: number }
   };

export type JobCreateLocalMutationVariables = Exact<{
  input: CreateModelInput;
}>;


export type JobCreateLocalMutation = { createModel:
    | { __typename: 'ConflictError', code: ErrorCode, message: string }
    | { __typename: 'DestinationNotAllowedError', code: ErrorCode, message: string }
    | { __typename: 'InvalidInputError', code: ErrorCode, message: string }
    | { __typename: 'ModelPayload', model: { id: string, pull: { id: string, state: PullState, completedBytes: number, totalBytes: number } | null } }
    | { __typename: 'QuotaExceededError', code: ErrorCode, message: string }
    | { __typename: 'RequestIdReusedError', code: ErrorCode, message: string }
    | { __typename: 'UpstreamError', code: ErrorCode, message: string }
   };

export type JobPullProgressSubscriptionVariables = Exact<{
  modelId: string;
}>;


export type JobPullProgressSubscription = { pullProgress:
    | { __typename: 'InvalidInputError', code: ErrorCode, message: string }
    | { __typename: 'NotFoundError', code: ErrorCode, message: string }
    | { __typename: 'Pull', id: string, state: PullState, completedBytes: number, totalBytes: number }
   };

export type JobPullsQueryVariables = Exact<{ [key: string]: never; }>;


export type JobPullsQuery = { pulls: { changesCursor: string, nodes: Array<{ id: string, name: string, state: PullState, completedBytes: number, totalBytes: number, createdAt: string }> } };

export type JobPullChangesSubscriptionVariables = Exact<{
  after?: string | null | undefined;
}>;


export type JobPullChangesSubscription = { pullChanges:
    | { __typename: 'InvalidInputError', code: ErrorCode, message: string }
    | { __typename: 'Pull', id: string, name: string, state: PullState, completedBytes: number, totalBytes: number, createdAt: string }
   };

export type JobUsageQueryVariables = Exact<{
  from: string;
  to: string;
}>;


export type JobUsageQuery = { total: Array<{ calls: number, failures: number, totalTokens: number }>, byDay: Array<{ day: string | null, calls: number }>, byModel: Array<{ calls: number, model: { id: string, displayName: string | null } | null }> };

export type JobRotateMutationVariables = Exact<{ [key: string]: never; }>;


export type JobRotateMutation = { rotateEncryptionKeys:
    | { __typename: 'ConflictError', code: ErrorCode, message: string }
    | { __typename: 'RotateEncryptionKeysPayload', rotation: { state: KeyRotationState } }
   };

export type JobRotationSubscriptionVariables = Exact<{ [key: string]: never; }>;


export type JobRotationSubscription = { keyRotation: { state: KeyRotationState, completed: number, total: number, encryptionStatus: { keys: Array<{ keyId: string, valueCount: number }> } | null } };

export type JobTestConnectionSubscriptionVariables = Exact<{
  input: TestConnectionInput;
}>;


export type JobTestConnectionSubscription = { testConnection:
    | { __typename: 'InvalidInputError', code: ErrorCode, message: string }
    | { __typename: 'ModelTestStep', name: ModelTestStepName, ok: boolean, error: { message: string } | null }
    | { __typename: 'QuotaExceededError', code: ErrorCode, message: string }
   };

export type JobProvidersQueryVariables = Exact<{ [key: string]: never; }>;


export type JobProvidersQuery = { providers: Array<{ name: string, displayName: string, modelTypes: Array<ModelType>, requiresCredential: boolean, chatBaseUrl: string | null }> };

export type JobOfferedModelsQueryVariables = Exact<{
  input: OfferedModelsInput;
}>;


export type JobOfferedModelsQuery = { offeredModels:
    | { __typename: 'BuiltinModelError', code: ErrorCode, message: string }
    | { __typename: 'CredentialError', code: ErrorCode, message: string }
    | { __typename: 'DestinationNotAllowedError', code: ErrorCode, message: string }
    | { __typename: 'InvalidInputError', code: ErrorCode, message: string }
    | { __typename: 'NotFoundError', code: ErrorCode, message: string }
    | { __typename: 'OfferedModels', provider: { name: string, displayName: string, requiresCredential: boolean } | null, models: Array<{ name: string, type: ModelType | null }> }
    | { __typename: 'QuotaExceededError', code: ErrorCode, message: string }
    | { __typename: 'UpstreamError', code: ErrorCode, message: string }
   };

export type JobAuditQueryVariables = Exact<{
  filter?: AuditEventFilter | null | undefined;
}>;


export type JobAuditQuery = { auditEvents: { nodes: Array<{ id: string, at: string, action: ModelAction, subject: string | null, modelName: string | null, fields: Array<string>, model: { id: string, displayName: string | null } | null }>, pageInfo: { hasNextPage: boolean, endCursor: string | null } } };

export type JobModelQueryVariables = Exact<{
  id: string;
}>;


export type JobModelQuery = { model: { id: string, displayName: string | null, description: string | null, version: number } | null };

export type JobUpdateModelMutationVariables = Exact<{
  input: UpdateModelInput;
}>;


export type JobUpdateModelMutation = { updateModel:
    | { __typename: 'BuiltinModelError', code: ErrorCode, message: string }
    | { __typename: 'ConflictError', currentVersion: number | null, code: ErrorCode, message: string, conflictingModel: { id: string, displayName: string | null, description: string | null, version: number } | null }
    | { __typename: 'DestinationNotAllowedError', code: ErrorCode, message: string }
    | { __typename: 'InvalidInputError', code: ErrorCode, message: string }
    | { __typename: 'ModelPayload', model: { id: string, displayName: string | null, description: string | null, version: number } }
    | { __typename: 'NotFoundError', code: ErrorCode, message: string }
    | { __typename: 'QuotaExceededError', code: ErrorCode, message: string }
    | { __typename: 'UpstreamError', code: ErrorCode, message: string }
   };

export type GenerateWholeMutationVariables = Exact<{
  input: GenerateInput;
}>;


export type GenerateWholeMutation = { generate:
    | { __typename: 'CredentialError', code: ErrorCode, message: string }
    | { __typename: 'GeneratePayload', completion: { id: string, kind: CompletionKind, status: ChatCompletionStatus, requestId: string | null, finishReason: FinishReason | null, warnings: Array<string>, message: { content: string } | null, usage: { promptTokens: number | null, completionTokens: number | null, totalTokens: number | null } | null } }
    | { __typename: 'InvalidInputError', code: ErrorCode, message: string, fields: Array<{ path: Array<string>, message: string }> }
    | { __typename: 'ModelNotReadyError', code: ErrorCode, message: string }
    | { __typename: 'NotFoundError', code: ErrorCode, message: string }
    | { __typename: 'NotResumableError', code: ErrorCode, message: string }
    | { __typename: 'QuotaExceededError', code: ErrorCode, message: string }
    | { __typename: 'RequestIdReusedError', code: ErrorCode, message: string }
    | { __typename: 'UpstreamError', code: ErrorCode, message: string, reason: UpstreamErrorReason, retryable: boolean, failedCompletion: { id: string, kind: CompletionKind, status: ChatCompletionStatus } | null }
   };

export type StartGenerateMutationVariables = Exact<{
  input: GenerateInput;
}>;


export type StartGenerateMutation = { startGenerate:
    | { __typename: 'CredentialError', code: ErrorCode, message: string }
    | { __typename: 'InvalidInputError', code: ErrorCode, message: string, fields: Array<{ path: Array<string>, message: string }> }
    | { __typename: 'ModelNotReadyError', code: ErrorCode, message: string }
    | { __typename: 'NotFoundError', code: ErrorCode, message: string }
    | { __typename: 'QuotaExceededError', code: ErrorCode, message: string }
    | { __typename: 'RequestIdReusedError', code: ErrorCode, message: string }
    | { __typename: 'StartGeneratePayload', completion: { id: string, kind: CompletionKind, status: ChatCompletionStatus, lastSeq: number } }
   };

export type GenerateStreamSubscriptionVariables = Exact<{
  input: GenerateInput;
}>;


export type GenerateStreamSubscription = { generate:
    | { __typename: 'ChatCancelled', seq: number, completionId: string, completion: { status: ChatCompletionStatus, message: { content: string } | null } }
    | { __typename: 'ChatCompleted', seq: number, completionId: string, completion: { status: ChatCompletionStatus, message: { content: string } | null, usage: { totalTokens: number | null } | null } }
    | { __typename: 'ChatFailed', seq: number, completionId: string, code: ErrorCode, message: string, error: { code: ErrorCode, reason: UpstreamErrorReason, message: string }, completion: { status: ChatCompletionStatus } }
    | { __typename: 'ChatInterrupted', seq: number, completionId: string }
    | { __typename: 'ChatRestarted', seq: number, completionId: string }
    | { __typename: 'ChatStarted', seq: number, completionId: string, completion: { kind: CompletionKind, status: ChatCompletionStatus } }
    | { __typename: 'ContentDelta', seq: number, completionId: string, text: string }
    | { __typename: 'CredentialError', code: ErrorCode, message: string }
    | { __typename: 'InvalidInputError', code: ErrorCode, message: string }
    | { __typename: 'ModelNotReadyError', code: ErrorCode, message: string }
    | { __typename: 'NotFoundError', code: ErrorCode, message: string }
    | { __typename: 'NotResumableError', code: ErrorCode, message: string }
    | { __typename: 'QuotaExceededError', code: ErrorCode, message: string }
    | { __typename: 'RequestIdReusedError', code: ErrorCode, message: string }
    | { __typename: 'ThinkingDelta', seq: number, completionId: string }
    | { __typename: 'ToolCallDelta', seq: number, completionId: string }
    | { __typename: 'ToolCallReady', seq: number, completionId: string }
   };

export type GenerateDialectsQueryVariables = Exact<{ [key: string]: never; }>;


export type GenerateDialectsQuery = { providers: Array<{ name: string, chatDialect: { rawCompletions: boolean } | null }> };

export type ListKindsQueryVariables = Exact<{
  filter?: ChatCompletionFilter | null | undefined;
}>;


export type ListKindsQuery = { chatCompletions: { nodes: Array<{ id: string, kind: CompletionKind }> } };

export type SeeHealthQueryVariables = Exact<{
  id: string;
}>;


export type SeeHealthQuery = { model: { health: { state: CircuitState, reason: UpstreamErrorReason | null, until: string | null, lastSuccessAt: string | null }, credential: { health: { state: CircuitState, reason: UpstreamErrorReason | null, until: string | null, lastSuccessAt: string | null } }, keys: Array<{ health: { lastSuccessAt: string | null } }> } | null };

export type ResetHealthMutationVariables = Exact<{
  modelId: string;
  keyId?: string | null | undefined;
}>;


export type ResetHealthMutation = { resetTargetHealth:
    | { __typename: 'BuiltinModelError', code: ErrorCode, message: string }
    | { __typename: 'ModelPayload', model: { id: string, health: { state: CircuitState, reason: UpstreamErrorReason | null, until: string | null }, credential: { health: { state: CircuitState } } } }
    | { __typename: 'NotFoundError', code: ErrorCode, message: string }
   };

export type HealthChangesSubscriptionVariables = Exact<{ [key: string]: never; }>;


export type HealthChangesSubscription = { healthChanges: { target: CircuitTarget, modelId: string, keyId: string | null, model: { id: string, name: string } | null, health: { state: CircuitState, reason: UpstreamErrorReason | null, until: string | null, lastSuccessAt: string | null } } };

export type SeeOllamaQueryVariables = Exact<{ [key: string]: never; }>;


export type SeeOllamaQuery = { ollama: { available: boolean, version: string | null, error: string | null, models: Array<{ name: string, sizeBytes: number | null, digest: string | null, modifiedAt: string | null, family: string | null, parameterSize: string | null, quantization: string | null }>, running: Array<{ name: string, sizeBytes: number, vramBytes: number, contextLength: number | null, expiresAt: string | null }> } };

export type OllamaAvailableQueryVariables = Exact<{ [key: string]: never; }>;


export type OllamaAvailableQuery = { ollama: { available: boolean, version: string | null, error: string | null } };

export type OllamaModelsQueryVariables = Exact<{ [key: string]: never; }>;


export type OllamaModelsQuery = { ollama: { models: Array<{ name: string, sizeBytes: number | null, digest: string | null, modifiedAt: string | null, family: string | null }> } };

export type OllamaRunningQueryVariables = Exact<{ [key: string]: never; }>;


export type OllamaRunningQuery = { ollama: { running: Array<{ name: string, sizeBytes: number, vramBytes: number, contextLength: number | null, expiresAt: string | null }> } };

export type OllamaDetailsQueryVariables = Exact<{
  name: string;
}>;


export type OllamaDetailsQuery = { ollama: { available: boolean, model: { name: string, capabilities: Array<ModelCapability>, contextLength: number | null, embeddingLength: number | null, family: string | null, parameterSize: string | null, quantization: string | null, license: string | null, template: string | null } | null } };

export type OllamaManyWaysQueryVariables = Exact<{ [key: string]: never; }>;


export type OllamaManyWaysQuery = { one: { models: Array<{ name: string }>, model: { name: string } | null, upper: { name: string } | null }, other: { models: Array<{ digest: string | null }>, missing: { name: string } | null } };

export type DeleteFromOllamaMutationVariables = Exact<{
  name: string;
}>;


export type DeleteFromOllamaMutation = { deleteOllamaModel:
    | { __typename: 'DeleteOllamaModelPayload', name: string }
    | { __typename: 'InvalidInputError', code: ErrorCode, message: string, fields: Array<{ path: Array<string>, message: string }> }
    | { __typename: 'ModelInUseError', code: ErrorCode, message: string, models: Array<{ tenantId: string | null, modelId: string, name: string, displayName: string | null }> }
    | { __typename: 'NotFoundError', code: ErrorCode, message: string }
    | { __typename: 'UpstreamError', code: ErrorCode, message: string, reason: UpstreamErrorReason, retryable: boolean, upstreamStatus: number | null }
   };

export type CreateModelMutationVariables = Exact<{
  input: CreateModelInput;
}>;


export type CreateModelMutation = { createModel:
    | { __typename: 'ConflictError', code: ErrorCode, message: string, path: Array<string> | null, conflictingModel: { id: string, displayName: string | null } | null }
    | { __typename: 'DestinationNotAllowedError', code: ErrorCode, message: string }
    | { __typename: 'InvalidInputError', code: ErrorCode, message: string, fields: Array<{ path: Array<string>, message: string }> }
    | { __typename: 'ModelPayload', model: { id: string, name: string, displayName: string | null, description: string | null, type: ModelType, source: ModelSource, status: ModelStatus, statusReason: string | null, baseUrl: string | null, version: number, capabilities: Array<ModelCapability>, isDefault: boolean, isBuiltin: boolean, builtinId: string | null, isOverridden: boolean, extraParameters: unknown, createdAt: string, updatedAt: string, provider: { name: string } | null, credential: { configured: boolean, hint: string | null, readable: boolean, headerNames: Array<string>, updatedAt: string | null }, parameters: { temperature: number | null, topP: number | null, maxTokens: number | null, contextWindow: number | null, embeddingDimensions: number | null, thinkingControl: ThinkingControl | null, keepAlive: string | null, firstTokenTimeoutMs: number | null, idleTimeoutMs: number | null, maxConcurrency: number | null, topK: number | null, minP: number | null, repetitionPenalty: number | null, frequencyPenalty: number | null, presencePenalty: number | null, seed: number | null, stop: Array<string> | null, thinking: { enabled: boolean, effort: ThinkingEffort | null } | null }, capabilitySources: Array<{ capability: ModelCapability, source: CapabilitySource }> } }
    | { __typename: 'QuotaExceededError', code: ErrorCode, message: string }
    | { __typename: 'RequestIdReusedError', code: ErrorCode, message: string }
    | { __typename: 'UpstreamError', code: ErrorCode, message: string, reason: UpstreamErrorReason, retryable: boolean }
   };

export type UpdateModelMutationVariables = Exact<{
  input: UpdateModelInput;
}>;


export type UpdateModelMutation = { updateModel:
    | { __typename: 'BuiltinModelError', code: ErrorCode, message: string }
    | { __typename: 'ConflictError', code: ErrorCode, message: string, currentVersion: number | null, path: Array<string> | null, conflictingModel: { id: string, displayName: string | null, version: number } | null }
    | { __typename: 'DestinationNotAllowedError', code: ErrorCode, message: string }
    | { __typename: 'InvalidInputError', code: ErrorCode, message: string, fields: Array<{ path: Array<string>, message: string }> }
    | { __typename: 'ModelPayload', model: { id: string, name: string, displayName: string | null, description: string | null, type: ModelType, baseUrl: string | null, version: number, status: ModelStatus, statusReason: string | null, isDefault: boolean, capabilities: Array<ModelCapability>, extraParameters: unknown, provider: { name: string } | null, credential: { configured: boolean, hint: string | null, readable: boolean, headerNames: Array<string> }, parameters: { temperature: number | null, topP: number | null, maxTokens: number | null, topK: number | null, seed: number | null, stop: Array<string> | null, thinking: { enabled: boolean, effort: ThinkingEffort | null } | null }, capabilitySources: Array<{ capability: ModelCapability, source: CapabilitySource }> } }
    | { __typename: 'NotFoundError', code: ErrorCode, message: string }
    | { __typename: 'QuotaExceededError', code: ErrorCode, message: string }
    | { __typename: 'UpstreamError', code: ErrorCode, message: string }
   };

export type SetDefaultMutationVariables = Exact<{
  input: SetDefaultModelInput;
}>;


export type SetDefaultMutation = { setDefaultModel:
    | { __typename: 'ModelPayload', model: { id: string, isDefault: boolean, version: number } }
    | { __typename: 'NotFoundError', code: ErrorCode, message: string }
    | { __typename: 'QuotaExceededError', code: ErrorCode, message: string }
   };

export type FindDefaultQueryVariables = Exact<{
  type: ModelType;
}>;


export type FindDefaultQuery = { defaultModel: { id: string, name: string, isDefault: boolean, version: number } | null };

export type RestoreModelMutationVariables = Exact<{
  input: RestoreModelInput;
}>;


export type RestoreModelMutation = { restoreModel:
    | { __typename: 'BuiltinModelError', code: ErrorCode, message: string }
    | { __typename: 'ConflictError', code: ErrorCode, message: string, path: Array<string> | null, conflictingModel: { id: string } | null }
    | { __typename: 'ModelPayload', model: { id: string, name: string, isDefault: boolean, credential: { configured: boolean, readable: boolean } } }
    | { __typename: 'NotFoundError', code: ErrorCode, message: string }
    | { __typename: 'QuotaExceededError', code: ErrorCode, message: string }
   };

export type SetCredentialMutationVariables = Exact<{
  input: SetModelCredentialInput;
}>;


export type SetCredentialMutation = { setModelCredential:
    | { __typename: 'BuiltinModelError', code: ErrorCode, message: string }
    | { __typename: 'InvalidInputError', code: ErrorCode, message: string, fields: Array<{ path: Array<string>, message: string }> }
    | { __typename: 'ModelPayload', model: { version: number, credential: { configured: boolean, hint: string | null, readable: boolean, headerNames: Array<string>, updatedAt: string | null } } }
    | { __typename: 'NotFoundError', code: ErrorCode, message: string }
    | { __typename: 'QuotaExceededError', code: ErrorCode, message: string }
   };

export type ClearCredentialMutationVariables = Exact<{
  input: ClearModelCredentialInput;
}>;


export type ClearCredentialMutation = { clearModelCredential:
    | { __typename: 'BuiltinModelError', code: ErrorCode, message: string }
    | { __typename: 'ModelPayload', model: { version: number, credential: { configured: boolean, hint: string | null, readable: boolean, headerNames: Array<string>, updatedAt: string | null } } }
    | { __typename: 'NotFoundError', code: ErrorCode, message: string }
   };

export type DeleteModelMutationVariables = Exact<{
  input: DeleteModelInput;
}>;


export type DeleteModelMutation = { deleteModel:
    | { __typename: 'BuiltinModelError', code: ErrorCode, message: string }
    | { __typename: 'DeleteModelPayload', model: { id: string, name: string } }
    | { __typename: 'NotFoundError', code: ErrorCode, message: string }
   };

export type FindModelQueryVariables = Exact<{
  id: string;
}>;


export type FindModelQuery = { model: { id: string, name: string, version: number } | null, node:
    | { __typename: 'ApiKey', id: string }
    | { __typename: 'AuditEvent', id: string }
    | { __typename: 'ChatCompletion', id: string }
    | { __typename: 'Model', id: string }
    | { __typename: 'Pull', id: string }
    | { __typename: 'Route', id: string }
   | null, nodes: Array<
    | { id: string }
    | { id: string }
    | { id: string }
    | { id: string }
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


export type ListModelsQuery = { models: { totalCount: number, nodes: Array<{ name: string, isBuiltin: boolean, isDefault: boolean }>, edges: Array<{ cursor: string }>, pageInfo: { hasNextPage: boolean, hasPreviousPage: boolean, startCursor: string | null, endCursor: string | null } } };

export type ListForChangesQueryVariables = Exact<{ [key: string]: never; }>;


export type ListForChangesQuery = { models: { changesCursor: string, nodes: Array<{ id: string, version: number }> } };

export type WhoQueryVariables = Exact<{ [key: string]: never; }>;


export type WhoQuery = { viewer: { tenantId: string, subject: string, scopes: Array<string> } };

export type ChatStreamSubscriptionVariables = Exact<{
  input: ChatInput;
}>;


export type ChatStreamSubscription = { chat:
    | { __typename: 'ChatCancelled', seq: number, completionId: string, completion: { id: string, status: ChatCompletionStatus, finishReason: FinishReason | null, rawFinishReason: string | null, lastSeq: number, firstTokenMs: number | null, durationMs: number | null, warnings: Array<string>, message: { role: ChatRole, content: string, reasoning: string | null, toolCalls: Array<{ id: string, name: string, arguments: unknown, rawArguments: string, providerMetadata: unknown }> } | null, usage: { promptTokens: number | null, completionTokens: number | null, totalTokens: number | null, cachedPromptTokens: number | null, reasoningTokens: number | null } | null, model: { displayName: string | null } | null, error: { reason: UpstreamErrorReason } | null } }
    | { __typename: 'ChatCompleted', seq: number, completionId: string, completion: { id: string, status: ChatCompletionStatus, finishReason: FinishReason | null, rawFinishReason: string | null, lastSeq: number, firstTokenMs: number | null, durationMs: number | null, warnings: Array<string>, message: { role: ChatRole, content: string, reasoning: string | null, toolCalls: Array<{ id: string, name: string, arguments: unknown, rawArguments: string, providerMetadata: unknown }> } | null, usage: { promptTokens: number | null, completionTokens: number | null, totalTokens: number | null, cachedPromptTokens: number | null, reasoningTokens: number | null } | null, model: { displayName: string | null } | null, error: { reason: UpstreamErrorReason } | null } }
    | { __typename: 'ChatFailed', seq: number, completionId: string, code: ErrorCode, message: string, error: { code: ErrorCode, message: string, detail: string | null, reason: UpstreamErrorReason, retryable: boolean, retryAfterMs: number | null, upstreamStatus: number | null }, completion: { id: string, status: ChatCompletionStatus, finishReason: FinishReason | null, rawFinishReason: string | null, lastSeq: number, firstTokenMs: number | null, durationMs: number | null, warnings: Array<string>, message: { role: ChatRole, content: string, reasoning: string | null, toolCalls: Array<{ id: string, name: string, arguments: unknown, rawArguments: string, providerMetadata: unknown }> } | null, usage: { promptTokens: number | null, completionTokens: number | null, totalTokens: number | null, cachedPromptTokens: number | null, reasoningTokens: number | null } | null, model: { displayName: string | null } | null, error: { reason: UpstreamErrorReason } | null } }
    | { __typename: 'ChatInterrupted', seq: number, completionId: string, completion: { id: string, status: ChatCompletionStatus, finishReason: FinishReason | null, rawFinishReason: string | null, lastSeq: number, firstTokenMs: number | null, durationMs: number | null, warnings: Array<string>, message: { role: ChatRole, content: string, reasoning: string | null, toolCalls: Array<{ id: string, name: string, arguments: unknown, rawArguments: string, providerMetadata: unknown }> } | null, usage: { promptTokens: number | null, completionTokens: number | null, totalTokens: number | null, cachedPromptTokens: number | null, reasoningTokens: number | null } | null, model: { displayName: string | null } | null, error: { reason: UpstreamErrorReason } | null } }
    | { __typename: 'ChatRestarted', seq: number, completionId: string }
    | { __typename: 'ChatStarted', seq: number, completionId: string, completion: { id: string, status: ChatCompletionStatus, message: { content: string } | null, model: { displayName: string | null } | null } }
    | { __typename: 'ContentDelta', seq: number, completionId: string, text: string }
    | { __typename: 'CredentialError', code: ErrorCode, message: string }
    | { __typename: 'InvalidInputError', code: ErrorCode, message: string, fields: Array<{ path: Array<string>, message: string }> }
    | { __typename: 'ModelNotReadyError', code: ErrorCode, message: string }
    | { __typename: 'NotFoundError', code: ErrorCode, message: string }
    | { __typename: 'NotResumableError', code: ErrorCode, message: string }
    | { __typename: 'QuotaExceededError', code: ErrorCode, message: string }
    | { __typename: 'RequestIdReusedError', code: ErrorCode, message: string }
    | { __typename: 'ThinkingDelta', seq: number, completionId: string, text: string }
    | { __typename: 'ToolCallDelta', seq: number, completionId: string, index: number, callId: string, name: string, argumentsDelta: string }
    | { __typename: 'ToolCallReady', seq: number, completionId: string, toolCall: { id: string, name: string, arguments: unknown, rawArguments: string, providerMetadata: unknown } }
   };

export type EndedFragment = { id: string, status: ChatCompletionStatus, finishReason: FinishReason | null, rawFinishReason: string | null, lastSeq: number, firstTokenMs: number | null, durationMs: number | null, warnings: Array<string>, message: { role: ChatRole, content: string, reasoning: string | null, toolCalls: Array<{ id: string, name: string, arguments: unknown, rawArguments: string, providerMetadata: unknown }> } | null, usage: { promptTokens: number | null, completionTokens: number | null, totalTokens: number | null, cachedPromptTokens: number | null, reasoningTokens: number | null } | null, model: { displayName: string | null } | null, error: { reason: UpstreamErrorReason } | null };

export type ChatWholeMutationVariables = Exact<{
  input: ChatInput;
}>;


export type ChatWholeMutation = { chat:
    | { __typename: 'ChatPayload', completion: { id: string, status: ChatCompletionStatus, finishReason: FinishReason | null, warnings: Array<string>, message: { content: string, reasoning: string | null, toolCalls: Array<{ id: string, arguments: unknown }> } | null, usage: { totalTokens: number | null } | null } }
    | { __typename: 'CredentialError', code: ErrorCode, message: string }
    | { __typename: 'InvalidInputError', code: ErrorCode, message: string, fields: Array<{ path: Array<string>, message: string }> }
    | { __typename: 'ModelNotReadyError', code: ErrorCode, message: string }
    | { __typename: 'NotFoundError', code: ErrorCode, message: string }
    | { __typename: 'NotResumableError', code: ErrorCode, message: string }
    | { __typename: 'QuotaExceededError', code: ErrorCode, message: string }
    | { __typename: 'RequestIdReusedError', code: ErrorCode, message: string }
    | { __typename: 'UpstreamError', code: ErrorCode, message: string, detail: string | null, reason: UpstreamErrorReason, retryable: boolean, retryAfterMs: number | null, upstreamStatus: number | null, failedCompletion: { id: string, status: ChatCompletionStatus, warnings: Array<string>, message: { content: string } | null, usage: { totalTokens: number | null } | null, error: { reason: UpstreamErrorReason } | null } | null }
   };

export type FindCompletionQueryVariables = Exact<{
  id: string;
}>;


export type FindCompletionQuery = { node:
    | { __typename: 'ApiKey' }
    | { __typename: 'AuditEvent' }
    | { __typename: 'ChatCompletion', id: string, status: ChatCompletionStatus, finishReason: FinishReason | null, lastSeq: number, durationMs: number | null, error: { reason: UpstreamErrorReason, detail: string | null } | null, usage: { totalTokens: number | null } | null, message: { content: string } | null }
    | { __typename: 'Model' }
    | { __typename: 'Pull' }
    | { __typename: 'Route' }
   | null };

export type ClearDefaultMutationVariables = Exact<{
  input: ClearDefaultModelInput;
}>;


export type ClearDefaultMutation = { clearDefaultModel:
    | { __typename: 'ClearDefaultModelPayload', model: { id: string } | null }
    | { __typename: 'NotFoundError', code: ErrorCode, message: string }
    | { __typename: 'QuotaExceededError', code: ErrorCode, message: string }
   };

export type SeeModelQueryVariables = Exact<{
  id: string;
}>;


export type SeeModelQuery = { model: { id: string, name: string, displayName: string | null, baseUrl: string | null, isBuiltin: boolean, isDefault: boolean, builtinId: string | null, isOverridden: boolean, status: ModelStatus, statusReason: string | null, version: number, capabilities: Array<ModelCapability>, extraParameters: unknown, credential: { configured: boolean, hint: string | null, readable: boolean, headerNames: Array<string> }, parameters: { temperature: number | null, maxTokens: number | null, topK: number | null }, capabilitySources: Array<{ capability: ModelCapability, source: CapabilitySource }> } | null };

export type ModelChangesSubscriptionVariables = Exact<{
  after?: string | null | undefined;
}>;


export type ModelChangesSubscription = { modelChanges:
    | { __typename: 'InvalidInputError', code: ErrorCode, message: string, fields: Array<{ path: Array<string>, message: string }> }
    | { __typename: 'ModelChange', kind: ModelChangeKind, modelId: string, cursor: string, model: { id: string, name: string, isDefault: boolean } | null }
    | { __typename: 'NotResumableError', code: ErrorCode, message: string }
   };

export type AuditEventsQueryVariables = Exact<{
  filter?: AuditEventFilter | null | undefined;
  first?: number | null | undefined;
  after?: string | null | undefined;
  last?: number | null | undefined;
  before?: string | null | undefined;
}>;


export type AuditEventsQuery = { auditEvents: { nodes: Array<{ id: string, action: ModelAction, modelId: string | null, modelName: string | null, apiKeyId: string | null, apiKeyName: string | null, fields: Array<string>, subject: string | null, subjectTenantId: string | null, at: string, model: { id: string } | null }>, pageInfo: { hasNextPage: boolean, hasPreviousPage: boolean, startCursor: string | null, endCursor: string | null } } };

export type ApplyBuiltinsMutationVariables = Exact<{
  dryRun?: boolean | null | undefined;
}>;


export type ApplyBuiltinsMutation = { applyBuiltinModels:
    | { __typename: 'ApplyBuiltinModelsPayload', dryRun: boolean, steps: Array<{ builtinId: string, action: BuiltinAction, fields: Array<string> }> }
    | { __typename: 'ConflictError', code: ErrorCode, message: string }
    | { __typename: 'InvalidInputError', code: ErrorCode, message: string, fields: Array<{ path: Array<string>, message: string }> }
   };

export type ResetBuiltinMutationVariables = Exact<{
  id: string;
}>;


export type ResetBuiltinMutation = { resetBuiltinModel:
    | { __typename: 'ConflictError', code: ErrorCode, message: string }
    | { __typename: 'InvalidInputError', code: ErrorCode, message: string, fields: Array<{ path: Array<string>, message: string }> }
    | { __typename: 'NotFoundError', code: ErrorCode, message: string }
    | { __typename: 'ResetBuiltinModelPayload', model: { id: string, displayName: string | null, isOverridden: boolean } | null }
   };

export type EncryptionStatusQueryVariables = Exact<{ [key: string]: never; }>;


export type EncryptionStatusQuery = { encryptionStatus: { unreadableCount: number, keys: Array<{ keyId: string, isSealing: boolean, isConfigured: boolean, valueCount: number }>, unreadable: Array<{ modelId: string | null, apiKeyId: string | null, tenantId: string | null, field: UnreadableValueField, keyId: string | null }> } };

export type RotateKeysMutationVariables = Exact<{ [key: string]: never; }>;


export type RotateKeysMutation = { rotateEncryptionKeys:
    | { __typename: 'ConflictError', code: ErrorCode, message: string }
    | { __typename: 'RotateEncryptionKeysPayload', rotation: { state: KeyRotationState } }
   };

export type KeyRotationSubscriptionVariables = Exact<{ [key: string]: never; }>;


export type KeyRotationSubscription = { keyRotation: { state: KeyRotationState, total: number, completed: number, unreadable: number, startedAt: string | null, finishedAt: string | null, encryptionStatus: { unreadableCount: number, keys: Array<{ keyId: string, isSealing: boolean, valueCount: number }> } | null } };

export type EmbedMutationVariables = Exact<{
  input: EmbedInput;
}>;


export type EmbedMutation = { embed:
    | { __typename: 'CredentialError', code: ErrorCode, message: string }
    | { __typename: 'EmbedPayload', embeddings: Array<Array<number>>, dimensions: number, usage: { promptTokens: number | null, totalTokens: number | null } | null }
    | { __typename: 'InvalidInputError', code: ErrorCode, message: string, fields: Array<{ path: Array<string>, message: string }> }
    | { __typename: 'ModelNotReadyError', code: ErrorCode, message: string }
    | { __typename: 'NotFoundError', code: ErrorCode, message: string }
    | { __typename: 'QuotaExceededError', code: ErrorCode, message: string }
    | { __typename: 'UpstreamError', code: ErrorCode, message: string, reason: UpstreamErrorReason }
   };

export type RerankMutationVariables = Exact<{
  input: RerankInput;
}>;


export type RerankMutation = { rerank:
    | { __typename: 'CredentialError', code: ErrorCode, message: string }
    | { __typename: 'InvalidInputError', code: ErrorCode, message: string, fields: Array<{ path: Array<string>, message: string }> }
    | { __typename: 'ModelNotReadyError', code: ErrorCode, message: string }
    | { __typename: 'NotFoundError', code: ErrorCode, message: string }
    | { __typename: 'QuotaExceededError', code: ErrorCode, message: string }
    | { __typename: 'RerankPayload', results: Array<{ index: number, score: number, document: string }>, usage: { totalTokens: number | null } | null }
    | { __typename: 'UpstreamError', code: ErrorCode, message: string, reason: UpstreamErrorReason }
   };

export type TranscribeMutationVariables = Exact<{
  input: TranscribeInput;
}>;


export type TranscribeMutation = { transcribe:
    | { __typename: 'CredentialError', code: ErrorCode, message: string }
    | { __typename: 'InvalidInputError', code: ErrorCode, message: string, fields: Array<{ path: Array<string>, message: string }> }
    | { __typename: 'ModelNotReadyError', code: ErrorCode, message: string }
    | { __typename: 'NotFoundError', code: ErrorCode, message: string }
    | { __typename: 'QuotaExceededError', code: ErrorCode, message: string }
    | { __typename: 'TranscribePayload', text: string, language: string | null, durationSeconds: number | null, segments: Array<{ start: number, end: number, text: string }> }
    | { __typename: 'UpstreamError', code: ErrorCode, message: string, reason: UpstreamErrorReason }
   };

export type TestModelMutationVariables = Exact<{
  input: TestModelInput;
}>;


export type TestModelMutation = { testModel:
    | { __typename: 'ModelTestPayload', ok: boolean, steps: Array<{ name: ModelTestStepName, ok: boolean, durationMs: number | null, detail: string | null, error: { code: ErrorCode, reason: UpstreamErrorReason, message: string, detail: string | null, upstreamStatus: number | null } | null }> }
    | { __typename: 'NotFoundError', code: ErrorCode, message: string }
    | { __typename: 'QuotaExceededError', code: ErrorCode, message: string }
   };

export type TestConnectionMutationVariables = Exact<{
  input: TestConnectionInput;
}>;


export type TestConnectionMutation = { testConnection:
    | { __typename: 'InvalidInputError', code: ErrorCode, message: string, fields: Array<{ path: Array<string>, message: string }> }
    | { __typename: 'ModelTestPayload', ok: boolean, steps: Array<{ name: ModelTestStepName, ok: boolean, durationMs: number | null, detail: string | null, error: { code: ErrorCode, reason: UpstreamErrorReason, message: string, detail: string | null, upstreamStatus: number | null } | null }> }
    | { __typename: 'QuotaExceededError', code: ErrorCode, message: string }
   };

export type TestModelStepsSubscriptionVariables = Exact<{
  input: TestModelInput;
}>;


export type TestModelStepsSubscription = { testModel:
    | { __typename: 'ModelTestStep', name: ModelTestStepName, ok: boolean, detail: string | null, error: { reason: UpstreamErrorReason } | null }
    | { __typename: 'NotFoundError', code: ErrorCode, message: string }
    | { __typename: 'QuotaExceededError', code: ErrorCode, message: string }
   };

export type TestConnectionStepsSubscriptionVariables = Exact<{
  input: TestConnectionInput;
}>;


export type TestConnectionStepsSubscription = { testConnection:
    | { __typename: 'InvalidInputError', code: ErrorCode, message: string }
    | { __typename: 'ModelTestStep', name: ModelTestStepName, ok: boolean }
    | { __typename: 'QuotaExceededError', code: ErrorCode, message: string }
   };

export type StartChatMutationVariables = Exact<{
  input: ChatInput;
}>;


export type StartChatMutation = { startChat:
    | { __typename: 'CredentialError', code: ErrorCode, message: string }
    | { __typename: 'InvalidInputError', code: ErrorCode, message: string }
    | { __typename: 'ModelNotReadyError', code: ErrorCode, message: string }
    | { __typename: 'NotFoundError', code: ErrorCode, message: string }
    | { __typename: 'QuotaExceededError', code: ErrorCode, message: string }
    | { __typename: 'RequestIdReusedError', code: ErrorCode, message: string }
    | { __typename: 'StartChatPayload', completion: { id: string, status: ChatCompletionStatus, lastSeq: number, requestId: string | null } }
   };

export type CancelChatMutationVariables = Exact<{
  id: string;
}>;


export type CancelChatMutation = { cancelChat:
    | { __typename: 'CancelChatPayload', completion: { id: string, status: ChatCompletionStatus, message: { content: string } | null, usage: { completionTokens: number | null, estimated: boolean } | null } }
    | { __typename: 'NotFoundError', code: ErrorCode, message: string }
   };

export type ChatEventsSubscriptionVariables = Exact<{
  id: string;
  after?: number | null | undefined;
}>;


export type ChatEventsSubscription = { chatEvents:
    | { __typename: 'ChatCancelled', seq: number, completionId: string, completion: { status: ChatCompletionStatus, message: { content: string } | null } }
    | { __typename: 'ChatCompleted', seq: number, completionId: string, completion: { status: ChatCompletionStatus, lastSeq: number, message: { content: string, reasoning: string | null } | null } }
    | { __typename: 'ChatFailed', seq: number, completionId: string, code: ErrorCode, message: string, completion: { status: ChatCompletionStatus } }
    | { __typename: 'ChatInterrupted', seq: number, completionId: string, completion: { status: ChatCompletionStatus, lastSeq: number, message: { content: string } | null } }
    | { __typename: 'ChatRestarted', seq: number, completionId: string }
    | { __typename: 'ChatStarted', seq: number, completionId: string }
    | { __typename: 'ContentDelta', seq: number, completionId: string, text: string }
    | { __typename: 'NotFoundError', code: ErrorCode, message: string }
    | { __typename: 'NotResumableError', code: ErrorCode, message: string }
    | { __typename: 'ThinkingDelta', seq: number, completionId: string, text: string }
    | { __typename: 'ToolCallDelta', seq: number, completionId: string, callId: string, argumentsDelta: string }
    | { __typename: 'ToolCallReady', seq: number, completionId: string, toolCall: { id: string, arguments: unknown } }
   };

export type FindChatQueryVariables = Exact<{
  id: string;
}>;


export type FindChatQuery = { chatCompletion: { id: string, status: ChatCompletionStatus, lastSeq: number, requestId: string | null, message: { content: string, reasoning: string | null } | null, usage: { completionTokens: number | null, totalTokens: number | null, estimated: boolean } | null } | null };

export type ListChatsQueryVariables = Exact<{
  filter?: ChatCompletionFilter | null | undefined;
  first?: number | null | undefined;
  after?: string | null | undefined;
  last?: number | null | undefined;
  before?: string | null | undefined;
}>;


export type ListChatsQuery = { chatCompletions: { nodes: Array<{ id: string, status: ChatCompletionStatus, message: { content: string } | null, model: { id: string } | null }>, pageInfo: { hasNextPage: boolean, hasPreviousPage: boolean, startCursor: string | null, endCursor: string | null } } };

export type UsageQueryVariables = Exact<{
  from: string;
  to: string;
  groupBy?: Array<UsageGroup> | UsageGroup | null | undefined;
}>;


export type UsageQuery = { usage: Array<{ modelId: string | null, kind: UsageKind | null, day: string | null, subject: string | null, tenantId: string | null, calls: number, failures: number, promptTokens: number, completionTokens: number, totalTokens: number, audioSeconds: number, firstTokenMs: { p50: number, p95: number, p99: number } | null, durationMs: { p50: number, p95: number, p99: number } | null, model: { id: string } | null }> };

export type OfferedModelsQueryVariables = Exact<{
  input: OfferedModelsInput;
}>;


export type OfferedModelsQuery = { offeredModels:
    | { __typename: 'BuiltinModelError', code: ErrorCode, message: string }
    | { __typename: 'CredentialError', code: ErrorCode, message: string }
    | { __typename: 'DestinationNotAllowedError', code: ErrorCode, message: string }
    | { __typename: 'InvalidInputError', code: ErrorCode, message: string, fields: Array<{ path: Array<string>, message: string }> }
    | { __typename: 'NotFoundError', code: ErrorCode, message: string }
    | { __typename: 'OfferedModels', baseUrl: string, isComplete: boolean, provider: { name: string } | null, models: Array<{ name: string, displayName: string | null, owner: string | null, type: ModelType | null, capabilities: Array<ModelCapability> | null, contextLength: number | null }> }
    | { __typename: 'QuotaExceededError', code: ErrorCode, message: string }
    | { __typename: 'UpstreamError', code: ErrorCode, message: string, reason: UpstreamErrorReason, detail: string | null }
   };

export type ListPullsQueryVariables = Exact<{
  filter?: PullFilter | null | undefined;
  first?: number | null | undefined;
  after?: string | null | undefined;
  last?: number | null | undefined;
  before?: string | null | undefined;
}>;


export type ListPullsQuery = { pulls: { changesCursor: string, nodes: Array<{ id: string, name: string, state: PullState, models: Array<{ id: string, name: string, isBuiltin: boolean }> }>, pageInfo: { hasNextPage: boolean, hasPreviousPage: boolean, startCursor: string | null, endCursor: string | null } } };

export type PullChangesSubscriptionVariables = Exact<{
  filter?: PullFilter | null | undefined;
  after?: string | null | undefined;
}>;


export type PullChangesSubscription = { pullChanges:
    | { __typename: 'InvalidInputError', code: ErrorCode, message: string }
    | { __typename: 'Pull', id: string, name: string, state: PullState, phase: string | null, completedBytes: number, totalBytes: number, models: Array<{ id: string }> }
   };

export type PullOllamaModelMutationVariables = Exact<{
  input: PullOllamaModelInput;
}>;


export type PullOllamaModelMutation = { pullOllamaModel:
    | { __typename: 'InvalidInputError', code: ErrorCode, message: string, fields: Array<{ path: Array<string>, message: string }> }
    | { __typename: 'NotFoundError', code: ErrorCode, message: string }
    | { __typename: 'PullPayload', pull: { id: string, name: string, state: PullState } }
    | { __typename: 'RequestIdReusedError', code: ErrorCode, message: string }
   };

export type CancelOllamaPullMutationVariables = Exact<{
  input: CancelOllamaPullInput;
}>;


export type CancelOllamaPullMutation = { cancelOllamaPull:
    | { __typename: 'NotFoundError', code: ErrorCode, message: string }
    | { __typename: 'PullPayload', pull: { id: string, name: string, state: PullState } }
   };

export type CreateLocalMutationVariables = Exact<{
  input: CreateModelInput;
}>;


export type CreateLocalMutation = { createModel:
    | { __typename: 'ConflictError', code: ErrorCode, message: string }
    | { __typename: 'DestinationNotAllowedError', code: ErrorCode, message: string }
    | { __typename: 'InvalidInputError', code: ErrorCode, message: string, fields: Array<{ path: Array<string>, message: string }> }
    | { __typename: 'ModelPayload', model: { id: string, name: string, status: ModelStatus, statusReason: string | null, pull: { id: string, state: PullState } | null } }
    | { __typename: 'QuotaExceededError', code: ErrorCode, message: string }
    | { __typename: 'RequestIdReusedError', code: ErrorCode, message: string }
    | { __typename: 'UpstreamError', code: ErrorCode, message: string }
   };

export type PullModelMutationVariables = Exact<{
  input: PullModelInput;
}>;


export type PullModelMutation = { pullModel:
    | { __typename: 'BuiltinModelError', code: ErrorCode, message: string }
    | { __typename: 'InvalidInputError', code: ErrorCode, message: string, fields: Array<{ path: Array<string>, message: string }> }
    | { __typename: 'ModelPayload', model: { id: string, status: ModelStatus, pull: { id: string, state: PullState, attempt: number } | null } }
    | { __typename: 'NotFoundError', code: ErrorCode, message: string }
    | { __typename: 'QuotaExceededError', code: ErrorCode, message: string }
   };

export type CancelPullMutationVariables = Exact<{
  input: CancelPullInput;
}>;


export type CancelPullMutation = { cancelPull:
    | { __typename: 'BuiltinModelError', code: ErrorCode, message: string }
    | { __typename: 'ModelPayload', model: { id: string, status: ModelStatus, statusReason: string | null, pull: { id: string, state: PullState } | null } }
    | { __typename: 'NotFoundError', code: ErrorCode, message: string }
   };

export type SeeLocalQueryVariables = Exact<{
  id: string;
}>;


export type SeeLocalQuery = { model: { id: string, name: string, status: ModelStatus, statusReason: string | null, capabilities: Array<ModelCapability>, contextLength: number | null, embeddingLength: number | null, sizeBytes: number | null, version: number, pull: { id: string, name: string, state: PullState, phase: string | null, completedBytes: number, totalBytes: number, bytesPerSecond: number | null, attempt: number, error: string | null, createdAt: string, startedAt: string | null, finishedAt: string | null, layers: Array<{ digest: string, completedBytes: number, totalBytes: number }> } | null } | null };

export type PullNodeQueryVariables = Exact<{
  id: string;
}>;


export type PullNodeQuery = { node:
    | { __typename: 'ApiKey' }
    | { __typename: 'AuditEvent' }
    | { __typename: 'ChatCompletion' }
    | { __typename: 'Model' }
    | { __typename: 'Pull', state: PullState, name: string }
    | { __typename: 'Route' }
   | null };

export type PullProgressSubscriptionVariables = Exact<{
  modelId: string;
}>;


export type PullProgressSubscription = { pullProgress:
    | { __typename: 'InvalidInputError', code: ErrorCode, message: string, fields: Array<{ path: Array<string>, message: string }> }
    | { __typename: 'NotFoundError', code: ErrorCode, message: string }
    | { __typename: 'Pull', id: string, state: PullState, phase: string | null, completedBytes: number, totalBytes: number, bytesPerSecond: number | null, attempt: number, error: string | null, layers: Array<{ digest: string, completedBytes: number, totalBytes: number }> }
   };

export type PullAuditQueryVariables = Exact<{ [key: string]: never; }>;


export type PullAuditQuery = { auditEvents: { nodes: Array<{ action: ModelAction, subject: string | null, modelName: string | null }> } };

export type StartWithQuotaMutationVariables = Exact<{
  input: ChatInput;
}>;


export type StartWithQuotaMutation = { startChat:
    | { __typename: 'CredentialError', code: ErrorCode, message: string }
    | { __typename: 'InvalidInputError', code: ErrorCode, message: string }
    | { __typename: 'ModelNotReadyError', code: ErrorCode, message: string }
    | { __typename: 'NotFoundError', code: ErrorCode, message: string }
    | { __typename: 'QuotaExceededError', code: ErrorCode, message: string, quota: Quota, limit: number, retryAfterMs: number | null }
    | { __typename: 'RequestIdReusedError', code: ErrorCode, message: string }
    | { __typename: 'StartChatPayload', completion: { id: string } }
   };

export type EmbedWithQuotaMutationVariables = Exact<{
  input: EmbedInput;
}>;


export type EmbedWithQuotaMutation = { embed:
    | { __typename: 'CredentialError' }
    | { __typename: 'EmbedPayload', dimensions: number }
    | { __typename: 'InvalidInputError' }
    | { __typename: 'ModelNotReadyError' }
    | { __typename: 'NotFoundError' }
    | { __typename: 'QuotaExceededError', code: ErrorCode, quota: Quota, limit: number, retryAfterMs: number | null }
    | { __typename: 'UpstreamError' }
   };

export type TestWithQuotaMutationVariables = Exact<{
  id: string;
}>;


export type TestWithQuotaMutation = { testModel:
    | { __typename: 'ModelTestPayload', steps: Array<{ ok: boolean }> }
    | { __typename: 'NotFoundError' }
    | { __typename: 'QuotaExceededError', code: ErrorCode, quota: Quota, limit: number, retryAfterMs: number | null }
   };

export type CreateWithQuotaMutationVariables = Exact<{
  input: CreateModelInput;
}>;


export type CreateWithQuotaMutation = { createModel:
    | { __typename: 'ConflictError' }
    | { __typename: 'DestinationNotAllowedError' }
    | { __typename: 'InvalidInputError', fields: Array<{ path: Array<string>, message: string }> }
    | { __typename: 'ModelPayload', model: { id: string } }
    | { __typename: 'QuotaExceededError', code: ErrorCode, quota: Quota, limit: number, retryAfterMs: number | null }
    | { __typename: 'RequestIdReusedError' }
    | { __typename: 'UpstreamError' }
   };

export type RestoreWithQuotaMutationVariables = Exact<{
  id: string;
}>;


export type RestoreWithQuotaMutation = { restoreModel:
    | { __typename: 'BuiltinModelError' }
    | { __typename: 'ConflictError' }
    | { __typename: 'ModelPayload' }
    | { __typename: 'NotFoundError' }
    | { __typename: 'QuotaExceededError', code: ErrorCode, quota: Quota, limit: number, retryAfterMs: number | null }
   };

export type UpdateWithQuotaMutationVariables = Exact<{
  input: UpdateModelInput;
}>;


export type UpdateWithQuotaMutation = { updateModel:
    | { __typename: 'BuiltinModelError' }
    | { __typename: 'ConflictError' }
    | { __typename: 'DestinationNotAllowedError' }
    | { __typename: 'InvalidInputError', fields: Array<{ path: Array<string>, message: string }> }
    | { __typename: 'ModelPayload' }
    | { __typename: 'NotFoundError' }
    | { __typename: 'QuotaExceededError', code: ErrorCode, quota: Quota, limit: number, retryAfterMs: number | null }
    | { __typename: 'UpstreamError' }
   };

export type CreateRouteMutationVariables = Exact<{
  input: CreateRouteInput;
}>;


export type CreateRouteMutation = { createRoute:
    | { __typename: 'ConflictError', code: ErrorCode, message: string, path: Array<string> | null }
    | { __typename: 'InvalidInputError', code: ErrorCode, message: string, fields: Array<{ path: Array<string>, message: string }> }
    | { __typename: 'NotFoundError', code: ErrorCode, message: string }
    | { __typename: 'QuotaExceededError', code: ErrorCode, message: string, quota: Quota, limit: number }
    | { __typename: 'RoutePayload', route: { id: string, name: string, description: string | null, type: ModelType, isBuiltin: boolean, version: number, createdAt: string, updatedAt: string, targets: Array<{ modelId: string, priority: number, weight: number, model: { id: string } | null }>, policy: { maxAttempts: number, maxPauseMs: number, firstTokenTimeoutMs: number | null, deadlineMs: number, onContextLength: ContextLengthStep, onContentFilter: ContentFilterStep, afterOutput: AfterOutputStep } } }
   };

export type UpdateRouteMutationVariables = Exact<{
  input: UpdateRouteInput;
}>;


export type UpdateRouteMutation = { updateRoute:
    | { __typename: 'BuiltinModelError', code: ErrorCode, message: string }
    | { __typename: 'ConflictError', code: ErrorCode, message: string, currentVersion: number | null, path: Array<string> | null }
    | { __typename: 'InvalidInputError', code: ErrorCode, message: string, fields: Array<{ path: Array<string>, message: string }> }
    | { __typename: 'NotFoundError', code: ErrorCode, message: string }
    | { __typename: 'QuotaExceededError', code: ErrorCode, message: string }
    | { __typename: 'RoutePayload', route: { id: string, name: string, description: string | null, version: number, targets: Array<{ modelId: string, priority: number, weight: number, model: { id: string } | null }>, policy: { maxAttempts: number, firstTokenTimeoutMs: number | null, deadlineMs: number, onContentFilter: ContentFilterStep } } }
   };

export type DeleteRouteMutationVariables = Exact<{
  input: DeleteRouteInput;
}>;


export type DeleteRouteMutation = { deleteRoute:
    | { __typename: 'BuiltinModelError', code: ErrorCode, message: string }
    | { __typename: 'DeleteRoutePayload', route: { id: string, name: string } }
    | { __typename: 'NotFoundError', code: ErrorCode, message: string }
   };

export type FindRouteQueryVariables = Exact<{
  id: string;
}>;


export type FindRouteQuery = { route: { id: string, name: string, version: number, isBuiltin: boolean, targets: Array<{ modelId: string, priority: number, weight: number, model: { id: string } | null }> } | null, node:
    | { __typename: 'ApiKey', id: string }
    | { __typename: 'AuditEvent', id: string }
    | { __typename: 'ChatCompletion', id: string }
    | { __typename: 'Model', id: string }
    | { __typename: 'Pull', id: string }
    | { __typename: 'Route', id: string }
   | null };

export type ListRoutesQueryVariables = Exact<{
  filter?: RouteFilter | null | undefined;
  first?: number | null | undefined;
  after?: string | null | undefined;
}>;


export type ListRoutesQuery = { routes: { nodes: Array<{ id: string, name: string }>, pageInfo: { hasNextPage: boolean, endCursor: string | null } } };

export type RouteAuditQueryVariables = Exact<{
  filter?: AuditEventFilter | null | undefined;
}>;


export type RouteAuditQuery = { auditEvents: { nodes: Array<{ action: ModelAction, modelId: string | null, modelName: string | null, routeId: string | null, routeName: string | null, fields: Array<string>, subject: string | null, model: { id: string } | null }> } };

export type ChatByRouteMutationVariables = Exact<{
  input: ChatInput;
}>;


export type ChatByRouteMutation = { chat:
    | { __typename: 'ChatPayload', completion: { status: ChatCompletionStatus, message: { content: string } | null, model: { id: string } | null, route: { id: string, name: string } | null } }
    | { __typename: 'CredentialError', code: ErrorCode, message: string }
    | { __typename: 'InvalidInputError', code: ErrorCode, message: string, fields: Array<{ path: Array<string>, message: string }> }
    | { __typename: 'ModelNotReadyError', code: ErrorCode, message: string }
    | { __typename: 'NotFoundError', code: ErrorCode, message: string }
    | { __typename: 'NotResumableError', code: ErrorCode, message: string }
    | { __typename: 'QuotaExceededError', code: ErrorCode, message: string }
    | { __typename: 'RequestIdReusedError', code: ErrorCode, message: string }
    | { __typename: 'UpstreamError', code: ErrorCode, message: string }
   };

export type SetDefaultRouteMutationVariables = Exact<{
  input: SetDefaultRouteInput;
}>;


export type SetDefaultRouteMutation = { setDefaultRoute:
    | { __typename: 'NotFoundError', code: ErrorCode, message: string }
    | { __typename: 'QuotaExceededError', code: ErrorCode, message: string }
    | { __typename: 'RoutePayload', route: { id: string } }
   };

export type FindDefaultsQueryVariables = Exact<{
  type: ModelType;
}>;


export type FindDefaultsQuery = { defaultModel: { id: string } | null, defaultRoute: { id: string } | null, models: { nodes: Array<{ id: string }> } };

export type EmbedByRouteMutationVariables = Exact<{
  input: EmbedInput;
}>;


export type EmbedByRouteMutation = { embed:
    | { __typename: 'CredentialError', code: ErrorCode, message: string }
    | { __typename: 'EmbedPayload', embeddings: Array<Array<number>>, model: { id: string } }
    | { __typename: 'InvalidInputError', code: ErrorCode, message: string, fields: Array<{ path: Array<string>, message: string }> }
    | { __typename: 'ModelNotReadyError', code: ErrorCode, message: string }
    | { __typename: 'NotFoundError', code: ErrorCode, message: string }
    | { __typename: 'QuotaExceededError', code: ErrorCode, message: string }
    | { __typename: 'UpstreamError', code: ErrorCode, message: string, reason: UpstreamErrorReason }
   };

export type RerankByRouteMutationVariables = Exact<{
  input: RerankInput;
}>;


export type RerankByRouteMutation = { rerank:
    | { __typename: 'CredentialError', code: ErrorCode, message: string }
    | { __typename: 'InvalidInputError', code: ErrorCode, message: string }
    | { __typename: 'ModelNotReadyError', code: ErrorCode, message: string }
    | { __typename: 'NotFoundError', code: ErrorCode, message: string }
    | { __typename: 'QuotaExceededError', code: ErrorCode, message: string }
    | { __typename: 'RerankPayload', results: Array<{ score: number }>, model: { id: string } }
    | { __typename: 'UpstreamError', code: ErrorCode, message: string }
   };

export type TranscribeByRouteMutationVariables = Exact<{
  input: TranscribeInput;
}>;


export type TranscribeByRouteMutation = { transcribe:
    | { __typename: 'CredentialError', code: ErrorCode, message: string }
    | { __typename: 'InvalidInputError', code: ErrorCode, message: string }
    | { __typename: 'ModelNotReadyError', code: ErrorCode, message: string }
    | { __typename: 'NotFoundError', code: ErrorCode, message: string }
    | { __typename: 'QuotaExceededError', code: ErrorCode, message: string }
    | { __typename: 'TranscribePayload', text: string, model: { id: string } }
    | { __typename: 'UpstreamError', code: ErrorCode, message: string }
   };

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
export const KeyedFragmentDoc = new TypedDocumentString(`
    fragment Keyed on ChatCompletion {
  status
  message {
    content
  }
  attempts {
    keyLabel
    mayBeBilled
    error {
      reason
    }
  }
}
    `, {"fragmentName":"Keyed"}) as unknown as TypedDocumentString<KeyedFragment, unknown>;
export const RestartedFragmentDoc = new TypedDocumentString(`
    fragment Restarted on ChatRestarted {
  discardsText
  failed {
    model {
      name
    }
    keyLabel
    firstTokenMs
    error {
      reason
    }
    mayBeBilled
  }
  model {
    name
  }
}
    `, {"fragmentName":"Restarted"}) as unknown as TypedDocumentString<RestartedFragment, unknown>;
export const AttemptedFragmentDoc = new TypedDocumentString(`
    fragment Attempted on ChatCompletion {
  id
  status
  finishReason
  warnings
  model {
    name
  }
  message {
    content
  }
  usage {
    completionTokens
    totalTokens
  }
  error {
    reason
  }
  attempts {
    model {
      name
    }
    keyLabel
    startedAt
    durationMs
    firstTokenMs
    error {
      code
      reason
      message
      detail
    }
    usage {
      completionTokens
      estimated
    }
    mayBeBilled
  }
}
    `, {"fragmentName":"Attempted"}) as unknown as TypedDocumentString<AttemptedFragment, unknown>;
export const EndedFragmentDoc = new TypedDocumentString(`
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
    role
    content
    reasoning
    toolCalls {
      id
      name
      arguments
      rawArguments
      providerMetadata
    }
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
export const CreateApiKeyDocument = new TypedDocumentString(`
    mutation CreateApiKey($input: CreateApiKeyInput!) {
  createApiKey(input: $input) {
    __typename
    ... on ApiKeyPayload {
      apiKey {
        id
        name
        origins
        hint
        readable
        isBuiltin
        version
        createdAt
        updatedAt
        provider {
          name
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
      path
    }
    ... on QuotaExceededError {
      quota
    }
  }
}
    `) as unknown as TypedDocumentString<CreateApiKeyMutation, CreateApiKeyMutationVariables>;
export const UpdateApiKeyDocument = new TypedDocumentString(`
    mutation UpdateApiKey($input: UpdateApiKeyInput!) {
  updateApiKey(input: $input) {
    __typename
    ... on ApiKeyPayload {
      apiKey {
        id
        name
        hint
        origins
        version
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
      path
      currentVersion
    }
  }
}
    `) as unknown as TypedDocumentString<UpdateApiKeyMutation, UpdateApiKeyMutationVariables>;
export const DeleteApiKeyDocument = new TypedDocumentString(`
    mutation DeleteApiKey($input: DeleteApiKeyInput!) {
  deleteApiKey(input: $input) {
    __typename
    ... on DeleteApiKeyPayload {
      apiKey {
        id
        name
      }
    }
    ... on Error {
      code
      message
    }
    ... on ApiKeyInUseError {
      models {
        id
        name
      }
    }
  }
}
    `) as unknown as TypedDocumentString<DeleteApiKeyMutation, DeleteApiKeyMutationVariables>;
export const ListApiKeysDocument = new TypedDocumentString(`
    query ListApiKeys($first: Int, $after: String) {
  apiKeys(first: $first, after: $after) {
    nodes {
      id
      name
      hint
      isBuiltin
      models {
        nodes {
          id
        }
        totalCount
      }
    }
    pageInfo {
      hasNextPage
      endCursor
    }
  }
}
    `) as unknown as TypedDocumentString<ListApiKeysQuery, ListApiKeysQueryVariables>;
export const FindApiKeyDocument = new TypedDocumentString(`
    query FindApiKey($id: ID!) {
  node(id: $id) {
    __typename
    ... on ApiKey {
      id
      name
      readable
    }
  }
}
    `) as unknown as TypedDocumentString<FindApiKeyQuery, FindApiKeyQueryVariables>;
export const FindModelKeysDocument = new TypedDocumentString(`
    query FindModelKeys($id: ID!) {
  model(id: $id) {
    version
    keys {
      weight
      enabled
      health {
        state
        reason
      }
      apiKey {
        id
        name
      }
    }
  }
}
    `) as unknown as TypedDocumentString<FindModelKeysQuery, FindModelKeysQueryVariables>;
export const KeyedChatDocument = new TypedDocumentString(`
    mutation KeyedChat($input: ChatInput!) {
  chat(input: $input) {
    __typename
    ... on ChatPayload {
      completion {
        ...Keyed
      }
    }
    ... on Error {
      code
      message
    }
    ... on UpstreamError {
      reason
      failedCompletion {
        ...Keyed
      }
    }
  }
}
    fragment Keyed on ChatCompletion {
  status
  message {
    content
  }
  attempts {
    keyLabel
    mayBeBilled
    error {
      reason
    }
  }
}`) as unknown as TypedDocumentString<KeyedChatMutation, KeyedChatMutationVariables>;
export const AttemptsStreamDocument = new TypedDocumentString(`
    subscription AttemptsStream($input: ChatInput!) {
  chat(input: $input) {
    __typename
    ... on ChatEvent {
      seq
      completionId
    }
    ... on Error {
      code
      message
    }
    ... on ContentDelta {
      text
    }
    ... on ChatRestarted {
      ...Restarted
    }
    ... on ChatCompleted {
      completion {
        ...Attempted
      }
    }
    ... on ChatCancelled {
      completion {
        ...Attempted
      }
    }
    ... on ChatInterrupted {
      completion {
        ...Attempted
      }
    }
    ... on ChatFailed {
      completion {
        ...Attempted
      }
    }
  }
}
    fragment Restarted on ChatRestarted {
  discardsText
  failed {
    model {
      name
    }
    keyLabel
    firstTokenMs
    error {
      reason
    }
    mayBeBilled
  }
  model {
    name
  }
}
fragment Attempted on ChatCompletion {
  id
  status
  finishReason
  warnings
  model {
    name
  }
  message {
    content
  }
  usage {
    completionTokens
    totalTokens
  }
  error {
    reason
  }
  attempts {
    model {
      name
    }
    keyLabel
    startedAt
    durationMs
    firstTokenMs
    error {
      code
      reason
      message
      detail
    }
    usage {
      completionTokens
      estimated
    }
    mayBeBilled
  }
}`) as unknown as TypedDocumentString<AttemptsStreamSubscription, AttemptsStreamSubscriptionVariables>;
export const AttemptsEventsDocument = new TypedDocumentString(`
    subscription AttemptsEvents($id: ID!, $after: Int) {
  chatEvents(completionId: $id, after: $after) {
    __typename
    ... on ChatEvent {
      seq
      completionId
    }
    ... on Error {
      code
      message
    }
    ... on ContentDelta {
      text
    }
    ... on ChatRestarted {
      ...Restarted
    }
    ... on ChatCompleted {
      completion {
        ...Attempted
      }
    }
    ... on ChatCancelled {
      completion {
        ...Attempted
      }
    }
    ... on ChatInterrupted {
      completion {
        ...Attempted
      }
    }
    ... on ChatFailed {
      completion {
        ...Attempted
      }
    }
  }
}
    fragment Restarted on ChatRestarted {
  discardsText
  failed {
    model {
      name
    }
    keyLabel
    firstTokenMs
    error {
      reason
    }
    mayBeBilled
  }
  model {
    name
  }
}
fragment Attempted on ChatCompletion {
  id
  status
  finishReason
  warnings
  model {
    name
  }
  message {
    content
  }
  usage {
    completionTokens
    totalTokens
  }
  error {
    reason
  }
  attempts {
    model {
      name
    }
    keyLabel
    startedAt
    durationMs
    firstTokenMs
    error {
      code
      reason
      message
      detail
    }
    usage {
      completionTokens
      estimated
    }
    mayBeBilled
  }
}`) as unknown as TypedDocumentString<AttemptsEventsSubscription, AttemptsEventsSubscriptionVariables>;
export const AttemptsWholeDocument = new TypedDocumentString(`
    mutation AttemptsWhole($input: ChatInput!) {
  chat(input: $input) {
    __typename
    ... on ChatPayload {
      completion {
        ...Attempted
      }
    }
    ... on UpstreamError {
      reason
      failedCompletion {
        ...Attempted
      }
    }
    ... on Error {
      code
      message
    }
  }
}
    fragment Attempted on ChatCompletion {
  id
  status
  finishReason
  warnings
  model {
    name
  }
  message {
    content
  }
  usage {
    completionTokens
    totalTokens
  }
  error {
    reason
  }
  attempts {
    model {
      name
    }
    keyLabel
    startedAt
    durationMs
    firstTokenMs
    error {
      code
      reason
      message
      detail
    }
    usage {
      completionTokens
      estimated
    }
    mayBeBilled
  }
}`) as unknown as TypedDocumentString<AttemptsWholeMutation, AttemptsWholeMutationVariables>;
export const FindAttemptsDocument = new TypedDocumentString(`
    query FindAttempts($id: ID!) {
  chatCompletion(id: $id) {
    ...Attempted
  }
}
    fragment Attempted on ChatCompletion {
  id
  status
  finishReason
  warnings
  model {
    name
  }
  message {
    content
  }
  usage {
    completionTokens
    totalTokens
  }
  error {
    reason
  }
  attempts {
    model {
      name
    }
    keyLabel
    startedAt
    durationMs
    firstTokenMs
    error {
      code
      reason
      message
      detail
    }
    usage {
      completionTokens
      estimated
    }
    mayBeBilled
  }
}`) as unknown as TypedDocumentString<FindAttemptsQuery, FindAttemptsQueryVariables>;
export const JobModelsDocument = new TypedDocumentString(`
    query JobModels {
  models(first: 50) {
    changesCursor
    nodes {
      id
      displayName
      status
      version
      createdAt
    }
  }
}
    `) as unknown as TypedDocumentString<JobModelsQuery, JobModelsQueryVariables>;
export const JobModelChangesDocument = new TypedDocumentString(`
    subscription JobModelChanges($after: String) {
  modelChanges(after: $after) {
    __typename
    ... on ModelChange {
      kind
      modelId
      cursor
      model {
        id
        displayName
        status
        version
        createdAt
      }
    }
    ... on Error {
      code
      message
    }
  }
}
    `) as unknown as TypedDocumentString<JobModelChangesSubscription, JobModelChangesSubscriptionVariables>;
export const JobChatDocument = new TypedDocumentString(`
    subscription JobChat($input: ChatInput!) {
  chat(input: $input) {
    __typename
    ... on ContentDelta {
      text
    }
    ... on ChatCompleted {
      completion {
        id
        finishReason
        usage {
          totalTokens
        }
      }
    }
    ... on Error {
      code
      message
    }
  }
}
    `) as unknown as TypedDocumentString<JobChatSubscription, JobChatSubscriptionVariables>;
export const JobStartChatDocument = new TypedDocumentString(`
    mutation JobStartChat($input: ChatInput!) {
  startChat(input: $input) {
    __typename
    ... on StartChatPayload {
      completion {
        id
      }
    }
    ... on Error {
      code
      message
    }
  }
}
    `) as unknown as TypedDocumentString<JobStartChatMutation, JobStartChatMutationVariables>;
export const JobChatEventsDocument = new TypedDocumentString(`
    subscription JobChatEvents($completionId: ID!, $after: Int) {
  chatEvents(completionId: $completionId, after: $after) {
    __typename
    ... on ChatEvent {
      seq
    }
    ... on ContentDelta {
      text
    }
    ... on ChatCompleted {
      completion {
        id
        status
      }
    }
    ... on Error {
      code
      message
    }
  }
}
    `) as unknown as TypedDocumentString<JobChatEventsSubscription, JobChatEventsSubscriptionVariables>;
export const JobCreateLocalDocument = new TypedDocumentString(`
    mutation JobCreateLocal($input: CreateModelInput!) {
  createModel(input: $input) {
    __typename
    ... on ModelPayload {
      model {
        id
        pull {
          id
          state
          completedBytes
          totalBytes
        }
      }
    }
    ... on Error {
      code
      message
    }
  }
}
    `) as unknown as TypedDocumentString<JobCreateLocalMutation, JobCreateLocalMutationVariables>;
export const JobPullProgressDocument = new TypedDocumentString(`
    subscription JobPullProgress($modelId: ID!) {
  pullProgress(modelId: $modelId) {
    __typename
    ... on Pull {
      id
      state
      completedBytes
      totalBytes
    }
    ... on Error {
      code
      message
    }
  }
}
    `) as unknown as TypedDocumentString<JobPullProgressSubscription, JobPullProgressSubscriptionVariables>;
export const JobPullsDocument = new TypedDocumentString(`
    query JobPulls {
  pulls(first: 50) {
    changesCursor
    nodes {
      id
      name
      state
      completedBytes
      totalBytes
      createdAt
    }
  }
}
    `) as unknown as TypedDocumentString<JobPullsQuery, JobPullsQueryVariables>;
export const JobPullChangesDocument = new TypedDocumentString(`
    subscription JobPullChanges($after: String) {
  pullChanges(after: $after) {
    __typename
    ... on Pull {
      id
      name
      state
      completedBytes
      totalBytes
      createdAt
    }
    ... on Error {
      code
      message
    }
  }
}
    `) as unknown as TypedDocumentString<JobPullChangesSubscription, JobPullChangesSubscriptionVariables>;
export const JobUsageDocument = new TypedDocumentString(`
    query JobUsage($from: DateTime!, $to: DateTime!) {
  total: usage(from: $from, to: $to) {
    calls
    failures
    totalTokens
  }
  byDay: usage(from: $from, to: $to, groupBy: [DAY]) {
    day
    calls
  }
  byModel: usage(from: $from, to: $to, groupBy: [MODEL]) {
    calls
    model {
      id
      displayName
    }
  }
}
    `) as unknown as TypedDocumentString<JobUsageQuery, JobUsageQueryVariables>;
export const JobRotateDocument = new TypedDocumentString(`
    mutation JobRotate {
  rotateEncryptionKeys {
    __typename
    ... on RotateEncryptionKeysPayload {
      rotation {
        state
      }
    }
    ... on Error {
      code
      message
    }
  }
}
    `) as unknown as TypedDocumentString<JobRotateMutation, JobRotateMutationVariables>;
export const JobRotationDocument = new TypedDocumentString(`
    subscription JobRotation {
  keyRotation {
    state
    completed
    total
    encryptionStatus {
      keys {
        keyId
        valueCount
      }
    }
  }
}
    `) as unknown as TypedDocumentString<JobRotationSubscription, JobRotationSubscriptionVariables>;
export const JobTestConnectionDocument = new TypedDocumentString(`
    subscription JobTestConnection($input: TestConnectionInput!) {
  testConnection(input: $input) {
    __typename
    ... on ModelTestStep {
      name
      ok
      error {
        message
      }
    }
    ... on Error {
      code
      message
    }
  }
}
    `) as unknown as TypedDocumentString<JobTestConnectionSubscription, JobTestConnectionSubscriptionVariables>;
export const JobProvidersDocument = new TypedDocumentString(`
    query JobProviders {
  providers {
    name
    displayName
    modelTypes
    requiresCredential
    chatBaseUrl: defaultBaseUrl(type: CHAT)
  }
}
    `) as unknown as TypedDocumentString<JobProvidersQuery, JobProvidersQueryVariables>;
export const JobOfferedModelsDocument = new TypedDocumentString(`
    query JobOfferedModels($input: OfferedModelsInput!) {
  offeredModels(input: $input) {
    __typename
    ... on OfferedModels {
      provider {
        name
        displayName
        requiresCredential
      }
      models {
        name
        type
      }
    }
    ... on Error {
      code
      message
    }
  }
}
    `) as unknown as TypedDocumentString<JobOfferedModelsQuery, JobOfferedModelsQueryVariables>;
export const JobAuditDocument = new TypedDocumentString(`
    query JobAudit($filter: AuditEventFilter) {
  auditEvents(first: 50, filter: $filter) {
    nodes {
      id
      at
      action
      subject
      modelName
      fields
      model {
        id
        displayName
      }
    }
    pageInfo {
      hasNextPage
      endCursor
    }
  }
}
    `) as unknown as TypedDocumentString<JobAuditQuery, JobAuditQueryVariables>;
export const JobModelDocument = new TypedDocumentString(`
    query JobModel($id: ID!) {
  model(id: $id) {
    id
    displayName
    description
    version
  }
}
    `) as unknown as TypedDocumentString<JobModelQuery, JobModelQueryVariables>;
export const JobUpdateModelDocument = new TypedDocumentString(`
    mutation JobUpdateModel($input: UpdateModelInput!) {
  updateModel(input: $input) {
    __typename
    ... on ModelPayload {
      model {
        id
        displayName
        description
        version
      }
    }
    ... on ConflictError {
      currentVersion
      conflictingModel {
        id
        displayName
        description
        version
      }
    }
    ... on Error {
      code
      message
    }
  }
}
    `) as unknown as TypedDocumentString<JobUpdateModelMutation, JobUpdateModelMutationVariables>;
export const GenerateWholeDocument = new TypedDocumentString(`
    mutation GenerateWhole($input: GenerateInput!) {
  generate(input: $input) {
    __typename
    ... on GeneratePayload {
      completion {
        id
        kind
        status
        requestId
        finishReason
        warnings
        message {
          content
        }
        usage {
          promptTokens
          completionTokens
          totalTokens
        }
      }
    }
    ... on Error {
      code
      message
    }
    ... on UpstreamError {
      reason
      retryable
      failedCompletion {
        id
        kind
        status
      }
    }
    ... on InvalidInputError {
      fields {
        path
        message
      }
    }
  }
}
    `) as unknown as TypedDocumentString<GenerateWholeMutation, GenerateWholeMutationVariables>;
export const StartGenerateDocument = new TypedDocumentString(`
    mutation StartGenerate($input: GenerateInput!) {
  startGenerate(input: $input) {
    __typename
    ... on StartGeneratePayload {
      completion {
        id
        kind
        status
        lastSeq
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
    `) as unknown as TypedDocumentString<StartGenerateMutation, StartGenerateMutationVariables>;
export const GenerateStreamDocument = new TypedDocumentString(`
    subscription GenerateStream($input: GenerateInput!) {
  generate(input: $input) {
    __typename
    ... on ChatEvent {
      seq
      completionId
    }
    ... on Error {
      code
      message
    }
    ... on ChatStarted {
      completion {
        kind
        status
      }
    }
    ... on ContentDelta {
      text
    }
    ... on ChatCompleted {
      completion {
        status
        message {
          content
        }
        usage {
          totalTokens
        }
      }
    }
    ... on ChatCancelled {
      completion {
        status
        message {
          content
        }
      }
    }
    ... on ChatFailed {
      error {
        code
        reason
        message
      }
      completion {
        status
      }
    }
  }
}
    `) as unknown as TypedDocumentString<GenerateStreamSubscription, GenerateStreamSubscriptionVariables>;
export const GenerateDialectsDocument = new TypedDocumentString(`
    query GenerateDialects {
  providers {
    name
    chatDialect {
      rawCompletions
    }
  }
}
    `) as unknown as TypedDocumentString<GenerateDialectsQuery, GenerateDialectsQueryVariables>;
export const ListKindsDocument = new TypedDocumentString(`
    query ListKinds($filter: ChatCompletionFilter) {
  chatCompletions(filter: $filter) {
    nodes {
      id
      kind
    }
  }
}
    `) as unknown as TypedDocumentString<ListKindsQuery, ListKindsQueryVariables>;
export const SeeHealthDocument = new TypedDocumentString(`
    query SeeHealth($id: ID!) {
  model(id: $id) {
    health {
      state
      reason
      until
      lastSuccessAt
    }
    credential {
      health {
        state
        reason
        until
        lastSuccessAt
      }
    }
    keys {
      health {
        lastSuccessAt
      }
    }
  }
}
    `) as unknown as TypedDocumentString<SeeHealthQuery, SeeHealthQueryVariables>;
export const ResetHealthDocument = new TypedDocumentString(`
    mutation ResetHealth($modelId: ID!, $keyId: ID) {
  resetTargetHealth(input: { modelId: $modelId, keyId: $keyId }) {
    __typename
    ... on ModelPayload {
      model {
        id
        health {
          state
          reason
          until
        }
        credential {
          health {
            state
          }
        }
      }
    }
    ... on Error {
      code
      message
    }
  }
}
    `) as unknown as TypedDocumentString<ResetHealthMutation, ResetHealthMutationVariables>;
export const HealthChangesDocument = new TypedDocumentString(`
    subscription HealthChanges {
  healthChanges {
    target
    modelId
    keyId
    model {
      id
      name
    }
    health {
      state
      reason
      until
      lastSuccessAt
    }
  }
}
    `) as unknown as TypedDocumentString<HealthChangesSubscription, HealthChangesSubscriptionVariables>;
export const SeeOllamaDocument = new TypedDocumentString(`
    query SeeOllama {
  ollama {
    available
    version
    error
    models {
      name
      sizeBytes
      digest
      modifiedAt
      family
      parameterSize
      quantization
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
    `) as unknown as TypedDocumentString<SeeOllamaQuery, SeeOllamaQueryVariables>;
export const OllamaAvailableDocument = new TypedDocumentString(`
    query OllamaAvailable {
  ollama {
    available
    version
    error
  }
}
    `) as unknown as TypedDocumentString<OllamaAvailableQuery, OllamaAvailableQueryVariables>;
export const OllamaModelsDocument = new TypedDocumentString(`
    query OllamaModels {
  ollama {
    models {
      name
      sizeBytes
      digest
      modifiedAt
      family
    }
  }
}
    `) as unknown as TypedDocumentString<OllamaModelsQuery, OllamaModelsQueryVariables>;
export const OllamaRunningDocument = new TypedDocumentString(`
    query OllamaRunning {
  ollama {
    running {
      name
      sizeBytes
      vramBytes
      contextLength
      expiresAt
    }
  }
}
    `) as unknown as TypedDocumentString<OllamaRunningQuery, OllamaRunningQueryVariables>;
export const OllamaDetailsDocument = new TypedDocumentString(`
    query OllamaDetails($name: String!) {
  ollama {
    available
    model(name: $name) {
      name
      capabilities
      contextLength
      embeddingLength
      family
      parameterSize
      quantization
      license
      template
    }
  }
}
    `) as unknown as TypedDocumentString<OllamaDetailsQuery, OllamaDetailsQueryVariables>;
export const OllamaManyWaysDocument = new TypedDocumentString(`
    query OllamaManyWays {
  one: ollama {
    models {
      name
    }
    model(name: "tiny") {
      name
    }
    upper: model(name: "TINY") {
      name
    }
  }
  other: ollama {
    models {
      digest
    }
    missing: model(name: "huge") {
      name
    }
  }
}
    `) as unknown as TypedDocumentString<OllamaManyWaysQuery, OllamaManyWaysQueryVariables>;
export const DeleteFromOllamaDocument = new TypedDocumentString(`
    mutation DeleteFromOllama($name: String!) {
  deleteOllamaModel(input: { name: $name }) {
    __typename
    ... on DeleteOllamaModelPayload {
      name
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
    ... on ModelInUseError {
      models {
        tenantId
        modelId
        name
        displayName
      }
    }
    ... on UpstreamError {
      reason
      retryable
      upstreamStatus
    }
  }
}
    `) as unknown as TypedDocumentString<DeleteFromOllamaMutation, DeleteFromOllamaMutationVariables>;
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
        isBuiltin
        builtinId
        isOverridden
        provider {
          name
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
          embeddingDimensions
          thinkingControl
          keepAlive
          firstTokenTimeoutMs
          idleTimeoutMs
          maxConcurrency
          topK
          minP
          repetitionPenalty
          frequencyPenalty
          presencePenalty
          seed
          stop
          thinking {
            enabled
            effort
          }
        }
        capabilitySources {
          capability
          source
        }
        extraParameters
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
    ... on ConflictError {
      path
      conflictingModel {
        id
        displayName
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
        type
        baseUrl
        version
        status
        statusReason
        isDefault
        provider {
          name
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
          topK
          seed
          stop
          thinking {
            enabled
            effort
          }
        }
        capabilities
        capabilitySources {
          capability
          source
        }
        extraParameters
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
      path
      conflictingModel {
        id
        displayName
        version
      }
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
    ... on ConflictError {
      path
      conflictingModel {
        id
      }
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
      isBuiltin
      isDefault
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
export const ListForChangesDocument = new TypedDocumentString(`
    query ListForChanges {
  models(first: 100) {
    nodes {
      id
      version
    }
    changesCursor
  }
}
    `) as unknown as TypedDocumentString<ListForChangesQuery, ListForChangesQueryVariables>;
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
    ... on ChatEvent {
      seq
      completionId
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
    ... on ToolCallDelta {
      index
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
        detail
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
  warnings
  message {
    role
    content
    reasoning
    toolCalls {
      id
      name
      arguments
      rawArguments
      providerMetadata
    }
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
        warnings
        message {
          content
          reasoning
          toolCalls {
            id
            arguments
          }
        }
        usage {
          totalTokens
        }
      }
    }
    ... on Error {
      code
      message
    }
    ... on UpstreamError {
      detail
      reason
      retryable
      retryAfterMs
      upstreamStatus
      failedCompletion {
        id
        status
        warnings
        message {
          content
        }
        usage {
          totalTokens
        }
        error {
          reason
        }
      }
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
        detail
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
export const ClearDefaultDocument = new TypedDocumentString(`
    mutation ClearDefault($input: ClearDefaultModelInput!) {
  clearDefaultModel(input: $input) {
    __typename
    ... on ClearDefaultModelPayload {
      model {
        id
      }
    }
    ... on Error {
      code
      message
    }
  }
}
    `) as unknown as TypedDocumentString<ClearDefaultMutation, ClearDefaultMutationVariables>;
export const SeeModelDocument = new TypedDocumentString(`
    query SeeModel($id: ID!) {
  model(id: $id) {
    id
    name
    displayName
    baseUrl
    isBuiltin
    isDefault
    builtinId
    isOverridden
    status
    statusReason
    version
    credential {
      configured
      hint
      readable
      headerNames
    }
    parameters {
      temperature
      maxTokens
      topK
    }
    capabilities
    capabilitySources {
      capability
      source
    }
    extraParameters
  }
}
    `) as unknown as TypedDocumentString<SeeModelQuery, SeeModelQueryVariables>;
export const ModelChangesDocument = new TypedDocumentString(`
    subscription ModelChanges($after: String) {
  modelChanges(after: $after) {
    __typename
    ... on ModelChange {
      kind
      modelId
      cursor
      model {
        id
        name
        isDefault
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
    `) as unknown as TypedDocumentString<ModelChangesSubscription, ModelChangesSubscriptionVariables>;
export const AuditEventsDocument = new TypedDocumentString(`
    query AuditEvents($filter: AuditEventFilter, $first: Int, $after: String, $last: Int, $before: String) {
  auditEvents(
    filter: $filter
    first: $first
    after: $after
    last: $last
    before: $before
  ) {
    nodes {
      id
      action
      modelId
      modelName
      apiKeyId
      apiKeyName
      fields
      subject
      subjectTenantId
      at
      model {
        id
      }
    }
    pageInfo {
      hasNextPage
      hasPreviousPage
      startCursor
      endCursor
    }
  }
}
    `) as unknown as TypedDocumentString<AuditEventsQuery, AuditEventsQueryVariables>;
export const ApplyBuiltinsDocument = new TypedDocumentString(`
    mutation ApplyBuiltins($dryRun: Boolean) {
  applyBuiltinModels(input: { dryRun: $dryRun }) {
    __typename
    ... on ApplyBuiltinModelsPayload {
      dryRun
      steps {
        builtinId
        action
        fields
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
    `) as unknown as TypedDocumentString<ApplyBuiltinsMutation, ApplyBuiltinsMutationVariables>;
export const ResetBuiltinDocument = new TypedDocumentString(`
    mutation ResetBuiltin($id: ID!) {
  resetBuiltinModel(input: { id: $id }) {
    __typename
    ... on ResetBuiltinModelPayload {
      model {
        id
        displayName
        isOverridden
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
    `) as unknown as TypedDocumentString<ResetBuiltinMutation, ResetBuiltinMutationVariables>;
export const EncryptionStatusDocument = new TypedDocumentString(`
    query EncryptionStatus {
  encryptionStatus {
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
}
    `) as unknown as TypedDocumentString<EncryptionStatusQuery, EncryptionStatusQueryVariables>;
export const RotateKeysDocument = new TypedDocumentString(`
    mutation RotateKeys {
  rotateEncryptionKeys {
    __typename
    ... on RotateEncryptionKeysPayload {
      rotation {
        state
      }
    }
    ... on Error {
      code
      message
    }
  }
}
    `) as unknown as TypedDocumentString<RotateKeysMutation, RotateKeysMutationVariables>;
export const KeyRotationDocument = new TypedDocumentString(`
    subscription KeyRotation {
  keyRotation {
    state
    total
    completed
    unreadable
    startedAt
    finishedAt
    encryptionStatus {
      keys {
        keyId
        isSealing
        valueCount
      }
      unreadableCount
    }
  }
}
    `) as unknown as TypedDocumentString<KeyRotationSubscription, KeyRotationSubscriptionVariables>;
export const EmbedDocument = new TypedDocumentString(`
    mutation Embed($input: EmbedInput!) {
  embed(input: $input) {
    __typename
    ... on EmbedPayload {
      embeddings
      dimensions
      usage {
        promptTokens
        totalTokens
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
    }
  }
}
    `) as unknown as TypedDocumentString<EmbedMutation, EmbedMutationVariables>;
export const RerankDocument = new TypedDocumentString(`
    mutation Rerank($input: RerankInput!) {
  rerank(input: $input) {
    __typename
    ... on RerankPayload {
      results {
        index
        score
        document
      }
      usage {
        totalTokens
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
    }
  }
}
    `) as unknown as TypedDocumentString<RerankMutation, RerankMutationVariables>;
export const TranscribeDocument = new TypedDocumentString(`
    mutation Transcribe($input: TranscribeInput!) {
  transcribe(input: $input) {
    __typename
    ... on TranscribePayload {
      text
      language
      durationSeconds
      segments {
        start
        end
        text
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
    }
  }
}
    `) as unknown as TypedDocumentString<TranscribeMutation, TranscribeMutationVariables>;
export const TestModelDocument = new TypedDocumentString(`
    mutation TestModel($input: TestModelInput!) {
  testModel(input: $input) {
    __typename
    ... on ModelTestPayload {
      ok
      steps {
        name
        ok
        durationMs
        detail
        error {
          code
          reason
          message
          detail
          upstreamStatus
        }
      }
    }
    ... on Error {
      code
      message
    }
  }
}
    `) as unknown as TypedDocumentString<TestModelMutation, TestModelMutationVariables>;
export const TestConnectionDocument = new TypedDocumentString(`
    mutation TestConnection($input: TestConnectionInput!) {
  testConnection(input: $input) {
    __typename
    ... on ModelTestPayload {
      ok
      steps {
        name
        ok
        durationMs
        detail
        error {
          code
          reason
          message
          detail
          upstreamStatus
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
    `) as unknown as TypedDocumentString<TestConnectionMutation, TestConnectionMutationVariables>;
export const TestModelStepsDocument = new TypedDocumentString(`
    subscription TestModelSteps($input: TestModelInput!) {
  testModel(input: $input) {
    __typename
    ... on ModelTestStep {
      name
      ok
      detail
      error {
        reason
      }
    }
    ... on Error {
      code
      message
    }
  }
}
    `) as unknown as TypedDocumentString<TestModelStepsSubscription, TestModelStepsSubscriptionVariables>;
export const TestConnectionStepsDocument = new TypedDocumentString(`
    subscription TestConnectionSteps($input: TestConnectionInput!) {
  testConnection(input: $input) {
    __typename
    ... on ModelTestStep {
      name
      ok
    }
    ... on Error {
      code
      message
    }
  }
}
    `) as unknown as TypedDocumentString<TestConnectionStepsSubscription, TestConnectionStepsSubscriptionVariables>;
export const StartChatDocument = new TypedDocumentString(`
    mutation StartChat($input: ChatInput!) {
  startChat(input: $input) {
    __typename
    ... on StartChatPayload {
      completion {
        id
        status
        lastSeq
        requestId
      }
    }
    ... on Error {
      code
      message
    }
  }
}
    `) as unknown as TypedDocumentString<StartChatMutation, StartChatMutationVariables>;
export const CancelChatDocument = new TypedDocumentString(`
    mutation CancelChat($id: ID!) {
  cancelChat(input: { completionId: $id }) {
    __typename
    ... on CancelChatPayload {
      completion {
        id
        status
        message {
          content
        }
        usage {
          completionTokens
          estimated
        }
      }
    }
    ... on Error {
      code
      message
    }
  }
}
    `) as unknown as TypedDocumentString<CancelChatMutation, CancelChatMutationVariables>;
export const ChatEventsDocument = new TypedDocumentString(`
    subscription ChatEvents($id: ID!, $after: Int) {
  chatEvents(completionId: $id, after: $after) {
    __typename
    ... on ChatEvent {
      seq
      completionId
    }
    ... on Error {
      code
      message
    }
    ... on ThinkingDelta {
      text
    }
    ... on ContentDelta {
      text
    }
    ... on ToolCallDelta {
      callId
      argumentsDelta
    }
    ... on ToolCallReady {
      toolCall {
        id
        arguments
      }
    }
    ... on ChatCompleted {
      completion {
        status
        message {
          content
          reasoning
        }
        lastSeq
      }
    }
    ... on ChatInterrupted {
      completion {
        status
        message {
          content
        }
        lastSeq
      }
    }
    ... on ChatCancelled {
      completion {
        status
        message {
          content
        }
      }
    }
    ... on ChatFailed {
      completion {
        status
      }
    }
  }
}
    `) as unknown as TypedDocumentString<ChatEventsSubscription, ChatEventsSubscriptionVariables>;
export const FindChatDocument = new TypedDocumentString(`
    query FindChat($id: ID!) {
  chatCompletion(id: $id) {
    id
    status
    lastSeq
    requestId
    message {
      content
      reasoning
    }
    usage {
      completionTokens
      totalTokens
      estimated
    }
  }
}
    `) as unknown as TypedDocumentString<FindChatQuery, FindChatQueryVariables>;
export const ListChatsDocument = new TypedDocumentString(`
    query ListChats($filter: ChatCompletionFilter, $first: Int, $after: String, $last: Int, $before: String) {
  chatCompletions(
    filter: $filter
    first: $first
    after: $after
    last: $last
    before: $before
  ) {
    nodes {
      id
      status
      message {
        content
      }
      model {
        id
      }
    }
    pageInfo {
      hasNextPage
      hasPreviousPage
      startCursor
      endCursor
    }
  }
}
    `) as unknown as TypedDocumentString<ListChatsQuery, ListChatsQueryVariables>;
export const UsageDocument = new TypedDocumentString(`
    query Usage($from: DateTime!, $to: DateTime!, $groupBy: [UsageGroup!]) {
  usage(from: $from, to: $to, groupBy: $groupBy) {
    modelId
    kind
    day
    subject
    tenantId
    calls
    failures
    promptTokens
    completionTokens
    totalTokens
    audioSeconds
    firstTokenMs {
      p50
      p95
      p99
    }
    durationMs {
      p50
      p95
      p99
    }
    model {
      id
    }
  }
}
    `) as unknown as TypedDocumentString<UsageQuery, UsageQueryVariables>;
export const OfferedModelsDocument = new TypedDocumentString(`
    query OfferedModels($input: OfferedModelsInput!) {
  offeredModels(input: $input) {
    __typename
    ... on OfferedModels {
      provider {
        name
      }
      baseUrl
      isComplete
      models {
        name
        displayName
        owner
        type
        capabilities
        contextLength
      }
    }
    ... on Error {
      code
      message
    }
    ... on UpstreamError {
      reason
      detail
    }
    ... on InvalidInputError {
      fields {
        path
        message
      }
    }
  }
}
    `) as unknown as TypedDocumentString<OfferedModelsQuery, OfferedModelsQueryVariables>;
export const ListPullsDocument = new TypedDocumentString(`
    query ListPulls($filter: PullFilter, $first: Int, $after: String, $last: Int, $before: String) {
  pulls(
    filter: $filter
    first: $first
    after: $after
    last: $last
    before: $before
  ) {
    nodes {
      id
      name
      state
      models {
        id
        name
        isBuiltin
      }
    }
    pageInfo {
      hasNextPage
      hasPreviousPage
      startCursor
      endCursor
    }
    changesCursor
  }
}
    `) as unknown as TypedDocumentString<ListPullsQuery, ListPullsQueryVariables>;
export const PullChangesDocument = new TypedDocumentString(`
    subscription PullChanges($filter: PullFilter, $after: String) {
  pullChanges(filter: $filter, after: $after) {
    __typename
    ... on Pull {
      id
      name
      state
      phase
      completedBytes
      totalBytes
      models {
        id
      }
    }
    ... on Error {
      code
      message
    }
  }
}
    `) as unknown as TypedDocumentString<PullChangesSubscription, PullChangesSubscriptionVariables>;
export const PullOllamaModelDocument = new TypedDocumentString(`
    mutation PullOllamaModel($input: PullOllamaModelInput!) {
  pullOllamaModel(input: $input) {
    __typename
    ... on PullPayload {
      pull {
        id
        name
        state
      }
    }
    ... on Error {
      code
      message
      ... on InvalidInputError {
        fields {
          path
          message
        }
      }
    }
  }
}
    `) as unknown as TypedDocumentString<PullOllamaModelMutation, PullOllamaModelMutationVariables>;
export const CancelOllamaPullDocument = new TypedDocumentString(`
    mutation CancelOllamaPull($input: CancelOllamaPullInput!) {
  cancelOllamaPull(input: $input) {
    __typename
    ... on PullPayload {
      pull {
        id
        name
        state
      }
    }
    ... on Error {
      code
      message
    }
  }
}
    `) as unknown as TypedDocumentString<CancelOllamaPullMutation, CancelOllamaPullMutationVariables>;
export const CreateLocalDocument = new TypedDocumentString(`
    mutation CreateLocal($input: CreateModelInput!) {
  createModel(input: $input) {
    __typename
    ... on ModelPayload {
      model {
        id
        name
        status
        statusReason
        pull {
          id
          state
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
    `) as unknown as TypedDocumentString<CreateLocalMutation, CreateLocalMutationVariables>;
export const PullModelDocument = new TypedDocumentString(`
    mutation PullModel($input: PullModelInput!) {
  pullModel(input: $input) {
    __typename
    ... on ModelPayload {
      model {
        id
        status
        pull {
          id
          state
          attempt
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
    `) as unknown as TypedDocumentString<PullModelMutation, PullModelMutationVariables>;
export const CancelPullDocument = new TypedDocumentString(`
    mutation CancelPull($input: CancelPullInput!) {
  cancelPull(input: $input) {
    __typename
    ... on ModelPayload {
      model {
        id
        status
        statusReason
        pull {
          id
          state
        }
      }
    }
    ... on Error {
      code
      message
    }
  }
}
    `) as unknown as TypedDocumentString<CancelPullMutation, CancelPullMutationVariables>;
export const SeeLocalDocument = new TypedDocumentString(`
    query SeeLocal($id: ID!) {
  model(id: $id) {
    id
    name
    status
    statusReason
    capabilities
    contextLength
    embeddingLength
    sizeBytes
    version
    pull {
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
      startedAt
      finishedAt
      layers {
        digest
        completedBytes
        totalBytes
      }
    }
  }
}
    `) as unknown as TypedDocumentString<SeeLocalQuery, SeeLocalQueryVariables>;
export const PullNodeDocument = new TypedDocumentString(`
    query PullNode($id: ID!) {
  node(id: $id) {
    __typename
    ... on Pull {
      state
      name
    }
  }
}
    `) as unknown as TypedDocumentString<PullNodeQuery, PullNodeQueryVariables>;
export const PullProgressDocument = new TypedDocumentString(`
    subscription PullProgress($modelId: ID!) {
  pullProgress(modelId: $modelId) {
    __typename
    ... on Pull {
      id
      state
      phase
      completedBytes
      totalBytes
      bytesPerSecond
      attempt
      error
      layers {
        digest
        completedBytes
        totalBytes
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
    `) as unknown as TypedDocumentString<PullProgressSubscription, PullProgressSubscriptionVariables>;
export const PullAuditDocument = new TypedDocumentString(`
    query PullAudit {
  auditEvents(first: 50) {
    nodes {
      action
      subject
      modelName
    }
  }
}
    `) as unknown as TypedDocumentString<PullAuditQuery, PullAuditQueryVariables>;
export const StartWithQuotaDocument = new TypedDocumentString(`
    mutation StartWithQuota($input: ChatInput!) {
  startChat(input: $input) {
    __typename
    ... on StartChatPayload {
      completion {
        id
      }
    }
    ... on Error {
      code
      message
    }
    ... on QuotaExceededError {
      quota
      limit
      retryAfterMs
    }
  }
}
    `) as unknown as TypedDocumentString<StartWithQuotaMutation, StartWithQuotaMutationVariables>;
export const EmbedWithQuotaDocument = new TypedDocumentString(`
    mutation EmbedWithQuota($input: EmbedInput!) {
  embed(input: $input) {
    __typename
    ... on EmbedPayload {
      dimensions
    }
    ... on QuotaExceededError {
      code
      quota
      limit
      retryAfterMs
    }
  }
}
    `) as unknown as TypedDocumentString<EmbedWithQuotaMutation, EmbedWithQuotaMutationVariables>;
export const TestWithQuotaDocument = new TypedDocumentString(`
    mutation TestWithQuota($id: ID!) {
  testModel(input: { id: $id }) {
    __typename
    ... on ModelTestPayload {
      steps {
        ok
      }
    }
    ... on QuotaExceededError {
      code
      quota
      limit
      retryAfterMs
    }
  }
}
    `) as unknown as TypedDocumentString<TestWithQuotaMutation, TestWithQuotaMutationVariables>;
export const CreateWithQuotaDocument = new TypedDocumentString(`
    mutation CreateWithQuota($input: CreateModelInput!) {
  createModel(input: $input) {
    __typename
    ... on ModelPayload {
      model {
        id
      }
    }
    ... on InvalidInputError {
      fields {
        path
        message
      }
    }
    ... on QuotaExceededError {
      code
      quota
      limit
      retryAfterMs
    }
  }
}
    `) as unknown as TypedDocumentString<CreateWithQuotaMutation, CreateWithQuotaMutationVariables>;
export const RestoreWithQuotaDocument = new TypedDocumentString(`
    mutation RestoreWithQuota($id: ID!) {
  restoreModel(input: { id: $id }) {
    __typename
    ... on QuotaExceededError {
      code
      quota
      limit
      retryAfterMs
    }
  }
}
    `) as unknown as TypedDocumentString<RestoreWithQuotaMutation, RestoreWithQuotaMutationVariables>;
export const UpdateWithQuotaDocument = new TypedDocumentString(`
    mutation UpdateWithQuota($input: UpdateModelInput!) {
  updateModel(input: $input) {
    __typename
    ... on InvalidInputError {
      fields {
        path
        message
      }
    }
    ... on QuotaExceededError {
      code
      quota
      limit
      retryAfterMs
    }
  }
}
    `) as unknown as TypedDocumentString<UpdateWithQuotaMutation, UpdateWithQuotaMutationVariables>;
export const CreateRouteDocument = new TypedDocumentString(`
    mutation CreateRoute($input: CreateRouteInput!) {
  createRoute(input: $input) {
    __typename
    ... on RoutePayload {
      route {
        id
        name
        description
        type
        isBuiltin
        version
        createdAt
        updatedAt
        targets {
          modelId
          model {
            id
          }
          priority
          weight
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
      path
    }
    ... on QuotaExceededError {
      quota
      limit
    }
  }
}
    `) as unknown as TypedDocumentString<CreateRouteMutation, CreateRouteMutationVariables>;
export const UpdateRouteDocument = new TypedDocumentString(`
    mutation UpdateRoute($input: UpdateRouteInput!) {
  updateRoute(input: $input) {
    __typename
    ... on RoutePayload {
      route {
        id
        name
        description
        version
        targets {
          modelId
          model {
            id
          }
          priority
          weight
        }
        policy {
          maxAttempts
          firstTokenTimeoutMs
          deadlineMs
          onContentFilter
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
      path
    }
  }
}
    `) as unknown as TypedDocumentString<UpdateRouteMutation, UpdateRouteMutationVariables>;
export const DeleteRouteDocument = new TypedDocumentString(`
    mutation DeleteRoute($input: DeleteRouteInput!) {
  deleteRoute(input: $input) {
    __typename
    ... on DeleteRoutePayload {
      route {
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
    `) as unknown as TypedDocumentString<DeleteRouteMutation, DeleteRouteMutationVariables>;
export const FindRouteDocument = new TypedDocumentString(`
    query FindRoute($id: ID!) {
  route(id: $id) {
    id
    name
    version
    isBuiltin
    targets {
      modelId
      model {
        id
      }
      priority
      weight
    }
  }
  node(id: $id) {
    __typename
    id
  }
}
    `) as unknown as TypedDocumentString<FindRouteQuery, FindRouteQueryVariables>;
export const ListRoutesDocument = new TypedDocumentString(`
    query ListRoutes($filter: RouteFilter, $first: Int, $after: String) {
  routes(filter: $filter, first: $first, after: $after) {
    nodes {
      id
      name
    }
    pageInfo {
      hasNextPage
      endCursor
    }
  }
}
    `) as unknown as TypedDocumentString<ListRoutesQuery, ListRoutesQueryVariables>;
export const RouteAuditDocument = new TypedDocumentString(`
    query RouteAudit($filter: AuditEventFilter) {
  auditEvents(filter: $filter) {
    nodes {
      action
      modelId
      modelName
      routeId
      routeName
      fields
      subject
      model {
        id
      }
    }
  }
}
    `) as unknown as TypedDocumentString<RouteAuditQuery, RouteAuditQueryVariables>;
export const ChatByRouteDocument = new TypedDocumentString(`
    mutation ChatByRoute($input: ChatInput!) {
  chat(input: $input) {
    __typename
    ... on ChatPayload {
      completion {
        status
        message {
          content
        }
        model {
          id
        }
        route {
          id
          name
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
    `) as unknown as TypedDocumentString<ChatByRouteMutation, ChatByRouteMutationVariables>;
export const SetDefaultRouteDocument = new TypedDocumentString(`
    mutation SetDefaultRoute($input: SetDefaultRouteInput!) {
  setDefaultRoute(input: $input) {
    __typename
    ... on RoutePayload {
      route {
        id
      }
    }
    ... on Error {
      code
      message
    }
  }
}
    `) as unknown as TypedDocumentString<SetDefaultRouteMutation, SetDefaultRouteMutationVariables>;
export const FindDefaultsDocument = new TypedDocumentString(`
    query FindDefaults($type: ModelType!) {
  defaultModel(type: $type) {
    id
  }
  defaultRoute(type: $type) {
    id
  }
  models(filter: { isDefault: true }) {
    nodes {
      id
    }
  }
}
    `) as unknown as TypedDocumentString<FindDefaultsQuery, FindDefaultsQueryVariables>;
export const EmbedByRouteDocument = new TypedDocumentString(`
    mutation EmbedByRoute($input: EmbedInput!) {
  embed(input: $input) {
    __typename
    ... on EmbedPayload {
      embeddings
      model {
        id
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
    }
  }
}
    `) as unknown as TypedDocumentString<EmbedByRouteMutation, EmbedByRouteMutationVariables>;
export const RerankByRouteDocument = new TypedDocumentString(`
    mutation RerankByRoute($input: RerankInput!) {
  rerank(input: $input) {
    __typename
    ... on RerankPayload {
      results {
        score
      }
      model {
        id
      }
    }
    ... on Error {
      code
      message
    }
  }
}
    `) as unknown as TypedDocumentString<RerankByRouteMutation, RerankByRouteMutationVariables>;
export const TranscribeByRouteDocument = new TypedDocumentString(`
    mutation TranscribeByRoute($input: TranscribeInput!) {
  transcribe(input: $input) {
    __typename
    ... on TranscribePayload {
      text
      model {
        id
      }
    }
    ... on Error {
      code
      message
    }
  }
}
    `) as unknown as TypedDocumentString<TranscribeByRouteMutation, TranscribeByRouteMutationVariables>;