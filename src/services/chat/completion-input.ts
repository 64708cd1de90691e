import type { CompletionRequest } from '../../adapters/chat-request.ts';
import type { Model } from '../../db/model.entity.ts';
import type { CompletionKind } from '../../domain.ts';
import type { AllowEntry } from '../../egress/allow-list.ts';
import { refuse } from '../input/parse-input.ts';
import type { ModelChoice } from '../models/usable-model.ts';
import { abilityFaults } from './ability-faults.ts';
import { parseChatInput, toChatRequest } from './chat-input.ts';
import { parseGenerateInput, toGenerateRequest } from './generate-input.ts';

/** The parsed input of a completion. Checks that depend on the model are not made yet. */
export interface CompletionInput extends ModelChoice {
  readonly kind: CompletionKind;
  readonly requestId: string | null;
  /** Whether the client discards what it has received when another attempt begins. */
  readonly acceptsRestart: boolean;
  /** The values that must be equal in a repeated request with the same request ID. */
  readonly content: unknown;
  /** @throws InvalidInputError for fields that the model does not support. */
  toRequest(model: Model): CompletionRequest;
}

type Parser = (input: unknown, allow: readonly AllowEntry[]) => CompletionInput;

const parsers: Readonly<Record<CompletionKind, Parser>> = {
  CHAT: (input, allow) => {
    const parsed = parseChatInput(input, allow);
    return {
      ...common('CHAT', parsed, {
        hasImages: parsed.messages.some(({ images }) => images.length > 0),
      }),
      acceptsRestart: parsed.acceptsRestart ?? false,
      toRequest: (model) => {
        refuse(abilityFaults(model, parsed));
        return toChatRequest(model.parameters, parsed);
      },
    };
  },
  GENERATE: (input) => {
    const parsed = parseGenerateInput(input);
    return {
      ...common('GENERATE', parsed, { hasImages: parsed.images.length > 0 }),
      acceptsRestart: false,
      toRequest: (model) => toGenerateRequest(model, parsed),
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
  parsed: { readonly modelId: string | null; readonly requestId: string | null },
  { hasImages }: { readonly hasImages: boolean },
): Omit<CompletionInput, 'toRequest' | 'acceptsRestart'> {
  const { requestId, ...rest } = parsed;
  return {
    kind,
    modelId: parsed.modelId,
    types: ['CHAT', 'VISION'],
    // When VISION has no default model, the one of CHAT can also accept images.
    defaults: hasImages ? ['VISION', 'CHAT'] : ['CHAT'],
    requestId,
    content: [kind, rest],
  };
}
