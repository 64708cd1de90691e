import type { TokenUsage } from '../chat-adapter.ts';

/** The counts of a last line; Ollama leaves out those that are 0. */
export interface WireUsage {
  readonly prompt_eval_count?: number;
  readonly eval_count?: number;
}

export function toTokenUsage({ prompt_eval_count, eval_count }: WireUsage): TokenUsage {
  const promptTokens = prompt_eval_count ?? 0;
  const completionTokens = eval_count ?? 0;
  return {
    promptTokens,
    completionTokens,
    totalTokens: promptTokens + completionTokens,
    cachedPromptTokens: null,
    reasoningTokens: null,
  };
}
