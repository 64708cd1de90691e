import type { UpstreamError } from '../../errors.ts';
import { isGeneralStatus, messageOfWords, reasonOfWords } from '../refusal-words.ts';
import { ownFailure, reasonOfStatus, upstreamFailure } from '../upstream-failure.ts';
import { parseModelJson, parseWireJson } from '../wire-json.ts';
import { asRecord, asText } from '../wire-value.ts';
import { unavailable } from './unavailable.ts';

/** An error of sending a request, or of reading an answer, as a failure of the upstream. */
export function toUpstreamError(error: unknown): UpstreamError {
  const own = ownFailure(error);
  if (own !== null) return own;
  if (error instanceof TypeError) return unavailable(error);
  throw error;
}

/** What a refusal means: `{"error": text}`, with its HTTP status. */
export function refusalOf(status: number, body: string): UpstreamError {
  try {
    return refusalOfText(status, asText(parseWireJson(body)['error']));
  } catch {
    // What stands before Ollama answers with texts and pages of its own.
    return refusalOfText(status, body);
  }
}

/**
 * What the text of a refusal means. The text of a runner is JSON within the text.
 *
 * @param status undefined when it came within a stream.
 */
export function refusalOfText(status: number | undefined, text: string): UpstreamError {
  const meant = isGeneralStatus(status) ? reasonOfWords(text) : null;
  const details = { status, words: runnerMessage(text) };
  if (meant !== null) return upstreamFailure(meant, { ...details, message: messageOfWords(text) });
  // Without a status it came in the middle of a stream: the runner has failed.
  return upstreamFailure(status === undefined ? 'UNAVAILABLE' : reasonOfStatus(status), details);
}

/** The message in the JSON of a runner; any other text as it is. */
function runnerMessage(text: string): string {
  if (!text.startsWith('{')) return text;
  const error = asRecord(asRecord(parseModelJson(text))['error']);
  return asText(error['message']) || text;
}
