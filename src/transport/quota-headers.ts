import type { QuotaExceededError } from '../errors.ts';

/** The headers of a response that a quota has refused. `Retry-After` has whole seconds. */
export function quotaHeaders({ retryAfterMs }: QuotaExceededError): Record<string, string> {
  return retryAfterMs === null ? {} : { 'retry-after': `${Math.ceil(retryAfterMs / 1_000)}` };
}
