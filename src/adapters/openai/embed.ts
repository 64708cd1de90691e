import type { TokenUsage } from '../chat-adapter.ts';
import type { CallOptions, CallTarget, EmbedAnswer, EmbedRequest } from '../model-call.ts';
import { findProvider } from '../provider-catalogue.ts';
import { upstreamFailure } from '../upstream-failure.ts';
import { assertDimensions, isVector, maxVectorsBytes } from '../vectors.ts';
import { asCount, asRecord } from '../wire-value.ts';
import { call } from './call.ts';
import { toTokenUsage } from './usage.ts';

/** Embeds texts, in batches of the size that the provider accepts. */
export async function embed(
  target: CallTarget,
  options: CallOptions,
  request: EmbedRequest,
  signal: AbortSignal,
): Promise<EmbedAnswer> {
  const { embedding } = findProvider(target.providerId ?? '') ?? findProvider('generic') ?? {};
  const batchSize = embedding?.batchSize ?? 1;
  const embeddings: (readonly number[])[] = [];
  let usage: TokenUsage | null = null;
  for (let at = 0; at < request.texts.length; at += batchSize) {
    const texts = request.texts.slice(at, at + batchSize);
    const isMultimodal = embedding?.form === 'multimodal';
    const body = {
      ...target.extraParameters,
      model: target.name,
      input: isMultimodal ? texts.map((text) => ({ type: 'text', text })) : texts,
      encoding_format: 'float' as const,
      ...(request.dimensions === null ? {} : { dimensions: request.dimensions }),
      ...embedding?.extraFields?.(request),
    };
    const answer = await call(target, options, signal, {
      send: (client, callOptions) =>
        isMultimodal
          ? client.post(target.baseUrl ?? '', { body, ...callOptions })
          : client.embeddings.create({ ...body, input: texts }, callOptions),
      maxBytes: maxVectorsBytes(texts.length),
    });
    const vectors = toVectors(answer['data'], texts.length);
    // Checked after each batch, because every further batch costs money.
    assertDimensions([...vectors, ...embeddings.slice(0, 1)], request.dimensions);
    embeddings.push(...vectors);
    usage = add(usage, answer['usage']);
  }
  return { embeddings, usage };
}

/** Returns one vector for each text in the order of the texts, which the response need not have. */
function toVectors(data: unknown, count: number): (readonly number[])[] {
  const items: readonly unknown[] = Array.isArray(data) ? data : [data];
  const vectors = new Map<number, readonly number[]>();
  for (const [position, value] of items.entries()) {
    const item = asRecord(value);
    const index = item['index'] ?? item['text_index'] ?? position;
    const vector = item['embedding'];
    if (typeof index !== 'number' || !isVector(vector)) throw upstreamFailure('PROTOCOL');
    vectors.set(index, vector);
  }
  const ordered = Array.from({ length: count }, (_, index) => vectors.get(index));
  if (items.length !== count || !ordered.every((vector) => vector !== undefined)) {
    throw upstreamFailure('PROTOCOL');
  }
  return ordered;
}

function add(sum: TokenUsage | null, wire: unknown): TokenUsage | null {
  const usage = toTokenUsage(wire);
  if (usage === null) return sum;
  const { promptTokens, totalTokens } = usage;
  return {
    promptTokens: asCount((sum?.promptTokens ?? 0) + (promptTokens ?? totalTokens ?? 0)),
    completionTokens: null,
    totalTokens: asCount((sum?.totalTokens ?? 0) + (totalTokens ?? promptTokens ?? 0)),
    cachedPromptTokens: null,
    reasoningTokens: null,
  };
}
