import { z } from 'zod';
import type { ChatMessage } from '../../adapters/chat-request.ts';
import type { FieldFault } from '../../errors.ts';
import { image } from '../input/image-input.ts';
import { jsonObject, jsonValue } from '../input/json-input.ts';
import { longList } from '../input/list-input.ts';
import { longText } from '../input/text-input.ts';

export const toolName = z
  .string()
  .regex(/^[A-Za-z0-9_-]{1,64}$/, 'must have 1 to 64 letters, digits, underscores or dashes');

const callId = longText(256).refine((id) => id !== '', 'must not be empty');

/** Maximum number of images in a request. */
export const maxImages = 20;

/** Maximum number of characters of a tool call's arguments, and of its provider metadata. */
const maxJsonCharacters = 1_000_000;

const toolCall = z
  .strictObject({
    id: callId,
    name: toolName,
    arguments: jsonValue(maxJsonCharacters),
    providerMetadata: jsonObject(maxJsonCharacters).nullish(),
  })
  .transform(({ id, name, arguments: given, providerMetadata }) => ({
    id,
    name,
    rawArguments: typeof given === 'string' ? given : JSON.stringify(given),
    providerMetadata: providerMetadata ?? null,
  }));

const message = z
  .strictObject({
    role: z.enum(['SYSTEM', 'USER', 'ASSISTANT', 'TOOL']),
    content: longText(4_000_000).nullish(),
    images: z.array(image).max(maxImages, `must have at most ${maxImages} entries`).nullish(),
    toolCalls: z.array(toolCall).max(128, 'must have at most 128 entries').nullish(),
    reasoning: longText(4_000_000).nullish(),
    toolCallId: callId.nullish(),
  })
  .transform(
    ({ role, content, images, toolCalls, reasoning, toolCallId }): ChatMessage => ({
      role,
      content: content ?? '',
      images: images ?? [],
      toolCalls: toolCalls ?? [],
      reasoning: reasoning ?? null,
      toolCallId: toolCallId ?? null,
    }),
  )
  .superRefine((parsed, context) => {
    for (const [field, message] of messageFaults(parsed)) {
      context.addIssue({ code: 'custom', path: [field], message });
    }
  });

/** Returns the errors of fields that the role of a message must not have, or requires. */
function messageFaults(message: ChatMessage): [string, string][] {
  const { role, images, toolCalls, reasoning, toolCallId } = message;
  const faults: [string, string][] = [];
  const only = (field: string, owner: ChatMessage['role'], isThere: boolean) => {
    if (isThere && role !== owner) faults.push([field, `is for ${owner} messages only`]);
  };
  only('images', 'USER', images.length > 0);
  only('toolCalls', 'ASSISTANT', toolCalls.length > 0);
  only('reasoning', 'ASSISTANT', reasoning !== null);
  only('toolCallId', 'TOOL', toolCallId !== null);
  if (role === 'TOOL' && toolCallId === null) {
    faults.push(['toolCallId', 'is required: the id of the tool call that this message answers']);
  }
  return faults;
}

/** The messages of a chat, oldest first. {@link conversationFaults} checks them together. */
export const messages = longList(message, {
  minimum: 1,
  maximum: 10_000,
  noun: ['message', 'messages'],
});

/** Returns the errors that depend on several messages. Paths start at the list of messages. */
export function conversationFaults(list: readonly ChatMessage[]): FieldFault[] {
  const faults: FieldFault[] = [];
  const called = new Set<string>();
  let images = 0;
  for (const [index, { toolCalls, toolCallId, images: own }] of list.entries()) {
    if (toolCallId !== null && !called.has(toolCallId)) {
      const message = 'must be the id of a tool call in an earlier message';
      faults.push({ path: [`${index}`, 'toolCallId'], message });
    }
    for (const [position, { id }] of toolCalls.entries()) {
      const path = [`${index}`, 'toolCalls', `${position}`, 'id'];
      if (called.has(id)) faults.push({ path, message: 'must not be repeated' });
      called.add(id);
    }
    if (images <= maxImages && images + own.length > maxImages) {
      const message = `must not bring the total above ${maxImages} images`;
      faults.push({ path: [`${index}`, 'images'], message });
    }
    images += own.length;
  }
  if (!list.some(hasContent)) {
    faults.push({
      path: [],
      message: 'must have a message with content that is not a SYSTEM message',
    });
  }
  return faults;
}

function hasContent({ role, content, images, toolCalls }: ChatMessage): boolean {
  return role !== 'SYSTEM' && (content !== '' || images.length + toolCalls.length > 0);
}
