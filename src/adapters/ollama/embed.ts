import type { CallOptions, CallTarget, EmbedAnswer, EmbedRequest } from '../model-call.ts';
import { upstreamFailure } from '../upstream-failure.ts';
import { assertDimensions, isVector, maxVectorsBytes } from '../vectors.ts';
import { call } from './call.ts';
import { toTokenUsage } from './usage.ts';

/**
 * Texts per request. Ollama processes texts one after the other, so larger batches are not faster.
 */
const batchSize = 64;

/** Embeds texts. */
export async function embed(
  target: CallTarget,
  options: CallOptions,
  request: EmbedRequest,
  signal: AbortSignal,
): Promise<EmbedAnswer> {
  const embeddings: (readonly number[])[] = [];
  let promptTokens = 0;
  for (let at = 0; at < request.texts.length; at += batchSize) {
    const input = request.texts.slice(at, at + batchSize);
    const body = {
      ...target.extraParameters,
      model: target.name,
      input,
      truncate: request.truncate,
      ...(request.dimensions === null ? {} : { dimensions: request.dimensions }),
    };
    const answer = await call(target, options, signal, {
      send: (client) => client.embed(body),
      maxBytes: maxVectorsBytes(input.length),
    });
    const vectors = answer['embeddings'];
    if (!Array.isArray(vectors) || vectors.length !== input.length || !vectors.every(isVector)) {
      throw upstreamFailure('PROTOCOL');
    }
    assertDimensions([...vectors, ...embeddings.slice(0, 1)], request.dimensions);
    embeddings.push(...vectors);
    promptTokens += toTokenUsage(answer)?.promptTokens ?? 0;
  }
  const usage = toTokenUsage({ prompt_eval_count: promptTokens });
  return { embeddings, usage: usage && { ...usage, completionTokens: null } };
}
