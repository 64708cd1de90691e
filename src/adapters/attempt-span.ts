import { currentOperation } from '../current-operation.ts';
import { UpstreamError } from '../errors.ts';
import { errorTypeOf } from '../metrics/error-type.ts';
import {
  type Attributes,
  endSpan,
  type Span,
  type SpanContext,
  startSpan,
} from '../tracing/spans.ts';
import type { ChatPart, TokenUsage } from './chat-adapter.ts';

/** A call of an upstream, for its span. */
export interface Attempt {
  /** Name of OpenTelemetry's conventions where they have one, such as `chat`. */
  readonly operation: string;
  readonly model: string;
  /** Catalogue ID; null for Ollama. */
  readonly providerId: string | null;
  readonly url: string;
  readonly isStreamed: boolean;
  /** The span that contains the attempts. @default that of the current operation */
  readonly parent?: SpanContext | null | undefined;
}

/** Reads chunks, of which each has several parts, in a span. Without tracing, there is no wrapper. */
export function tracedParts(
  attempt: Attempt,
  open: () => AsyncIterator<readonly ChatPart[]>,
): AsyncIterator<readonly ChatPart[]> {
  const span = startAttempt(attempt);
  return span.isRecording() ? readInSpan(span, open()) : open();
}

async function* readInSpan(
  span: Span,
  source: AsyncIterator<readonly ChatPart[]>,
): AsyncGenerator<readonly ChatPart[]> {
  const startedAt = performance.now();
  let isFirst = true;
  let error = 'caller_cancelled';
  try {
    for await (const parts of { [Symbol.asyncIterator]: () => source }) {
      if (isFirst) {
        const seconds = (performance.now() - startedAt) / 1_000;
        span.setAttribute('gen_ai.response.time_to_first_chunk', seconds);
      }
      isFirst = false;
      for (const part of parts) {
        if (part.type === 'usage') span.setAttributes(usageAttributes(part.usage));
        if (part.type !== 'finish') continue;
        error = '';
        span.setAttribute('gen_ai.response.finish_reasons', [part.finishReason.toLowerCase()]);
        span.setAttributes(usageAttributes(part.usage));
      }
      yield parts;
    }
    if (error !== '') error = 'provider_cut';
  } catch (failure) {
    error = typeOf(failure);
    throw failure;
  } finally {
    endSpan(span, error);
  }
}

/** Calls an upstream that returns one response, in a span. */
export async function tracedCall<Answer>(
  attempt: Attempt,
  call: () => Promise<Answer>,
): Promise<Answer> {
  const span = startAttempt(attempt);
  try {
    const answer = await call();
    const { usage = null } = (answer ?? {}) as { readonly usage?: TokenUsage | null };
    if (span.isRecording()) span.setAttributes(usageAttributes(usage));
    endSpan(span, '');
    return answer;
  } catch (error) {
    endSpan(span, typeOf(error));
    throw error;
  }
}

function startAttempt(attempt: Attempt): Span {
  const { operation, model, providerId, url, isStreamed } = attempt;
  const { parent = currentOperation()?.trace ?? null } = attempt;
  const server = URL.parse(url);
  const port = Number(server?.port) || (server?.protocol === 'http:' ? 80 : 443);
  return startSpan(`${operation} ${model}`, {
    kind: 'client',
    parent,
    attributes: {
      'gen_ai.operation.name': operation,
      'gen_ai.provider.name': providerId ?? 'ollama',
      'gen_ai.request.model': model,
      'gen_ai.request.stream': isStreamed,
      'server.address': server?.hostname ?? '',
      'server.port': port,
    },
  });
}

function usageAttributes(usage: TokenUsage | null): Attributes {
  if (usage === null) return {};
  const counts = {
    'gen_ai.usage.input_tokens': usage.promptTokens,
    'gen_ai.usage.output_tokens': usage.completionTokens,
    'gen_ai.usage.cache_read.input_tokens': usage.cachedPromptTokens,
    'gen_ai.usage.reasoning.output_tokens': usage.reasoningTokens,
  };
  const known = Object.entries(counts).filter(([, count]) => count !== null);
  return Object.fromEntries(known) as Attributes;
}

function typeOf(error: unknown): string {
  if (error instanceof UpstreamError) return errorTypeOf(error);
  return error instanceof DOMException ? 'caller_cancelled' : '_OTHER';
}
