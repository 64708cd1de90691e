import type { ChatCompletion } from '../../db/chat-completion.entity.ts';
import type { ChatEventRow } from '../../db/chat-event.entity.ts';
import type { ChatCompletionView, GeneratedMessage } from './chat-event.ts';

/** A stored completion as clients see it. @param events null when they were not read. */
export function toView(
  row: ChatCompletion,
  events: readonly ChatEventRow[] | null,
): ChatCompletionView {
  return {
    id: row.id,
    modelId: row.modelId,
    status: row.status,
    requestId: row.requestId,
    message: messageOf(row, events),
    finishReason: row.finishReason,
    rawFinishReason: row.rawFinishReason,
    usage: toUsage(row),
    error: row.error,
    warnings: row.warnings,
    lastSeq: row.lastSeq,
    createdAt: row.createdAt,
    firstTokenMs: row.firstTokenMs,
    durationMs: row.durationMs,
  };
}

function messageOf(
  { status, textKept }: ChatCompletion,
  events: readonly ChatEventRow[] | null,
): ChatCompletionView['message'] {
  if (status === 'IN_PROGRESS' || !textKept) return null;
  return events === null ? undefined : toMessage(events);
}

/** The message that events come to. */
function toMessage(events: readonly ChatEventRow[]): GeneratedMessage {
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
