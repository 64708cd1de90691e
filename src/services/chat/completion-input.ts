import type { CompletionRequest } from '../../adapters/chat-request.ts';
import type { Model } from '../../db/model.entity.ts';
import type { CompletionKind } from '../../domain.ts';
import type { ModelChoice } from '../models/usable-model.ts';
import { assertImages, parseChatInput, toChatRequest } from './chat-input.ts';
import { parseGenerateInput, toGenerateRequest } from './generate-input.ts';

/** What a client wants generated, checked as far as that is possible without the model. */
export interface CompletionInput extends ModelChoice {
  readonly kind: CompletionKind;
  readonly requestId: string | null;
  /** Everything that a request with the same id has to repeat. */
  readonly asked: unknown;
  /** @throws InvalidInputError for what the model cannot do. */
  toRequest(model: Model): CompletionRequest;
}

const parsers: Readonly<Record<CompletionKind, (input: unknown) => CompletionInput>> = {
  CHAT: (input) => {
    const parsed = parseChatInput(input);
    return {
      ...common('CHAT', parsed, {
        hasImages: parsed.messages.some(({ images }) => images.length > 0),
      }),
      toRequest: (model) => {
        assertImages(model, parsed);
        return toChatRequest(model.parameters, parsed);
      },
    };
  },
  GENERATE: (input) => {
    const parsed = parseGenerateInput(input);
    return {
      ...common('GENERATE', parsed, { hasImages: parsed.images.length > 0 }),
      toRequest: (model) => toGenerateRequest(model, parsed),
    };
  },
};

/** @throws InvalidInputError listing the first faults. */
export function parseCompletionInput(kind: CompletionKind, input: unknown): CompletionInput {
  return parsers[kind](input);
}

function common(
  kind: CompletionKind,
  parsed: { readonly modelId: string | null; readonly requestId: string | null },
  { hasImages }: { readonly hasImages: boolean },
): Omit<CompletionInput, 'toRequest'> {
  const { requestId, ...rest } = parsed;
  return {
    kind,
    modelId: parsed.modelId,
    types: ['CHAT', 'VISION'],
    // Without a default for images, the default for chats may accept them too.
    defaults: hasImages ? ['VISION', 'CHAT'] : ['CHAT'],
    requestId,
    asked: [kind, rest],
  };
}
