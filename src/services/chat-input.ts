import { z } from 'zod';
import type { ChatOptions } from '../adapters/chat-adapter.ts';
import type { ModelParameters } from '../domain.ts';
import { keepAlive } from './model-parameters.ts';
import { decimal, integer, longText } from './text-input.ts';

const message = z.object({
  role: z.enum(['SYSTEM', 'USER', 'ASSISTANT']),
  content: longText(4_000_000),
});

const options = z.object({
  temperature: decimal(0, 2).nullish(),
  topP: decimal(0, 1).nullish(),
  maxTokens: integer(1, 10_000_000).nullish(),
  seed: integer(-2_147_483_648, 2_147_483_647).nullish(),
  stop: z
    .array(longText(1_000).refine((text) => text !== '', 'must not be empty'))
    .max(16, 'must have at most 16 entries')
    .nullish(),
  contextWindow: integer(1, 100_000_000).nullish(),
  keepAlive: keepAlive.nullish(),
});

export const chatInput = z.object({
  /** Null for the tenant's default chat model. */
  modelId: z.string().nullable(),
  messages: z
    .array(message)
    .min(1, { error: 'must have at least one message', abort: true })
    .max(10_000, 'must have at most 10000 messages')
    .refine(
      (messages) => messages.some(({ role, content }) => role !== 'SYSTEM' && content !== ''),
      'must have a message with content besides the system ones',
    ),
  options: options.nullish(),
});

export type ChatInput = z.output<typeof chatInput>;

/** The model's own parameters are the defaults; what the request names takes their place. */
export function toChatOptions(
  parameters: ModelParameters,
  given: ChatInput['options'],
): ChatOptions {
  return {
    temperature: given?.temperature ?? parameters.temperature ?? undefined,
    topP: given?.topP ?? parameters.topP ?? undefined,
    maxTokens: given?.maxTokens ?? parameters.maxTokens ?? undefined,
    seed: given?.seed ?? undefined,
    stop: given?.stop ?? undefined,
    contextWindow: given?.contextWindow ?? parameters.contextWindow ?? undefined,
    keepAlive: given?.keepAlive ?? parameters.keepAlive ?? undefined,
  };
}
