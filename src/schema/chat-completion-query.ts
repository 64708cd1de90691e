import { builder } from './builder.ts';
import {
  ChatCompletionObject,
  ChatCompletionStatusEnum,
  CompletionKindEnum,
} from './chat-completion.ts';
import { toConnection } from './connection.ts';
import { toRowId } from './global-id.ts';

const ChatCompletionFilterInput = builder.inputType('ChatCompletionFilter', {
  description: 'Which completions to list: those that fit every field given.',
  fields: (t) => ({
    modelId: t.id({ description: 'By this model.' }),
    kind: t.field({ type: CompletionKindEnum, description: 'Of this kind.' }),
    statuses: t.field({
      type: [ChatCompletionStatusEnum],
      description: 'With one of these statuses.',
    }),
    subject: t.string({ description: 'Started by this subject.' }),
    since: t.field({ type: 'DateTime', description: 'Started not before this moment.' }),
    until: t.field({ type: 'DateTime', description: 'Started before this moment.' }),
  }),
});

const ChatCompletionEdge = builder.edgeObject({
  name: 'ChatCompletionEdge',
  description: 'A completion in a list.',
  type: ChatCompletionObject,
});

const ChatCompletionConnection = builder.connectionObject(
  {
    name: 'ChatCompletionConnection',
    description: 'A page of completions.',
    type: ChatCompletionObject,
  },
  ChatCompletionEdge,
);

builder.queryField('chatCompletions', (t) =>
  t.connection(
    {
      type: ChatCompletionObject,
      description: "The tenant's completions, newest first. Needs the scope `models:use`.",
      args: { filter: t.arg({ type: ChatCompletionFilterInput, description: 'Which ones.' }) },
      resolve: async (_root, { filter, ...page }, { viewer, services }) => {
        const modelId = filter?.modelId == null ? null : toRowId('Model', filter.modelId);
        return toConnection(await services.history.list(viewer, { ...filter, modelId }, page));
      },
    },
    ChatCompletionConnection,
    ChatCompletionEdge,
  ),
);
