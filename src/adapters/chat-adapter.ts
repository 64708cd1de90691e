import type { FinishReason, ModelCapability, ToolCall } from '../domain.ts';
import type { SpanContext } from '../tracing/spans.ts';
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

/** Part of a tool call. The first delta of a call has its name and can have empty arguments. */
export interface ToolCallDelta {
  readonly type: 'tool-call-delta';
  /**
   * Position among the tool calls of the response in the order of their start; from 0, without
   * gaps.
   */
  readonly index: number;
  readonly id: string;
  readonly name: string;
  /** Text to append to the arguments. The complete text is JSON. */
  readonly argumentsDelta: string;
}

/** A complete tool call. */
export interface ToolCallReady {
  readonly type: 'tool-call';
  readonly toolCall: ToolCall;
}

/** Token usage so far. A later part, or the usage of the finish, replaces it. */
export interface ChatUsage {
  readonly type: 'usage';
  readonly usage: TokenUsage;
}

/** A warning about the response, for its reader. */
export interface ChatWarning {
  readonly type: 'warning';
  /** Written by Modelyard, never by the provider. */
  readonly message: string;
}

/** Always the last part. It is sent only when the upstream reported the end of the response. */
export interface ChatFinish {
  readonly type: 'finish';
  readonly finishReason: FinishReason;
  /** Finish reason as the provider sent it; null when the response ended without one. */
  readonly rawFinishReason: string | null;
  readonly usage: TokenUsage | null;
}

/**
 * A part of a response. Its texts are never empty, and all values can be stored: they contain no
 * NUL, no lone surrogate and no deeply nested JSON.
 */
export type ChatPart =
  | ThinkingDelta
  | ContentDelta
  | ToolCallDelta
  | ToolCallReady
  | ChatUsage
  | ChatWarning
  | ChatFinish;

export interface ChatStreamOptions {
  /** Closes the upstream request immediately, before and after its first byte. */
  readonly signal: AbortSignal;
  /** The span that contains the attempts; null without tracing. @default the operation's */
  readonly trace?: SpanContext | null;
}

/** A request in the vendor's format, which is built once. */
export interface PreparedCall {
  /**
   * Human-readable warnings about options that the model does not support and that are not sent.
   */
  readonly warnings: readonly string[];

  /**
   * Generates one response. The upstream request starts with the iteration.
   *
   * A stream ends in one of three ways: with a `finish` part when the upstream reported the end of
   * the response; without one when the connection ended before that (the response is truncated); or
   * with an error. Leaving the loop or aborting the signal closes the upstream request.
   *
   * @throws UpstreamError when the upstream rejects the request, fails, or exceeds a timeout.
   * @throws the reason of the signal when it is aborted.
   */
  stream(options: ChatStreamOptions): AsyncIterable<ChatPart>;
}

/** One model of one vendor, ready to be called. */
export interface ChatAdapter {
  prepare(request: CompletionRequest): PreparedCall;
}

/** Timeouts of a stream, in milliseconds. */
export interface ChatTimeouts {
  /** Time until the first part; includes loading the model. */
  readonly firstTokenMs: number;
  /** Time between two parts. */
  readonly idleMs: number;
}

/**
 * Everything that is needed to call a model. It contains decrypted credentials: never store or log
 * it.
 */
export interface ChatTarget {
  readonly protocol: ProtocolName;
  /** Catalogue ID; null for local models. */
  readonly providerId: string | null;
  /** Name of the model at the upstream. */
  readonly name: string;
  readonly dialect: Dialect;
  /** Fields for the body of each request, except those that Modelyard sets; null for none. */
  readonly extraParameters: Readonly<Record<string, unknown>> | null;
  /** Known capabilities; empty when none are known. */
  readonly capabilities: readonly ModelCapability[];
  /** Null for local models, which use the base URL of the installation's Ollama. */
  readonly baseUrl: string | null;
  readonly apiKey: string | null;
  readonly headers: Readonly<Record<string, string>>;
  /** Secrets that earlier attempts of the same call have sent. Errors must not reveal them. */
  readonly earlierSecrets?: readonly string[];
  /** Header that sends the API key. */
  readonly apiKeyHeader: ApiKeyHeader;
  readonly timeouts: ChatTimeouts;
}

/** Creates the adapter that calls a model. */
export type ChatAdapterFactory = (target: ChatTarget) => ChatAdapter;
