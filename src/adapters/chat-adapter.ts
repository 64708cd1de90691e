import type { FinishReason, ModelSource } from '../domain.ts';

export type ChatRole = 'SYSTEM' | 'USER' | 'ASSISTANT';

export interface ChatMessage {
  readonly role: ChatRole;
  readonly content: string;
}

/** Sampling and limits of one call; what is left out is the upstream's own default. */
export interface ChatOptions {
  readonly temperature?: number | undefined;
  readonly topP?: number | undefined;
  /** Most tokens the answer may have. */
  readonly maxTokens?: number | undefined;
  readonly seed?: number | undefined;
  readonly stop?: readonly string[] | undefined;
  /** Tokens of context to allocate. Only Ollama can be told. */
  readonly contextWindow?: number | undefined;
  /** How long the model stays loaded, as a Go duration. Only Ollama can be told. */
  readonly keepAlive?: string | undefined;
}

export interface ChatRequest {
  readonly messages: readonly ChatMessage[];
  readonly options: ChatOptions;
}

export interface TokenUsage {
  readonly promptTokens: number | null;
  readonly completionTokens: number | null;
  readonly totalTokens: number | null;
  readonly cachedPromptTokens: number | null;
  readonly reasoningTokens: number | null;
}

export interface ThinkingDelta {
  readonly type: 'thinking-delta';
  readonly text: string;
}

export interface ContentDelta {
  readonly type: 'content-delta';
  readonly text: string;
}

/** Always last, and only sent when the upstream itself said that it had finished. */
export interface ChatFinish {
  readonly type: 'finish';
  readonly finishReason: FinishReason;
  /** The vendor's own word. */
  readonly rawFinishReason: string;
  readonly usage: TokenUsage | null;
}

/** Texts are never empty. */
export type ChatPart = ThinkingDelta | ContentDelta | ChatFinish;

export interface ChatStreamOptions {
  /** Ends the upstream request at once, before its first byte as well as later. */
  readonly signal: AbortSignal;
}

/** One model of one vendor, ready to be called. */
export interface ChatAdapter {
  /**
   * Generates one answer. The upstream is called when iteration starts.
   *
   * Three endings: a `finish` part (the upstream said it was done); the end of iteration without
   * one (the upstream stopped without saying so: the answer is cut off); or a throw.
   * Leaving the loop early, or aborting the signal, closes the upstream request.
   *
   * @throws UpstreamError when the upstream refused, failed, or stayed silent too long.
   * @throws the signal's reason when it was aborted.
   */
  stream(request: ChatRequest, options: ChatStreamOptions): AsyncIterable<ChatPart>;
}

/** Longest silences to bear, in milliseconds. */
export interface ChatTimeouts {
  /** Until the first part; includes loading the model. */
  readonly firstTokenMs: number;
  /** Between two parts. */
  readonly idleMs: number;
}

/** What the factory has to know to call a model. The secrets live only as long as this object. */
export interface ChatTarget {
  readonly source: ModelSource;
  /** What the upstream calls the model. */
  readonly name: string;
  /** Catalogue id; null for local models. */
  readonly providerId: string | null;
  /** Null for local models: they are on the installation's Ollama. */
  readonly baseUrl: string | null;
  readonly apiKey: string | null;
  readonly headers: Readonly<Record<string, string>>;
  readonly timeouts: ChatTimeouts;
}

/** Picks the adapter that can call a model. */
export type ChatAdapterFactory = (target: ChatTarget) => ChatAdapter;
