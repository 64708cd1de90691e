import type { FinishReason } from '../../domain.ts';

/** Older versions end without a reason; `load` and `unload` answer requests without messages. */
export function toFinishReason(raw: string | undefined): FinishReason {
  if (raw === undefined || raw === '' || raw === 'stop') return 'STOP';
  return raw === 'length' ? 'LENGTH' : 'OTHER';
}
