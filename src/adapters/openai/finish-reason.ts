import type { FinishReason } from '../../domain.ts';

const known: Readonly<Record<string, FinishReason>> = {
  stop: 'STOP',
  length: 'LENGTH',
  model_length: 'LENGTH',
  tool_calls: 'TOOL_CALLS',
  function_call: 'TOOL_CALLS',
  content_filter: 'CONTENT_FILTER',
};

/**
 * Vendors invent words of their own; what is not known is `OTHER`.
 *
 * @param raw null when the server ended the answer without a reason.
 * @param options.called whether tools were called, which some servers call a plain stop.
 */
export function toFinishReason(
  raw: string | null,
  { called }: { readonly called: boolean },
): FinishReason {
  if (raw === null) return called ? 'TOOL_CALLS' : 'OTHER';
  const reason = Object.hasOwn(known, raw) ? (known[raw] ?? 'OTHER') : 'OTHER';
  return called && reason === 'STOP' ? 'TOOL_CALLS' : reason;
}
