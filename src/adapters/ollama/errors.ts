import type { UpstreamError } from '../../errors.ts';
import { isAmbiguousStatus, messageOfText, reasonOfText } from '../error-patterns.ts';
import { ownFailure, reasonOfStatus, upstreamFailure } from '../upstream-failure.ts';
import { parseModelJson, parseWireJson } from '../wire-json.ts';
import { asRecord, asText } from '../wire-value.ts';
import { unavailable } from './unavailable.ts';

/** Converts an error of sending a request, or of reading a response, to an UpstreamError. */
export function toUpstreamError(error: unknown): UpstreamError {
  const own = ownFailure(error);
  if (own !== null) return own;
  if (error instanceof TypeError) return unavailable(error);
  throw error;
}

/** Converts an error response, which is `{"error": text}`. */
export function refusalOf(status: number, body: string): UpstreamError {
  try {
    return refusalOfText(status, asText(parseWireJson(body)['error']));
  } catch {
    // A proxy in front of Ollama sends its own texts and pages.
    return refusalOfText(status, body);
  }
}

/**
 * Converts the text of an error. The text of a model runner contains JSON.
 *
 * @param status undefined when the error came within a stream.
 */
export function refusalOfText(status: number | undefined, text: string): UpstreamError {
  const reason = isAmbiguousStatus(status) ? reasonOfText(text) : null;
  const details = { status, text: runnerMessage(text) };
  if (reason !== null) return upstreamFailure(reason, { ...details, message: messageOfText(text) });
  // Without a status the error came within a stream: the model runner failed.
  return upstreamFailure(status === undefined ? 'UNAVAILABLE' : reasonOfStatus(status), details);
}

/** Returns the message from the JSON of a model runner; any other text unchanged. */
function runnerMessage(text: string): string {
  if (!text.startsWith('{')) return text;
  const error = asRecord(asRecord(parseModelJson(text))['error']);
  return asText(error['message']) || text;
}
