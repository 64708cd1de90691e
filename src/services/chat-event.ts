import type { TokenUsage } from '../adapters/chat-adapter.ts';
import type { ChatCompletionStatus, FinishReason } from '../domain.ts';
import type { UpstreamFailure } from '../errors.ts';

/** What is known of one generation at some moment. */
export interface ChatCompletionView {
  readonly id: string;
  readonly modelId: string;
  readonly status: ChatCompletionStatus;
  /** Null when the text is not at hand: before the end, and after the stream is over. */
  readonly message: { readonly content: string; readonly reasoning: string | null } | null;
  readonly finishReason: FinishReason | null;
  readonly rawFinishReason: string | null;
  readonly usage: TokenUsage | null;
  readonly error: UpstreamFailure | null;
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

/** Exactly one of these is the last event of every completion. */
export type ChatEnd = Numbered & {
  readonly type: 'ChatCompleted' | 'ChatFailed' | 'ChatCancelled' | 'ChatInterrupted';
  readonly completion: ChatCompletionView;
};

/** `type` is the name of the GraphQL type. */
export type ChatEvent = Started | ChatDelta | ChatEnd;
