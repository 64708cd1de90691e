import type OpenAI from 'openai';
import { type CallOptions, type CallTarget, within } from '../model-call.ts';
import { readJson } from '../read-json.ts';
import { refusalsOf } from '../refusal-log.ts';
import { createClient } from './client.ts';
import { refusalOfValue, toUpstreamError } from './errors.ts';

/** What the SDK makes a request with, before it reads the answer. */
interface PendingAnswer {
  asResponse(): Promise<Response>;
}

export interface CallRequest {
  /** Makes the request. */
  readonly ask: (client: OpenAI, options: { signal: AbortSignal }) => PendingAnswer;
  /** Bytes that the answer may have. @default as JSON answers may have in general */
  readonly longestAnswer?: number;
}

/**
 * One question to an OpenAI-compatible server, and its answer.
 *
 * @throws UpstreamError
 */
export async function call(
  target: CallTarget,
  options: Pick<CallOptions, 'remoteFetch' | 'refusals'>,
  signal: AbortSignal,
  { ask, longestAnswer }: CallRequest,
): Promise<Record<string, unknown>> {
  const { remoteFetch, refusals } = options;
  const noteRefusal = refusalsOf(target, refusals);
  const client = createClient(target, {
    fetch: remoteFetch,
    json: true,
    noteRefusal,
  });
  return within({ timeoutMs: target.timeoutMs, signal, toUpstreamError }, async (owned) => {
    const response = await ask(client, { signal: owned }).asResponse();
    const answer = await readJson(response, longestAnswer);
    // Some say with a good status that something is wrong.
    if (answer['error'] != null) throw noteRefusal(refusalOfValue(answer));
    return answer;
  });
}
