import type { ChatAttempt } from '../../db/chat-completion.entity.ts';
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

/** An attempt of a completion, with the model that it called. */
export interface MeasuredAttempt {
  readonly model: Readonly<Model>;
  readonly attempt: ChatAttempt;
}

/** Records the metrics of a completion and of its calls of providers. */
export function measureCompletion(
  metrics: Metrics,
  attempts: readonly MeasuredAttempt[],
  ended: EndedCompletion,
): void {
  const { end, deltas } = ended;
  const errorType = errorTypeOfEnd(ended);
  metrics.count('completions', { ending: end.status, error_type: errorType });
  for (const [index, { model, attempt }] of attempts.entries()) {
    const isLast = index === attempts.length - 1;
    measureAttempt(metrics, labelsOf(model, end), {
      attempt,
      errorType: isLast ? errorType : null,
    });
    const { firstTokenMs, durationMs } = attempt;
    if (!isLast || firstTokenMs === null || deltas <= 1) continue;
    const perChunkMs = (durationMs - firstTokenMs) / (deltas - 1);
    metrics.observe('perChunk', labelsOf(model, end), perChunkMs / 1_000);
  }
}

function labelsOf(model: Readonly<Model>, { kind }: ChatCompletionView) {
  return {
    gen_ai_operation_name: kind === 'CHAT' ? 'chat' : 'text_completion',
    gen_ai_provider_name: model.provider ?? 'ollama',
    gen_ai_request_model: model.name,
  };
}

/** @param errorType of the completion that ended with the attempt; null when others followed. */
function measureAttempt(
  metrics: Metrics,
  labels: ReturnType<typeof labelsOf>,
  { attempt, errorType }: { readonly attempt: ChatAttempt; readonly errorType: string | null },
): void {
  const { error, durationMs, firstTokenMs, usage } = attempt;
  const own = error === null ? (errorType ?? 'provider_cut') : errorTypeOf(error);
  metrics.observe('callDuration', { ...labels, error_type: own }, durationMs / 1_000);
  if (firstTokenMs !== null) metrics.observe('firstChunk', labels, firstTokenMs / 1_000);
  if (usage === null) return;
  const counts = [
    ['input', usage.promptTokens],
    ['output', usage.completionTokens],
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
