import {
  CredentialError,
  InvalidInputError,
  ModelNotReadyError,
  NotFoundError,
  RequestIdReusedError,
} from '../errors.ts';
import type { ChatCompletionView } from '../services/chat/chat-event.ts';
import { builder } from './builder.ts';
import { ChatCompletionObject } from './chat-completion.ts';
import { ChatEventInterface } from './chat-event.ts';
import { ChatInput } from './chat-input.ts';
import { toRowId, withModelRowId } from './global-id.ts';

const ChatPayload = builder.objectRef<{ completion: ChatCompletionView }>('ChatPayload').implement({
  description: 'A completion that has ended, well or not: see its status.',
  fields: (t) => ({
    completion: t.expose('completion', {
      type: ChatCompletionObject,
      description: 'The completion, with its message.',
    }),
  }),
});

/** What keeps a completion from starting. */
export const starting = {
  types: [
    InvalidInputError,
    NotFoundError,
    ModelNotReadyError,
    CredentialError,
    RequestIdReusedError,
  ],
};

const CancelChatInput = builder.inputType('CancelChatInput', {
  description: 'Which completion to end.',
  fields: (t) => ({
    completionId: t.id({ required: true, description: 'The `id` of the completion.' }),
  }),
});

const StartChatPayload = builder
  .objectRef<{ completion: ChatCompletionView }>('StartChatPayload')
  .implement({
    description: 'The completion has begun, or had begun before under the same request id.',
    fields: (t) => ({
      completion: t.expose('completion', {
        type: ChatCompletionObject,
        description: 'The completion.',
      }),
    }),
  });

const CancelChatPayload = builder
  .objectRef<{ completion: ChatCompletionView }>('CancelChatPayload')
  .implement({
    description: 'The completion has ended, now or before: see its status.',
    fields: (t) => ({
      completion: t.expose('completion', {
        type: ChatCompletionObject,
        description: 'The completion, with what it has said.',
      }),
    }),
  });

builder.queryField('chatCompletion', (t) =>
  t.field({
    type: ChatCompletionObject,
    nullable: true,
    description: 'A completion by its id; null when there is none. Needs the scope `models:use`.',
    args: { id: t.arg.id({ required: true, description: 'The `id` of the completion.' }) },
    resolve: (_root, { id }, { viewer, services }) =>
      services.chat.find(viewer, toRowId('ChatCompletion', id)),
  }),
);

builder.mutationFields((t) => ({
  chat: t.field({
    type: ChatPayload,
    description:
      'Generates an answer and returns it whole. Hanging up cancels it, at once or, with a `requestId`, when nobody comes back. Needs the scope `models:use`.',
    args: { input: t.arg({ type: ChatInput, required: true, description: 'What to answer.' }) },
    errors: starting,
    resolve: async (_root, { input }, { viewer, services, signal, isConnected }) => ({
      completion: await services.chat.complete(viewer, 'CHAT', withModelRowId(input), {
        signal,
        isConnected,
      }),
    }),
  }),
  startChat: t.field({
    type: StartChatPayload,
    description:
      'Starts to generate an answer and returns at once. It goes on by itself: follow it with `Subscription.chatEvents`, end it with `cancelChat`. Needs the scope `models:use`.',
    args: { input: t.arg({ type: ChatInput, required: true, description: 'What to answer.' }) },
    errors: starting,
    resolve: async (_root, { input }, { viewer, services }) => ({
      completion: await services.chat.startDetached(viewer, 'CHAT', withModelRowId(input)),
    }),
  }),
  cancelChat: t.field({
    type: CancelChatPayload,
    description:
      'Ends a completion, wherever it was started: the request to the upstream is closed within a second. Without effect after its end. Needs the scope `models:use`.',
    args: {
      input: t.arg({ type: CancelChatInput, required: true, description: 'Which completion.' }),
    },
    errors: { types: [NotFoundError] },
    resolve: async (_root, { input }, { viewer, services }) => ({
      completion: await services.chat.cancel(viewer, toRowId('ChatCompletion', input.completionId)),
    }),
  }),
}));

builder.subscriptionFields((t) => ({
  chat: t.field({
    type: ChatEventInterface,
    description:
      'Generates an answer and streams it as it comes. Unsubscribing cancels it: the request to the upstream is closed within a second. Most servers then stop generating; whether one does is up to it. With a `requestId`, the same operation sent again takes part in the same completion, from its first event on. Needs the scope `models:use`.',
    args: { input: t.arg({ type: ChatInput, required: true, description: 'What to answer.' }) },
    subscribe: (_root, { input }, { viewer, services, isConnected }) =>
      services.chat.stream(viewer, 'CHAT', withModelRowId(input), { isConnected }),
    resolve: (event) => event,
  }),
  chatEvents: t.field({
    type: ChatEventInterface,
    description:
      'The events of a completion: those that exist and those that follow, until its last event. Works while it runs, from any server process, and after its end as long as its text is kept. Unsubscribing does not end the completion. Needs the scope `models:use`.',
    args: {
      completionId: t.arg.id({ required: true, description: 'The `id` of the completion.' }),
      after: t.arg.int({
        description:
          'Only events after this `seq`: the last one you have seen. The last event of the completion is always sent, whatever this number is. Default 0, for all events.',
      }),
    },
    subscribe: (_root, { completionId, after }, { viewer, services }) =>
      services.chat.follow(viewer, toRowId('ChatCompletion', completionId), after ?? 0),
    resolve: (event) => event,
  }),
}));
