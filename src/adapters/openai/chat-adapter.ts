import type { ChatAdapter, ChatPart, ChatRequest, ChatTarget } from '../chat-adapter.ts';
import { ownedStream } from '../owned-stream.ts';
import { createClient } from './client.ts';
import { isCut, toUpstreamError } from './errors.ts';
import { toFinishReason } from './finish-reason.ts';
import { toRequestBody } from './request.ts';
import { toTokenUsage, type WireUsage } from './usage.ts';

export interface OpenAiChatAdapterOptions {
  readonly fetch: typeof globalThis.fetch;
}

/** Calls chat models behind OpenAI-compatible endpoints. */
export function createOpenAiChatAdapter(
  target: ChatTarget,
  options: OpenAiChatAdapterOptions,
): ChatAdapter {
  return {
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

/** What vendors put beside the fields that the SDK knows. */
interface WireDelta {
  readonly content?: string | null;
  readonly reasoning_content?: string | null;
  readonly reasoning?: string | null;
}

async function* readParts({ target, request, signal, fetch }: Call): AsyncGenerator<ChatPart> {
  let spoken = false;
  let rawFinishReason: string | null = null;
  let usage: WireUsage | null = null;
  try {
    const client = createClient(target, fetch);
    const chunks = await client.chat.completions.create(toRequestBody(target, request), { signal });
    for await (const chunk of chunks) {
      // Usage comes with the last chunk, with every chunk, or in one of its own without choices.
      usage = chunk.usage ?? usage;
      const [choice] = chunk.choices ?? [];
      rawFinishReason = choice?.finish_reason ?? rawFinishReason;
      for (const part of textParts(choice?.delta)) {
        spoken = true;
        yield part;
      }
    }
  } catch (error) {
    if (!signal.aborted && spoken && isCut(error)) return;
    throw signal.aborted ? signal.reason : toUpstreamError(error);
  }
  // An abort in the middle of a stream ends the SDK's loop as if the answer were complete.
  signal.throwIfAborted();
  if (rawFinishReason === null) return;
  yield {
    type: 'finish',
    finishReason: toFinishReason(rawFinishReason),
    rawFinishReason,
    usage: usage === null ? null : toTokenUsage(usage),
  };
}

function textParts(delta: WireDelta | undefined): ChatPart[] {
  // Two vendors' names for one thing; a proxy may send both.
  const thinking = delta?.reasoning_content || delta?.reasoning;
  const content = delta?.content;
  const parts: ChatPart[] = [];
  if (typeof thinking === 'string' && thinking !== '') {
    parts.push({ type: 'thinking-delta', text: thinking });
  }
  if (typeof content === 'string' && content !== '') {
    parts.push({ type: 'content-delta', text: content });
  }
  return parts;
}
