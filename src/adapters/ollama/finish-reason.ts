import type { FinishReason } from '../../domain.ts';

/**
 * Converts a finish reason. Older versions of Ollama send none; `load` and `unload` are the reasons
 * of requests without messages.
 *
 * @param raw empty when there is none.
 * @param options.called whether tools were called, for which Ollama sends no reason of its own.
 */
export function toFinishReason(
  raw: string,
  { called }: { readonly called: boolean },
): FinishReason {
  if (raw === 'length') return 'LENGTH';
  if (raw !== '' && raw !== 'stop') return 'OTHER';
  return called ? 'TOOL_CALLS' : 'STOP';
}
