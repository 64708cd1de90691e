import { setTimeout as delay } from 'node:timers/promises';
import { AppError, OverloadedError } from '../../errors.ts';

const shortestPauseMs = 100;
const longestPauseMs = 1_000;

/**
 * Repeats a read until the database answers, so that an outage does not end a subscription.
 *
 * @returns null once the signal is aborted.
 * @throws an {@link AppError} other than OverloadedError.
 */
export async function untilAnswered<T>(
  read: () => Promise<T>,
  signal: AbortSignal,
): Promise<T | null> {
  for (let pauseMs = shortestPauseMs; !signal.aborted; pauseMs *= 2) {
    try {
      return await read();
    } catch (error) {
      if (error instanceof AppError && !(error instanceof OverloadedError)) throw error;
      const ms = Math.min(pauseMs, longestPauseMs);
      await delay(ms, undefined, { signal, ref: false }).catch(() => {});
    }
  }
  return null;
}
