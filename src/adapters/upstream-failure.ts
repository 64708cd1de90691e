import { DestinationRefusedError } from '../egress/destination.ts';
import { HostUnresolvedError } from '../egress/guarded-lookup.ts';
import { UpstreamError, type UpstreamErrorOptions, type UpstreamErrorReason } from '../errors.ts';
import { type SentSecrets, toDetail } from './provider-detail.ts';

const messages: Readonly<Record<UpstreamErrorReason, string>> = {
  CREDENTIAL_REJECTED: 'The provider rejected the API key.',
  PERMISSION_DENIED: 'The provider denied permission; check what the API key may do.',
  QUOTA_EXHAUSTED: 'The provider account has no credit or quota left.',
  RATE_LIMITED: "The provider's rate limit was exceeded.",
  MODEL_MISSING: 'The provider does not have this model, or the base URL is wrong.',
  REQUEST_REJECTED: 'The provider rejected the request as invalid.',
  CONTEXT_LENGTH: "The messages and the response exceed the model's context length.",
  CONTENT_FILTER: "The provider's content filter blocked the request or the response.",
  UNSUPPORTED: 'The provider or the model does not support this request.',
  OVERLOADED: 'The provider is overloaded.',
  UNAVAILABLE: 'The provider failed or could not be reached.',
  TIMEOUT_FIRST_TOKEN: 'The first token did not arrive in time.',
  TIMEOUT_IDLE: 'No data arrived for too long during the response.',
  PROTOCOL: "The provider's response could not be parsed.",
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
  /** The upstream's own text, which {@link withDetail} makes safe to return. */
  readonly words?: string | undefined;
}

/** Keeps the upstream's own text out of reach of logs, databases and clients. */
class WordedError extends UpstreamError {
  readonly #words: string;

  constructor(options: UpstreamErrorOptions, words: string) {
    super(options);
    this.#words = words;
  }

  scrubbed(sent: SentSecrets): UpstreamError {
    return new UpstreamError({ ...this.toFailure(), detail: toDetail(this.#words, sent) });
  }
}

/** The error with its `detail`: what the upstream wrote, without what the call has sent in secret. */
export function withDetail(error: UpstreamError, sent: SentSecrets): UpstreamError {
  return error instanceof WordedError ? error.scrubbed(sent) : error;
}

/** An error in our own words: what the upstream wrote may repeat keys and prompts. */
export function upstreamFailure(
  reason: UpstreamErrorReason,
  { message, code, status, headers, words }: UpstreamFailureDetails = {},
): UpstreamError {
  const options = {
    reason,
    message: message ?? messages[reason],
    retryable: retryable.has(reason),
    retryAfterMs: headers === undefined ? null : retryAfterMs(headers),
    upstreamStatus: status ?? null,
    ...(code === undefined ? {} : { code }),
  };
  return words === undefined ? new UpstreamError(options) : new WordedError(options, words);
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
