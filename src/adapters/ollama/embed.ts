import type { CallOptions, CallTarget, EmbedAnswer, EmbedRequest } from '../model-call.ts';
import { within } from '../model-call.ts';
import { readJson } from '../read-json.ts';
import { readStart } from '../read-start.ts';
import { upstreamFailure } from '../upstream-failure.ts';
import { assertLength, isVector, longestVectors } from '../vectors.ts';
import { openResponse } from './client.ts';
import { refusalOf, toUpstreamError } from './errors.ts';
import { toTokenUsage } from './usage.ts';

/** More would only wait in one request, instead of in several. */
const batchSize = 64;

/** Turns texts into vectors. */
export async function embed(
  target: CallTarget,
  { ollamaFetch, ollamaBaseUrl }: CallOptions,
  request: EmbedRequest,
  signal: AbortSignal,
): Promise<EmbedAnswer> {
  const connection = { baseUrl: ollamaBaseUrl, fetch: ollamaFetch };
  const embeddings: (readonly number[])[] = [];
  let promptTokens = 0;
  for (let at = 0; at < request.texts.length; at += batchSize) {
    const input = request.texts.slice(at, at + batchSize);
    const body = {
      model: target.name,
      input,
      truncate: request.truncate,
      ...(request.dimensions === null ? {} : { dimensions: request.dimensions }),
    };
    const answer = await within(target.timeoutMs, signal, async (owned) => {
      try {
        const response = await openResponse(connection, owned, (client) => client.embed(body));
        if (response.ok) return await readJson(response, longestVectors(input.length));
        throw refusalOf(response.status, await readStart(response));
      } catch (error) {
        owned.throwIfAborted();
        throw toUpstreamError(error);
      }
    });
    const vectors = answer['embeddings'];
    if (!Array.isArray(vectors) || vectors.length !== input.length || !vectors.every(isVector)) {
      throw upstreamFailure('PROTOCOL');
    }
    assertLength([...vectors, ...embeddings.slice(0, 1)], request.dimensions);
    embeddings.push(...vectors);
    promptTokens += toTokenUsage(answer).promptTokens ?? 0;
  }
  const usage = toTokenUsage({ prompt_eval_count: promptTokens });
  return { embeddings, usage: { ...usage, completionTokens: null } };
}
