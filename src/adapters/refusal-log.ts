import type { UpstreamError, UpstreamErrorReason } from '../errors.ts';

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

/** Records the refusals of one model. */
export function refusalsOf(
  { name }: { readonly name: string },
  log: RefusalLog,
): (error: UpstreamError) => void {
  return ({ upstreamStatus, reason }) => log.note({ model: name, status: upstreamStatus, reason });
}
