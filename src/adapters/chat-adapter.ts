import type { FinishReason, ModelCapability, ToolCall } from '../domain.ts';
import type { CompletionRequest } from './chat-request.ts';
import type { Dialect } from './dialect.ts';
import type { ApiKeyHeader, ProtocolName } from './provider.ts';

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

/** A piece of a tool call: the first one names it, and may have no arguments yet. */
export interface ToolCallDelta {
  readonly type: 'tool-call-delta';
  /** Of the answer's calls, in the order in which they began; from 0, without gaps. */
  readonly index: number;
  readonly id: string;
  readonly name: string;
  /** To be appended: JSON, once all of it is there. */
  readonly argumentsDelta: string;
}

/** A tool call with nothing left to come. */
export interface ToolCallReady {
  readonly type: 'tool-call';
  readonly toolCall: ToolCall;
}

/** What the upstream has reported so far. A later one, or that of the finish, replaces it. */
export interface ChatUsage {
  readonly type: 'usage';
  readonly usage: TokenUsage;
}

/** Something about the answer that its reader must know. */
export interface ChatWarning {
  readonly type: 'warning';
  /** Written by us. */
  readonly message: string;
}

/** Always last, and only sent when the upstream itself said that it had finished. */
export interface ChatFinish {
  readonly type: 'finish';
  readonly finishReason: FinishReason;
  /** The vendor's own word; null when the upstream ended the answer without a reason. */
  readonly rawFinishReason: string | null;
  readonly usage: TokenUsage | null;
}

/** Texts are never empty. Everything can be stored: no NUL, no lone surrogates, no deep JSON. */
export type ChatPart =
  | ThinkingDelta
  | ContentDelta
  | ToolCallDelta
  | ToolCallReady
  | ChatUsage
  | ChatWarning
  | ChatFinish;

export interface ChatStreamOptions {
  /** Ends the upstream request at once, before its first byte as well as later. */
  readonly signal: AbortSignal;
}

/** A request in the vendor's form, which is built once. */
export interface PreparedCall {
  /** Names the options that the model does not accept and that are left out; for users. */
  readonly warnings: readonly string[];

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
  stream(options: ChatStreamOptions): AsyncIterable<ChatPart>;
}

/** One model of one vendor, ready to be called. */
export interface ChatAdapter {
  prepare(request: CompletionRequest): PreparedCall;
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
  readonly protocol: ProtocolName;
  /** What the upstream calls the model. */
  readonly name: string;
  readonly dialect: Dialect;
  /** Added to the body of each request, except for fields that are ours; null for none. */
  readonly extraParameters: Readonly<Record<string, unknown>> | null;
  /** What it is known to be able to do; empty when nothing is known. */
  readonly capabilities: readonly ModelCapability[];
  /** Null for local models: they are on the installation's Ollama. */
  readonly baseUrl: string | null;
  readonly apiKey: string | null;
  readonly headers: Readonly<Record<string, string>>;
  /** How the API key is shown. */
  readonly apiKeyHeader: ApiKeyHeader;
  readonly timeouts: ChatTimeouts;
}

/** Picks the adapter that can call a model. */
export type ChatAdapterFactory = (target: ChatTarget) => ChatAdapter;
