import type { ChatCompletionMessageParam } from 'openai/resources/chat/completions';
import type { ToolCall } from '../../domain.ts';
import type { ChatMessage } from '../chat-request.ts';
import type { Dialect } from '../dialect.ts';
import type { ImageBodies } from './image-bodies.ts';

/** Converts a message to the wire format. */
export function toWireMessage(
  message: ChatMessage,
  dialect: Dialect,
  images: ImageBodies,
): ChatCompletionMessageParam {
  const { role, content } = message;
  switch (role) {
    case 'SYSTEM':
      return { role: 'system', content };
    case 'USER':
      return { role: 'user', content: toUserContent(message, images) };
    case 'TOOL':
      return { role: 'tool', content, tool_call_id: message.toolCallId ?? '' };
    case 'ASSISTANT':
      return toAssistantMessage(message, dialect);
  }
}

/** Images precede the text, because the text usually refers to them. */
function toUserContent({ content, images }: ChatMessage, bodies: ImageBodies) {
  if (images.length === 0) return content;
  const parts = images.map((image) => ({
    type: 'image_url' as const,
    image_url: { url: 'url' in image ? image.url : bodies.add(image) },
  }));
  return content === '' ? parts : [...parts, { type: 'text' as const, text: content }];
}

function toAssistantMessage(
  { content, toolCalls, reasoning }: ChatMessage,
  dialect: Dialect,
): ChatCompletionMessageParam {
  const calls = toolCalls.map(toWireCall);
  const details = dialect.reasoningIn.includes('REASONING_DETAILS')
    ? toolCalls
        .map(({ providerMetadata }) => providerMetadata?.['reasoning_details'])
        .find(Array.isArray)
    : undefined;
  // Unknown reasoning is sent as an empty text: the provider rejects the message without the field.
  const reasoningContent =
    dialect.wantsReasoningBack && calls.length > 0 ? (reasoning ?? '') : null;
  return {
    role: 'assistant',
    content: content === '' && calls.length > 0 ? null : content,
    ...(calls.length === 0 ? {} : { tool_calls: calls }),
    ...(reasoningContent === null ? {} : { reasoning_content: reasoningContent }),
    ...(details === undefined ? {} : { reasoning_details: details }),
  };
}

function toWireCall({ id, name, rawArguments, providerMetadata }: ToolCall) {
  const extra = providerMetadata?.['extra_content'];
  return {
    id,
    type: 'function' as const,
    function: { name, arguments: rawArguments === '' ? '{}' : rawArguments },
    ...(extra === undefined ? {} : { extra_content: extra }),
  };
}
