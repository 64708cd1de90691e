import { randomUUID } from 'node:crypto';
import { bodyOf } from '../../egress/lean-response.ts';
import type { ChatAdapter, ChatPart, ChatTarget } from '../chat-adapter.ts';
import type { ChatRequest } from '../chat-request.ts';
import { ownedStream } from '../owned-stream.ts';
import { readPiece } from '../read-piece.ts';
import { type RefusalLog, secretsOf } from '../refusal-log.ts';
import { upstreamFailure } from '../upstream-failure.ts';
import { ChunkReader, type WireChunk } from './chunk.ts';
import { createClient } from './client.ts';
import { isCut, toUpstreamError } from './errors.ts';
import { toFinishReason } from './finish-reason.ts';
import { toWireRequest } from './request.ts';
import { ServerSentEventReader } from './server-sent-event-reader.ts';
import { toTokenUsage, usageOf, type WireUsage } from './usage.ts';

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

/** Ends a stream, but does not say that the answer is whole. */
const done = '[DONE]';

async function* readParts(call: Call): AsyncGenerator<readonly ChatPart[]> {
  const { target, signal } = call;
  const events = new ServerSentEventReader();
  const reader = new ChunkReader(target.dialect, () => `call_${randomUUID()}`);
  let spoken = false;
  let ended = false;
  let rawFinishReason: string | null = null;
  let usage: WireUsage | null = null;
  const read = (data: string): ChatPart[] => {
    ended ||= data === done;
    if (ended) return [];
    const chunk = parseChunk(data, call);
    // Usage comes with the last chunk, with every chunk, or in one of its own without choices.
    usage = usageOf(chunk) ?? usage;
    rawFinishReason = chunk.choices?.[0]?.finish_reason ?? rawFinishReason;
    return reader.read(chunk);
  };
  try {
    for await (const bytes of await openStream(call)) {
      const { parts, fault } = readPiece(() => events.push(bytes), read);
      spoken ||= parts.length > 0;
      if (parts.length > 0) yield parts;
      if (fault !== null) throw fault.error;
      if (ended) break;
    }
    const { parts, fault } = readPiece(() => events.end(), read);
    spoken ||= parts.length > 0;
    if (parts.length > 0) yield parts;
    if (fault !== null) throw fault.error;
  } catch (error) {
    if (signal.aborted) throw signal.reason;
    if (!spoken || !isCut(error)) throw toUpstreamError(error);
    return;
  }
  signal.throwIfAborted();
  if (rawFinishReason === null) return;
  const rest = reader.end();
  const called = !reader.toolCalls.isEmpty;
  const finish: ChatPart = {
    type: 'finish',
    finishReason: toFinishReason(rawFinishReason, { called }),
    rawFinishReason,
    usage: usage === null ? null : toTokenUsage(usage),
  };
  yield [...rest, finish];
}

/** The SDK makes the request, and finds out what is wrong with a refused one; the body is ours. */
async function openStream(call: Call): Promise<AsyncIterable<Uint8Array>> {
  const { target, request, signal, fetch } = call;
  const client = createClient(target, {
    fetch,
    noteRefusal: (status, body) => note(call, status, body),
  });
  const { body } = toWireRequest(target, request);
  const response = await client.chat.completions.create(body, { signal }).asResponse();
  const stream = bodyOf(response);
  if (stream === null) throw upstreamFailure('PROTOCOL', { status: response.status });
  return stream;
}

function parseChunk(data: string, call: Call): WireChunk {
  const chunk: unknown = JSON.parse(data);
  if (typeof chunk !== 'object' || chunk === null) throw upstreamFailure('PROTOCOL');
  const { error } = chunk as WireChunk;
  if (error === undefined || error === null) return chunk as WireChunk;
  note(call, null, data);
  throw toUpstreamError(chunk);
}

function note({ refusals, target, request }: Call, status: number | null, body: string): void {
  refusals.note({ model: target.name, status, body, secrets: secretsOf(target, request) });
}
