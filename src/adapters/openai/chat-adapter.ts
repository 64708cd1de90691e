import { bodyOf } from '../../egress/lean-response.ts';
import { AnswerBudget } from '../answer-budget.ts';
import type { ChatAdapter, ChatPart, ChatTarget } from '../chat-adapter.ts';
import type { ChatRequest } from '../chat-request.ts';
import { ownedStream } from '../owned-stream.ts';
import { readAnswer } from '../read-answer.ts';
import { type RefusalLog, refusalsOf } from '../refusal-log.ts';
import { upstreamFailure } from '../upstream-failure.ts';
import { OpenAiAnswerReader } from './answer-reader.ts';
import { createClient } from './client.ts';
import { toUpstreamError } from './errors.ts';
import { toWireRequest } from './request.ts';

export interface OpenAiChatAdapterOptions {
  readonly fetch: typeof globalThis.fetch;
  /** Notes what upstreams refuse with. */
  readonly refusals: RefusalLog;
}

/** Calls chat models behind OpenAI-compatible endpoints. */
export function createOpenAiChatAdapter(
  target: ChatTarget,
  options: OpenAiChatAdapterOptions,
): ChatAdapter {
  return {
    warnings: (request) => toWireRequest(target, request).warnings,
    stream: (request, { signal }) =>
      ownedStream({
        signal,
        timeouts: target.timeouts,
        open: (owned) => readParts({ target, request, signal: owned, ...options }),
      }),
  };
}

interface Call extends OpenAiChatAdapterOptions {
  readonly target: ChatTarget;
  readonly request: ChatRequest;
  readonly signal: AbortSignal;
}

function readParts(call: Call): AsyncGenerator<readonly ChatPart[]> {
  const { target, signal, refusals } = call;
  const budget = new AnswerBudget();
  const noteRefusal = refusalsOf(target, refusals);
  const reader = new OpenAiAnswerReader({ dialect: target.dialect, budget, noteRefusal });
  return readAnswer({ signal, reader, budget, open: () => openStream(call), toUpstreamError });
}

/** The SDK makes the request; refusals and the body are ours to read. */
async function openStream(call: Call): Promise<AsyncIterable<Uint8Array>> {
  const { target, request, signal, fetch, refusals } = call;
  const client = createClient(target, { fetch, noteRefusal: refusalsOf(target, refusals) });
  const { body } = toWireRequest(target, request);
  const response = await client.chat.completions.create(body, { signal }).asResponse();
  const stream = bodyOf(response);
  if (stream === null) throw upstreamFailure('PROTOCOL', { status: response.status });
  return stream;
}
