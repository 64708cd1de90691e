import { builder } from './builder.ts';
import {
  ChatCompletionObject,
  ChatCompletionStatusEnum,
  CompletionKindEnum,
} from './chat-completion.ts';
import { connectionTypes, toConnection } from './connection.ts';
import { toRowId } from './global-id.ts';

const ChatCompletionFilterInput = builder.inputType('ChatCompletionFilter', {
  description: 'Filter for completions. A completion must match every given field.',
  fields: (t) => ({
    modelId: t.id({ description: 'Only completions of this model.' }),
    kind: t.field({ type: CompletionKindEnum, description: 'Only completions of this kind.' }),
    statuses: t.field({
      type: [ChatCompletionStatusEnum],
      description: 'Only completions with one of these statuses.',
    }),
    subject: t.string({
      description: 'Only completions started by this subject: the `sub` claim of the token.',
    }),
    requestId: t.id({
      description:
        'Only completions whose input had this `requestId`, as long as their text is stored.',
    }),
    since: t.field({
      type: 'DateTime',
      description: 'Only completions started at or after this time.',
    }),
    until: t.field({ type: 'DateTime', description: 'Only completions started before this time.' }),
  }),
});

const connection = connectionTypes(ChatCompletionObject, {
  item: 'A completion in a list.',
  page: 'A page of completions.',
});

builder.queryField('chatCompletions', (t) =>
  t.connection(
    {
      type: ChatCompletionObject,
      description: 'The completions of your tenant, newest first. Requires the scope `models:use`.',
      args: {
        filter: t.arg({
          type: ChatCompletionFilterInput,
          description: 'Filter for the completions to return.',
        }),
      },
      resolve: async (_root, { filter, ...page }, { viewer, services }) => {
        const modelId = filter?.modelId == null ? null : toRowId('Model', filter.modelId);
        return toConnection(await services.history.list(viewer, { ...filter, modelId }, page));
      },
    },
    ...connection,
  ),
);
