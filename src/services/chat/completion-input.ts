import type { CompletionRequest } from '../../adapters/chat-request.ts';
import type { Model } from '../../db/model.entity.ts';
import type { CompletionKind, ModelType } from '../../domain.ts';
import { assertImages, parseChatInput, toChatRequest } from './chat-input.ts';
import { parseGenerateInput, toGenerateRequest } from './generate-input.ts';

/** What a client wants generated, checked as far as that is possible without the model. */
export interface CompletionInput {
  readonly kind: CompletionKind;
  /** Null for the default model of the first of {@link types}. */
  readonly modelId: string | null;
  readonly types: readonly [ModelType, ...ModelType[]];
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
      ...common('CHAT', parsed),
      toRequest: (model) => {
        assertImages(model, parsed);
        return toChatRequest(model.parameters, parsed);
      },
    };
  },
  GENERATE: (input) => {
    const parsed = parseGenerateInput(input);
    return {
      ...common('GENERATE', parsed),
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
): Omit<CompletionInput, 'toRequest'> {
  const { requestId, ...rest } = parsed;
  return {
    kind,
    modelId: parsed.modelId,
    types: ['CHAT', 'VISION'],
    requestId,
    asked: [kind, rest],
  };
}
