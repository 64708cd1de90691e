import type { ChatAdapterFactory } from './chat-adapter.ts';
import { createOllamaChatAdapter } from './ollama/chat-adapter.ts';
import { createOpenAiChatAdapter } from './openai/chat-adapter.ts';

export interface ChatAdapterFactoryOptions {
  /** The way to remote models. */
  readonly remoteFetch: typeof globalThis.fetch;
  /** The way to this installation's Ollama. */
  readonly ollamaFetch: typeof globalThis.fetch;
  readonly ollamaBaseUrl: string;
}

/** Makes the one factory that everything which calls a chat model goes through. */
export function createChatAdapterFactory(options: ChatAdapterFactoryOptions): ChatAdapterFactory {
  const { remoteFetch, ollamaFetch, ollamaBaseUrl } = options;
  return (target) =>
    target.source === 'LOCAL'
      ? createOllamaChatAdapter(target, { fetch: ollamaFetch, baseUrl: ollamaBaseUrl })
      : createOpenAiChatAdapter(target, { fetch: remoteFetch });
}
