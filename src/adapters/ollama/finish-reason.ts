import type { FinishReason } from '../../domain.ts';

/**
 * Older versions end without a reason; `load` and `unload` answer requests without messages.
 *
 * @param raw empty for none.
 * @param options.called whether tools were called, for which Ollama has no word.
 */
export function toFinishReason(
  raw: string,
  { called }: { readonly called: boolean },
): FinishReason {
  if (raw === 'length') return 'LENGTH';
  if (raw !== '' && raw !== 'stop') return 'OTHER';
  return called ? 'TOOL_CALLS' : 'STOP';
}
