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
 * Converts a finish reason; an unknown one becomes `OTHER`.
 *
 * @param raw null when the response ended without a reason.
 * @param options.called whether tools were called, for which some servers send `stop`.
 */
export function toFinishReason(
  raw: string | null,
  { called }: { readonly called: boolean },
): FinishReason {
  if (raw === null) return called ? 'TOOL_CALLS' : 'OTHER';
  const reason = Object.hasOwn(known, raw) ? (known[raw] ?? 'OTHER') : 'OTHER';
  return called && reason === 'STOP' ? 'TOOL_CALLS' : reason;
}
