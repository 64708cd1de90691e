import { z } from 'zod';
import type { ChatOptions, ChatRequest } from '../../adapters/chat-request.ts';
import type { ModelParameters } from '../../domain.ts';
import type { AllowEntry } from '../../egress/allow-list.ts';
import type { FieldFault } from '../../errors.ts';
import { imageUrlFaults } from '../input/image-input.ts';
import { maxFaults, parseInput, refuse } from '../input/parse-input.ts';
import { integer, lineText } from '../input/text-input.ts';
import { samplingDefaults } from '../models/model-parameters.ts';
import { choiceFields, refuseTwoChoices } from '../routes/call-choice.ts';
import { conversationFaults, messages } from './chat-message-input.ts';
import { choiceFault, responseFormat, schemaFaults, toolChoice, tools } from './chat-tool-input.ts';

/** The options that chats and raw completions have in common. */
export const samplingOptions = z.object({
  ...samplingDefaults,
  maxCompletionTokens: integer(1, 10_000_000).nullish(),
});

const options = samplingOptions.extend({ parallelToolCalls: z.boolean().nullish() });

/** The request ID, which the client chooses. */
export const requestId = lineText(255)
  .nullish()
  .transform((id) => id ?? null);

const chatInput = z
  .object({
    ...choiceFields,
    messages,
    options: options.nullish(),
    tools: tools.nullish().transform((list) => list ?? []),
    toolChoice: toolChoice.nullish().transform((choice) => choice ?? null),
    responseFormat: responseFormat.nullish().transform((format) => format ?? null),
    requestId,
    acceptsRestart: z.boolean().nullish(),
  })
  .superRefine(refuseTwoChoices);

/**
 * Parses the input of a chat.
 *
 * @param allow private destinations that the operator permits.
 * @throws InvalidInputError with the first errors.
 */
export function parseChatInput(input: unknown, allow: readonly AllowEntry[]): ChatInput {
  const parsed = parseInput(chatInput, input, ['input']);
  const choice = choiceFault(parsed.toolChoice, parsed.tools);
  const faults = [
    ...below('messages', conversationFaults(parsed.messages)),
    ...parsed.messages.flatMap(({ images }, index) =>
      imageUrlFaults(images, ['messages', `${index}`, 'images'], allow),
    ),
    ...(choice === null ? [] : [choice]),
    ...schemaFaults(parsed),
  ];
  refuse(below('input', faults).slice(0, maxFaults));
  return parsed;
}

function below(field: string, faults: readonly FieldFault[]): FieldFault[] {
  return faults.map(({ path, message }) => ({ path: [field, ...path], message }));
}

export type ChatInput = z.output<typeof chatInput>;

/** Options of the input replace the parameters of the model, which are the defaults. */
export function toChatRequest(parameters: ModelParameters, input: ChatInput): ChatRequest {
  const { messages: list, tools: offered, toolChoice: choice, responseFormat: format } = input;
  return {
    kind: 'CHAT',
    messages: list,
    options: toChatOptions(parameters, input.options),
    tools: offered,
    toolChoice: choice,
    responseFormat: format,
  };
}

/** As {@link toChatRequest}, for the options only. */
export function toChatOptions(
  parameters: ModelParameters,
  given: ChatInput['options'],
): ChatOptions {
  const givenLimit = given?.maxTokens ?? given?.maxCompletionTokens ?? null;
  const chosen = <Name extends keyof typeof samplingDefaults>(name: Name) =>
    given?.[name] ?? parameters[name] ?? undefined;
  return {
    temperature: chosen('temperature'),
    topP: chosen('topP'),
    topK: chosen('topK'),
    minP: chosen('minP'),
    maxTokens: given?.maxTokens ?? (givenLimit === null ? parameters.maxTokens : null) ?? undefined,
    maxCompletionTokens: given?.maxCompletionTokens ?? undefined,
    frequencyPenalty: chosen('frequencyPenalty'),
    presencePenalty: chosen('presencePenalty'),
    repetitionPenalty: chosen('repetitionPenalty'),
    seed: chosen('seed'),
    stop: chosen('stop'),
    thinking: chosen('thinking'),
    parallelToolCalls: given?.parallelToolCalls ?? undefined,
    contextWindow: chosen('contextWindow'),
    keepAlive: chosen('keepAlive'),
  };
}
