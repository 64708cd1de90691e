import type { ChatMessage, ChatRequest, GenerateRequest } from '../../src/adapters/chat-request.ts';

/** A message that contains only text. */
export function message(overrides: Partial<ChatMessage> = {}): ChatMessage {
  return {
    role: 'USER',
    content: 'Hi',
    images: [],
    toolCalls: [],
    reasoning: null,
    toolCallId: null,
    ...overrides,
  };
}

/** A request with one message. */
export function chatRequest(overrides: Partial<ChatRequest> = {}): ChatRequest {
  return {
    kind: 'CHAT',
    messages: [message()],
    options: {},
    tools: [],
    toolChoice: null,
    responseFormat: null,
    ...overrides,
  };
}

/** A request to continue a prompt. */
export function generateRequest(overrides: Partial<GenerateRequest> = {}): GenerateRequest {
  return {
    kind: 'GENERATE',
    prompt: 'def fib(',
    suffix: null,
    images: [],
    isRaw: false,
    options: {},
    ...overrides,
  };
}
