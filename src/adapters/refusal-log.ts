import type { UpstreamError, UpstreamErrorReason } from '../errors.ts';
import type { SentSecrets } from './provider-detail.ts';
import { withDetail } from './upstream-failure.ts';

/**
 * A request that the upstream rejected. The upstream's text is not included: it can repeat prompts
 * and keys.
 */
export interface Refusal {
  readonly model: string;
  /** HTTP status; null when the error came within a streamed response. */
  readonly status: number | null;
  /** Meaning of the upstream's status and text. */
  readonly reason: UpstreamErrorReason;
}

/** Records rejected requests, so that operators can find the cause of errors. */
export interface RefusalLog {
  note(refusal: Refusal): void;
}

/** Records a rejected request, and returns the error with the provider's text as its `detail`. */
export type NoteRefusal = (error: UpstreamError) => UpstreamError;

/** Creates the recorder for the calls of one model. */
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
