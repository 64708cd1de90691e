import type { ChatCompletion } from '../../db/chat-completion.entity.ts';
import type { ToolCall } from '../../domain.ts';
import type { ChatCompletionView, GeneratedMessage } from './chat-event.ts';
import type { LogEntry } from './chat-log.ts';

/**
 * Converts a stored completion for clients.
 *
 * @param lastSeq number of its newest event.
 */
export function toView(row: ChatCompletion, lastSeq: number): ChatCompletionView {
  return {
    id: row.id,
    kind: row.kind,
    modelId: row.modelId,
    routeId: row.routeId,
    subject: row.subject,
    status: row.status,
    requestId: row.requestId,
    finishReason: row.finishReason,
    rawFinishReason: row.rawFinishReason,
    usage: toUsage(row),
    error: row.error,
    attempts: row.attempts,
    warnings: row.warnings,
    lastSeq,
    createdAt: row.createdAt,
    firstTokenMs: row.firstTokenMs,
    durationMs: row.durationMs,
  };
}

/** The fields of a completion that has just started. */
export const justStarted = {
  status: 'IN_PROGRESS',
  finishReason: null,
  rawFinishReason: null,
  usage: null,
  error: null,
  attempts: null,
  lastSeq: 1,
  firstTokenMs: null,
  durationMs: null,
} as const;

/** Returns a stored completion as it was when it started. */
export function toStartedView(row: ChatCompletion): ChatCompletionView {
  return {
    ...toView(row, justStarted.lastSeq),
    // The model of the row is the one that responded.
    modelId: row.attempts?.[0]?.modelId ?? row.modelId,
    ...justStarted,
  };
}

/** Builds a message from the stored entries of a completion. */
export class MessageText {
  #content: string[] = [];
  #reasoning: string[] = [];
  #toolCalls: ToolCall[] = [];

  add(entries: readonly LogEntry[]): void {
    for (const { body } of entries) {
      if (body.type === 'ChatRestarted') this.#restart(body.discardsText);
      else if (body.type === 'ToolCallReady') this.#toolCalls.push(body.toolCall);
      else if (body.type === 'ContentDelta') this.#content.push(body.fragments.join(''));
      else if (body.type === 'ThinkingDelta') this.#reasoning.push(body.fragments.join(''));
    }
  }

  #restart(discardsText: boolean): void {
    if (!discardsText) return;
    this.#content = [];
    this.#reasoning = [];
    this.#toolCalls = [];
  }

  get whole(): GeneratedMessage {
    const reasoning = this.#reasoning.join('');
    return {
      content: this.#content.join(''),
      reasoning: reasoning === '' ? null : reasoning,
      toolCalls: this.#toolCalls,
    };
  }
}

function toUsage(row: ChatCompletion): ChatCompletionView['usage'] {
  const counts = {
    promptTokens: row.promptTokens,
    completionTokens: row.completionTokens,
    totalTokens: row.totalTokens,
    cachedPromptTokens: row.cachedPromptTokens,
    reasoningTokens: row.reasoningTokens,
  };
  const reported = Object.values(counts).some((count) => count !== null);
  return reported ? { ...counts, estimated: row.usageEstimated } : null;
}
