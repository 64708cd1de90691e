import type { TokenUsage } from '../chat-adapter.ts';
import { asCount, type WireRecord } from '../wire-value.ts';

/** Reads the counts of the last line. Ollama omits counts that are 0. @returns null without a valid one. */
export function toTokenUsage(line: WireRecord): TokenUsage | null {
  const promptTokens = asCount(line['prompt_eval_count'] ?? 0);
  const completionTokens = asCount(line['eval_count'] ?? 0);
  if (promptTokens === null && completionTokens === null) return null;
  const isWhole = promptTokens !== null && completionTokens !== null;
  return {
    promptTokens,
    completionTokens,
    totalTokens: isWhole ? asCount(promptTokens + completionTokens) : null,
    cachedPromptTokens: null,
    reasoningTokens: null,
  };
}
