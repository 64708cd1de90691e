import type { ChatCompletion } from '../../db/chat-completion.entity.ts';
import type { ChatEventRow } from '../../db/chat-event.entity.ts';
import type { ChatCompletionView, GeneratedMessage } from './chat-event.ts';

/**
 * A stored completion as clients see it.
 *
 * @param lastSeq number of its newest event.
 */
export function toView(row: ChatCompletion, lastSeq: number): ChatCompletionView {
  return {
    id: row.id,
    modelId: row.modelId,
    subject: row.subject,
    status: row.status,
    requestId: row.requestId,
    finishReason: row.finishReason,
    rawFinishReason: row.rawFinishReason,
    usage: toUsage(row),
    error: row.error,
    warnings: row.warnings,
    lastSeq,
    createdAt: row.createdAt,
    firstTokenMs: row.firstTokenMs,
    durationMs: row.durationMs,
  };
}

/** A stored completion as it was when it started. */
export function toStartedView(row: ChatCompletion): ChatCompletionView {
  return {
    ...toView(row, 1),
    status: 'IN_PROGRESS',
    finishReason: null,
    rawFinishReason: null,
    usage: null,
    error: null,
    firstTokenMs: null,
    durationMs: null,
  };
}

/** The message that events add up to. */
export function toMessage(events: readonly Pick<ChatEventRow, 'body'>[]): GeneratedMessage {
  const textOf = (type: 'ContentDelta' | 'ThinkingDelta') =>
    events.flatMap(({ body }) => (body.type === type ? body.fragments : [])).join('');
  const reasoning = textOf('ThinkingDelta');
  return {
    content: textOf('ContentDelta'),
    reasoning: reasoning === '' ? null : reasoning,
    toolCalls: events.flatMap(({ body }) => (body.type === 'ToolCallReady' ? [body.toolCall] : [])),
  };
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
