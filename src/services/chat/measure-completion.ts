import type { Model } from '../../db/model.entity.ts';
import { errorTypeOf } from '../../metrics/error-type.ts';
import type { Metrics } from '../../metrics/metrics.ts';
import type { ChatCompletionView } from './chat-event.ts';

/** A completion that has ended. */
export interface EndedCompletion {
  readonly end: ChatCompletionView;
  /** Whether the server stopped it, because the server shuts down or has lost its lease. */
  readonly isStopped: boolean;
  /** Number of deltas with text. */
  readonly deltas: number;
}

/** Records the metrics of a completion and of its call of the provider. */
export function measureCompletion(
  metrics: Metrics,
  model: Readonly<Model>,
  ended: EndedCompletion,
): void {
  const { end, deltas } = ended;
  const errorType = errorTypeOfEnd(ended);
  const labels = {
    gen_ai_operation_name: end.kind === 'CHAT' ? 'chat' : 'text_completion',
    gen_ai_provider_name: model.provider ?? 'ollama',
    gen_ai_request_model: model.name,
  };
  const durationMs = end.durationMs ?? 0;
  metrics.count('completions', { ending: end.status, error_type: errorType });
  metrics.observe('callDuration', { ...labels, error_type: errorType }, durationMs / 1_000);
  if (end.firstTokenMs !== null) {
    metrics.observe('firstChunk', labels, end.firstTokenMs / 1_000);
    const streamedMs = durationMs - end.firstTokenMs;
    if (deltas > 1) metrics.observe('perChunk', labels, streamedMs / (deltas - 1) / 1_000);
  }
  if (end.usage === null) return;
  const { promptTokens, completionTokens } = end.usage;
  const counts = [
    ['input', promptTokens],
    ['output', completionTokens],
  ] as const;
  for (const [type, count] of counts) {
    if (count !== null) metrics.observe('tokens', { ...labels, gen_ai_token_type: type }, count);
  }
}

export function errorTypeOfEnd({ end, isStopped }: EndedCompletion): string {
  if (end.error !== null) return errorTypeOf(end.error);
  if (end.status === 'CANCELLED') return 'caller_cancelled';
  if (end.status === 'INTERRUPTED') return isStopped ? 'own_shutdown' : 'provider_cut';
  return end.status === 'COMPLETED' ? '' : '_OTHER';
}
