import type { TokenUsage } from '../../adapters/chat-adapter.ts';
import type { ChatAttempt } from '../../db/chat-completion.entity.ts';
import type { ChatCompletionStatus, CompletionKind, FinishReason, ToolCall } from '../../domain.ts';
import type { UpstreamFailure } from '../../errors.ts';

/** The message that a model has generated so far. */
export interface GeneratedMessage {
  readonly content: string;
  readonly reasoning: string | null;
  /** The complete tool calls. */
  readonly toolCalls: readonly ToolCall[];
}

/** The state of a completion at one moment. */
export interface ChatCompletionView {
  readonly id: string;
  readonly kind: CompletionKind;
  readonly modelId: string;
  /** Null when the request used a model. */
  readonly routeId: string | null;
  /** The subject that started it. */
  readonly subject: string;
  readonly status: ChatCompletionStatus;
  /** Chosen by the client. Null when there is none, or after it was deleted with the text. */
  readonly requestId: string | null;
  readonly finishReason: FinishReason | null;
  readonly rawFinishReason: string | null;
  readonly usage: (TokenUsage & { readonly estimated: boolean }) | null;
  readonly error: UpstreamFailure | null;
  /** The attempts that have ended; null for a single one, which the other fields describe. */
  readonly attempts: readonly ChatAttempt[] | null;
  /** Human-readable warnings, such as options that the model does not support. */
  readonly warnings: readonly string[];
  readonly lastSeq: number;
  readonly createdAt: Date;
  readonly firstTokenMs: number | null;
  readonly durationMs: number | null;
}

interface Numbered {
  readonly seq: number;
  readonly completionId: string;
}

type Started = Numbered & {
  readonly type: 'ChatStarted';
  readonly completion: ChatCompletionView;
};

export type ChatDelta = Numbered & {
  readonly type: 'ThinkingDelta' | 'ContentDelta';
  readonly text: string;
};

export type ToolCallDeltaEvent = Numbered & {
  readonly type: 'ToolCallDelta';
  readonly index: number;
  readonly callId: string;
  readonly name: string;
  readonly argumentsDelta: string;
};

export type ToolCallReadyEvent = Numbered & {
  readonly type: 'ToolCallReady';
  readonly toolCall: ToolCall;
};

/** Another attempt generates the whole response. */
export type ChatRestartedEvent = Numbered & {
  readonly type: 'ChatRestarted';
  /** Whether all parts before it do not belong to the response. */
  readonly discardsText: boolean;
  readonly failed: ChatAttempt;
  /** The model that responds from now on. */
  readonly modelId: string;
};

/** Exactly one of these is the last event of every completion. */
export type ChatEnd = Numbered & {
  readonly type: 'ChatCompleted' | 'ChatFailed' | 'ChatCancelled' | 'ChatInterrupted';
  readonly completion: ChatCompletionView;
};

/** `type` is the name of the GraphQL type. */
export type ChatEvent =
  | Started
  | ChatDelta
  | ToolCallDeltaEvent
  | ToolCallReadyEvent
  | ChatRestartedEvent
  | ChatEnd;
