import type { FinishReason } from '../../domain.ts';

const known: Readonly<Record<string, FinishReason>> = {
  stop: 'STOP',
  length: 'LENGTH',
  model_length: 'LENGTH',
  tool_calls: 'TOOL_CALLS',
  function_call: 'TOOL_CALLS',
  content_filter: 'CONTENT_FILTER',
};

/** Vendors invent words of their own; what is not known is `OTHER`. */
export function toFinishReason(raw: string): FinishReason {
  return Object.hasOwn(known, raw) ? (known[raw] ?? 'OTHER') : 'OTHER';
}
