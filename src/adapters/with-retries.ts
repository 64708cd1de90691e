import { setTimeout as delay } from 'node:timers/promises';
import { UpstreamError, type UpstreamErrorReason } from '../errors.ts';
import type { PreparedCall } from './chat-adapter.ts';

/** Reasons for which a retry can succeed and for which the provider has not charged anything. */
const retriedReasons: ReadonlySet<UpstreamErrorReason> = new Set([
  'RATE_LIMITED',
  'OVERLOADED',
  'UNAVAILABLE',
]);

const firstDelayMs = 500;
/**
 * When the provider requests a longer delay, the caller gets the error with `retryAfterMs` instead.
 */
const maxDelayMs = 60_000;

/**
 * Retries a request that failed before its first part. The delay is the one that the provider
 * requests, or else doubles with each attempt. After the first part nothing is retried, because the
 * provider would charge for the response twice.
 *
 * @param attempts maximum number of retries.
 */
export function withRetries(call: PreparedCall, attempts: number): PreparedCall {
  if (attempts === 0) return call;
  return {
    warnings: call.warnings,
    stream: async function* (options) {
      for (let attempt = 0; ; attempt += 1) {
        let hasStarted = false;
        try {
          for await (const part of call.stream(options)) {
            hasStarted = true;
            yield part;
          }
          return;
        } catch (error) {
          const delayMs = hasStarted || attempt === attempts ? null : delayAfter(error, attempt);
          if (delayMs === null) throw error;
          const { signal } = options;
          await delay(delayMs, undefined, { signal, ref: false }).catch(() => {});
          signal.throwIfAborted();
        }
      }
    },
  };
}

/** Returns the delay in milliseconds; null for an error that is not retried. */
function delayAfter(error: unknown, attempt: number): number | null {
  if (!(error instanceof UpstreamError) || !error.retryable) return null;
  if (!retriedReasons.has(error.reason)) return null;
  const backoffMs = firstDelayMs * 2 ** attempt;
  // Half of the delay is random, so that many callers do not retry at the same moment.
  const delayMs = error.retryAfterMs ?? backoffMs / 2 + Math.random() * (backoffMs / 2);
  return delayMs > maxDelayMs ? null : delayMs;
}
