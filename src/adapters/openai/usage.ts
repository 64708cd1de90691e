import type { TokenUsage } from '../chat-adapter.ts';
import { asCount, asRecord, isRecord, type WireRecord } from '../wire-value.ts';

/** Returns the usage of a chunk or of its choice; null when neither has any. */
export function usageOf(chunk: WireRecord, choice: WireRecord): TokenUsage | null {
  const candidates = [chunk['usage'], choice['usage'], asRecord(chunk['x_groq'])['usage']];
  return toTokenUsage(candidates.find(isRecord));
}

/** Returns null when the value contains no count. */
export function toTokenUsage(value: unknown): TokenUsage | null {
  if (!isRecord(value)) return null;
  const usage = toCounts(value);
  return Object.values(usage).some((count) => count !== null) ? usage : null;
}

function toCounts(usage: WireRecord): TokenUsage {
  const prompt = asRecord(usage['prompt_tokens_details']);
  const completion = asRecord(usage['completion_tokens_details']);
  return {
    promptTokens: asCount(usage['prompt_tokens']),
    completionTokens: asCount(usage['completion_tokens']),
    totalTokens: asCount(usage['total_tokens']),
    // The second field is DeepSeek's.
    cachedPromptTokens:
      asCount(prompt['cached_tokens']) ?? asCount(usage['prompt_cache_hit_tokens']),
    reasoningTokens: asCount(completion['reasoning_tokens']),
  };
}
