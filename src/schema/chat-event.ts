import type { UpstreamFailure } from '../errors.ts';
import type {
  ChatCompletionView,
  ChatDelta,
  ChatEnd,
  ChatEvent,
  ChatRestartedEvent,
  ToolCallDeltaEvent,
  ToolCallReadyEvent,
} from '../services/chat/chat-event.ts';
import { builder } from './builder.ts';
import { ChatAttemptType } from './chat-attempt.ts';
import { ChatCompletionObject, ToolCallType } from './chat-completion.ts';
import { ErrorCodeEnum, ErrorInterface, UpstreamErrorObject } from './error.ts';
import { encodeGlobalId } from './global-id.ts';
import { ModelObject } from './model.ts';
import { type StreamResult, type StreamResultOptions, streamResult } from './stream-result.ts';

const ChatEventInterface = builder.interfaceRef<ChatEvent>('ChatEvent').implement({
  description:
    'One numbered event of a completion: ChatStarted, then deltas and perhaps ChatRestarted, then exactly one of ChatCompleted, ChatFailed, ChatCancelled and ChatInterrupted. Deltas are sent before they are stored. They are stored about 100 ms later, or later still while the database does not respond. If the server process is lost before that, the stored completion lacks these deltas and ends with ChatInterrupted. The last event is sent only after it is stored.',
  resolveType: ({ type }) => type,
  fields: (t) => ({
    seq: t.exposeInt('seq', {
      description:
        'Number of the event within its completion, from 1, increasing with gaps. A delta that merges several deltas has the number of the last one; the last event of a completion whose server process was lost has a much higher number. To continue without repetition or loss, pass the last number you received to `chatEvents(after:)`.',
    }),
    completionId: t.id({
      description: 'ID of the completion.',
      resolve: ({ completionId }) => encodeGlobalId('ChatCompletion', completionId),
    }),
  }),
});

const interfaces = [ChatEventInterface];

const ChatStarted = builder
  .objectRef<ChatEvent & { completion: ChatCompletionView }>('ChatStarted')
  .implement({
    description:
      'The first event: the completion is accepted and stored. It is sent before the provider responds.',
    interfaces,
    fields: (t) => ({
      completion: t.expose('completion', {
        type: ChatCompletionObject,
        description: 'The completion, with the status IN_PROGRESS.',
      }),
    }),
  });

const deltas = {
  ThinkingDelta: 'Part of the reasoning that the model generates before its response.',
  ContentDelta: 'Part of the response text.',
} as const satisfies Record<ChatDelta['type'], string>;

const ChatDeltas = Object.entries(deltas).map(([name, description]) =>
  builder.objectRef<ChatDelta>(name).implement({
    description,
    interfaces,
    fields: (t) => ({
      text: t.exposeString('text', {
        description: 'Text to append to the text received before; never empty.',
      }),
    }),
  }),
);

const ToolCallDelta = builder.objectRef<ToolCallDeltaEvent>('ToolCallDelta').implement({
  description: 'Part of a tool call.',
  interfaces,
  fields: (t) => ({
    index: t.exposeInt('index', {
      description:
        'Position of the call within the response, from 0, in the order in which the calls began.',
    }),
    callId: t.exposeID('callId', { description: 'ID of the tool call.' }),
    name: t.exposeString('name', { description: 'Name of the tool to call.' }),
    argumentsDelta: t.exposeString('argumentsDelta', {
      description:
        'Text to append to the arguments received before. The complete text is JSON. It can be empty in the first delta of a call.',
    }),
  }),
});

const ToolCallReady = builder.objectRef<ToolCallReadyEvent>('ToolCallReady').implement({
  description: 'A tool call is complete and can be executed.',
  interfaces,
  fields: (t) => ({
    toolCall: t.expose('toolCall', { type: ToolCallType, description: 'The complete tool call.' }),
  }),
});

const ChatRestarted = builder.objectRef<ChatRestartedEvent>('ChatRestarted').implement({
  description:
    'A model failed after its response had begun, and another attempt generates the response from its beginning. It is sent with the first part of that attempt, and only for completions whose client accepts it (`acceptsRestart`, or the mutation `chat`).',
  interfaces,
  fields: (t) => ({
    discardsText: t.exposeBoolean('discardsText', {
      description:
        'Whether to discard all text, thinking and tool calls received before: they are not part of the message.',
    }),
    failed: t.expose('failed', {
      type: ChatAttemptType,
      description: 'The attempt whose response is discarded.',
    }),
    model: t.field({
      type: ModelObject,
      nullable: true,
      description: 'The model that responds from now on; null after the model is deleted.',
      resolve: ({ modelId }, _args, { viewer, services }) => services.models.find(viewer, modelId),
    }),
  }),
});

const endings = {
  ChatCompleted: 'The last event: the provider reported the end of the response.',
  ChatCancelled:
    'The last event: the completion was cancelled and the request to the provider closed.',
  ChatInterrupted:
    'The last event: the provider stopped without reporting an end, or the server process stopped or was lost. The completion contains what was stored until then.',
} as const satisfies Record<Exclude<ChatEnd['type'], 'ChatFailed'>, string>;

const ChatEndings = Object.entries(endings).map(([name, description]) =>
  builder.objectRef<ChatEnd>(name).implement({
    description,
    interfaces,
    fields: (t) => ({
      completion: t.expose('completion', {
        type: ChatCompletionObject,
        description: 'The ended completion, with its message.',
      }),
    }),
  }),
);

const ChatFailed = builder.objectRef<ChatEnd>('ChatFailed').implement({
  description: 'The last event: the provider rejected the request or failed.',
  // The resolvers of this type replace those of Error.
  interfaces: [ChatEventInterface, ErrorInterface as unknown as typeof ChatEventInterface],
  fields: (t) => ({
    code: t.field({
      type: ErrorCodeEnum,
      description: 'Machine-readable error code, the same as `error.code`.',
      resolve: (event) => failureOf(event).code,
    }),
    message: t.string({
      description: 'Human-readable message, the same as `error.message`.',
      resolve: (event) => failureOf(event).message,
    }),
    error: t.field({
      type: UpstreamErrorObject,
      description: 'The error that ended the completion.',
      resolve: (event) => ({ ...failureOf(event), completion: event.completion }),
    }),
    completion: t.expose('completion', {
      type: ChatCompletionObject,
      description: 'The ended completion; its message has what was received before the error.',
    }),
  }),
});

function failureOf({ completion: { error } }: ChatEnd): UpstreamFailure {
  if (error === null) throw new Error('A failed completion must have an error.');
  return error;
}

const items = [
  ChatStarted,
  ...ChatDeltas,
  ToolCallDelta,
  ToolCallReady,
  ChatRestarted,
  ...ChatEndings,
  ChatFailed,
];

/** The result of a subscription to the events of a completion. */
export function chatEventStream(
  field: string,
  errors: StreamResultOptions<ChatEvent>['errors'],
): StreamResult<ChatEvent> {
  return streamResult(field, { items, typeOf: ({ type }) => type, errors });
}
