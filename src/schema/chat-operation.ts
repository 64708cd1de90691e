import {
  CredentialError,
  InvalidInputError,
  ModelNotReadyError,
  NotFoundError,
  NotResumableError,
  QuotaExceededError,
  RequestIdReusedError,
  UpstreamError,
} from '../errors.ts';
import { builder } from './builder.ts';
import { ChatCompletionObject, completionPayload } from './chat-completion.ts';
import { chatEventStream } from './chat-event.ts';
import { ChatInput } from './chat-input.ts';
import { toRowId, withChosenRowId } from './global-id.ts';

const ChatPayload = completionPayload('ChatPayload', {
  description: 'A completion that ended without an upstream failure; see its `status`.',
  completion: 'The ended completion, with its message.',
});

/** Errors that prevent the start of a completion. */
export const startErrors = [
  InvalidInputError,
  NotFoundError,
  ModelNotReadyError,
  CredentialError,
  QuotaExceededError,
  RequestIdReusedError,
];

/** Errors of the subscriptions that start a completion. */
export const streamErrors = [...startErrors, NotResumableError];

/** Errors of the mutations that wait for the end of a completion. */
export const waitErrors = { types: [...streamErrors, UpstreamError] };

const ChatStream = chatEventStream('chat', streamErrors);
const ChatEventsStream = chatEventStream('chatEvents', [NotFoundError, NotResumableError]);

const CancelChatInput = builder.inputType('CancelChatInput', {
  description: 'The completion to cancel.',
  fields: (t) => ({
    completionId: t.id({ required: true, description: 'ID of the completion.' }),
  }),
});

const StartChatPayload = completionPayload('StartChatPayload', {
  description:
    'The completion that was started, now or by an earlier request with the same `requestId`.',
  completion: 'The started completion.',
});

const CancelChatPayload = completionPayload('CancelChatPayload', {
  description: 'The completion that was cancelled, or had ended before; see its status.',
  completion:
    'The ended completion; its message has what was generated before the end. Still IN_PROGRESS when the server process that runs it does not respond within 5 seconds: it ends as CANCELLED when that process responds, or as INTERRUPTED when it has failed.',
});

builder.queryField('chatCompletion', (t) =>
  t.field({
    type: ChatCompletionObject,
    nullable: true,
    description:
      'A completion by its ID; null when it does not exist. Requires the scope `models:use`.',
    args: { id: t.arg.id({ required: true, description: 'ID of the completion.' }) },
    resolve: (_root, { id }, { viewer, services }) =>
      services.chat.find(viewer, toRowId('ChatCompletion', id)),
  }),
);

builder.mutationFields((t) => ({
  chat: t.field({
    type: ChatPayload,
    description:
      'Generates a response and returns it when it is complete. If the client disconnects, the completion is cancelled: at once, or with a `requestId`, after 15 seconds without a client. Requires the scope `models:use`.',
    args: { input: t.arg({ type: ChatInput, required: true, description: 'The chat request.' }) },
    errors: waitErrors,
    resolve: async (_root, { input }, { viewer, services, signal, isConnected }) => ({
      completion: await services.chat.complete(viewer, 'CHAT', withChosenRowId(input), {
        signal,
        isConnected,
      }),
    }),
  }),
  startChat: t.field({
    type: StartChatPayload,
    description:
      'Starts to generate a response and returns immediately. The completion continues without a client: follow it with `Subscription.chatEvents`, cancel it with `cancelChat`. Requires the scope `models:use`.',
    args: { input: t.arg({ type: ChatInput, required: true, description: 'The chat request.' }) },
    errors: { types: startErrors },
    resolve: async (_root, { input }, { viewer, services }) => ({
      completion: await services.chat.startDetached(viewer, 'CHAT', withChosenRowId(input)),
    }),
  }),
  cancelChat: t.field({
    type: CancelChatPayload,
    description:
      'Cancels a completion on whichever server process it runs. The request to the provider is closed within a second. No effect on a completion that has ended. Requires the scope `models:use`.',
    args: {
      input: t.arg({
        type: CancelChatInput,
        required: true,
        description: 'The completion to cancel.',
      }),
    },
    errors: { types: [NotFoundError] },
    resolve: async (_root, { input }, { viewer, services }) => ({
      completion: await services.chat.cancel(viewer, toRowId('ChatCompletion', input.completionId)),
    }),
  }),
}));

builder.subscriptionFields((t) => ({
  chat: t.field({
    type: ChatStream.type,
    description:
      'Generates a response and streams its events. Unsubscribing cancels the completion: the request to the provider is closed within a second, which makes most providers stop generating. With a `requestId`, the same operation sent again receives the events of the same completion from the first one. Requires the scope `models:use`.',
    args: { input: t.arg({ type: ChatInput, required: true, description: 'The chat request.' }) },
    subscribe: (_root, { input }, { viewer, services, isConnected }) =>
      ChatStream.deliver(
        services.chat.stream(viewer, 'CHAT', withChosenRowId(input), { isConnected }),
      ),
    resolve: (item) => item,
  }),
  chatEvents: t.field({
    type: ChatEventsStream.type,
    description:
      'The events of a completion: past events, then new ones, until the last event. Works on any server process, and after the end of the completion until its text is deleted. Unsubscribing does not cancel the completion. Requires the scope `models:use`.',
    args: {
      completionId: t.arg.id({ required: true, description: 'ID of the completion.' }),
      after: t.arg.int({
        description:
          'The last `seq` that you received: only events after it are sent. The last event of the completion is always sent. Default 0, which sends all events.',
      }),
    },
    subscribe: (_root, { completionId, after }, { viewer, services }) =>
      ChatEventsStream.deliver(
        services.chat.follow(viewer, toRowId('ChatCompletion', completionId), after ?? 0),
      ),
    resolve: (item) => item,
  }),
}));
