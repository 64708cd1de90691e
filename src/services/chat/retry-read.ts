import { setTimeout as delay } from 'node:timers/promises';
import { AppError, OverloadedError } from '../../errors.ts';

/** Delays between attempts, in milliseconds. */
const minDelayMs = 100;
const maxDelayMs = 1_000;

/**
 * Repeats a read until the database responds, so that an outage does not end a subscription.
 *
 * @returns null once the signal is aborted.
 * @throws an {@link AppError} other than OverloadedError.
 */
export async function retryRead<T>(read: () => Promise<T>, signal: AbortSignal): Promise<T | null> {
  for (let delayMs = minDelayMs; !signal.aborted; delayMs *= 2) {
    try {
      return await read();
    } catch (error) {
      if (error instanceof AppError && !(error instanceof OverloadedError)) throw error;
      const ms = Math.min(delayMs, maxDelayMs);
      await delay(ms, undefined, { signal, ref: false }).catch(() => {});
    }
  }
  return null;
}
