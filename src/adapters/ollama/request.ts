import type { ChatRequest as WireRequest } from 'ollama';
import type { ChatRequest, ChatTarget } from '../chat-adapter.ts';

const roles = { SYSTEM: 'system', USER: 'user', ASSISTANT: 'assistant' } as const;

/** Our request in Ollama's words. */
export function toRequestBody(
  target: ChatTarget,
  { messages, options }: ChatRequest,
): WireRequest & { stream: true } {
  const { temperature, topP, maxTokens, seed, stop, contextWindow, keepAlive } = options;
  return {
    model: target.name,
    messages: messages.map(({ role, content }) => ({ role: roles[role], content })),
    stream: true,
    options: {
      ...(temperature === undefined ? {} : { temperature }),
      ...(topP === undefined ? {} : { top_p: topP }),
      ...(maxTokens === undefined ? {} : { num_predict: maxTokens }),
      ...(seed === undefined ? {} : { seed }),
      ...(stop === undefined || stop.length === 0 ? {} : { stop: [...stop] }),
      ...(contextWindow === undefined ? {} : { num_ctx: contextWindow }),
    },
    ...(keepAlive === undefined ? {} : { keep_alive: toKeepAlive(keepAlive) }),
  };
}

/** A duration needs a unit; a bare number has to be sent as one, and means seconds. */
function toKeepAlive(text: string): string | number {
  return /^-?\d+$/.test(text) ? Number(text) : text;
}
