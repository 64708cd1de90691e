import { UpstreamError } from '../../errors.ts';

/**
 * Waits for a slot of a model, at most until the first token would be late.
 *
 * @throws UpstreamError after the limit; the reason of the signal when it is aborted.
 */
export async function acquireWithin(
  limitMs: number,
  signal: AbortSignal,
  acquire: (signal: AbortSignal) => Promise<Disposable>,
): Promise<Disposable> {
  if (limitMs === Number.POSITIVE_INFINITY) return acquire(signal);
  const timeout = AbortSignal.timeout(limitMs);
  try {
    return await acquire(AbortSignal.any([signal, timeout]));
  } catch (error) {
    signal.throwIfAborted();
    if (!timeout.aborted) throw error;
    throw new UpstreamError({
      code: 'OVERLOADED',
      reason: 'TIMEOUT_FIRST_TOKEN',
      message: `The model was busy for ${limitMs} ms with as many calls as maxConcurrency permits.`,
      retryable: true,
      wasSent: false,
    });
  }
}
