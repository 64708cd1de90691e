import type {
  ChatCompletionView,
  ChatDelta,
  ChatEnd,
  ChatEvent,
  ToolCallDeltaEvent,
  ToolCallReadyEvent,
} from '../services/chat/chat-event.ts';
import { builder } from './builder.ts';
import { ChatCompletionObject, ToolCallType } from './chat-completion.ts';
import { UpstreamErrorObject } from './error.ts';
import { encodeGlobalId } from './global-id.ts';

export const ChatEventInterface = builder.interfaceRef<ChatEvent>('ChatEvent').implement({
  description:
    'One numbered event of a completion: ChatStarted, then deltas, then exactly one of ChatCompleted, ChatFailed, ChatCancelled and ChatInterrupted. Deltas are sent before they are stored, which takes about a tenth of a second, longer while the database does not answer. If the server process is lost in that time, these last deltas are missing from the stored completion, which ends with ChatInterrupted. The last event is sent only once it is stored.',
  resolveType: ({ type }) => type,
  fields: (t) => ({
    seq: t.exposeInt('seq', {
      description:
        'Number of the event within its completion. Rises from 1, with gaps: a delta that merges several has the number of the last, and the end of a completion whose server process was lost has a much higher one. `chatEvents` with `after` set to any number you have seen continues without repetition or loss.',
    }),
    completionId: t.id({
      description: 'The `id` of the completion.',
      resolve: ({ completionId }) => encodeGlobalId('ChatCompletion', completionId),
    }),
  }),
});

const interfaces = [ChatEventInterface];

builder.objectRef<ChatEvent & { completion: ChatCompletionView }>('ChatStarted').implement({
  description: 'The completion is accepted. Comes before the upstream has said anything.',
  interfaces,
  fields: (t) => ({
    completion: t.expose('completion', {
      type: ChatCompletionObject,
      description: 'The completion, in progress.',
    }),
  }),
});

const deltas = {
  ThinkingDelta: 'A piece of what the model thinks before it answers.',
  ContentDelta: 'A piece of the answer.',
} as const satisfies Record<ChatDelta['type'], string>;

for (const [name, description] of Object.entries(deltas)) {
  builder.objectRef<ChatDelta>(name).implement({
    description,
    interfaces,
    fields: (t) => ({
      text: t.exposeString('text', { description: 'To be appended; never empty.' }),
    }),
  });
}

builder.objectRef<ToolCallDeltaEvent>('ToolCallDelta').implement({
  description: 'A piece of a tool call. The first one of a call names it.',
  interfaces,
  fields: (t) => ({
    index: t.exposeInt('index', {
      description: 'Which call of the answer, in the order in which they began; from 0.',
    }),
    callId: t.exposeID('callId', { description: '`id` of the tool call.' }),
    name: t.exposeString('name', { description: 'Name of the tool.' }),
    argumentsDelta: t.exposeString('argumentsDelta', {
      description: 'To be appended; JSON once all of it is there. May be empty at first.',
    }),
  }),
});

builder.objectRef<ToolCallReadyEvent>('ToolCallReady').implement({
  description: 'A tool call with nothing left to come: it can be made.',
  interfaces,
  fields: (t) => ({
    toolCall: t.expose('toolCall', { type: ToolCallType, description: 'The call.' }),
  }),
});

const endings = {
  ChatCompleted: 'The last event: the upstream said that it had finished.',
  ChatCancelled:
    'The last event: the completion was cancelled, and the request to the upstream closed.',
  ChatInterrupted:
    'The last event: the upstream stopped without reporting an end, or the server process stopped or was lost. What was stored is kept.',
} as const satisfies Record<Exclude<ChatEnd['type'], 'ChatFailed'>, string>;

for (const [name, description] of Object.entries(endings)) {
  builder.objectRef<ChatEnd>(name).implement({
    description,
    interfaces,
    fields: (t) => ({
      completion: t.expose('completion', {
        type: ChatCompletionObject,
        description: 'The completion as it ended, with its message.',
      }),
    }),
  });
}

builder.objectRef<ChatEnd>('ChatFailed').implement({
  description: 'The last event: the upstream refused or failed.',
  interfaces,
  fields: (t) => ({
    error: t.field({
      type: UpstreamErrorObject,
      description: 'Why.',
      resolve: ({ completion: { error } }) => {
        if (error === null) throw new Error('A failed completion must have an error.');
        return error;
      },
    }),
    completion: t.expose('completion', {
      type: ChatCompletionObject,
      description: 'The completion as it ended, with what was received until then.',
    }),
  }),
});
