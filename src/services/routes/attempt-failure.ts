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
  if (!(error instanceof CredentialError || error instanceof InvalidInputError)) throw error;
  const { code, message } = error;
  const reason = error instanceof CredentialError ? 'CREDENTIAL_REJECTED' : 'UNSUPPORTED';
  return new UpstreamError({
    code,
    reason,
    message,
    retryable: false,
    wasSent: false,
    cause: error,
  });
}

/** Waits before an attempt. @throws the reason of the signal when it is aborted. */
export async function pauseBefore(delayMs: number, signal: AbortSignal): Promise<void> {
  if (delayMs > 0) await delay(delayMs, undefined, { signal, ref: false }).catch(() => {});
  signal.throwIfAborted();
}
