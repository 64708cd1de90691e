import type { TokenUsage } from '../chat-adapter.ts';
import type { CallOptions, CallTarget, EmbedAnswer, EmbedRequest } from '../model-call.ts';
import { findProvider } from '../provider-catalogue.ts';
import { upstreamFailure } from '../upstream-failure.ts';
import { call } from './call.ts';
import { toTokenUsage, type WireUsage } from './usage.ts';

/** Turns texts into vectors, as many at a time as the provider takes. */
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
    const answer = await call(target, options, signal, (client, callOptions) =>
      embedding?.form === 'multimodal'
        ? client.post(target.baseUrl ?? '', { body: multimodalBody(target, texts), ...callOptions })
        : client.embeddings.create(
            {
              model: target.name,
              input: texts,
              encoding_format: 'float',
              ...(request.dimensions === null ? {} : { dimensions: request.dimensions }),
              ...embedding?.extraFields?.(request),
            },
            callOptions,
          ),
    );
    embeddings.push(...toVectors(answer['data'], texts.length));
    usage = add(usage, answer['usage'] as WireUsage | undefined);
  }
  const length = embeddings[0]?.length;
  if (embeddings.some((vector) => vector.length !== length)) throw upstreamFailure('PROTOCOL');
  return { embeddings, usage };
}

function multimodalBody({ name }: CallTarget, [text]: readonly string[]) {
  return { model: name, encoding_format: 'float', input: [{ type: 'text', text }] };
}

interface WireEmbedding {
  readonly index?: unknown;
  readonly text_index?: unknown;
  readonly embedding?: unknown;
}

/** In the order of the texts, whatever the order of the answer; each exactly once. */
function toVectors(data: unknown, count: number): (readonly number[])[] {
  const items: readonly WireEmbedding[] = Array.isArray(data) ? data : [data as WireEmbedding];
  const vectors = new Map<number, readonly number[]>();
  for (const [position, item] of items.entries()) {
    const index = item?.index ?? item?.text_index ?? position;
    const vector = item?.embedding;
    if (typeof index !== 'number' || !isVector(vector)) throw upstreamFailure('PROTOCOL');
    vectors.set(index, vector);
  }
  const ordered = Array.from({ length: count }, (_, index) => vectors.get(index));
  if (items.length !== count || !ordered.every((vector) => vector !== undefined)) {
    throw upstreamFailure('PROTOCOL');
  }
  return ordered;
}

export function isVector(value: unknown): value is readonly number[] {
  return Array.isArray(value) && value.length > 0 && value.every(Number.isFinite);
}

function add(sum: TokenUsage | null, wire: WireUsage | undefined): TokenUsage | null {
  if (wire === undefined || wire === null) return sum;
  const { promptTokens, totalTokens } = toTokenUsage(wire);
  return {
    promptTokens: (sum?.promptTokens ?? 0) + (promptTokens ?? totalTokens ?? 0),
    completionTokens: null,
    totalTokens: (sum?.totalTokens ?? 0) + (totalTokens ?? promptTokens ?? 0),
    cachedPromptTokens: null,
    reasoningTokens: null,
  };
}
