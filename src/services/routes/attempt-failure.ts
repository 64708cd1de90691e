import { setTimeout as delay } from 'node:timers/promises';
import { CredentialError, InvalidInputError, UpstreamError } from '../../errors.ts';

/**
 * Converts an error of an attempt, after which another model or key can be used. The original is
 * the `cause`.
 *
 * @throws an error that is a defect.
 */
export function toAttemptFailure(error: unknown): UpstreamError {
  if (error instanceof UpstreamError) return error;
  const failure = {
    code: 'INTERNAL',
    message: String(error),
    retryable: false,
    cause: error,
  } as const;
  if (error instanceof CredentialError) {
    return new UpstreamError({ ...failure, message: error.message, reason: 'CREDENTIAL_REJECTED' });
  }
  if (error instanceof InvalidInputError) {
    return new UpstreamError({ ...failure, message: error.message, reason: 'UNSUPPORTED' });
  }
  throw error;
}

/** Waits before an attempt. @throws the reason of the signal when it is aborted. */
export async function pauseBefore(delayMs: number, signal: AbortSignal): Promise<void> {
  if (delayMs > 0) await delay(delayMs, undefined, { signal, ref: false }).catch(() => {});
  signal.throwIfAborted();
}
