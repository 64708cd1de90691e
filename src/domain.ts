/** Enumerations and types that all layers share. */

/** Tenant ID of built-in models, which all tenants see. No token can contain it. */
export const platformTenant = '*';

export const modelTypes = ['CHAT', 'EMBEDDING', 'RERANK', 'VISION', 'SPEECH'] as const;
/** Purpose of a model. */
export type ModelType = (typeof modelTypes)[number];

export const modelSources = ['LOCAL', 'REMOTE'] as const;
/** `LOCAL` uses the installation's Ollama, `REMOTE` an OpenAI-compatible endpoint. */
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
/** The source of the fact that a model has a capability. */
export type CapabilitySource = (typeof capabilitySources)[number];

/** How a request enables or disables reasoning. */
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

/** Options of a chat request that some servers do not accept. */
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

/** Places of a response that can contain reasoning. */
export const reasoningPlaces = [
  'REASONING_CONTENT',
  'REASONING',
  'REASONING_DETAILS',
  'CONTENT_PARTS',
  'THINK_TAGS',
  'MESSAGE_THINKING',
] as const;
export type ReasoningPlace = (typeof reasoningPlaces)[number];

/** Actions on a model, a route or an API key that the audit log records. */
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
  'CONTENT_FILTER_NEXT',
] as const;
export type ModelAction = (typeof modelActions)[number];

export const thinkingEfforts = ['MINIMAL', 'LOW', 'MEDIUM', 'HIGH', 'MAX'] as const;
export type ThinkingEffort = (typeof thinkingEfforts)[number];

/** Enables or disables reasoning, or sets its amount. */
export type Thinking = { readonly enabled: boolean } | { readonly effort: ThinkingEffort };

/**
 * Defaults and limits that the owner of a model has set; null means the default of Modelyard or the
 * upstream.
 */
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
  /** Number of tokens. */
  readonly contextWindow: number | null;
  /** Number of dimensions to request. */
  readonly embeddingDimensions: number | null;
  /** Replaces the value of the provider catalogue. */
  readonly thinkingControl: ThinkingControl | null;
  /** Options that are not sent; replaces the list of the provider catalogue. */
  readonly refusedOptions: readonly ChatOptionName[] | null;
  /**
   * Whether a response starts with reasoning up to a closing tag; replaces the value of the
   * catalogue.
   */
  readonly startsThinking: boolean | null;
  /** Go duration, or a number of seconds. A negative value keeps the model loaded without limit. */
  readonly keepAlive: string | null;
  readonly firstTokenTimeoutMs: number | null;
  readonly idleTimeoutMs: number | null;
  /** Maximum number of concurrent calls of this process. Further calls wait. */
  readonly maxConcurrency: number | null;
  /** Maximum number of retries, which happen only before the first token. */
  readonly maxRetries: number | null;
}

export const contextLengthSteps = ['NEXT_LARGER', 'STOP'] as const;
/** What a route does when a request is too long for a model. */
export type ContextLengthStep = (typeof contextLengthSteps)[number];

export const contentFilterSteps = ['NEXT', 'STOP'] as const;
/** What a route does when a provider rejects a request because of its content. */
export type ContentFilterStep = (typeof contentFilterSteps)[number];

export const afterOutputSteps = ['RESTART', 'END'] as const;
/** What a route does when a model fails after its response has begun. */
export type AfterOutputStep = (typeof afterOutputSteps)[number];

/** When a route changes to another model, and its limits. */
export interface RoutePolicy {
  /** Maximum number of requests to providers for one call, over all models and keys. */
  readonly maxAttempts: number;
  /** Maximum delay before the same model is called again while another model is available, in milliseconds. */
  readonly maxPauseMs: number;
  /**
   * Time until the first token after which the next model is tried; null for each model's own
   * timeout. The last model always has its own.
   */
  readonly firstTokenTimeoutMs: number | null;
  /** Time until the first token over all attempts, in milliseconds. */
  readonly deadlineMs: number;
  readonly onContextLength: ContextLengthStep;
  readonly onContentFilter: ContentFilterStep;
  readonly afterOutput: AfterOutputStep;
}

/** A model of a route. Models with the lowest priority number come first. */
export interface RouteTarget {
  readonly modelId: string;
  /** From 0; models of the same priority share the calls. */
  readonly priority: number;
  /** Share of the calls among models of the same priority. */
  readonly weight: number;
}

/** A key of a model, beside the one of its own credential. */
export interface ModelKey {
  readonly keyId: string;
  /** Share of the calls among the keys that are enabled. */
  readonly weight: number;
  readonly enabled: boolean;
}

export const circuitStates = ['CLOSED', 'OPEN', 'HALF_OPEN'] as const;
/**
 * Whether a model or a key is used: CLOSED is used, OPEN is avoided after failures, HALF_OPEN is
 * tried by one call.
 */
export type CircuitState = (typeof circuitStates)[number];

export const finishReasons = ['STOP', 'LENGTH', 'TOOL_CALLS', 'CONTENT_FILTER', 'OTHER'] as const;
/** Why a response ended. */
export type FinishReason = (typeof finishReasons)[number];

/** The final statuses of a completion. */
const chatEndings = ['COMPLETED', 'FAILED', 'CANCELLED', 'INTERRUPTED'] as const;
export type ChatEnding = (typeof chatEndings)[number];

export const completionKinds = ['CHAT', 'GENERATE'] as const;
/** Whether a completion responds to messages or continues a prompt. */
export type CompletionKind = (typeof completionKinds)[number];

export const callKinds = ['EMBED', 'RERANK', 'TRANSCRIBE'] as const;
/** The kind of a call without streaming. */
export type CallKind = (typeof callKinds)[number];

export const callStatuses = ['COMPLETED', 'FAILED', 'CANCELLED'] as const;
/** The result of a call without streaming. */
export type CallStatus = (typeof callStatuses)[number];

export const chatCompletionStatuses = ['IN_PROGRESS', ...chatEndings] as const;
export type ChatCompletionStatus = (typeof chatCompletionStatuses)[number];

/** A request of a model to call a function. */
export interface ToolCall {
  readonly id: string;
  readonly name: string;
  /** JSON as the model generated it; empty without arguments. */
  readonly rawArguments: string;
  /** Vendor fields that a later request must repeat with the call. */
  readonly providerMetadata: Readonly<Record<string, unknown>> | null;
}

export const startedRotationStates = ['RUNNING', 'FINISHED', 'FAILED'] as const;
export const rotationStates = ['IDLE', ...startedRotationStates] as const;
/** State of the rotation of encryption keys. */
export type RotationState = (typeof rotationStates)[number];

export const pullStates = ['QUEUED', 'RUNNING', 'SUCCEEDED', 'FAILED', 'CANCELLED'] as const;
/** State of a download to Ollama. */
export type PullState = (typeof pullStates)[number];

/** A part of a model that Ollama downloads separately. */
export interface PullLayer {
  readonly digest: string;
  readonly completedBytes: number;
  readonly totalBytes: number;
}

/** Properties of a model that Ollama reports once the model is installed. */
export interface InstalledModel {
  /** The name that Ollama lists. */
  readonly name: string;
  readonly capabilities: readonly ModelCapability[];
  /** Number of tokens. */
  readonly contextLength: number | null;
  /** Number of dimensions of its vectors. */
  readonly embeddingLength: number | null;
  /** Size on disk in bytes. */
  readonly sizeBytes: number | null;
}
