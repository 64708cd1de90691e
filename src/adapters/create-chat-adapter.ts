import type { ChatAdapterFactory } from './chat-adapter.ts';
import type { CallOptions } from './model-call.ts';
import { createOllamaChatAdapter } from './ollama/chat-adapter.ts';
import { createOpenAiChatAdapter } from './openai/chat-adapter.ts';

/** Makes the one factory that everything which calls a chat model goes through. */
export function createChatAdapterFactory(options: CallOptions): ChatAdapterFactory {
  const { remoteFetch, ollamaFetch, ollamaBaseUrl, refusals } = options;
  return (target) =>
    target.source === 'LOCAL'
      ? createOllamaChatAdapter(target, { fetch: ollamaFetch, baseUrl: ollamaBaseUrl, refusals })
      : createOpenAiChatAdapter(target, { fetch: remoteFetch, refusals });
}
