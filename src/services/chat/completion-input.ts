import type { CompletionRequest } from '../../adapters/chat-request.ts';
import type { Model } from '../../db/model.entity.ts';
import type { CompletionKind } from '../../domain.ts';
import type { AllowEntry } from '../../egress/allow-list.ts';
import type { FieldFault } from '../../errors.ts';
import { refuse } from '../input/parse-input.ts';
import type { CallChoice } from '../routes/call-choice.ts';
import { abilityFaults } from './ability-faults.ts';
import { parseChatInput, toChatRequest } from './chat-input.ts';
import { generateFaults, parseGenerateInput, toGenerateRequest } from './generate-input.ts';

/** The parsed input of a completion. Checks that depend on the model are not made yet. */
export interface CompletionInput extends CallChoice {
  readonly kind: CompletionKind;
  readonly requestId: string | null;
  /** Whether the client discards what it has received when another attempt begins. */
  readonly acceptsRestart: boolean;
  /** The values that must be equal in a repeated request with the same request ID. */
  readonly content: unknown;
  /** Whether the response must match a JSON schema. */
  readonly hasSchema: boolean;
  /** The texts that the model reads. */
  texts(): readonly string[];
  /** Returns the errors of fields that a model does not support. */
  faults(model: Readonly<Model>): FieldFault[];
  /** @throws InvalidInputError for fields that the model does not support. */
  toRequest(model: Readonly<Model>): CompletionRequest;
}

type Parser = (input: unknown, allow: readonly AllowEntry[]) => CompletionInput;

const parsers: Readonly<Record<CompletionKind, Parser>> = {
  CHAT: (input, allow) => {
    const parsed = parseChatInput(input, allow);
    const { messages, tools, responseFormat } = parsed;
    const faults = (model: Readonly<Model>) => abilityFaults(model, parsed);
    return {
      ...common('CHAT', parsed, { hasImages: messages.some(({ images }) => images.length > 0) }),
      acceptsRestart: parsed.acceptsRestart ?? false,
      hasSchema: responseFormat !== null && 'schema' in responseFormat,
      texts: () => [
        ...messages.flatMap(({ content, toolCalls }) => [
          content,
          ...toolCalls.map(({ rawArguments }) => rawArguments),
        ]),
        ...tools.map((tool) => JSON.stringify(tool)),
      ],
      faults,
      toRequest: (model) => {
        refuse(faults(model));
        return toChatRequest(model.parameters, parsed);
      },
    };
  },
  GENERATE: (input) => {
    const parsed = parseGenerateInput(input);
    const faults = (model: Readonly<Model>) => generateFaults(model, parsed);
    return {
      ...common('GENERATE', parsed, { hasImages: parsed.images.length > 0 }),
      acceptsRestart: false,
      hasSchema: false,
      texts: () => [parsed.prompt, parsed.suffix ?? ''],
      faults,
      toRequest: (model) => {
        refuse(faults(model));
        return toGenerateRequest(model, parsed);
      },
    };
  },
};

/**
 * @param allow private destinations that the operator permits.
 * @throws InvalidInputError with the first errors.
 */
export function parseCompletionInput(
  kind: CompletionKind,
  input: unknown,
  allow: readonly AllowEntry[],
): CompletionInput {
  return parsers[kind](input, allow);
}

function common(
  kind: CompletionKind,
  parsed: Pick<CallChoice, 'modelId' | 'routeId'> & { readonly requestId: string | null },
  { hasImages }: { readonly hasImages: boolean },
): Omit<CompletionInput, 'acceptsRestart' | 'hasSchema' | 'texts' | 'faults' | 'toRequest'> {
  const { requestId, ...rest } = parsed;
  return {
    kind,
    modelId: parsed.modelId,
    routeId: parsed.routeId,
    types: ['CHAT', 'VISION'],
    // When VISION has no default, that of CHAT can also accept images.
    defaults: hasImages ? ['VISION', 'CHAT'] : ['CHAT'],
    requestId,
    content: [kind, rest],
  };
}
