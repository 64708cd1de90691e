import { DestinationRefusedError } from '../egress/destination.ts';
import { HostUnresolvedError } from '../egress/guarded-lookup.ts';
import { UpstreamError, type UpstreamErrorReason } from '../errors.ts';

const messages: Readonly<Record<UpstreamErrorReason, string>> = {
  CREDENTIAL_REJECTED: 'The upstream does not accept the API key.',
  PERMISSION_DENIED: 'The upstream does not permit this.',
  QUOTA_EXHAUSTED: 'The account at the upstream has no credit or quota left.',
  RATE_LIMITED: 'The upstream receives too many requests.',
  MODEL_MISSING: 'The upstream does not know the model, or the address.',
  REQUEST_REJECTED: 'The upstream finds the request wrong.',
  CONTEXT_LENGTH: "The messages do not fit into the model's context.",
  CONTENT_FILTER: 'The upstream refused the content.',
  UNSUPPORTED: 'The upstream or the model cannot do what was asked.',
  OVERLOADED: 'The upstream is too busy.',
  UNAVAILABLE: 'The upstream failed, or could not be reached.',
  TIMEOUT_FIRST_TOKEN: 'The first token did not come in time.',
  TIMEOUT_IDLE: 'The answer stood still for too long.',
  PROTOCOL: 'The upstream answered with something that is not an answer.',
};

const retryable: ReadonlySet<UpstreamErrorReason> = new Set([
  'RATE_LIMITED',
  'OVERLOADED',
  'UNAVAILABLE',
  'TIMEOUT_FIRST_TOKEN',
  'TIMEOUT_IDLE',
]);

export interface UpstreamFailureDetails {
  /** More than the reason alone says. Never the upstream's own text. */
  readonly message?: string | undefined;
  readonly code?: UpstreamError['code'];
  readonly status?: number | undefined;
  readonly headers?: Headers | undefined;
}

/** An error in our own words: what the upstream wrote may repeat keys and prompts. */
export function upstreamFailure(
  reason: UpstreamErrorReason,
  { message, code, status, headers }: UpstreamFailureDetails = {},
): UpstreamError {
  return new UpstreamError({
    reason,
    message: message ?? messages[reason],
    retryable: retryable.has(reason),
    retryAfterMs: headers === undefined ? null : retryAfterMs(headers),
    upstreamStatus: status ?? null,
    ...(code === undefined ? {} : { code }),
  });
}

/** What an HTTP status alone says. */
export function reasonOfStatus(status: number): UpstreamErrorReason {
  if (status === 401) return 'CREDENTIAL_REJECTED';
  if (status === 402) return 'QUOTA_EXHAUSTED';
  if (status === 403) return 'PERMISSION_DENIED';
  if (status === 404) return 'MODEL_MISSING';
  if (status === 408) return 'UNAVAILABLE';
  if (status === 429) return 'RATE_LIMITED';
  if (status === 501) return 'UNSUPPORTED';
  if (status === 503 || status === 529) return 'OVERLOADED';
  return status >= 500 ? 'UNAVAILABLE' : 'REQUEST_REJECTED';
}

/**
 * The failure behind an error that an SDK has wrapped: one of ours, or a destination that egress
 * has refused; null when it is neither.
 */
export function ownFailure(error: unknown): UpstreamError | null {
  for (let cause = error, depth = 0; cause instanceof Error && depth < 8; depth += 1) {
    if (cause instanceof UpstreamError) return cause;
    if (cause instanceof DestinationRefusedError) {
      return new UpstreamError({
        code: 'DESTINATION_NOT_ALLOWED',
        reason: 'UNAVAILABLE',
        message: cause.message,
        retryable: false,
      });
    }
    cause = cause.cause;
  }
  return null;
}

/** The failure behind an error of the HTTP client when a host name has no usable address. */
export function unresolvedFailure(error: unknown): UpstreamError | null {
  for (let cause = error, depth = 0; cause instanceof Error && depth < 8; depth += 1) {
    if (cause instanceof HostUnresolvedError) {
      const { message } = cause;
      return new UpstreamError({ reason: 'UNAVAILABLE', message, retryable: true, cause });
    }
    cause = cause.cause;
  }
  return null;
}

/** RFC 9110, section 10.2.3: seconds or a date; some vendors also send milliseconds. */
function retryAfterMs(headers: Headers): number | null {
  const exact = Number(headers.get('retry-after-ms') ?? Number.NaN);
  if (exact >= 0) return bounded(exact);
  const text = headers.get('retry-after');
  if (text === null) return null;
  const ms = /^\d+(\.\d+)?$/.test(text) ? Number(text) * 1000 : Date.parse(text) - Date.now();
  return Number.isNaN(ms) ? null : bounded(ms);
}

function bounded(ms: number): number {
  return Math.round(Math.min(Math.max(ms, 0), 2_147_483_647));
}
