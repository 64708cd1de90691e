import { APIConnectionError } from 'openai';
import type { UpstreamError, UpstreamErrorReason } from '../../errors.ts';
import { isGeneralStatus, messageOfWords, reasonOfWords } from '../refusal-words.ts';
import {
  ownFailure,
  reasonOfStatus,
  unresolvedFailure,
  upstreamFailure,
} from '../upstream-failure.ts';
import { parseWireJson } from '../wire-json.ts';
import { asList, asRecord, asText, type WireRecord } from '../wire-value.ts';

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

/** An error of the SDK, or of reading an answer, as a failure of the upstream. */
export function toUpstreamError(error: unknown): UpstreamError {
  const own = ownFailure(error) ?? unresolvedFailure(error);
  if (own !== null) return own;
  if (error instanceof APIConnectionError || error instanceof TypeError) {
    return upstreamFailure('UNAVAILABLE');
  }
  throw error;
}

export interface Refusal {
  /** Undefined when it came as an answer, or within one. */
  readonly status?: number;
  readonly headers?: Headers;
  readonly body: string;
}

/** What a refusal means. Its text is kept for {@link withDetail} alone. */
export function refusalOf({ status, headers, body }: Refusal): UpstreamError {
  return refusalOfValue(parseBody(body), { status, headers });
}

/** As {@link refusalOf}, of a body that has been parsed. */
export function refusalOfValue(
  body: WireRecord,
  details: { readonly status?: number | undefined; readonly headers?: Headers | undefined } = {},
): UpstreamError {
  const reason = reasonOf(body, details.status);
  const message = reason === 'UNSUPPORTED' ? messageOfWords(textOf(body)) : undefined;
  return upstreamFailure(reason, { ...details, message, words: messagesOf(body) });
}

/** Gemini sends a list of one error; a body that is not JSON is the message itself. */
function parseBody(body: string): WireRecord {
  try {
    const value: unknown = parseWireJson(body);
    return asRecord(Array.isArray(value) ? value[0] : value);
  } catch {
    return { message: body };
  }
}

function reasonOf(body: WireRecord, status: number | undefined): UpstreamErrorReason {
  const words = wordsOf(body);
  const find = (known: typeof reasons) =>
    words.map((word) => reasonOfWord(word, known)).find((reason) => reason !== undefined);
  const specific = find(reasons);
  if (specific !== undefined) return specific;
  const effective = status ?? words.find(isStatus);
  const meant = isGeneralStatus(effective) ? reasonOfWords(textOf(body)) : null;
  if (meant !== null) return meant;
  if (effective !== undefined) return reasonOfStatus(effective);
  return find(generalReasons) ?? 'UNAVAILABLE';
}

/** The codes of an error. */
function wordsOf(body: WireRecord): readonly unknown[] {
  const error = asRecord(body['error']);
  return [body['code'], body['type'], error['code'], error['type']];
}

/** Everything that an error says in words, in any of the forms that servers use. */
function textOf(body: WireRecord): string {
  const error = asRecord(body['error']);
  const details = asList(body['detail']).map((detail) => asRecord(detail)['msg']);
  const texts = [
    ...wordsOf(body),
    error['message'],
    // OpenRouter: what the provider itself has said.
    asRecord(error['metadata'])['raw'],
    body['error'],
    body['message'],
    body['detail'],
    asRecord(body['errors'])['message'],
    ...details,
  ];
  return texts.map(asText).join('\n');
}

/** What a body says for people; the words for programs where it says nothing else. */
function messagesOf(body: WireRecord): string {
  const error = asRecord(body['error']);
  const raw = asText(asRecord(error['metadata'])['raw']);
  const faults = asList(body['detail']).map((fault) => {
    const { loc, msg } = asRecord(fault);
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
    ...faults,
  ].map(asText);
  const codes = wordsOf(body).map(asText);
  const said = texts.filter(Boolean);
  return [...new Set(said.length > 0 ? said : codes.filter(Boolean))].join('; ');
}

/** Codes of vendors' own are numbers too. */
function isStatus(word: unknown): word is number {
  return typeof word === 'number' && word >= 400 && word < 600;
}

function reasonOfWord(
  word: unknown,
  known: Readonly<Record<string, UpstreamErrorReason>>,
): UpstreamErrorReason | undefined {
  return typeof word === 'string' && Object.hasOwn(known, word) ? known[word] : undefined;
}
