/* eslint-disable */
/** Internal type. DO NOT USE DIRECTLY. */
type Exact<T extends { [key: string]: unknown }> = { [K in keyof T]: T[K] };
/** Internal type. DO NOT USE DIRECTLY. */
export type Incremental<T> = T | { [P in keyof T]?: P extends ' $fragmentName' | '__typename' ? T[P] : never };
import type { DocumentTypeDecoration } from '@graphql-typed-document-node/core';
/** A recording of at most 5.9 MB. */
export type AudioInput = {
  /** The recording in base64, with padding. */
  base64: string;
  /** Such as `audio/wav`, `audio/mpeg`, `audio/mp4`, `audio/ogg` or `audio/webm`. */
  mediaType: string;
};

/** Which events to list: those that fit every field given. */
export type AuditEventFilter = {
  /** One of these actions. */
  actions?: Array<ModelAction> | null | undefined;
  /** What was done to this model. */
  modelId?: string | null | undefined;
  /** What was done to built-in models and for every tenant. Needs the scope `platform:admin`. */
  platform?: boolean | null | undefined;
  /** Not before this moment. */
  since?: string | null | undefined;
  /** Done by this subject. */
  subject?: string | null | undefined;
  /** Before this moment. */
  until?: string | null | undefined;
};

/** What the operator's file makes of a built-in model. */
export type BuiltinAction =
  /** It is new. */
  | 'CREATE'
  /** It is no longer in the file. */
  | 'DELETE'
  /** It is as the file says. */
  | 'KEEP'
  /** A mutation has changed it: it is left alone until `resetBuiltinModel`. */
  | 'LEAVE_OVERRIDDEN'
  /** It was deleted and is back in the file: it comes back under its id. */
  | 'RESTORE'
  /** Something about it becomes different. */
  | 'UPDATE';

/** Which download to wait for no longer. */
export type CancelPullInput = {
  /** The `id` of the model that is being downloaded. */
  id: string;
};

/** Which completions to list: those that fit every field given. */
export type ChatCompletionFilter = {
  /** By this model. */
  modelId?: string | null | undefined;
  /** Started not before this moment. */
  since?: string | null | undefined;
  /** With one of these statuses. */
  statuses?: Array<ChatCompletionStatus> | null | undefined;
  /** Started by this subject. */
  subject?: string | null | undefined;
  /** Started before this moment. */
  until?: string | null | undefined;
};

/** How far a completion is, or how it ended. */
export type ChatCompletionStatus =
  /** The client left or cancelled; the request to the upstream was closed. */
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
  /** Your own id of this request. The same id and input take part in the same completion, whichever connection or process they come to, instead of paying for another; as long as its text is kept. */
  requestId?: string | null | undefined;
  /** What the answer has to be. Default: text. */
  responseFormat?: ResponseFormatInput | null | undefined;
  /** Which of them are to be called. Default: as the model sees fit. */
  toolChoice?: ToolChoiceInput | null | undefined;
  /** What the model may ask to be called. */
  tools?: Array<ToolInput> | null | undefined;
};

/** One message of the conversation so far. */
export type ChatMessageInput = {
  /** What is said. */
  content?: string | null | undefined;
  /** Pictures of a USER message; at most 20 in all messages. */
  images?: Array<ImageInput> | null | undefined;
  /** What an ASSISTANT message thought. */
  reasoning?: string | null | undefined;
  /** Who speaks. */
  role: ChatRole;
  /** The call of an earlier message that a TOOL message answers. */
  toolCallId?: string | null | undefined;
  /** What an ASSISTANT message called. */
  toolCalls?: Array<ToolCallInput> | null | undefined;
};

/** Something that a chat request can ask for, and some servers refuse. */
export type ChatOption =
  /** `frequencyPenalty` */
  | 'FREQUENCY_PENALTY'
  /** a JSON schema as `responseFormat` */
  | 'JSON_SCHEMA'
  /** `maxTokens` */
  | 'MAX_TOKENS'
  /** `parallelToolCalls` */
  | 'PARALLEL_TOOL_CALLS'
  /** `presencePenalty` */
  | 'PRESENCE_PENALTY'
  /** `seed` */
  | 'SEED'
  /** `stop` */
  | 'STOP'
  /** `temperature` */
  | 'TEMPERATURE'
  /** `toolChoice`, other than leaving the choice to the model */
  | 'TOOL_CHOICE'
  /** `topP` */
  | 'TOP_P';

/** How to answer. What is left out is the model's parameter, or the upstream's default. What a provider refuses is left out, and the completion has a warning. */
export type ChatOptionsInput = {
  /** Tokens of context to allocate. Local models only. */
  contextWindow?: number | null | undefined;
  /** Against repeating often, -2 to 2. */
  frequencyPenalty?: number | null | undefined;
  /** How long Ollama keeps the model loaded afterwards, such as `5m`. */
  keepAlive?: string | null | undefined;
  /** Most tokens that the answer may have, including what the model thinks. Takes precedence over `maxTokens`. Sent as `max_completion_tokens`, or as `max_tokens` to providers that are not known to take that field. */
  maxCompletionTokens?: number | null | undefined;
  /** Most tokens that the answer may have. */
  maxTokens?: number | null | undefined;
  /** Whether several tools may be called at once. */
  parallelToolCalls?: boolean | null | undefined;
  /** Against repeating at all, -2 to 2. */
  presencePenalty?: number | null | undefined;
  /** Makes sampling repeatable, as far as the upstream can. */
  seed?: number | null | undefined;
  /** Texts that end the answer; at most 16. */
  stop?: Array<string> | null | undefined;
  /** Sampling temperature, 0 to 2. */
  temperature?: number | null | undefined;
  /** Whether to think, or how hard. */
  thinking?: ThinkingInput | null | undefined;
  /** Nucleus sampling, 0 to 1. */
  topP?: number | null | undefined;
};

/** Who speaks. */
export type ChatRole =
  /** The model. */
  | 'ASSISTANT'
  /** Instructions to the model. */
  | 'SYSTEM'
  /** The result of a tool call. */
  | 'TOOL'
  /** The person or program that asks. */
  | 'USER';

/** Which default to forget. */
export type ClearDefaultModelInput = {
  /** For every tenant that has chosen none, instead of for yours: a built-in model, with the scope `platform:admin`. */
  everyone?: boolean | null | undefined;
  /** For which use. */
  type: ModelType;
};

/** Whose credential to forget. */
export type ClearModelCredentialInput = {
  /** Which model. */
  id: string;
};

/** A model on this installation's Ollama; one that it does not have is downloaded. */
export type CreateLocalModelInput = {
  /** Notes for people. */
  description?: string | null | undefined;
  /** What people call it. */
  displayName?: string | null | undefined;
  /** Makes it a built-in model, seen by every tenant. Needs the scope `platform:admin`. */
  isBuiltin?: boolean | null | undefined;
  /** Makes it the default model of its type. */
  isDefault?: boolean | null | undefined;
  /** Its name in Ollama: `[host/][namespace/]model[:tag]`; the default tag is `latest`. */
  name: string;
  /** Defaults and limits. */
  parameters?: ModelParametersInput | null | undefined;
  /** Your own id of this request. Sent again within a day, the same id and input answer with the same model. */
  requestId?: string | null | undefined;
  /** What it is for: CHAT, EMBEDDING or VISION. */
  type: ModelType;
};

/** Exactly one kind of model. */
export type CreateModelInput =
  {   /** A model on this installation's Ollama; one that it does not have is downloaded. */
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
  /** Makes it a built-in model, seen by every tenant. Needs the scope `platform:admin`. */
  isBuiltin?: boolean | null | undefined;
  /** Makes it the default model of its type. */
  isDefault?: boolean | null | undefined;
  /** What the provider calls it. */
  name: string;
  /** Defaults and limits. */
  parameters?: ModelParametersInput | null | undefined;
  /** A provider of the catalogue. Default `generic`. */
  provider?: string | null | undefined;
  /** Your own id of this request. Sent again within a day, the same id and input answer with the same model. */
  requestId?: string | null | undefined;
  /** What it is for. */
  type: ModelType;
};

/** Which model to remove. */
export type DeleteModelInput = {
  /** Which model. */
  id: string;
};

/** Texts to make vectors of. */
export type EmbedInput = {
  /** Length of the vectors, for models that offer several. Default: the model's. */
  dimensions?: number | null | undefined;
  /** The model; its type is EMBEDDING. Default: the default one. */
  modelId?: string | null | undefined;
  /** Default DOCUMENT. */
  purpose?: EmbeddingPurpose | null | undefined;
  /** 1 to 2048 texts, none of them empty. */
  texts: Array<string>;
  /** Cut a text that is too long, where the provider can, instead of refusing it. Default false. */
  truncate?: boolean | null | undefined;
};

/** What a vector is for. Some models make different ones. */
export type EmbeddingPurpose =
  /** To be found. */
  | 'DOCUMENT'
  /** To search with. */
  | 'QUERY';

/** What kind of failure it is. Also found as `extensions.code` of GraphQL errors. */
export type ErrorCode =
  /** The token cannot be verified now, because its issuer is unreachable; try again. */
  | 'AUTH_UNAVAILABLE'
  /** The model is built in, and only the platform can change it. */
  | 'BUILTIN_MODEL'
  /** The object has changed since you read it, or a name is taken. */
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
  /** The server or its database is overloaded or cannot be reached. Send the same request again after a few seconds; use the same `requestId` where the input has one. */
  | 'OVERLOADED'
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
  /** Something else, or the upstream gave no reason; see `rawFinishReason`. */
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

/** A picture of at most 5 MB. */
export type ImageDataInput = {
  /** The picture in base64, with padding. */
  base64: string;
  /** `image/png`, `image/jpeg`, `image/gif` or `image/webp`. */
  mediaType: string;
};

/** A picture: where it is, or what it consists of. */
export type ImageInput =
  {   /** The picture itself. */
  data: ImageDataInput; url?: never; }
  |  { data?: never;   /** Passed on to remote providers, which fetch it. Local models need data. */
  url: string; };

/** A schema that the answer has to fit. */
export type JsonSchemaInput = {
  /** 1 to 64 letters, digits, underscores or dashes. */
  name: string;
  /** A JSON schema: an object of at most 128000 characters and 128 levels. */
  schema: unknown;
  /** Hold the model to it, where the provider can. */
  strict?: boolean | null | undefined;
};

/** Where a rotation stands. */
export type KeyRotationState =
  /** It ended early, or the server process that ran it is gone. The credentials that were sealed stay sealed; start it again to seal the others. */
  | 'FAILED'
  /** Everything that can be opened is sealed with the sealing key. */
  | 'FINISHED'
  /** No rotation has been started yet. */
  | 'IDLE'
  /** Values are being sealed anew. */
  | 'RUNNING';

/** Something that can be done to a model. */
export type ModelAction =
  /** It was registered. */
  | 'CREATED'
  /** API key or secret headers were forgotten, also because the address changed. */
  | 'CREDENTIAL_CLEARED'
  /** API key or secret headers were stored. */
  | 'CREDENTIAL_SET'
  /** It was made the default of its type. */
  | 'DEFAULT_SET'
  /** It is no longer the default of its type. */
  | 'DEFAULT_UNSET'
  /** It was deleted. */
  | 'DELETED'
  /** Its download is no longer waited for. */
  | 'PULL_CANCELLED'
  /** Its download was given up. */
  | 'PULL_FAILED'
  /** Its download was asked for. */
  | 'PULL_REQUESTED'
  /** Its download came to its end: Ollama has it. */
  | 'PULL_SUCCEEDED'
  /** It was given back to the operator's file. */
  | 'RESET'
  /** It was brought back. */
  | 'RESTORED'
  /** It was tried whether it works. */
  | 'TESTED'
  /** Fields were changed. */
  | 'UPDATED'
  /** Ollama was found not to have it any more. */
  | 'WENT_MISSING';

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

/** How a model has changed. */
export type ModelChangeKind =
  /** It was registered or restored. */
  | 'CREATED'
  /** It was deleted, and can no longer be listed or used. */
  | 'DELETED'
  /** A field has changed, such as its name, its status, or whether it is the default. */
  | 'UPDATED';

/** Which models to list: those that fit every field given. An empty list fits none. */
export type ModelFilter = {
  /** True for built-in ones only, false for the tenant's own only. */
  isBuiltin?: boolean | null | undefined;
  /** Served by this provider of the catalogue. */
  provider?: string | null | undefined;
  /** With this text, of at most 1000 characters, in name, display name or description, in either case. */
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
  /** Tokens of context: what Ollama is to allocate, or what a remote model has. */
  contextWindow?: number | null | undefined;
  /** Length of the vectors to ask for. Embedding models only. */
  embeddingDimensions?: number | null | undefined;
  /** Longest wait for the first token, in milliseconds. Default 300000. */
  firstTokenTimeoutMs?: number | null | undefined;
  /** Longest silence within an answer, in milliseconds. Default 120000. */
  idleTimeoutMs?: number | null | undefined;
  /** How long Ollama keeps the model loaded after a call, such as `5m`. Local models only. */
  keepAlive?: string | null | undefined;
  /** Most calls at a time from one server process; further ones wait. */
  maxConcurrency?: number | null | undefined;
  /** Attempts besides the first, 0 to 5, when the upstream is busy, limits the rate, or is not there. Only before the first token: nothing is paid twice. */
  maxRetries?: number | null | undefined;
  /** Most tokens that an answer may have. */
  maxTokens?: number | null | undefined;
  /** What the server refuses and is to be left out, where the catalogue is wrong. */
  refusedOptions?: Array<ChatOption> | null | undefined;
  /** Whether an answer begins with what the model thinks, up to `</think>`, because its prompt opens the tag. */
  startsThinking?: boolean | null | undefined;
  /** Sampling temperature, 0 to 2. */
  temperature?: number | null | undefined;
  /** How the server is told to think or not, where it differs from the catalogue. */
  thinkingControl?: ThinkingControl | null | undefined;
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
  /** Ollama is to fetch it, or is fetching it; `pull` says how far it is. */
  | 'DOWNLOADING'
  /** Ollama does not have it; `statusReason` says why. `pullModel` tries again. */
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

/** Which model to download. */
export type PullModelInput = {
  /** The `id` of a local model. */
  id: string;
};

/** How far a download is, or how it ended. */
export type PullState =
  /** You wait for it no longer. The transfer stops when nobody else does. */
  | 'CANCELLED'
  /** It was given up; `error` says why. `pullModel` starts another one. */
  | 'FAILED'
  /** It waits: for its turn, for another attempt, or for Ollama; see `phase` and `error`. */
  | 'QUEUED'
  /** Ollama is downloading. */
  | 'RUNNING'
  /** Ollama has the model. */
  | 'SUCCEEDED';

/** Documents to order. */
export type RerankInput = {
  /** 1 to 1000 documents, none of them empty. */
  documents: Array<string>;
  /** The model; its type is RERANK. Default: the default one. */
  modelId?: string | null | undefined;
  /** What the documents are to fit. */
  query: string;
  /** Only so many of the best. Default: all. */
  topN?: number | null | undefined;
};

/** What the answer has to be. */
export type ResponseFormatInput =
  {   /** Some JSON. Say in a message which. */
  json: boolean; schema?: never; }
  |  { json?: never;   /** JSON that fits a schema. */
  schema: JsonSchemaInput; };

/** Which model to bring back. */
export type RestoreModelInput = {
  /** Which model. */
  id: string;
};

/** Which model to use where none is named. */
export type SetDefaultModelInput = {
  /** For every tenant that has chosen none, instead of for yours: a built-in model, with the scope `platform:admin`. */
  everyone?: boolean | null | undefined;
  /** Which model, the tenant's own or a built-in one; it becomes the default of its type. */
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

/** What to try before it is registered. Nothing that is stored is used. */
export type TestConnectionInput = {
  /** What `createModel` would get. */
  model: CreateModelInput;
  /** Also let it keep to a JSON schema. Chat models only. */
  structuredOutput?: boolean | null | undefined;
  /** Also let it call a tool. Chat models only. */
  tools?: boolean | null | undefined;
};

/** Which model to try, with its stored credential. */
export type TestModelInput = {
  /** Which model. */
  id: string;
  /** Also let it keep to a JSON schema. Chat models only. */
  structuredOutput?: boolean | null | undefined;
  /** Also let it call a tool. Chat models only. */
  tools?: boolean | null | undefined;
};

/** How a server is told to think before it answers, or not to. */
export type ThinkingControl =
  /** By `chat_template_kwargs: {enable_thinking}`: true or false. */
  | 'CHAT_TEMPLATE_KWARGS'
  /** By `enable_thinking`: true or false. */
  | 'ENABLE_THINKING'
  /** It cannot be told. */
  | 'NONE'
  /** By Ollama's `think`: true, false, or a level. */
  | 'OLLAMA_THINK'
  /** By `reasoning_effort`: a level, or none. */
  | 'REASONING_EFFORT'
  /** By `reasoning: {effort, enabled}`. */
  | 'REASONING_OBJECT'
  /** By `thinking: {type}`: enabled or disabled. */
  | 'THINKING_TYPE';

/** How hard to think. Where a model knows fewer levels, the nearest is meant. */
export type ThinkingEffort =
  /** Much. */
  | 'HIGH'
  /** A little. */
  | 'LOW'
  /** As much as possible. */
  | 'MAX'
  /** In between. */
  | 'MEDIUM'
  /** As little as possible. */
  | 'MINIMAL';

/** Whether to think before answering, or how hard. */
export type ThinkingInput =
  {   /** How hard. */
  effort: ThinkingEffort; enabled?: never; }
  |  { effort?: never;   /** False switches it off, wherever the model can be told. */
  enabled: boolean; };

/** What the model called, sent back as it was received. */
export type ToolCallInput = {
  /** `arguments` of the tool call, or its `rawArguments` as a string. At most 1000000 characters and 128 levels. */
  arguments: unknown;
  /** `id` of the tool call. */
  id: string;
  /** Name of the tool. */
  name: string;
  /** `providerMetadata` of the tool call: some providers refuse it without. */
  providerMetadata?: unknown;
};

/** Which tools are to be called. */
export type ToolChoiceInput =
  {   /** Whether any. */
  mode: ToolChoiceMode; name?: never; }
  |  { mode?: never;   /** This one: the name of one of the tools. */
  name: string; };

/** Whether tools are to be called. */
export type ToolChoiceMode =
  /** As the model sees fit. */
  | 'AUTO'
  /** Not at all. */
  | 'NONE'
  /** At least one. */
  | 'REQUIRED';

/** A function that the model may ask to be called. */
export type ToolInput = {
  /** What it does and when to call it, for the model. */
  description?: string | null | undefined;
  /** 1 to 64 letters, digits, underscores or dashes. */
  name: string;
  /** JSON schema of its arguments: an object of at most 128000 characters and 128 levels; at most 512000 characters for all tools. */
  parameters: unknown;
  /** Hold the model to the schema, where the provider can. */
  strict?: boolean | null | undefined;
};

/** Speech to turn into text. */
export type TranscribeInput = {
  /** What is spoken. */
  audio: AudioInput;
  /** Its language, such as `en`. Default: the model finds out. */
  language?: string | null | undefined;
  /** The model; its type is SPEECH. Default: the default one. */
  modelId?: string | null | undefined;
  /** Words and names that may occur, or what came before. */
  prompt?: string | null | undefined;
  /** Sampling temperature, 0 to 1. */
  temperature?: number | null | undefined;
  /** Also tell when what is said, where the model can. Default false. */
  timestamps?: boolean | null | undefined;
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
  /** The provider's content filter blocked the request or the response. */
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
  /** The provider's response could not be parsed. */
  | 'PROTOCOL'
  /** The account has no credit or quota left; waiting does not help. */
  | 'QUOTA_EXHAUSTED'
  /** Too many requests; wait, then try again. */
  | 'RATE_LIMITED'
  /** The provider rejected the request as invalid. */
  | 'REQUEST_REJECTED'
  /** The first token did not come within the model's limit. */
  | 'TIMEOUT_FIRST_TOKEN'
  /** The answer stood still for longer than the model's limit. */
  | 'TIMEOUT_IDLE'
  /** The provider failed or could not be reached. */
  | 'UNAVAILABLE'
  /** The model or upstream cannot do what was asked. */
  | 'UNSUPPORTED';

/** What usage can be told apart by. */
export type UsageGroup =
  /** The day in UTC on which the completion was started. */
  | 'DAY'
  /** The model that was used. */
  | 'MODEL'
  /** Who started the completion: the `sub` of the token. */
  | 'SUBJECT';

export type SeeOllamaQueryVariables = Exact<{ [key: string]: never; }>;


export type SeeOllamaQuery = { ollama: { available: boolean, version: string | null, error: string | null, models: Array<{ name: string, sizeBytes: number, digest: string, modifiedAt: string, family: string | null, parameterSize: string | null, quantization: string | null }>, running: Array<{ name: string, sizeBytes: number, vramBytes: number, contextLength: number | null, expiresAt: string | null }> } };

export type OllamaAvailableQueryVariables = Exact<{ [key: string]: never; }>;


export type OllamaAvailableQuery = { ollama: { available: boolean, version: string | null, error: string | null } };

export type OllamaModelsQueryVariables = Exact<{ [key: string]: never; }>;


export type OllamaModelsQuery = { ollama: { models: Array<{ name: string, sizeBytes: number, digest: string, modifiedAt: string, family: string | null }> } };

export type OllamaRunningQueryVariables = Exact<{ [key: string]: never; }>;


export type OllamaRunningQuery = { ollama: { running: Array<{ name: string, sizeBytes: number, vramBytes: number, contextLength: number | null, expiresAt: string | null }> } };

export type OllamaDetailsQueryVariables = Exact<{
  name: string;
}>;


export type OllamaDetailsQuery = { ollama: { available: boolean, model: { name: string, capabilities: Array<ModelCapability>, contextLength: number | null, embeddingLength: number | null, family: string | null, parameterSize: string | null, quantization: string | null, license: string | null, template: string | null } | null } };

export type OllamaManyWaysQueryVariables = Exact<{ [key: string]: never; }>;


export type OllamaManyWaysQuery = { one: { models: Array<{ name: string }>, model: { name: string } | null, upper: { name: string } | null }, other: { models: Array<{ digest: string }>, missing: { name: string } | null } };

export type DeleteFromOllamaMutationVariables = Exact<{
  name: string;
}>;


export type DeleteFromOllamaMutation = { deleteOllamaModel:
    | { __typename: 'DeleteOllamaModelPayload', name: string }
    | { __typename: 'InvalidInputError', code: ErrorCode, message: string, fields: Array<{ path: Array<string>, message: string }> }
    | { __typename: 'ModelInUseError', code: ErrorCode, message: string, models: Array<{ tenantId: string, modelId: string, name: string, displayName: string | null }> }
    | { __typename: 'NotFoundError', code: ErrorCode, message: string }
    | { __typename: 'UpstreamError', code: ErrorCode, message: string, reason: UpstreamErrorReason, retryable: boolean, upstreamStatus: number | null }
   };

export type CreateModelMutationVariables = Exact<{
  input: CreateModelInput;
}>;


export type CreateModelMutation = { createModel:
    | { __typename: 'ConflictError', code: ErrorCode, message: string, path: Array<string> | null }
    | { __typename: 'DestinationNotAllowedError', code: ErrorCode, message: string }
    | { __typename: 'InvalidInputError', code: ErrorCode, message: string, fields: Array<{ path: Array<string>, message: string }> }
    | { __typename: 'ModelPayload', model: { id: string, name: string, displayName: string | null, description: string | null, type: ModelType, source: ModelSource, status: ModelStatus, statusReason: string | null, baseUrl: string | null, version: number, capabilities: Array<ModelCapability>, isDefault: boolean, isBuiltin: boolean, builtinId: string | null, isOverridden: boolean, createdAt: string, updatedAt: string, provider: { id: string } | null, credential: { configured: boolean, hint: string | null, readable: boolean, headerNames: Array<string>, updatedAt: string | null }, parameters: { temperature: number | null, topP: number | null, maxTokens: number | null, contextWindow: number | null, embeddingDimensions: number | null, thinkingControl: ThinkingControl | null, keepAlive: string | null, firstTokenTimeoutMs: number | null, idleTimeoutMs: number | null, maxConcurrency: number | null } } }
    | { __typename: 'RequestIdReusedError', code: ErrorCode, message: string }
    | { __typename: 'UpstreamError', code: ErrorCode, message: string, reason: UpstreamErrorReason, retryable: boolean }
   };

export type UpdateModelMutationVariables = Exact<{
  input: UpdateModelInput;
}>;


export type UpdateModelMutation = { updateModel:
    | { __typename: 'BuiltinModelError', code: ErrorCode, message: string }
    | { __typename: 'ConflictError', code: ErrorCode, message: string, currentVersion: number | null, path: Array<string> | null }
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
    | { __typename: 'BuiltinModelError', code: ErrorCode, message: string }
    | { __typename: 'ConflictError', code: ErrorCode, message: string, path: Array<string> | null }
    | { __typename: 'ModelPayload', model: { id: string, name: string, isDefault: boolean, credential: { configured: boolean, readable: boolean } } }
    | { __typename: 'NotFoundError', code: ErrorCode, message: string }
   };

export type SetCredentialMutationVariables = Exact<{
  input: SetModelCredentialInput;
}>;


export type SetCredentialMutation = { setModelCredential:
    | { __typename: 'BuiltinModelError', code: ErrorCode, message: string }
    | { __typename: 'InvalidInputError', code: ErrorCode, message: string, fields: Array<{ path: Array<string>, message: string }> }
    | { __typename: 'ModelPayload', model: { version: number, credential: { configured: boolean, hint: string | null, readable: boolean, headerNames: Array<string>, updatedAt: string | null } } }
    | { __typename: 'NotFoundError', code: ErrorCode, message: string }
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
    | { __typename: 'ChatCompletion', id: string }
    | { __typename: 'Model', id: string }
    | { __typename: 'Pull', id: string }
   | null, nodes: Array<
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

export type WhoQueryVariables = Exact<{ [key: string]: never; }>;


export type WhoQuery = { viewer: { tenantId: string, subject: string, scopes: Array<string> } };

export type ChatStreamSubscriptionVariables = Exact<{
  input: ChatInput;
}>;


export type ChatStreamSubscription = { chat:
    | { __typename: 'ChatCancelled', seq: number, completionId: string, completion: { id: string, status: ChatCompletionStatus, finishReason: FinishReason | null, rawFinishReason: string | null, lastSeq: number, firstTokenMs: number | null, durationMs: number | null, warnings: Array<string>, message: { role: ChatRole, content: string, reasoning: string | null, toolCalls: Array<{ id: string, name: string, arguments: unknown, rawArguments: string, providerMetadata: unknown }> } | null, usage: { promptTokens: number | null, completionTokens: number | null, totalTokens: number | null, cachedPromptTokens: number | null, reasoningTokens: number | null } | null, model: { displayName: string | null } | null, error: { reason: UpstreamErrorReason } | null } }
    | { __typename: 'ChatCompleted', seq: number, completionId: string, completion: { id: string, status: ChatCompletionStatus, finishReason: FinishReason | null, rawFinishReason: string | null, lastSeq: number, firstTokenMs: number | null, durationMs: number | null, warnings: Array<string>, message: { role: ChatRole, content: string, reasoning: string | null, toolCalls: Array<{ id: string, name: string, arguments: unknown, rawArguments: string, providerMetadata: unknown }> } | null, usage: { promptTokens: number | null, completionTokens: number | null, totalTokens: number | null, cachedPromptTokens: number | null, reasoningTokens: number | null } | null, model: { displayName: string | null } | null, error: { reason: UpstreamErrorReason } | null } }
    | { __typename: 'ChatFailed', seq: number, completionId: string, error: { code: ErrorCode, message: string, reason: UpstreamErrorReason, retryable: boolean, retryAfterMs: number | null, upstreamStatus: number | null }, completion: { id: string, status: ChatCompletionStatus, finishReason: FinishReason | null, rawFinishReason: string | null, lastSeq: number, firstTokenMs: number | null, durationMs: number | null, warnings: Array<string>, message: { role: ChatRole, content: string, reasoning: string | null, toolCalls: Array<{ id: string, name: string, arguments: unknown, rawArguments: string, providerMetadata: unknown }> } | null, usage: { promptTokens: number | null, completionTokens: number | null, totalTokens: number | null, cachedPromptTokens: number | null, reasoningTokens: number | null } | null, model: { displayName: string | null } | null, error: { reason: UpstreamErrorReason } | null } }
    | { __typename: 'ChatInterrupted', seq: number, completionId: string, completion: { id: string, status: ChatCompletionStatus, finishReason: FinishReason | null, rawFinishReason: string | null, lastSeq: number, firstTokenMs: number | null, durationMs: number | null, warnings: Array<string>, message: { role: ChatRole, content: string, reasoning: string | null, toolCalls: Array<{ id: string, name: string, arguments: unknown, rawArguments: string, providerMetadata: unknown }> } | null, usage: { promptTokens: number | null, completionTokens: number | null, totalTokens: number | null, cachedPromptTokens: number | null, reasoningTokens: number | null } | null, model: { displayName: string | null } | null, error: { reason: UpstreamErrorReason } | null } }
    | { __typename: 'ChatStarted', seq: number, completionId: string, completion: { id: string, status: ChatCompletionStatus, message: { content: string } | null, model: { displayName: string | null } | null } }
    | { __typename: 'ContentDelta', text: string, seq: number, completionId: string }
    | { __typename: 'ThinkingDelta', text: string, seq: number, completionId: string }
    | { __typename: 'ToolCallDelta', index: number, callId: string, name: string, argumentsDelta: string, seq: number, completionId: string }
    | { __typename: 'ToolCallReady', seq: number, completionId: string, toolCall: { id: string, name: string, arguments: unknown, rawArguments: string, providerMetadata: unknown } }
   };

export type EndedFragment = { id: string, status: ChatCompletionStatus, finishReason: FinishReason | null, rawFinishReason: string | null, lastSeq: number, firstTokenMs: number | null, durationMs: number | null, warnings: Array<string>, message: { role: ChatRole, content: string, reasoning: string | null, toolCalls: Array<{ id: string, name: string, arguments: unknown, rawArguments: string, providerMetadata: unknown }> } | null, usage: { promptTokens: number | null, completionTokens: number | null, totalTokens: number | null, cachedPromptTokens: number | null, reasoningTokens: number | null } | null, model: { displayName: string | null } | null, error: { reason: UpstreamErrorReason } | null };

export type ChatWholeMutationVariables = Exact<{
  input: ChatInput;
}>;


export type ChatWholeMutation = { chat:
    | { __typename: 'ChatPayload', completion: { id: string, status: ChatCompletionStatus, finishReason: FinishReason | null, warnings: Array<string>, message: { content: string, reasoning: string | null, toolCalls: Array<{ id: string, arguments: unknown }> } | null, usage: { totalTokens: number | null } | null, error: { code: ErrorCode, message: string, reason: UpstreamErrorReason, retryable: boolean } | null } }
    | { __typename: 'CredentialError', code: ErrorCode, message: string }
    | { __typename: 'InvalidInputError', code: ErrorCode, message: string, fields: Array<{ path: Array<string>, message: string }> }
    | { __typename: 'ModelNotReadyError', code: ErrorCode, message: string }
    | { __typename: 'NotFoundError', code: ErrorCode, message: string }
    | { __typename: 'RequestIdReusedError', code: ErrorCode, message: string }
   };

export type FindCompletionQueryVariables = Exact<{
  id: string;
}>;


export type FindCompletionQuery = { node:
    | { __typename: 'ChatCompletion', id: string, status: ChatCompletionStatus, finishReason: FinishReason | null, lastSeq: number, durationMs: number | null, error: { reason: UpstreamErrorReason } | null, usage: { totalTokens: number | null } | null, message: { content: string } | null }
    | { __typename: 'Model' }
    | { __typename: 'Pull' }
   | null };

export type ClearDefaultMutationVariables = Exact<{
  input: ClearDefaultModelInput;
}>;


export type ClearDefaultMutation = { clearDefaultModel:
    | { __typename: 'ClearDefaultModelPayload', model: { id: string } | null }
    | { __typename: 'NotFoundError', code: ErrorCode, message: string }
   };

export type SeeModelQueryVariables = Exact<{
  id: string;
}>;


export type SeeModelQuery = { model: { id: string, name: string, displayName: string | null, baseUrl: string | null, isBuiltin: boolean, isDefault: boolean, builtinId: string | null, isOverridden: boolean, status: ModelStatus, statusReason: string | null, version: number, credential: { configured: boolean, hint: string | null, readable: boolean, headerNames: Array<string> }, parameters: { temperature: number | null, maxTokens: number | null } } | null };

export type ModelChangesSubscriptionVariables = Exact<{
  after?: string | null | undefined;
}>;


export type ModelChangesSubscription = { modelChanges: { kind: ModelChangeKind, modelId: string, cursor: string, model: { id: string, name: string, isDefault: boolean } | null } };

export type AuditEventsQueryVariables = Exact<{
  filter?: AuditEventFilter | null | undefined;
  first?: number | null | undefined;
  after?: string | null | undefined;
  last?: number | null | undefined;
  before?: string | null | undefined;
}>;


export type AuditEventsQuery = { auditEvents: { nodes: Array<{ id: string, action: ModelAction, modelId: string, modelName: string, fields: Array<string>, subject: string | null, subjectTenantId: string | null, at: string, model: { id: string } | null }>, pageInfo: { hasNextPage: boolean, hasPreviousPage: boolean, startCursor: string | null, endCursor: string | null } } };

export type ApplyBuiltinsMutationVariables = Exact<{
  dryRun?: boolean | null | undefined;
}>;


export type ApplyBuiltinsMutation = { applyBuiltinModels:
    | { __typename: 'ApplyBuiltinModelsPayload', dryRun: boolean, steps: Array<{ id: string, action: BuiltinAction, fields: Array<string> }> }
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


export type EncryptionStatusQuery = { encryptionStatus: { unreadableCount: number, keys: Array<{ id: string, isSealing: boolean, isConfigured: boolean, valueCount: number }>, unreadable: Array<{ modelId: string, tenantId: string, field: string, keyId: string | null }> } };

export type RotateKeysMutationVariables = Exact<{ [key: string]: never; }>;


export type RotateKeysMutation = { rotateEncryptionKeys:
    | { __typename: 'ConflictError', code: ErrorCode, message: string }
    | { __typename: 'RotateEncryptionKeysPayload', rotation: { state: KeyRotationState } }
   };

export type KeyRotationSubscriptionVariables = Exact<{ [key: string]: never; }>;


export type KeyRotationSubscription = { keyRotation: { state: KeyRotationState, total: number, completed: number, unreadable: number, startedAt: string | null, finishedAt: string | null } };

export type EmbedMutationVariables = Exact<{
  input: EmbedInput;
}>;


export type EmbedMutation = { embed:
    | { __typename: 'CredentialError', code: ErrorCode, message: string }
    | { __typename: 'EmbedPayload', embeddings: Array<Array<number>>, dimensions: number, usage: { promptTokens: number | null, totalTokens: number | null } | null }
    | { __typename: 'InvalidInputError', code: ErrorCode, message: string, fields: Array<{ path: Array<string>, message: string }> }
    | { __typename: 'ModelNotReadyError', code: ErrorCode, message: string }
    | { __typename: 'NotFoundError', code: ErrorCode, message: string }
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
    | { __typename: 'TranscribePayload', text: string, language: string | null, durationSeconds: number | null, segments: Array<{ start: number, end: number, text: string }> }
    | { __typename: 'UpstreamError', code: ErrorCode, message: string, reason: UpstreamErrorReason }
   };

export type TestModelMutationVariables = Exact<{
  input: TestModelInput;
}>;


export type TestModelMutation = { testModel:
    | { __typename: 'ModelTestPayload', ok: boolean, steps: Array<{ name: string, ok: boolean, durationMs: number, detail: string | null, error: { code: ErrorCode, reason: UpstreamErrorReason, message: string, upstreamStatus: number | null } | null }> }
    | { __typename: 'NotFoundError', code: ErrorCode, message: string }
   };

export type TestConnectionMutationVariables = Exact<{
  input: TestConnectionInput;
}>;


export type TestConnectionMutation = { testConnection:
    | { __typename: 'InvalidInputError', code: ErrorCode, message: string, fields: Array<{ path: Array<string>, message: string }> }
    | { __typename: 'ModelTestPayload', ok: boolean, steps: Array<{ name: string, ok: boolean, durationMs: number, detail: string | null, error: { code: ErrorCode, reason: UpstreamErrorReason, message: string, upstreamStatus: number | null } | null }> }
   };

export type TestModelStepsSubscriptionVariables = Exact<{
  input: TestModelInput;
}>;


export type TestModelStepsSubscription = { testModel: { name: string, ok: boolean, detail: string | null, error: { reason: UpstreamErrorReason } | null } };

export type TestConnectionStepsSubscriptionVariables = Exact<{
  input: TestConnectionInput;
}>;


export type TestConnectionStepsSubscription = { testConnection: { name: string, ok: boolean } };

export type StartChatMutationVariables = Exact<{
  input: ChatInput;
}>;


export type StartChatMutation = { startChat:
    | { __typename: 'CredentialError', code: ErrorCode, message: string }
    | { __typename: 'InvalidInputError', code: ErrorCode, message: string }
    | { __typename: 'ModelNotReadyError', code: ErrorCode, message: string }
    | { __typename: 'NotFoundError', code: ErrorCode, message: string }
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
    | { __typename: 'ChatFailed', seq: number, completionId: string, completion: { status: ChatCompletionStatus } }
    | { __typename: 'ChatInterrupted', seq: number, completionId: string, completion: { status: ChatCompletionStatus, lastSeq: number, message: { content: string } | null } }
    | { __typename: 'ChatStarted', seq: number, completionId: string }
    | { __typename: 'ContentDelta', text: string, seq: number, completionId: string }
    | { __typename: 'ThinkingDelta', text: string, seq: number, completionId: string }
    | { __typename: 'ToolCallDelta', callId: string, argumentsDelta: string, seq: number, completionId: string }
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


export type UsageQuery = { usage: Array<{ modelId: string | null, day: string | null, subject: string | null, calls: number, failures: number, promptTokens: number, completionTokens: number, totalTokens: number, firstTokenMs: { p50: number, p95: number, p99: number } | null, durationMs: { p50: number, p95: number, p99: number } | null, model: { id: string } | null }> };

export type CreateLocalMutationVariables = Exact<{
  input: CreateModelInput;
}>;


export type CreateLocalMutation = { createModel:
    | { __typename: 'ConflictError', code: ErrorCode, message: string }
    | { __typename: 'DestinationNotAllowedError', code: ErrorCode, message: string }
    | { __typename: 'InvalidInputError', code: ErrorCode, message: string, fields: Array<{ path: Array<string>, message: string }> }
    | { __typename: 'ModelPayload', model: { id: string, name: string, status: ModelStatus, statusReason: string | null, pull: { id: string, state: PullState } | null } }
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
    | { __typename: 'ChatCompletion' }
    | { __typename: 'Model' }
    | { __typename: 'Pull', state: PullState, name: string }
   | null };

export type PullProgressSubscriptionVariables = Exact<{
  modelId: string;
}>;


export type PullProgressSubscription = { pullProgress: { id: string, state: PullState, phase: string | null, completedBytes: number, totalBytes: number, bytesPerSecond: number | null, attempt: number, error: string | null, layers: Array<{ digest: string, completedBytes: number, totalBytes: number }> } };

export type PullAuditQueryVariables = Exact<{ [key: string]: never; }>;


export type PullAuditQuery = { auditEvents: { nodes: Array<{ action: ModelAction, subject: string | null, modelName: string }> } };

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
          embeddingDimensions
          thinkingControl
          keepAlive
          firstTokenTimeoutMs
          idleTimeoutMs
          maxConcurrency
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
    ... on ConflictError {
      path
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
      path
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
        error {
          code
          message
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
    }
  }
}
    `) as unknown as TypedDocumentString<SeeModelQuery, SeeModelQueryVariables>;
export const ModelChangesDocument = new TypedDocumentString(`
    subscription ModelChanges($after: String) {
  modelChanges(after: $after) {
    kind
    modelId
    cursor
    model {
      id
      name
      isDefault
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
        id
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
      id
      isSealing
      isConfigured
      valueCount
    }
    unreadableCount
    unreadable {
      modelId
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
    name
    ok
    detail
    error {
      reason
    }
  }
}
    `) as unknown as TypedDocumentString<TestModelStepsSubscription, TestModelStepsSubscriptionVariables>;
export const TestConnectionStepsDocument = new TypedDocumentString(`
    subscription TestConnectionSteps($input: TestConnectionInput!) {
  testConnection(input: $input) {
    name
    ok
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
    seq
    completionId
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
    day
    subject
    calls
    failures
    promptTokens
    completionTokens
    totalTokens
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