import type { Message } from 'ollama';
import type { ToolCall } from '../../domain.ts';
import type { ChatImage, ChatMessage } from '../chat-request.ts';
import { parseModelJson } from '../wire-json.ts';
import { asRecord, type WireRecord } from '../wire-value.ts';

const roles = { SYSTEM: 'system', USER: 'user', ASSISTANT: 'assistant', TOOL: 'tool' } as const;

/**
 * Messages in Ollama's words.
 *
 * @throws Error for pictures that are only named by a URL: input of that kind is refused before.
 */
export function toWireMessages(messages: readonly ChatMessage[]): Message[] {
  const names = new Map<string, string>();
  return messages.map((message) => {
    for (const { id, name } of message.toolCalls) names.set(id, name);
    const { role, content, images, toolCalls, reasoning, toolCallId } = message;
    return {
      role: roles[role],
      content,
      // Bytes, never texts: the package reads a file whose path it is given.
      ...(images.length === 0 ? {} : { images: images.map(toBytes) }),
      ...(reasoning === null || role !== 'ASSISTANT' ? {} : { thinking: reasoning }),
      ...(toolCalls.length === 0 ? {} : { tool_calls: toolCalls.map(toWireCall) }),
      ...(toolCallId === null
        ? {}
        : { tool_name: names.get(toolCallId) ?? '', tool_call_id: toolCallId }),
    };
  });
}

/** @throws Error for an image that is only named by a URL: input of that kind is refused before. */
export function toBytes(image: ChatImage): Uint8Array {
  if ('bytes' in image) return image.bytes;
  throw new Error('Ollama accepts images as data only.');
}

/** Arguments are an object here, and what is none would be refused with the whole request. */
function toWireCall({ id, name, rawArguments }: ToolCall) {
  return { id, function: { name, arguments: toObject(rawArguments) } };
}

/** What a model has garbled is not understood any better by another. */
function toObject(text: string): WireRecord {
  return asRecord(parseModelJson(text));
}
