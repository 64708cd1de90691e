import type { Ollama } from 'ollama';
import { type CallOptions, type CallTarget, within } from '../model-call.ts';
import { readJson } from '../read-json.ts';
import { refusalsOf } from '../refusal-log.ts';
import { openAccepted } from './client.ts';
import { toUpstreamError } from './errors.ts';

export interface CallRequest {
  /** Makes the request. */
  readonly ask: (client: Ollama) => Promise<unknown>;
  /** Bytes that the answer may have. @default as JSON answers may have in general */
  readonly longestAnswer?: number;
}

/**
 * One question to Ollama, and its answer.
 *
 * @throws UpstreamError
 */
export async function call(
  target: CallTarget,
  options: CallOptions,
  signal: AbortSignal,
  { ask, longestAnswer }: CallRequest,
): Promise<Record<string, unknown>> {
  const noteRefusal = refusalsOf(target, options.refusals);
  return within({ timeoutMs: target.timeoutMs, signal, toUpstreamError }, async (owned) =>
    readJson(await openAccepted({ ...options, noteRefusal, signal: owned }, ask), longestAnswer),
  );
}
