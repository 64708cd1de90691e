import {
  CredentialError,
  InvalidInputError,
  ModelNotReadyError,
  NotFoundError,
} from '../errors.ts';
import type { ChatCompletionView } from '../services/chat-event.ts';
import { builder } from './builder.ts';
import { ChatCompletionObject, ChatRoleEnum } from './chat-completion.ts';
import { ChatEventInterface } from './chat-event.ts';
import { toRowId } from './global-id.ts';

const ChatMessageInput = builder.inputType('ChatMessageInput', {
  description: 'One message of the conversation so far.',
  fields: (t) => ({
    role: t.field({ type: ChatRoleEnum, required: true, description: 'Who speaks.' }),
    content: t.string({ required: true, description: 'What is said.' }),
  }),
});

const ChatOptionsInput = builder.inputType('ChatOptionsInput', {
  description:
    "How to answer. What is left out is the model's parameter, or the upstream's default.",
  fields: (t) => ({
    temperature: t.float({ description: 'Sampling temperature, 0 to 2.' }),
    topP: t.float({ description: 'Nucleus sampling, 0 to 1.' }),
    maxTokens: t.int({ description: 'Most tokens that the answer may have.' }),
    seed: t.int({ description: 'Makes sampling repeatable, as far as the upstream can.' }),
    stop: t.stringList({ description: 'Texts that end the answer; at most 16.' }),
    contextWindow: t.int({ description: 'Tokens of context to allocate. Local models only.' }),
    keepAlive: t.string({
      description: 'How long Ollama keeps the model loaded afterwards, such as `5m`.',
    }),
  }),
});

const ChatInput = builder.inputType('ChatInput', {
  description: 'What to answer, and by which model.',
  fields: (t) => ({
    modelId: t.id({
      description: 'The model; its type is CHAT or VISION. Default: the default model for CHAT.',
    }),
    messages: t.field({
      type: [ChatMessageInput],
      required: true,
      description: 'The conversation so far, oldest first.',
    }),
    options: t.field({ type: ChatOptionsInput, description: 'How to answer.' }),
  }),
});

const ChatPayload = builder.objectRef<{ completion: ChatCompletionView }>('ChatPayload').implement({
  description: 'A completion that has ended, well or not: see its status.',
  fields: (t) => ({
    completion: t.expose('completion', {
      type: ChatCompletionObject,
      description: 'The completion, with its message.',
    }),
  }),
});

builder.mutationField('chat', (t) =>
  t.field({
    type: ChatPayload,
    description:
      'Generates an answer and returns it whole. Hanging up cancels it. Needs the scope `models:use`.',
    args: { input: t.arg({ type: ChatInput, required: true, description: 'What to answer.' }) },
    errors: { types: [InvalidInputError, NotFoundError, ModelNotReadyError, CredentialError] },
    resolve: async (_root, { input }, { viewer, services, signal }) => ({
      completion: await services.chat.complete(viewer, withRowId(input), { signal }),
    }),
  }),
);

builder.subscriptionField('chat', (t) =>
  t.field({
    type: ChatEventInterface,
    description:
      'Generates an answer and streams it as it comes. Unsubscribing cancels it and stops the upstream. Needs the scope `models:use`.',
    args: { input: t.arg({ type: ChatInput, required: true, description: 'What to answer.' }) },
    subscribe: (_root, { input }, { viewer, services, signal }) =>
      services.chat.stream(viewer, withRowId(input), { signal }),
    resolve: (event) => event,
  }),
);

function withRowId<Input extends { readonly modelId?: string | null | undefined }>(input: Input) {
  const { modelId } = input;
  return { ...input, modelId: modelId == null ? null : toRowId('Model', modelId) };
}
