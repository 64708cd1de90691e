import { setTimeout as delay } from 'node:timers/promises';
import { UpstreamError, type UpstreamErrorReason } from '../errors.ts';
import type { PreparedCall } from './chat-adapter.ts';

/** What another attempt may mend, and what the upstream has not begun to bill. */
const worthwhile: ReadonlySet<UpstreamErrorReason> = new Set([
  'RATE_LIMITED',
  'OVERLOADED',
  'UNAVAILABLE',
]);

const firstPauseMs = 500;
/** Whoever is told to wait for longer is better told so. */
const longestPauseMs = 60_000;

/**
 * Calls again when the upstream refuses before its first part, waiting as long as it asks, or twice
 * as long each time. After the first part, nothing is repeated: it would be paid for twice.
 *
 * @param attempts besides the first.
 */
export function withRetries(call: PreparedCall, attempts: number): PreparedCall {
  if (attempts === 0) return call;
  return {
    warnings: call.warnings,
    stream: async function* (options) {
      for (let attempt = 0; ; attempt += 1) {
        let spoken = false;
        try {
          for await (const part of call.stream(options)) {
            spoken = true;
            yield part;
          }
          return;
        } catch (error) {
          const pauseMs = spoken || attempt === attempts ? null : pauseAfter(error, attempt);
          if (pauseMs === null) throw error;
          const { signal } = options;
          await delay(pauseMs, undefined, { signal, ref: false }).catch(() => {});
          signal.throwIfAborted();
        }
      }
    },
  };
}

/** Null when waiting is no use. Half of it is chance, so that many do not come back as one. */
function pauseAfter(error: unknown, attempt: number): number | null {
  if (!(error instanceof UpstreamError) || !error.retryable) return null;
  if (!worthwhile.has(error.reason)) return null;
  const own = firstPauseMs * 2 ** attempt;
  const pauseMs = error.retryAfterMs ?? own / 2 + Math.random() * (own / 2);
  return pauseMs > longestPauseMs ? null : pauseMs;
}
