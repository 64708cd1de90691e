import type { Message } from 'ollama';
import type { ToolCall } from '../../domain.ts';
import type { ChatImage, ChatMessage } from '../chat-request.ts';
import { parseModelJson } from '../wire-json.ts';
import { asRecord, type WireRecord } from '../wire-value.ts';

const roles = { SYSTEM: 'system', USER: 'user', ASSISTANT: 'assistant', TOOL: 'tool' } as const;

/**
 * Converts messages to the format of Ollama.
 *
 * @throws Error for images with a URL only: the input validation rejects them.
 */
export function toWireMessages(messages: readonly ChatMessage[]): Message[] {
  const names = new Map<string, string>();
  return messages.map((message) => {
    for (const { id, name } of message.toolCalls) names.set(id, name);
    const { role, content, images, toolCalls, reasoning, toolCallId } = message;
    return {
      role: roles[role],
      content,
      // Send bytes, never strings: the package reads a string as the path of a local file.
      ...(images.length === 0 ? {} : { images: images.map(toBytes) }),
      ...(reasoning === null || role !== 'ASSISTANT' ? {} : { thinking: reasoning }),
      ...(toolCalls.length === 0 ? {} : { tool_calls: toolCalls.map(toWireCall) }),
      ...(toolCallId === null
        ? {}
        : { tool_name: names.get(toolCallId) ?? '', tool_call_id: toolCallId }),
    };
  });
}

/** @throws Error for an image with a URL only: the input validation rejects it. */
export function toBytes(image: ChatImage): Uint8Array {
  if ('bytes' in image) return image.bytes;
  throw new Error('Ollama accepts images as data only.');
}

/** Ollama requires arguments as an object, and rejects the whole request otherwise. */
function toWireCall({ id, name, rawArguments }: ToolCall) {
  return { id, function: { name, arguments: toObject(rawArguments) } };
}

/** Arguments that are not valid JSON become an empty object. */
function toObject(text: string): WireRecord {
  return asRecord(parseModelJson(text));
}
