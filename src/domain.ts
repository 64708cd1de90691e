/** The closed lists of words that the rooms share with each other and with clients. */

/** The tenant to which built-in models belong, which every tenant sees. No token can name it. */
export const platformTenant = '*';

export const modelTypes = ['CHAT', 'EMBEDDING', 'RERANK', 'VISION', 'SPEECH'] as const;
/** What a model is for. */
export type ModelType = (typeof modelTypes)[number];

export const modelSources = ['LOCAL', 'REMOTE'] as const;
/** `LOCAL` runs on this installation's Ollama, `REMOTE` behind an OpenAI-compatible endpoint. */
export type ModelSource = (typeof modelSources)[number];

export const modelStatuses = ['ACTIVE', 'DOWNLOADING', 'DOWNLOAD_FAILED', 'UNSUITABLE'] as const;
export type ModelStatus = (typeof modelStatuses)[number];

export const modelCapabilities = [
  'COMPLETION',
  'VISION',
  'TOOLS',
  'THINKING',
  'JSON_SCHEMA',
  'EMBEDDING',
  'RERANK',
  'TRANSCRIPTION',
] as const;
/** What a model can do. */
export type ModelCapability = (typeof modelCapabilities)[number];

export const capabilitySources = ['OLLAMA', 'DECLARED', 'TEST', 'CATALOGUE', 'TYPE'] as const;
/** Where it is known from that a model has a capability. */
export type CapabilitySource = (typeof capabilitySources)[number];

/** How a server is told to think before it answers, or not to. */
export const thinkingControls = [
  'NONE',
  'REASONING_EFFORT',
  'ENABLE_THINKING',
  'THINKING_TYPE',
  'CHAT_TEMPLATE_KWARGS',
  'REASONING_OBJECT',
  'OLLAMA_THINK',
] as const;
export type ThinkingControl = (typeof thinkingControls)[number];

/** What a chat request can ask for, as far as some servers refuse it. */
export const chatOptionNames = [
  'TEMPERATURE',
  'TOP_P',
  'MAX_TOKENS',
  'FREQUENCY_PENALTY',
  'PRESENCE_PENALTY',
  'SEED',
  'STOP',
  'TOP_K',
  'MIN_P',
  'REPETITION_PENALTY',
  'TOOL_CHOICE',
  'PARALLEL_TOOL_CALLS',
  'JSON_SCHEMA',
] as const;
export type ChatOptionName = (typeof chatOptionNames)[number];

/** Where what a model thinks arrives. */
export const reasoningPlaces = [
  'REASONING_CONTENT',
  'REASONING',
  'REASONING_DETAILS',
  'CONTENT_PARTS',
  'THINK_TAGS',
  'MESSAGE_THINKING',
] as const;
export type ReasoningPlace = (typeof reasoningPlaces)[number];

/** What can have been done to a model. */
export const modelActions = [
  'CREATED',
  'UPDATED',
  'CREDENTIAL_SET',
  'CREDENTIAL_CLEARED',
  'DELETED',
  'RESTORED',
  'RESET',
  'DEFAULT_SET',
  'DEFAULT_UNSET',
  'PULL_REQUESTED',
  'PULL_SUCCEEDED',
  'PULL_FAILED',
  'PULL_CANCELLED',
  'WENT_MISSING',
  'TESTED',
] as const;
export type ModelAction = (typeof modelActions)[number];

export const thinkingEfforts = ['MINIMAL', 'LOW', 'MEDIUM', 'HIGH', 'MAX'] as const;
export type ThinkingEffort = (typeof thinkingEfforts)[number];

/** Whether to think before answering, or how hard. */
export type Thinking = { readonly enabled: boolean } | { readonly effort: ThinkingEffort };

/** Defaults and limits that a model's owner has chosen; null means the upstream's or our own. */
export interface ModelParameters {
  readonly temperature: number | null;
  readonly topP: number | null;
  readonly topK: number | null;
  readonly minP: number | null;
  readonly maxTokens: number | null;
  readonly frequencyPenalty: number | null;
  readonly presencePenalty: number | null;
  readonly repetitionPenalty: number | null;
  readonly seed: number | null;
  readonly stop: readonly string[] | null;
  readonly thinking: Thinking | null;
  /** Tokens. */
  readonly contextWindow: number | null;
  /** Length of the vectors to ask for. */
  readonly embeddingDimensions: number | null;
  /** In the place of what the catalogue says of the provider. */
  readonly thinkingControl: ThinkingControl | null;
  /** Likewise: what the server refuses, and is therefore left out. */
  readonly refusedOptions: readonly ChatOptionName[] | null;
  /** Likewise: whether an answer begins with what the model thinks, up to a closing tag. */
  readonly startsThinking: boolean | null;
  /** Go duration, or a number of seconds; negative keeps the model loaded for ever. */
  readonly keepAlive: string | null;
  readonly firstTokenTimeoutMs: number | null;
  readonly idleTimeoutMs: number | null;
  /** Calls that this process makes at a time; others wait for their turn. */
  readonly maxConcurrency: number | null;
  /** Attempts besides the first, made before the first token only. */
  readonly maxRetries: number | null;
}

export const finishReasons = ['STOP', 'LENGTH', 'TOOL_CALLS', 'CONTENT_FILTER', 'OTHER'] as const;
/** Why an upstream finished an answer. */
export type FinishReason = (typeof finishReasons)[number];

/** How a completion can have ended. */
export const chatEndings = ['COMPLETED', 'FAILED', 'CANCELLED', 'INTERRUPTED'] as const;
export type ChatEnding = (typeof chatEndings)[number];

export const completionKinds = ['CHAT', 'GENERATE'] as const;
/** What was asked for: an answer to messages, or a continuation of a prompt. */
export type CompletionKind = (typeof completionKinds)[number];

export const callKinds = ['EMBED', 'RERANK', 'TRANSCRIBE'] as const;
/** What was asked for by a call that returns one response. */
export type CallKind = (typeof callKinds)[number];

export const callStatuses = ['COMPLETED', 'FAILED', 'CANCELLED'] as const;
/** How such a call ended. */
export type CallStatus = (typeof callStatuses)[number];

export const chatCompletionStatuses = ['IN_PROGRESS', ...chatEndings] as const;
export type ChatCompletionStatus = (typeof chatCompletionStatuses)[number];

/** A function that a model wants to be called. */
export interface ToolCall {
  readonly id: string;
  readonly name: string;
  /** As the model wrote them; empty for none. */
  readonly rawArguments: string;
  /** What a vendor wants to see again with the call. */
  readonly providerMetadata: Readonly<Record<string, unknown>> | null;
}

export const startedRotationStates = ['RUNNING', 'FINISHED', 'FAILED'] as const;
export const rotationStates = ['IDLE', ...startedRotationStates] as const;
/** How far a rotation of the encryption keys is. */
export type RotationState = (typeof rotationStates)[number];

export const pullStates = ['QUEUED', 'RUNNING', 'SUCCEEDED', 'FAILED', 'CANCELLED'] as const;
/** How far a download to Ollama has come. */
export type PullState = (typeof pullStates)[number];

/** A part of a model, which Ollama downloads by itself. */
export interface PullLayer {
  readonly digest: string;
  readonly completedBytes: number;
  readonly totalBytes: number;
}

/** What becomes known of a model once Ollama has it. */
export interface InstalledModel {
  /** As Ollama lists it. */
  readonly name: string;
  readonly capabilities: readonly ModelCapability[];
  /** Tokens. */
  readonly contextLength: number | null;
  /** Length of its vectors. */
  readonly embeddingLength: number | null;
  /** On disk. */
  readonly sizeBytes: number | null;
}
