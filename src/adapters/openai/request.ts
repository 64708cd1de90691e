import type { ChatCompletionCreateParamsStreaming } from 'openai/resources/chat/completions';
import type { ChatRequest, ChatTarget } from '../chat-adapter.ts';
import { findProvider } from '../provider-catalogue.ts';

const roles = { SYSTEM: 'system', USER: 'user', ASSISTANT: 'assistant' } as const;

/** Our request in the vendor's words, as the catalogue says that this provider wants them. */
export function toRequestBody(
  target: ChatTarget,
  { messages, options }: ChatRequest,
): ChatCompletionCreateParamsStreaming {
  const provider = findProvider(target.providerId ?? 'generic');
  const { temperature, topP, maxTokens, seed, stop } = options;
  return {
    model: target.name,
    messages: messages.map(({ role, content }) => ({ role: roles[role], content })),
    stream: true,
    ...(provider?.streamUsage === 'unasked' ? {} : { stream_options: { include_usage: true } }),
    ...(temperature === undefined ? {} : { temperature }),
    ...(topP === undefined ? {} : { top_p: topP }),
    ...(maxTokens === undefined ? {} : { [provider?.maxTokensField ?? 'max_tokens']: maxTokens }),
    ...(seed === undefined ? {} : { [provider?.seedField ?? 'seed']: seed }),
    ...(stop === undefined || stop.length === 0 ? {} : { stop: [...stop] }),
  };
}
