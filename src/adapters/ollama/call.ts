import type { Ollama } from 'ollama';
import { type CallOptions, type CallTarget, within } from '../model-call.ts';
import { readJson } from '../read-json.ts';
import { refusalsOf } from '../refusal-log.ts';
import { openAccepted } from './client.ts';
import { toUpstreamError } from './errors.ts';

export interface CallRequest {
  /** Sends the request. */
  readonly send: (client: Ollama) => Promise<unknown>;
  /** Maximum size of the response in bytes. @default the limit of JSON responses */
  readonly maxBytes?: number;
}

/**
 * Sends a request to Ollama and returns its JSON response.
 *
 * @throws UpstreamError
 */
export async function call(
  target: CallTarget,
  options: CallOptions,
  signal: AbortSignal,
  { send, maxBytes }: CallRequest,
): Promise<Record<string, unknown>> {
  const noteRefusal = refusalsOf(target, options.refusals);
  return within({ timeoutMs: target.timeoutMs, signal, toUpstreamError }, async (owned) =>
    readJson(await openAccepted({ ...options, noteRefusal, signal: owned }, send), maxBytes),
  );
}
