import { APIConnectionError, APIError } from 'openai';
import type { UpstreamError, UpstreamErrorReason } from '../../errors.ts';
import {
  ownFailure,
  reasonOfStatus,
  unresolvedFailure,
  upstreamFailure,
} from '../upstream-failure.ts';

/** Words that say more than the status they come with, from `code` and `type`. */
const reasons: Readonly<Record<string, UpstreamErrorReason>> = {
  context_length_exceeded: 'CONTEXT_LENGTH',
  exceed_context_size_error: 'CONTEXT_LENGTH',
  insufficient_quota: 'QUOTA_EXHAUSTED',
  billing_hard_limit_reached: 'QUOTA_EXHAUSTED',
  rate_limit_exceeded: 'RATE_LIMITED',
  invalid_api_key: 'CREDENTIAL_REJECTED',
  authentication_error: 'CREDENTIAL_REJECTED',
  permission_error: 'PERMISSION_DENIED',
  model_not_found: 'MODEL_MISSING',
  content_filter: 'CONTENT_FILTER',
  content_policy_violation: 'CONTENT_FILTER',
  unsupported_parameter: 'UNSUPPORTED',
  unsupported_value: 'UNSUPPORTED',
  not_supported_error: 'UNSUPPORTED',
  overloaded_error: 'OVERLOADED',
};

/** General words, which give way to a status. */
const generalReasons: Readonly<Record<string, UpstreamErrorReason>> = {
  invalid_request_error: 'REQUEST_REJECTED',
  server_error: 'UNAVAILABLE',
};

interface WireError {
  readonly status?: unknown;
  readonly code?: unknown;
  readonly type?: unknown;
  readonly headers?: unknown;
  /** The body, or its `error`. */
  readonly error?: unknown;
}

/** Whether the connection broke, as opposed to the upstream saying that something is wrong. */
export function isCut(error: unknown): boolean {
  if (error instanceof APIError) return error instanceof APIConnectionError;
  // undici: "terminated", for a body that ends before its time.
  return error instanceof TypeError;
}

/** What an error of the SDK, or one found in a body, means. Nothing of its text is kept. */
export function toUpstreamError(error: unknown): UpstreamError {
  const own = ownFailure(error) ?? unresolvedFailure(error);
  if (own !== null) return own;
  if (error instanceof SyntaxError) return upstreamFailure('PROTOCOL');
  if (error instanceof APIConnectionError || error instanceof TypeError) {
    return upstreamFailure('UNAVAILABLE');
  }
  if (!(error instanceof APIError) && error instanceof Error) throw error;
  return fromWire(error as WireError);
}

function fromWire(wire: WireError): UpstreamError {
  const inner = (typeof wire.error === 'object' ? wire.error : null) as WireError | null;
  const numeric = [wire.code, inner?.code].find((value) => typeof value === 'number');
  const status = typeof wire.status === 'number' ? wire.status : undefined;
  const details = { status, headers: isHeaders(wire.headers) ? wire.headers : undefined };
  const words = [wire.code, wire.type, inner?.code, inner?.type];
  const find = (known: typeof reasons) =>
    words.map((word) => reasonOfWord(word, known)).find((reason) => reason !== undefined);
  const specific = find(reasons);
  if (specific !== undefined) return upstreamFailure(specific, details);
  const effective = status ?? (numeric as number | undefined);
  if (effective !== undefined) return upstreamFailure(reasonOfStatus(effective), details);
  return upstreamFailure(find(generalReasons) ?? 'UNAVAILABLE', details);
}

/** Not by class: the guarded fetch brings its own. */
function isHeaders(value: unknown): value is Headers {
  return typeof value === 'object' && value !== null && 'get' in value;
}

function reasonOfWord(
  word: unknown,
  known: Readonly<Record<string, UpstreamErrorReason>>,
): UpstreamErrorReason | undefined {
  return typeof word === 'string' && Object.hasOwn(known, word) ? known[word] : undefined;
}
