import type { ChatResponse } from 'ollama';
import type { ChatAdapter, ChatPart, ChatRequest, ChatTarget } from '../chat-adapter.ts';
import { ownedStream } from '../owned-stream.ts';
import { createClient, type OllamaConnection } from './client.ts';
import { endedEarly, isCut, toUpstreamError } from './errors.ts';
import { toFinishReason } from './finish-reason.ts';
import { toRequestBody } from './request.ts';
import { toTokenUsage } from './usage.ts';

/** Calls chat models on Ollama, over its own protocol. */
export function createOllamaChatAdapter(
  target: ChatTarget,
  connection: OllamaConnection,
): ChatAdapter {
  return {
    stream: (request, { signal }) =>
      ownedStream({
        signal,
        timeouts: target.timeouts,
        open: (owned) => readParts({ target, request, signal: owned, connection }),
      }),
  };
}

interface Call {
  readonly target: ChatTarget;
  readonly request: ChatRequest;
  readonly signal: AbortSignal;
  readonly connection: OllamaConnection;
}

async function* readParts({ target, request, signal, connection }: Call): AsyncGenerator<ChatPart> {
  let spoken = false;
  let last: ChatResponse | null = null;
  try {
    const client = createClient(connection, signal);
    for await (const line of await client.chat(toRequestBody(target, request))) {
      if (line.done) last = line;
      // The last line may carry text too.
      for (const part of textParts(line)) {
        spoken = true;
        yield part;
      }
    }
  } catch (error) {
    if (!signal.aborted && (endedEarly(error) || (spoken && isCut(error)))) return;
    throw signal.aborted ? signal.reason : toUpstreamError(error);
  }
  signal.throwIfAborted();
  if (last === null) return;
  yield {
    type: 'finish',
    finishReason: toFinishReason(last.done_reason),
    rawFinishReason: last.done_reason ?? '',
    usage: toTokenUsage(last),
  };
}

function textParts({ message }: Partial<ChatResponse>): ChatPart[] {
  const parts: ChatPart[] = [];
  if (message?.thinking) parts.push({ type: 'thinking-delta', text: message.thinking });
  if (message?.content) parts.push({ type: 'content-delta', text: message.content });
  return parts;
}
