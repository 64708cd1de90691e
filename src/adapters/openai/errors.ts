import { APIConnectionError } from 'openai';
import type { UpstreamError, UpstreamErrorReason } from '../../errors.ts';
import { isConnectionLost } from '../connection-failure.ts';
import { isAmbiguousStatus, messageOfText, reasonOfText } from '../error-patterns.ts';
import {
  ownFailure,
  reasonOfStatus,
  unconnectedFailure,
  upstreamFailure,
} from '../upstream-failure.ts';
import { parseWireJson } from '../wire-json.ts';
import { asList, asRecord, asText, type WireRecord } from '../wire-value.ts';

/** Values of `code` and `type` that are more specific than the HTTP status. */
const specificReasons: Readonly<Record<string, UpstreamErrorReason>> = {
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

/** General values of `code` and `type`. They are used only when there is no HTTP status. */
const generalReasons: Readonly<Record<string, UpstreamErrorReason>> = {
  invalid_request_error: 'REQUEST_REJECTED',
  server_error: 'UNAVAILABLE',
};

/** Converts an error of the SDK, or of reading a response, to an UpstreamError. */
export function toUpstreamError(error: unknown): UpstreamError {
  const own = ownFailure(error) ?? unconnectedFailure(error);
  if (own !== null) return own;
  if (error instanceof APIConnectionError || error instanceof TypeError) {
    const message = isConnectionLost(error)
      ? 'The connection to the provider was lost.'
      : undefined;
    return upstreamFailure('UNAVAILABLE', { message });
  }
  throw error;
}

export interface ErrorResponse {
  /** Undefined when the error came with a successful status, or within a stream. */
  readonly status?: number;
  readonly headers?: Headers;
  readonly body: string;
}

/** Converts an error response. Its text is available only to {@link withDetail}. */
export function refusalOf({ status, headers, body }: ErrorResponse): UpstreamError {
  return refusalOfValue(parseBody(body), { status, headers });
}

/** As {@link refusalOf}, for a parsed body. */
export function refusalOfValue(
  body: WireRecord,
  details: { readonly status?: number | undefined; readonly headers?: Headers | undefined } = {},
): UpstreamError {
  const reason = reasonOf(body, details.status);
  const message = reason === 'UNSUPPORTED' ? messageOfText(textOf(body)) : undefined;
  return upstreamFailure(reason, { ...details, message, text: messagesOf(body) });
}

/** Gemini sends a list with one error. A body that is not JSON is used as the message. */
function parseBody(body: string): WireRecord {
  try {
    const value: unknown = parseWireJson(body);
    return asRecord(Array.isArray(value) ? value[0] : value);
  } catch {
    return { message: body };
  }
}

function reasonOf(body: WireRecord, status: number | undefined): UpstreamErrorReason {
  const codes = codesOf(body);
  const find = (known: typeof specificReasons) =>
    codes.map((code) => reasonOfCode(code, known)).find((reason) => reason !== undefined);
  const specific = find(specificReasons);
  if (specific !== undefined) return specific;
  const effective = status ?? codes.find(isStatus);
  const textReason = isAmbiguousStatus(effective) ? reasonOfText(textOf(body)) : null;
  if (textReason !== null) return textReason;
  if (effective !== undefined) return reasonOfStatus(effective);
  return find(generalReasons) ?? 'UNAVAILABLE';
}

/** Returns the values of `code` and `type`. */
function codesOf(body: WireRecord): readonly unknown[] {
  const error = asRecord(body['error']);
  return [body['code'], body['type'], error['code'], error['type']];
}

/** Returns all texts of an error, in the formats of all known servers. */
function textOf(body: WireRecord): string {
  const error = asRecord(body['error']);
  const details = asList(body['detail']).map((detail) => asRecord(detail)['msg']);
  const texts = [
    ...codesOf(body),
    error['message'],
    // OpenRouter adds the error of the provider that it called.
    asRecord(error['metadata'])['raw'],
    body['error'],
    body['message'],
    body['detail'],
    asRecord(body['errors'])['message'],
    ...details,
  ];
  return texts.map(asText).join('\n');
}

/** Returns the human-readable messages of an error, or its codes when it has no message. */
function messagesOf(body: WireRecord): string {
  const error = asRecord(body['error']);
  const raw = asText(asRecord(error['metadata'])['raw']);
  const problems = asList(body['detail']).map((problem) => {
    const { loc, msg } = asRecord(problem);
    const text = asText(msg);
    return text === '' ? '' : [asList(loc).slice(1).join('.'), text].filter(Boolean).join(': ');
  });
  const texts = [
    error['message'],
    raw === '' ? '' : messagesOf(parseBody(raw)),
    body['error'],
    body['message'],
    body['title'],
    body['detail'],
    asRecord(body['errors'])['message'],
    ...problems,
  ].map(asText);
  const codes = codesOf(body).map(asText);
  const messages = texts.filter(Boolean);
  return [...new Set(messages.length > 0 ? messages : codes.filter(Boolean))].join('; ');
}

/** Whether a code is an HTTP status. Some vendors use numbers for codes of their own. */
function isStatus(code: unknown): code is number {
  return typeof code === 'number' && code >= 400 && code < 600;
}

function reasonOfCode(
  code: unknown,
  known: Readonly<Record<string, UpstreamErrorReason>>,
): UpstreamErrorReason | undefined {
  return typeof code === 'string' && Object.hasOwn(known, code) ? known[code] : undefined;
}
