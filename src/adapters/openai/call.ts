import type OpenAI from 'openai';
import { type CallOptions, type CallTarget, within } from '../model-call.ts';
import { readJson } from '../read-json.ts';
import { refusalsOf } from '../refusal-log.ts';
import { clientFor, type SendOptions } from './client.ts';
import { refusalOfValue, toUpstreamError } from './errors.ts';

/** A request of the SDK whose body has not been read. */
interface PendingAnswer {
  asResponse(): Promise<Response>;
}

export interface CallRequest {
  /** Sends the request. */
  readonly send: (client: OpenAI, options: SendOptions) => PendingAnswer;
  /** Maximum size of the response in bytes. @default the limit of JSON responses */
  readonly maxBytes?: number;
}

/**
 * Sends a request to an OpenAI-compatible server and returns its JSON response.
 *
 * @throws UpstreamError
 */
export async function call(
  target: CallTarget,
  options: Pick<CallOptions, 'remoteFetch' | 'refusals'>,
  signal: AbortSignal,
  { send, maxBytes }: CallRequest,
): Promise<Record<string, unknown>> {
  const { remoteFetch, refusals } = options;
  const noteRefusal = refusalsOf(target, refusals);
  const { client, fetchOptions } = clientFor(target, {
    fetch: remoteFetch,
    json: true,
    noteRefusal,
  });
  return within({ timeoutMs: target.timeoutMs, signal, toUpstreamError }, async (owned) => {
    const response = await send(client, { signal: owned, fetchOptions }).asResponse();
    const answer = await readJson(response, maxBytes);
    // Some servers report an error with a successful HTTP status.
    if (answer['error'] != null) throw noteRefusal(refusalOfValue(answer));
    return answer;
  });
}
