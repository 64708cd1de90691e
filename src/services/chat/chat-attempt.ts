import type { ChatPart, TokenUsage } from '../../adapters/chat-adapter.ts';
import type { ChatAttempt } from '../../db/chat-completion.entity.ts';
import type { UpstreamFailure } from '../../errors.ts';
import type { ChatCompletionView } from './chat-event.ts';

export type CountedUsage = TokenUsage & { readonly estimated: boolean };

/** Failures after which the provider can have begun to generate, unless it responded with an error. */
const billableReasons: ReadonlySet<UpstreamFailure['reason']> = new Set([
  'TIMEOUT_FIRST_TOKEN',
  'TIMEOUT_IDLE',
  'PROTOCOL',
  'UNAVAILABLE',
]);

/** Whether the provider can charge for a request that ended with an error, or with none. */
export function mayBeBilled(error: UpstreamFailure | null, hadOutput: boolean): boolean {
  if (hadOutput || error === null) return true;
  const { wasSent, reason, upstreamStatus } = error;
  return wasSent && billableReasons.has(reason) && (upstreamStatus ?? 200) < 300;
}

/** Counts the tokens of a response. */
export class UsageCount {
  #deltas = 0;
  #reported: TokenUsage | null = null;

  take(part: ChatPart): void {
    if (part.type === 'usage') this.#reported = part.usage;
    else if (part.type === 'finish') this.#reported = part.usage ?? this.#reported;
    else if (part.type !== 'warning' && part.type !== 'tool-call') this.#deltas += 1;
  }

  /** Without a count of the upstream, each delta counts as one token; null without any delta. */
  get usage(): CountedUsage | null {
    if (this.#reported !== null) return { ...this.#reported, estimated: false };
    if (this.#deltas === 0) return null;
    return {
      promptTokens: null,
      completionTokens: this.#deltas,
      totalTokens: null,
      cachedPromptTokens: null,
      reasoningTokens: null,
      estimated: true,
    };
  }
}

/** The attempts of a completion that have ended. A completion with one attempt describes it. */
export function attemptsOf(completion: ChatCompletionView): readonly ChatAttempt[] {
  if (completion.attempts !== null) return completion.attempts;
  const { status, modelId, createdAt, durationMs, firstTokenMs, error, usage } = completion;
  if (status === 'IN_PROGRESS') return [];
  return [
    {
      modelId,
      keyLabel: null,
      startedAt: createdAt.toISOString(),
      durationMs: durationMs ?? 0,
      firstTokenMs,
      error,
      usage,
      mayBeBilled: mayBeBilled(error, firstTokenMs !== null),
    },
  ];
}
