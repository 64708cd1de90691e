import type { TokenUsage } from '../chat-adapter.ts';

/** The counts that we use of what vendors send. */
export interface WireUsage {
  readonly prompt_tokens?: unknown;
  readonly completion_tokens?: unknown;
  readonly total_tokens?: unknown;
  readonly prompt_tokens_details?: { readonly cached_tokens?: unknown } | null;
  readonly completion_tokens_details?: { readonly reasoning_tokens?: unknown } | null;
  /** DeepSeek's name for what it read from its cache. */
  readonly prompt_cache_hit_tokens?: unknown;
}

/** Where a chunk may carry usage. */
export interface UsageCarrier {
  readonly usage?: WireUsage | null;
  readonly choices?: readonly { readonly usage?: WireUsage | null }[] | null;
  readonly x_groq?: { readonly usage?: WireUsage | null } | null;
}

/** The usage of a chunk, in whichever place; null when it has none. */
export function usageOf({ usage, choices, x_groq }: UsageCarrier): WireUsage | null {
  return usage ?? choices?.[0]?.usage ?? x_groq?.usage ?? null;
}

export function toTokenUsage(usage: WireUsage): TokenUsage {
  return {
    promptTokens: count(usage.prompt_tokens),
    completionTokens: count(usage.completion_tokens),
    totalTokens: count(usage.total_tokens),
    cachedPromptTokens:
      count(usage.prompt_tokens_details?.cached_tokens) ?? count(usage.prompt_cache_hit_tokens),
    reasoningTokens: count(usage.completion_tokens_details?.reasoning_tokens),
  };
}

/** A count fits into a column and a GraphQL Int, or is none. */
function count(value: unknown): number | null {
  const usable = typeof value === 'number' && Number.isInteger(value) && value >= 0;
  return usable && value <= 2_147_483_647 ? value : null;
}
