import { causesOf } from '../causes.ts';
import { DestinationRefusedError } from '../egress/destination.ts';
import { HostUnresolvedError } from '../egress/guarded-lookup.ts';
import { RedirectError } from '../egress/redirect-error.ts';
import { UpstreamError, type UpstreamErrorOptions, type UpstreamErrorReason } from '../errors.ts';
import { type ConnectionFailure, connectionFailureOf } from './connection-failure.ts';
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
  /**
   * Message of ours that is more specific than that of the reason. Never the upstream's own text.
   */
  readonly message?: string | undefined;
  readonly code?: UpstreamError['code'];
  readonly status?: number | undefined;
  readonly headers?: Headers | undefined;
  /** Text of the upstream's error, which {@link withDetail} makes safe to return. */
  readonly text?: string | undefined;
}

/**
 * Holds the upstream's text in a private field, so that logs, the database and clients never get
 * it.
 */
class UpstreamTextError extends UpstreamError {
  readonly #text: string;

  constructor(options: UpstreamErrorOptions, text: string) {
    super(options);
    this.#text = text;
  }

  scrubbed(sent: SentSecrets): UpstreamError {
    return new UpstreamError({ ...this.toFailure(), detail: toDetail(this.#text, sent) });
  }
}

/**
 * Returns the error with the upstream's text as its `detail`, without the secrets that the call
 * sent.
 */
export function withDetail(error: UpstreamError, sent: SentSecrets): UpstreamError {
  return error instanceof UpstreamTextError ? error.scrubbed(sent) : error;
}

/**
 * Creates an error with our own message, because the upstream's text can repeat keys and prompts.
 */
export function upstreamFailure(
  reason: UpstreamErrorReason,
  { message, code, status, headers, text }: UpstreamFailureDetails = {},
): UpstreamError {
  const options = {
    reason,
    message: message ?? messages[reason],
    retryable: retryable.has(reason),
    retryAfterMs: headers === undefined ? null : retryAfterMs(headers),
    upstreamStatus: status ?? null,
    ...(code === undefined ? {} : { code }),
  };
  return text === undefined ? new UpstreamError(options) : new UpstreamTextError(options, text);
}

/** Maps an HTTP status to a reason. */
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
 * Searches the causes of an SDK error for an UpstreamError, for a destination that the egress guard
 * refused, or for a redirect. Null when there is none of them.
 */
export function ownFailure(error: unknown): UpstreamError | null {
  for (const cause of causesOf(error)) {
    if (cause instanceof UpstreamError) return cause;
    if (cause instanceof DestinationRefusedError) {
      return new UpstreamError({
        code: 'DESTINATION_NOT_ALLOWED',
        reason: 'UNAVAILABLE',
        message: cause.message,
        retryable: false,
        wasSent: false,
      });
    }
    if (cause instanceof RedirectError) {
      const { httpStatus: status } = cause;
      const message = `The server responded with a redirect (HTTP ${status}). Redirects are not followed: the base URL must be the final address.`;
      return upstreamFailure('PROTOCOL', { message, status });
    }
  }
  return null;
}

const fix = 'check the base URL.';
const connectionMessages: Readonly<Record<ConnectionFailure, string>> = {
  REFUSED: `The provider refused the connection; ${fix}`,
  UNREACHABLE: `There is no network route to the provider; ${fix}`,
  UNRESOLVED: `The provider's host name cannot be resolved; ${fix}`,
  TIMED_OUT: `The connection to the provider timed out; ${fix}`,
  TLS: `The provider's TLS certificate or protocol was not accepted; ${fix}`,
};

/** Returns null when the error occurred after the connection was established. */
export function unconnectedFailure(error: unknown): UpstreamError | null {
  const failure = connectionFailureOf(error);
  if (failure === null) return null;
  const unresolved = causesOf(error).find((cause) => cause instanceof HostUnresolvedError);
  return new UpstreamError({
    reason: 'UNAVAILABLE',
    message: unresolved?.message ?? connectionMessages[failure],
    retryable: true,
    wasSent: false,
    cause: unresolved,
  });
}

/** RFC 9110, section 10.2.3: seconds or a date. Some vendors also send `retry-after-ms`. */
function retryAfterMs(headers: Headers): number | null {
  const ms = Number(headers.get('retry-after-ms') ?? Number.NaN);
  if (ms >= 0) return bounded(ms);
  const text = headers.get('retry-after');
  if (text === null) return null;
  const wait = /^\d+(\.\d+)?$/.test(text) ? Number(text) * 1000 : Date.parse(text) - Date.now();
  return Number.isNaN(wait) ? null : bounded(wait);
}

function bounded(ms: number): number {
  return Math.round(Math.min(Math.max(ms, 0), 2_147_483_647));
}
