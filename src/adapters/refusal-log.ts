import type { UpstreamError, UpstreamErrorReason } from '../errors.ts';
import type { SentSecrets } from './provider-detail.ts';
import { withDetail } from './upstream-failure.ts';

/** A refusal of an upstream. What it wrote is not part of it: that can repeat prompts and keys. */
export interface Refusal {
  readonly model: string;
  /** HTTP status; null when it came in the middle of an answer. */
  readonly status: number | null;
  /** What the words and the status of the upstream mean. */
  readonly reason: UpstreamErrorReason;
}

/** Records refusals for those who look for a fault. */
export interface RefusalLog {
  note(refusal: Refusal): void;
}

/** Records a refusal, and returns it with the provider's own words as its `detail`. */
export type NoteRefusal = (error: UpstreamError) => UpstreamError;

/** Records the refusals of one model. */
export function refusalsOf(
  target: SentSecrets & { readonly name: string },
  log: RefusalLog,
): NoteRefusal {
  return (error) => {
    const { upstreamStatus, reason } = error;
    log.note({ model: target.name, status: upstreamStatus, reason });
    return withDetail(error, target);
  };
}
