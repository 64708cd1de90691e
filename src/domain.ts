/** The closed lists of words that the rooms share with each other and with clients. */

export const modelTypes = ['CHAT', 'EMBEDDING', 'RERANK', 'VISION', 'SPEECH'] as const;
/** What a model is for. */
export type ModelType = (typeof modelTypes)[number];

export const modelSources = ['LOCAL', 'REMOTE'] as const;
/** `LOCAL` runs on this installation's Ollama, `REMOTE` behind an OpenAI-compatible endpoint. */
export type ModelSource = (typeof modelSources)[number];

export const modelStatuses = ['ACTIVE', 'DOWNLOADING', 'DOWNLOAD_FAILED'] as const;
export type ModelStatus = (typeof modelStatuses)[number];

export const modelCapabilities = [
  'COMPLETION',
  'TOOLS',
  'VISION',
  'THINKING',
  'EMBEDDING',
  'STRUCTURED_OUTPUT',
] as const;
export type ModelCapability = (typeof modelCapabilities)[number];

/** Defaults and limits that a model's owner has chosen; null means the upstream's or our own. */
export interface ModelParameters {
  readonly temperature: number | null;
  readonly topP: number | null;
  readonly maxTokens: number | null;
  /** Tokens. */
  readonly contextWindow: number | null;
  /** Go duration, or a number of seconds; negative keeps the model loaded for ever. */
  readonly keepAlive: string | null;
  readonly firstTokenTimeoutMs: number | null;
  readonly idleTimeoutMs: number | null;
}

export const finishReasons = ['STOP', 'LENGTH', 'TOOL_CALLS', 'CONTENT_FILTER', 'OTHER'] as const;
/** Why an upstream finished an answer. */
export type FinishReason = (typeof finishReasons)[number];

/** How a completion can have ended. */
export const chatEndings = ['COMPLETED', 'FAILED', 'CANCELLED', 'INTERRUPTED'] as const;
export type ChatEnding = (typeof chatEndings)[number];

export const chatCompletionStatuses = ['IN_PROGRESS', ...chatEndings] as const;
export type ChatCompletionStatus = (typeof chatCompletionStatuses)[number];
